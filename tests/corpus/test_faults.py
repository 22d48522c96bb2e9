"""Articles and machines that fail: hangs, deaths, full disks. The rest goes on, the offender is named."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Command, lines, names, reasons

MakeCorpus = Callable[..., Path]


@pytest.mark.parametrize(
    ("what", "stage", "reason"),
    [
        ("异常", "extract", "ValueError: an article that raises"),
        ("睡", "timeout", "no result after 0.5 seconds"),
        ("死", "worker", "the worker died of it, twice (exit status 3)"),
        ("杀", "worker", "the worker died of it, twice (Killed)"),
        pytest.param("转", "timeout", "no result after 0.5 seconds; its worker was ended", marks=pytest.mark.slow),
    ],
)
def test_an_article_that_misbehaves_is_named_and_the_others_are_kept(
    batch: Command, corpus: MakeCorpus, what: str, stage: str, reason: str
) -> None:
    bad = corpus(80) / "0003/bad.txt"
    bad.write_text(f"坏:{what}", encoding="utf-8")
    done = batch("corpus", "-o", "out.jsonl", "--timeout", 0.5, "--jobs", 2)
    assert done.code == 1
    assert reasons(batch.folder / "out.jsonl") == {"corpus/0003/bad.txt": (stage, reason)}
    made = names(batch.folder / "out.jsonl")
    assert made == sorted(made)
    assert len(made) == 80


def test_many_deaths_do_not_end_the_run(batch: Command, corpus: MakeCorpus) -> None:
    folder = corpus(60)
    for number in range(6):
        (folder / f"000{number}/bad.txt").write_text("坏:杀", encoding="utf-8")
    assert batch("corpus", "-o", "out.jsonl", "--jobs", 2).code == 1
    assert len(reasons(batch.folder / "out.jsonl")) == 6
    assert len(names(batch.folder / "out.jsonl")) == 60


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes below the server that a run forks its workers from."""
    psutil = pytest.importorskip("psutil")
    below = psutil.Process(process.pid).children(recursive=True)
    return [each.pid for each in below if each.ppid() != process.pid]


@pytest.mark.slow
def test_workers_killed_from_outside_lose_no_article(batch: Command, corpus: MakeCorpus) -> None:
    corpus(3000, repeat=40)
    process = batch.start("corpus", "-o", "out.jsonl", "--jobs", 2)
    for _ in range(4):
        time.sleep(0.7)
        if process.poll() is None:
            for pid in workers_of(process)[:1]:
                os.kill(pid, signal.SIGKILL)
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert len(set(names(batch.folder / "out.jsonl"))) == 3000


def test_workers_that_cannot_start_end_the_run_with_a_word(batch: Command, corpus: MakeCorpus) -> None:
    corpus(3)
    from zsextract.corpus.items import BatchError, ExtractorSpec, Pending, ReadOptions, WorkOptions
    from zsextract.corpus.local import LocalEngine

    options = WorkOptions(ExtractorSpec("no_such_module:make"), ReadOptions(), timeout=1)
    with (
        LocalEngine(options, 1, batch.folder, lambda: None) as engine,
        pytest.raises(BatchError, match="cannot start: ModuleNotFoundError"),
    ):
        list(engine.process([Pending(1, str(batch.folder / "corpus/0000/0.txt"), 10, 0, None)]))


def limited() -> None:
    """Allow this process no file of more than 400 KB, as a full disk would."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_a_log_that_cannot_grow_is_an_error_that_can_be_resumed(batch: Command, corpus: MakeCorpus) -> None:
    corpus(300, repeat=60)
    done = batch("corpus", "-o", "out.jsonl", "--jobs", 1, preexec_fn=limited)
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "--resume" in done.err
    assert not (batch.folder / "out.jsonl").exists()
    assert batch("corpus", "-o", "out.jsonl", "--resume").code == 0
    assert len(lines(batch.folder / "out.jsonl")) == 300


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not permitted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("out", ["out.jsonl", "out.jsonl.gz"])
def test_a_full_disk_is_an_error_that_can_be_resumed(
    batch: Command, corpus: MakeCorpus, small_disk: Path, out: str
) -> None:
    corpus(1500)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * (500_000 if out == "out.jsonl" else 100_000))
    done = batch("corpus", "-o", f"disk/{out}", "--jobs", 2)
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "No space left" in done.err or "full" in done.err
    assert "--resume" in done.err
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert batch("corpus", "-o", f"disk/{out}", "--resume").code == 0
    assert batch("corpus", "-o", f"whole-{out}").code == 0
    assert (small_disk / out).read_bytes() == (batch.folder / f"whole-{out}").read_bytes()
