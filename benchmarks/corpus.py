"""What a corpus costs: time, rate and memory of `zsextract batch`, one worker against two, small corpora against large.

    python benchmarks/corpus.py make 100000 FOLDER            100,000 articles in folders of a thousand
    python benchmarks/corpus.py make 100000 FILE.jsonl        the same as rows
    python benchmarks/corpus.py measure [--sizes 1000 10000 100000] [--work FOLDER] [--alone]

The articles are made from `samples/`, with other figures, names and paragraphs, and two of three of them damaged in one
of the ways that pages are. The same number gives the same article. Times are of this machine and of whatever else it
does; CPU seconds depend less on that, and the busiest process is what the clock would show on free cores.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PER_FOLDER = 1000
_DIGITS_RE = re.compile(r"(?<![\d年月:：-])\d++(?![\d年月日:：-])")
_NAME_RE = re.compile(r"(?<=[长记任])[\u4e00-\u9fff]{2,3}(?=[出主讲带在])")
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈", "伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚"
_TRADITIONAL = str.maketrans("项签约总资产业开园区长书记会议亿万个实际", "項簽約總資產業開園區長書記會議億萬個實際")
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def _wrapped(text: str, _: random.Random) -> str:
    return "\n".join(text[at : at + 34] for at in range(0, len(text), 34))


def _spaced(text: str, rng: random.Random) -> str:
    return "".join(f"{each} " if rng.random() < 0.05 else each for each in text)


def _annotated(text: str, rng: random.Random) -> str:
    return "".join(f"{each}(xiàng)" if each == "项" and rng.random() < 0.5 else each for each in text)


def _in_a_page(text: str, _: random.Random) -> str:
    head = "<html><head><title>新闻</title></head><body><div class='nav'>首页 | 要闻 | 招商</div>"
    return (
        head + "".join(f"<p>{each}</p>\n" for each in text.splitlines()) + "<div>分享到：微信 微博</div></body></html>"
    )


DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda text, _: text,
    lambda text, _: text,
    lambda text, _: text,
    lambda text, _: text.translate(_TRADITIONAL),
    lambda text, _: text.translate(_WIDE),
    lambda text, _: text.replace("，", "，，"),
    _wrapped,
    _spaced,
    _annotated,
    _in_a_page,
)


def samples() -> list[str]:
    """The texts of the samples that are UTF-8, in the order of their names."""
    texts = []
    for path in sorted((ROOT / "samples").glob("*.txt")):
        try:
            texts.append(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
    return texts


def article(number: int, texts: list[str]) -> str:
    """The article of that number."""
    rng = random.Random(number)
    text = texts[number % len(texts)]
    head, *body = text.splitlines()
    rng.shuffle(body)
    text = "\n".join([head, *body])
    text = _DIGITS_RE.sub(lambda match: _other_number(match[0], rng), text)
    text = _NAME_RE.sub(lambda _: rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, 2)), text)
    return rng.choice(DAMAGES)(text, rng)


def _other_number(digits: str, rng: random.Random) -> str:
    return str(rng.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1)) if len(digits) < 9 else digits


def make(count: int, target: Path) -> int:
    """Write so many articles as files below a folder, or as rows of a `.jsonl`; their size in bytes."""
    texts, size = samples(), 0
    if target.suffix == ".jsonl":
        with open(target, "w", encoding="utf-8") as out:
            for number in range(count):
                size += out.write(json.dumps({"text": article(number, texts)}, ensure_ascii=False) + "\n")
        return target.stat().st_size
    for number in range(count):
        folder = target / f"{number // PER_FOLDER:04}"
        if number % PER_FOLDER == 0:
            folder.mkdir(parents=True, exist_ok=True)
        data = article(number, texts).encode()
        (folder / f"{number:07}.txt").write_bytes(data)
        size += len(data)
    return size


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds by the clock, CPU seconds of all and of the busiest process, largest resident memory in MB."""

    seconds: float
    cpu: float
    busiest: float
    driver: float
    worker: float


