"""Killed at any moment and taken up again: every article once, the same bytes."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from conftest import Command, article, lines, names, reasons

MakeCorpus = Callable[..., Path]


def kill_after(process: subprocess.Popen[str], seconds: float) -> bool:
    """Kill the process with SIGKILL after a while; whether it was still running."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    return False


def differing_corpus(corpus: MakeCorpus) -> Path:
    """Files, rows and failures: everything that a journal has to know apart."""
    folder = corpus(1500)
    for number in range(0, 1500, 250):
        (folder / f"bad{number}.txt").write_text("坏:异常", encoding="utf-8")
    rows = [f'{{"text": "第{n}行，投资{n}亿元。"}}\n' if n % 97 else "{\n" for n in range(3000)]
    (folder / "0070/rows.jsonl").write_text("".join(rows), encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("out", ["out.jsonl", "out.jsonl.gz", "out.sqlite"])
def test_killed_at_random_moments_the_result_is_that_of_a_run_in_peace(
    batch: Command, corpus: MakeCorpus, out: str
) -> None:
    differing_corpus(corpus)
    assert batch("corpus", "-o", f"whole-{out}", "--jobs", 2).code == 1
    moments = random.Random(out)
    kills = 0
    while kills < (20 if out == "out.jsonl" else 6):
        process = batch.start("corpus", "-o", out, "--jobs", 2, "--resume")
        if kill_after(process, moments.uniform(0.1, 1.6)):
            kills += 1
        else:  # it came to its end: let the next one begin anew
            (batch.folder / out).unlink()
    done = batch("corpus", "-o", out, "--jobs", 2, "--resume")
    assert done.code == 1
    assert (batch.folder / out).read_bytes() == (batch.folder / f"whole-{out}").read_bytes()
    assert reasons(batch.folder / out) == reasons(batch.folder / f"whole-{out}")
    assert sorted(path.name for path in batch.folder.iterdir() if path.name.startswith(out)) == [
        out, f"{out}.errors.jsonl", f"{out}.journal",
    ]  # fmt: skip


@pytest.mark.slow
def test_no_worker_outlives_a_run_that_was_killed(batch: Command, corpus: MakeCorpus) -> None:
    folder = corpus(10)
    (folder / "slow.txt").write_text("坏:睡", encoding="utf-8")
    process = batch.start("corpus", "-o", "out.jsonl", "--timeout", 300, "--jobs", 2)
    end = time.monotonic() + 30
    below: list[psutil.Process] = []
    while len(below) < 4 and time.monotonic() < end:  # two servers of multiprocessing, two workers
        time.sleep(0.1)
        below = psutil.Process(process.pid).children(recursive=True)
    assert len(below) >= 4
    process.kill()
    process.communicate(timeout=20)
    _, alive = psutil.wait_procs(below, timeout=10)
    assert not alive


def interrupted(batch: Command, folder: Path, *args: str) -> None:
    """A run that is killed when about half is done, at an article that would take for ever."""
    slow = folder / "0005/50.txt"
    text = slow.read_text(encoding="utf-8")
    slow.write_text("坏:睡", encoding="utf-8")
    process = batch.start("corpus", "-o", "out.jsonl", "--jobs", 1, *args)
    log = batch.folder / "out.jsonl.work/log.jsonl"
    end = time.monotonic() + 30
    while not (log.exists() and log.stat().st_size) and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(1.5)
    process.kill()
    process.communicate(timeout=20)
    slow.write_text(text, encoding="utf-8")


def test_what_has_changed_between_is_done_again(batch: Command, corpus: MakeCorpus) -> None:
    folder = corpus(100)
    interrupted(batch, folder)
    (folder / "0000/1.txt").write_text(article(777), encoding="utf-8")
    (folder / "0000/2.txt").unlink()
    (folder / "0001/new.txt").write_text(article(888), encoding="utf-8")
    assert batch("corpus", "-o", "out.jsonl", "--resume").code == 0
    assert batch("corpus", "-o", "whole.jsonl").code == 0
    assert (batch.folder / "out.jsonl").read_bytes() == (batch.folder / "whole.jsonl").read_bytes()


def test_what_has_changed_after_the_end_is_done_again(batch: Command, corpus: MakeCorpus) -> None:
    folder = corpus(100)
    assert batch("corpus", "-o", "out.jsonl").code == 0
    (folder / "0000/1.txt").write_text(article(777), encoding="utf-8")
    (folder / "0009/99.txt").unlink()
    (folder / "0001/new.txt").write_text("坏:异常", encoding="utf-8")
    done = batch("corpus", "-o", "out.jsonl", "--resume")
    assert done.code == 1
    assert "(98 of them before)" in done.err
    batch("corpus", "-o", "whole.jsonl")
    assert (batch.folder / "out.jsonl").read_bytes() == (batch.folder / "whole.jsonl").read_bytes()
    assert list(reasons(batch.folder / "out.jsonl")) == ["corpus/0001/new.txt"]


def test_an_output_that_is_gone_is_made_again(batch: Command, corpus: MakeCorpus) -> None:
    corpus(20)
    batch("corpus", "-o", "out.jsonl")
    first = (batch.folder / "out.jsonl").read_bytes()
    (batch.folder / "out.jsonl").unlink()
    assert batch("corpus", "-o", "out.jsonl", "--resume").code == 0
    assert (batch.folder / "out.jsonl").read_bytes() == first


def test_a_log_that_is_gone_is_made_again(batch: Command, corpus: MakeCorpus) -> None:
    folder = corpus(100)
    interrupted(batch, folder)
    shutil.rmtree(batch.folder / "out.jsonl.work")
    assert batch("corpus", "-o", "out.jsonl", "--resume").code == 0
    assert len(names(batch.folder / "out.jsonl")) == 100


def test_an_unfinished_run_is_not_begun_anew_unasked(batch: Command, corpus: MakeCorpus) -> None:
    folder = corpus(100)
    interrupted(batch, folder)
    done = batch("corpus", "-o", "out.jsonl")
    assert done.code == 2
    assert "go on with --resume" in done.err
    assert batch("corpus", "-o", "out.jsonl", "--force").code == 0
    assert len(lines(batch.folder / "out.jsonl")) == 100


def test_what_is_no_journal_is_told(batch: Command, corpus: MakeCorpus) -> None:
    corpus(2)
    (batch.folder / "out.jsonl.journal").write_text("a diary of somebody else, long enough to be none of ours" * 40)
    done = batch("corpus", "-o", "out.jsonl", "--resume")
    assert done.code == 2
    assert "no journal of zsextract" in done.err
