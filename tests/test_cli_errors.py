"""Bad input and bad surroundings: each is named, nothing else is lost, the status tells."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import run

from zsextract.decode import Source

TEXT = "平江县新签约项目12个，总投资86.5亿元。\n"
ROOT = Path(__file__).resolve().parent.parent
ZSEXTRACT = [sys.executable, "-m", "zsextract"]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A file that can be parsed."""
    path = tmp_path / "good.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def bad_inputs(folder: Path) -> dict[str, Path]:
    """Every kind of input that cannot be parsed, by the words that its complaint must have."""
    (folder / "folder").mkdir()
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\u3000\n", encoding="utf-8")
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(200))
    return {
        "no such file": folder / "missing.txt",
        "is a directory": folder / "folder",
        "no text in it": folder / "empty.txt",
        "there is no text": folder / "blank.txt",
        "no text in any encoding": folder / "binary.bin",
        "binary file": folder / "report.pdf",
    }


@pytest.mark.parametrize("command", ["parse", "normalize"])
def test_each_bad_input_is_named_and_the_others_are_written(command: str, good: Path, tmp_path: Path) -> None:
    bad = bad_inputs(tmp_path)
    done = run(command, *map(str, bad.values()), str(good))
    assert done.exit_code == 1
    assert done.stdout == run(command, str(good)).stdout != ""
    complaints = done.stderr.splitlines()
    assert len(complaints) == len(bad)
    for complaint, (words, path) in zip(complaints, bad.items(), strict=True):
        assert complaint.startswith(f"zsextract: {path}: ")
        assert words in complaint


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_the_right_to_read(good: Path) -> None:
    good.chmod(0)
    done = run("parse", str(good))
    assert done.exit_code == 1
    assert "permission denied" in done.stderr


def test_a_file_that_the_system_refuses(monkeypatch: pytest.MonkeyPatch, good: Path) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    done = run("normalize", str(good))
    assert done.exit_code == 1
    assert f"{good}: cannot be read: permission denied" in done.stderr


def test_a_corpus_in_one_file_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(200 * 2**20)
    began = time.monotonic()
    done = run("parse", str(huge))
    assert time.monotonic() - began < 5
    assert done.exit_code == 1
    assert "larger than 64 MB" in done.stderr
    assert "zsextract batch" in done.stderr


def test_an_endless_device_is_refused() -> None:
    assert "larger than 64 MB" in run("normalize", "/dev/zero").stderr


def test_a_mistake_of_ours_costs_one_input_only(monkeypatch: pytest.MonkeyPatch, good: Path, tmp_path: Path) -> None:
    from zsextract import pipeline

    real = pipeline.extract_source

    def flawed(source: Source, **options: object) -> object:
        if source.name.endswith("bad.txt"):
            raise IndexError("oops")
        return real(source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "extract_source", flawed)
    bad = tmp_path / "bad.txt"
    bad.write_text(TEXT, encoding="utf-8")
    done = run("parse", str(bad), str(good))
    assert done.exit_code == 1
    assert "bad.txt: internal error" in done.stderr
    assert "IndexError: oops" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_bytes_that_cannot_be_decoded_are_counted_and_told(good: Path) -> None:
    given = TEXT.encode("gb18030") * 3 + b"\xff\n"
    done = run("normalize", given=given)
    assert done.exit_code == 0
    assert done.stdout.startswith(TEXT)
    assert done.stderr.startswith("zsextract: <stdin>: warning: 1 bytes are no gb18030")


@pytest.mark.parametrize("date", ["2023-13-01", "2023-02-30", "9.10.2023", "today", ""])
def test_a_wrong_date_is_wrong_usage(date: str, good: Path) -> None:
    done = run("parse", "--date", date, str(good))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--date" in done.stderr


@pytest.mark.parametrize("args", [["parse", "--wrong"], ["pase"], ["parse", "--format", "xml"], ["schema", "cake"]])
def test_wrong_usage(args: list[str]) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Usage:" in done.stderr


