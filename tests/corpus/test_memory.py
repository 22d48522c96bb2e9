"""Memory stays flat: it depends on one article, not on how many there are."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from conftest import Command

LARGEST = 150  # MB, of any one process


def peak(batch: Command, *args: object) -> float:
    """The largest resident memory of the run and of its workers, in MB."""
    process = batch.start(*args, "-q")
    largest = 0.0
    while process.poll() is None:
        for each in family(process.pid):
            largest = max(largest, memory(each))
        time.sleep(0.05)
    assert process.returncode == 0, process.communicate()
    process.communicate()
    return largest


def family(pid: int) -> list[psutil.Process]:
    try:
        main = psutil.Process(pid)
        return [main, *main.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def memory(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss / 1e6)
    except psutil.Error:
        return 0.0


@pytest.mark.slow
def test_ten_times_the_articles_take_the_same_memory(batch: Command, corpus: Callable[..., Path]) -> None:
    corpus(1000, "small")
    corpus(10_000, "large")
    small, large = peak(batch, "small", "-o", "small.jsonl"), peak(batch, "large", "-o", "large.jsonl")
    assert large < LARGEST
    assert large < small * 1.3 + 5


@pytest.mark.slow
def test_a_large_file_of_rows_is_never_held_whole(batch: Command) -> None:
    with open(batch.folder / "rows.jsonl", "w", encoding="utf-8") as out:
        for number in range(4000):
            out.write(f'{{"text": "{"总投资" + str(number) + "亿元。" + "说明" * 8000}"}}\n')
    assert (batch.folder / "rows.jsonl").stat().st_size > 180_000_000
    assert peak(batch, "rows.jsonl", "-o", "out.jsonl") < LARGEST
