"""Measure what zsextract promises about speed and memory, each against a yardstick of the same run.

    python benchmarks/bench.py [--quick] [--only NAME] [--json FILE]

Times on a shared machine drift, ratios hardly: every row measures its yardstick beside itself. The texts are the
samples, their digits varied so that no two articles are alike. ``--quick`` takes smaller texts; the promises are about
the full run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from corpus import run as convert

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
CLEAN = (
    "county-signing.txt", "city-half-year.txt", "district-targets.txt", "newspaper-page.txt", "nothing-to-find.txt",
)  # fmt: skip
GARBLED = ("mirror-pinyin.txt", "doubled-commas.txt")
WORST = (
    "亿", "1", "1,", "一", "(", "(yì)", "“", "、", "，，", "?", "市委书记", "县长李明、", "1亿元、", "2023年",
    "其中", "项目", "力争分别增长5%、3%，", "力争5%", "占5%", "计划3个，", "力争3家\n", "<", "&", " ", "\n",
)  # fmt: skip
MB = 2**20


@dataclass(frozen=True)
class Row:
    """One promise: what was measured, against what, and what the ratio may be."""

    name: str
    measured: float
    yardstick: float
    unit: str
    against: str
    budget: float
    at_most: bool

    @property
    def ratio(self) -> float:
        """Measured over yardstick."""
        return self.measured / self.yardstick

    @property
    def kept(self) -> bool:
        """True where the promise holds."""
        return self.ratio <= self.budget if self.at_most else self.ratio >= self.budget


@dataclass(frozen=True)
class Sizes:
    """How much text each row takes."""

    speed: int
    large: int
    files: int
    worst: int
    repeat: int


FULL = Sizes(speed=1 * MB, large=50 * MB, files=100_000, worst=100_000, repeat=5)
QUICK = Sizes(speed=MB // 8, large=4 * MB, files=2_000, worst=20_000, repeat=3)


def varied(names: tuple[str, ...], size: int) -> Iterator[str]:
    """Articles in turn, with other digits in each, until they have ``size`` bytes of UTF-8."""
    texts = [(SAMPLES / name).read_text(encoding="utf-8") for name in names]
    dice, made = random.Random(20231009), 0
    while made < size:
        text = texts[dice.randrange(len(texts))]
        table = {ord(digit): str(dice.randint(1, 9)) for digit in "3456789"}
        made += len(text.translate(table).encode())
        yield text.translate(table)


def timed(work: Callable[[], Any], repeat: int, clock: Callable[[], float]) -> list[float]:
    """Seconds of each run by a clock."""
    seconds = []
    for _ in range(repeat):
        began = clock()
        work()
        seconds.append(clock() - began)
    return seconds


def best(work: Callable[[], Any], repeat: int) -> float:
    """CPU seconds of the fastest run: the one that the machine disturbed least."""
    return min(timed(work, repeat, time.process_time))


def usual(work: Callable[[], Any], repeat: int) -> float:
    """Seconds of the median run, by the clock: what a long run, which cannot be repeated, is fairly held against."""
    return median(timed(work, repeat, time.perf_counter))


def to_json(texts: list[bytes]) -> int:
    """The whole way from bytes to lines of JSON; the length of what came out."""
    from zsextract import extract_bytes, load_rules
    from zsextract.output.jsonl import line

    rules = load_rules()
    return sum(
        len(line(record))
        for data in texts
        for record in extract_bytes(data, "bench.txt", date=None, rules=rules, keep_text=False)
    )


def throughput(names: tuple[str, ...], sizes: Sizes) -> tuple[float, float]:
    """MB/s of the whole pipeline and of `jieba.cut` over the same articles, in turn."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    articles = list(varied(names, sizes.speed))
    data = [article.encode() for article in articles]
    few = articles[: max(1, len(articles) // 8)]
    ours, theirs = [], []
    to_json(data[:3])
    for _ in range(sizes.repeat):
        ours.append(best(lambda: to_json(data), 1))
        theirs.append(best(lambda: [list(jieba.cut(article)) for article in few], 1))
    size, small = sum(map(len, data)) / MB, sum(len(article.encode()) for article in few) / MB
    return size / min(ours), small / min(theirs)


def clean_throughput(sizes: Sizes) -> Row:
    """Clean simplified text."""
    ours, theirs = throughput(CLEAN, sizes)
    return Row("throughput, clean text", ours, theirs, "MB/s", "jieba.cut", 10, False)


def garbled_throughput(sizes: Sizes) -> Row:
    """Annotated, slipped, comma-ridden traditional text."""
    ours, theirs = throughput(GARBLED, sizes)
    return Row("throughput, garbled text", ours, theirs, "MB/s", "jieba.cut", 6, False)


def surroundings() -> dict[str, str]:
    """The environment of the measured processes: Python may keep compiled modules there, as it does for every user."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "zsextract-bench-bytecode"))}


def process(*command: str) -> float:
    """CPU seconds of a whole process and of its children."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    before = os.times()
    subprocess.run(command, env=surroundings(), check=True, **quiet)  # type: ignore[call-overload]
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def interleaved(ours: Callable[[], float], theirs: Callable[[], float], repeat: int) -> tuple[float, float]:
    """The best of each, measured in turn; the first pair only warms the caches."""
    pairs = [(ours(), theirs()) for _ in range(repeat + 1)][1:]
    return min(first for first, _ in pairs), min(second for _, second in pairs)


def start(sizes: Sizes) -> Row:
    """One article of 2,500 characters, the whole process, against loading jieba's dictionary."""
    load = "import time, jieba; jieba.setLogLevel(60); t = time.process_time(); jieba.initialize();"
    load += "print(time.process_time() - t)"

    def dictionary() -> float:
        done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)
        return float(done.stdout)

    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "article.txt")
        text = "".join((SAMPLES / name).read_text(encoding="utf-8") for name in CLEAN)
        article.write_text((text * 2)[:2500], encoding="utf-8")
        command = (sys.executable, "-m", "zsextract", "parse", str(article))
        ours, theirs = interleaved(lambda: process(*command), dictionary, 3 * sizes.repeat)
    return Row("parse one article, whole process", ours, theirs, "s", "jieba.initialize()", 0.3, True)