def test_a_missing_folder_of_rules_is_wrong_usage(good: Path, tmp_path: Path) -> None:
    done = run("parse", "--rules", str(tmp_path / "none"), str(good))
    assert (done.exit_code, done.stdout) == (2, "")


def test_a_broken_rule_file_is_named_with_its_rule_and_reason(good: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    rule = 'format = 1\nkind = "amount"\n[[rule]]\nid = "amount.mine"\nsummary = "x"\npattern = "("\n'
    (pack / "mine.toml").write_text(rule, encoding="utf-8")
    done = run("parse", "--rules", str(pack), str(good))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "mine.toml" in done.stderr
    assert "amount.mine" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_cannot_control_the_terminal(tmp_path: Path) -> None:
    done = run("parse", str(tmp_path / "\x1b[31m.txt"))
    assert "\x1b" not in done.stderr
    assert "␛[31m.txt" in done.stderr


def test_a_reader_that_goes_away_is_no_error(samples: Path) -> None:
    command = [*ZSEXTRACT, "parse", *[str(samples / "newspaper-page.txt")] * 40]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_a_full_disk_is_told(good: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*ZSEXTRACT, "parse", str(good)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode() == "zsextract: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_closed_streams_are_told(closed: str) -> None:
    given = "" if closed == "<&-" else f"echo '{TEXT.strip()}' | "
    command = f"{given}{sys.executable} -m zsextract parse {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"closed" in done.stderr
    assert b"Traceback" not in done.stderr


def test_output_is_utf8_whatever_the_locale(good: Path) -> None:
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*ZSEXTRACT, "parse", str(good)], capture_output=True, env=plain, check=True)
    assert "86.5亿元" in done.stdout.decode()


def test_the_output_does_not_depend_on_the_hash_seed(samples: Path) -> None:
    outputs = set()
    for seed in ("0", "1", "7"):
        command = [*ZSEXTRACT, "parse", str(samples / "district-targets.txt"), str(samples / "mirror-pinyin.txt")]
        done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_ctrl_c_ends_without_a_traceback(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [*ZSEXTRACT, "parse", str(pipe)]
    # the pipe opens here when its other end is opened for reading
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running, pipe.open("wb"):
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        assert b"Traceback" not in running.stderr.read()
    assert running.returncode == 1


WORST = ("亿", "1,", "(", "“", "、", "(yì)", "市委书记", "县长李明、", "1亿元、", "2023年", "其中", "<", "\n")
LENGTH = 30_000


def seconds(path: Path, text: str, limit: float | None = None) -> float:
    """How long a whole process takes for a text; raises where it takes longer than the limit."""
    path.write_text(text, encoding="utf-8")
    began = time.monotonic()
    subprocess.run([*ZSEXTRACT, "parse", str(path)], stdout=subprocess.DEVNULL, check=True, timeout=limit)
    return time.monotonic() - began


@pytest.fixture(scope="module")
def ordinary_seconds(tmp_path_factory: pytest.TempPathFactory) -> float:
    """What an ordinary text of the same length takes."""
    text = (ROOT / "samples" / "city-half-year.txt").read_text(encoding="utf-8")
    return seconds(tmp_path_factory.mktemp("ordinary") / "text", text * (LENGTH // len(text)))


@pytest.mark.slow
def test_one_endless_line_takes_no_longer_than_lines(tmp_path: Path) -> None:
    sentence = "全市新签约项目12个，总投资86.5亿元，同比增长8.1%。"
    lines = seconds(tmp_path / "text", f"{sentence}\n" * 3000)
    seconds(tmp_path / "text", sentence * 3000, 3 * lines)


@pytest.mark.slow
@pytest.mark.parametrize("unit", WORST)
def test_worst_texts_take_no_longer_than_ordinary_ones(unit: str, ordinary_seconds: float, tmp_path: Path) -> None:
    seconds(tmp_path / "text", unit * (LENGTH // len(unit)) + "完", 3 * ordinary_seconds)