def run(source: Path, out: Path, jobs: int, *, alone: bool = False) -> Measured:
    """Convert the source, and watch the processes that do it; `alone` without the pipeline."""
    program = [str(ROOT / "tests/corpus/run_standin.py")] if alone else ["-m", "zsextract"]
    command = [sys.executable, *program, "batch", str(source), "-o", str(out), "--jobs", str(jobs), "-q", "--force"]
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests/corpus")])
    out.unlink(missing_ok=True)
    began = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, cwd=ROOT)
    main = psutil.Process(process.pid)
    memory: dict[int, float] = {}
    spent: dict[int, float] = {}
    while process.poll() is None:
        for each in _family(main):
            _note(each, memory, spent)
        time.sleep(0.2)
    seconds = time.perf_counter() - began
    if process.returncode not in (0, 1) or not out.exists():
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    driver = memory.pop(process.pid, 0)
    return Measured(seconds, sum(spent.values()), max(spent.values()), driver, max(memory.values(), default=0))


def _family(main: psutil.Process) -> Iterator[psutil.Process]:
    try:
        yield from [main, *main.children(recursive=True)]
    except psutil.NoSuchProcess:
        return


def _note(process: psutil.Process, memory: dict[int, float], spent: dict[int, float]) -> None:
    """The peak of a process so far, and its CPU time without that of its children."""
    try:
        times = process.cpu_times()
        memory[process.pid] = max(memory.get(process.pid, 0), process.memory_info().rss / 1e6)
    except psutil.Error:
        return
    spent[process.pid] = times.user + times.system


def _show(label: str, count: int, size: int, made: Measured) -> None:
    print(
        f"{label:24} {count:7} articles {size / 1e6:7.1f} MB {made.seconds:7.1f} s {count / made.seconds:7.0f} /s "
        f"{size / made.seconds / 1e6:6.2f} MB/s  CPU {made.cpu / size * 1e6:6.3f} s/MB  "
        f"driver {made.driver:5.0f} MB  worker {made.worker:5.0f} MB",
        flush=True,
    )


def measure(sizes: list[int], work: Path, *, alone: bool) -> None:
    """Print the table, and the ratios that the budgets are about."""
    out = work / "out.jsonl"
    run(_corpus(work, 100, "files")[0], out, 1, alone=alone)  # whatever is built once is built now
    cost: dict[str, float] = {}
    for count in sizes:
        source, size = _corpus(work, count, "files")
        for jobs in (1, 2):
            made = run(source, out, jobs, alone=alone)
            _show(f"files, jobs {jobs}", count, size, made)
            cost[f"{count} {jobs}"] = made.seconds
            cost[f"{count} {jobs} busiest"] = made.busiest
            cost[f"{count} {jobs} per MB"] = made.cpu / size
    middle = sizes[len(sizes) // 2]
    source, size = _corpus(work, middle, "rows")
    made = run(source, out, 1, alone=alone)
    _show("one file of rows, jobs 1", middle, size, made)
    last = sizes[-1]
    print(f"two workers: {cost[f'{last} 1'] / cost[f'{last} 2']:.2f} times as fast as one by the clock")
    busiest = cost[f"{last} 1 busiest"] / cost[f"{last} 2 busiest"]
    print(f"             {busiest:.2f} by the CPU time of the busiest process")
    print(f"CPU per MB, {sizes[-1]} against {middle} articles: {_ratio(cost, sizes[-1], middle):.2f}")
    print(f"CPU per MB, {middle} files against one file of rows: {cost[f'{middle} 1 per MB'] / (made.cpu / size):.2f}")


def _ratio(cost: dict[str, float], one: int, other: int) -> float:
    return cost[f"{one} 1 per MB"] / cost[f"{other} 1 per MB"]


def _corpus(work: Path, count: int, kind: str) -> tuple[Path, int]:
    """The corpus of that many articles, made if it is not there yet."""
    target = work / (f"{count}.jsonl" if kind == "rows" else f"{count}")
    said = work / f"{count}.{kind}.size"
    if not said.exists():
        shutil.rmtree(target, ignore_errors=True)
        said.write_text(str(make(count, target)))
    return target, int(said.read_text())


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("count", type=int)
    making.add_argument("target", type=Path)
    measuring = commands.add_parser("measure")
    measuring.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    measuring.add_argument("--work", type=Path, help="keep the corpora here")
    measuring.add_argument("--alone", action="store_true", help="without the pipeline: what the machinery costs")
    given = parser.parse_args()
    if given.command == "make":
        print(f"{make(given.count, given.target) / 1e6:.1f} MB")
        return
    with tempfile.TemporaryDirectory() as folder:
        work = given.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        measure(given.sizes, work, alone=given.alone)


if __name__ == "__main__":
    main()