def help_page(sizes: Sizes) -> Row:
    """``--help``, the whole process."""
    ours, theirs = interleaved(
        lambda: process(sys.executable, "-m", "zsextract", "--help"),
        lambda: process(sys.executable, "-c", "import click"),
        2 * sizes.repeat,
    )
    return Row("--help", ours, theirs, "s", "import click", 2, True)


def corpus(folder: Path, files: int) -> None:
    """A folder of articles, a thousand to a sub-folder."""
    articles = list(varied(CLEAN, 2 * MB))
    for number in range(files):
        place = folder / f"{number // 1000:04}"
        place.mkdir(exist_ok=True)
        (place / f"{number:06}.txt").write_text(articles[number % len(articles)], encoding="utf-8")


def batches(sizes: Sizes) -> Iterator[Row]:
    """Many files: the cost of each, the memory, the second worker."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        source.mkdir()
        corpus(source, sizes.files)
        size = sum(path.stat().st_size for path in source.rglob("*.txt")) / MB
        ten = [path.read_bytes() for path in sorted(source.rglob("*.txt"))[:10]]
        to_json(ten)
        small = usual(lambda: to_json(ten), 10 * sizes.repeat)
        one, two = (convert(source, Path(folder, f"{jobs}.jsonl"), jobs) for jobs in (1, 2))
        small = (small + usual(lambda: to_json(ten), 10 * sizes.repeat)) / 2 / (sum(map(len, ten)) / MB)
    yield Row(f"cost per MB, {sizes.files:,} files", one.seconds / size, small, "s/MB", "10 files", 1.3, True)
    yield Row("peak memory of a process", max(one.driver, one.worker), 150, "MB", "150 MB", 1, True)
    yield Row("two workers", one.seconds / two.seconds, 1, "×", "one worker", 1.8, False)


def large_file(sizes: Sizes) -> Row:
    """The cost of a MB in one large file and in small ones."""
    small = ["".join(varied(CLEAN, 10_000)).encode()]
    large = ["".join(varied(CLEAN, sizes.large)).encode()]
    to_json(small)
    before = usual(lambda: to_json(small), 20 * sizes.repeat)
    dear = usual(lambda: to_json(large), 1) / (len(large[0]) / MB)
    cheap = (before + usual(lambda: to_json(small), 20 * sizes.repeat)) / 2 / (len(small[0]) / MB)
    return Row(f"cost per MB, {sizes.large // MB} MB file", dear, cheap, "s/MB", "10 KB file", 1.3, True)


def worst_text(sizes: Sizes) -> Row:
    """The costliest of the hostile texts, by the character."""
    ordinary = "".join(varied(CLEAN, 3 * sizes.worst))[: sizes.worst].encode()
    plain = best(lambda: to_json([ordinary]), sizes.repeat)
    costs = {}
    for unit in WORST:
        text = ("某市讯 " + unit * (sizes.worst // len(unit))).encode()
        costs[unit] = best(lambda text=text: to_json([text]), 2)  # type: ignore[misc]
    unit = max(costs, key=costs.__getitem__)
    return Row(f"worst text ({unit!r} repeated)", costs[unit], plain, "s", "ordinary text", 3, True)


MEASURES: dict[str, Callable[[Sizes], Row | Iterator[Row]]] = {
    "clean": clean_throughput,
    "garbled": garbled_throughput,
    "start": start,
    "help": help_page,
    "large": large_file,
    "worst": worst_text,
    "batch": batches,
}


def measure(names: list[str], sizes: Sizes) -> Iterator[Row]:
    """The rows of the measures named, as they are ready."""
    for name in names:
        made = MEASURES[name](sizes)
        yield from [made] if isinstance(made, Row) else made


def printed(row: Row) -> str:
    """A row of the table."""
    wanted = f"{'≤' if row.at_most else '≥'} {row.budget:g} ×"
    values = f"{row.measured:9.3f} {row.unit:<5}{row.yardstick:9.3f} {row.against:<20}"
    return f"{row.name:<38}{values}{row.ratio:7.2f} ×  {wanted:<8} {'kept' if row.kept else 'MISSED'}"


def main() -> int:
    """Print the table; status 1 where a promise is not kept."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--quick", action="store_true", help="smaller texts, for a look")
    ask.add_argument("--only", action="append", choices=list(MEASURES), help="this measure alone; may be repeated")
    ask.add_argument("--json", type=Path, metavar="FILE", help="write the rows to this file as well")
    args = ask.parse_args()
    rows = []
    for row in measure(args.only or list(MEASURES), QUICK if args.quick else FULL):
        rows.append(row)
        print(printed(row), flush=True)
    if args.json:
        machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
        made = [asdict(row) | {"ratio": row.ratio, "kept": row.kept} for row in rows]
        args.json.write_text(
            json.dumps({**machine, "rows": made}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
