"""The command from its sources to its output: order, exit status, what is overwritten and what is not."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, article, lines, names, reasons

MakeCorpus = Callable[..., Path]


def test_a_folder_becomes_json_lines_in_the_order_of_its_paths(batch: Command, corpus: MakeCorpus) -> None:
    corpus(25)
    done = batch("corpus", "-o", "out.jsonl")
    assert done.code == 0
    assert done.out == ""
    assert "25 articles of 25 inputs" in done.err
    made = names(batch.folder / "out.jsonl")
    assert made == sorted(made)
    assert made[0] == "corpus/0000/0.txt"
    assert not (batch.folder / "out.jsonl.errors.jsonl").exists()
    assert not (batch.folder / "out.jsonl.work").exists()


def test_the_bytes_depend_neither_on_the_workers_nor_on_the_hash_seed(batch: Command, corpus: MakeCorpus) -> None:
    folder = corpus(300)
    (folder / "bad.txt").write_text("坏:异常", encoding="utf-8")
    made = set()
    for jobs, seed in ((1, "0"), (3, "1")):
        os.environ["PYTHONHASHSEED"] = seed
        try:
            assert batch("corpus", "-o", f"{jobs}.jsonl", "--jobs", jobs).code == 1
        finally:
            del os.environ["PYTHONHASHSEED"]
        out = batch.folder / f"{jobs}.jsonl"
        made.add(out.read_bytes() + (batch.folder / f"{jobs}.jsonl.errors.jsonl").read_bytes())
    assert len(made) == 1


def test_sources_keep_the_order_in_which_they_are_named(batch: Command, corpus: MakeCorpus) -> None:
    corpus(2, "b")
    corpus(2, "a")
    assert batch("b", "a", "b/0000/1.txt", "-o", "out.jsonl").code == 0
    assert names(batch.folder / "out.jsonl") == ["b/0000/0.txt", "b/0000/1.txt", "a/0000/0.txt", "a/0000/1.txt"]


def test_a_list_on_standard_input(batch: Command, corpus: MakeCorpus) -> None:
    corpus(12)
    done = batch("-", "-o", "out.jsonl", input="corpus/0001/11.txt\ncorpus/0000/3.txt\nnothing.txt\n")
    assert done.code == 1
    assert names(batch.folder / "out.jsonl") == ["corpus/0001/11.txt", "corpus/0000/3.txt"]
    assert reasons(batch.folder / "out.jsonl") == {"nothing.txt": ("walk", "No such file or directory")}


def test_every_kind_of_input_at_once(batch: Command) -> None:
    rows = [{"text": article(n), "day": "2024-02-22"} for n in range(100)]
    (batch.folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (batch.folder / "a.txt").write_text(article(7), encoding="utf-8")
    os.mkfifo(batch.folder / "pipe.txt")
    (batch.folder / "binary.txt").write_bytes(b"\xff\xfe\x00\xff" * 9)
    done = batch(".", "-o", "out.jsonl", "--date-field", "day", "--quiet")
    assert (done.code, done.err) == (1, "")
    made = lines(batch.folder / "out.jsonl")
    assert len(made) == 101
    assert made[1]["source"]["name"] == "./rows.jsonl#1"
    assert made[1]["published"] == "2024-02-22"
    assert {name: stage for name, (stage, _) in reasons(batch.folder / "out.jsonl").items()} == {
        "./binary.txt": "decode",
        "./pipe.txt": "walk",
    }


def test_an_output_is_never_overwritten_unasked(batch: Command, corpus: MakeCorpus) -> None:
    corpus(3)
    out = batch.folder / "out.jsonl"
    out.write_text("precious\n")
    done = batch("corpus", "-o", "out.jsonl")
    assert done.code == 2
    assert "--force" in done.err
    assert out.read_text() == "precious\n"
    assert batch("corpus", "-o", "out.jsonl", "--force").code == 0
    assert len(lines(out)) == 3


def test_resuming_what_is_done_does_nothing(batch: Command, corpus: MakeCorpus) -> None:
    corpus(3)
    batch("corpus", "-o", "out.jsonl")
    before = (batch.folder / "out.jsonl").stat()
    done = batch("corpus", "-o", "out.jsonl", "--resume")
    assert done.code == 0
    assert "nothing to do" in done.err
    assert (batch.folder / "out.jsonl").stat().st_mtime_ns == before.st_mtime_ns


def test_an_output_that_somebody_has_edited_is_not_resumed(batch: Command, corpus: MakeCorpus) -> None:
    corpus(3)
    batch("corpus", "-o", "out.jsonl")
    with open(batch.folder / "out.jsonl", "a") as out:
        out.write("{}\n")
    done = batch("corpus", "-o", "out.jsonl", "--resume")
    assert done.code == 2
    assert "was changed" in done.err


def test_other_options_are_not_resumed(batch: Command, corpus: MakeCorpus) -> None:
    corpus(3)
    batch("corpus", "-o", "out.jsonl")
    done = batch("corpus", "-o", "out.jsonl", "--resume", "--text-field", "body")
    assert done.code == 2
    assert "begun with another fields" in done.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["corpus"], "--out"),
        (["-o", "out.jsonl"], "no source"),
        (["corpus", "-o", "out.csv"], "--tables csv"),
        (["corpus", "-o", "out.docx"], "unknown kind of output"),
        (["corpus", "-o", "out.jsonl", "--bom"], "--tables csv"),
        (["corpus", "-o", "out.sqlite", "--tables", "sqlite"], "written twice"),
        (["out.jsonl", "-o", "out.jsonl"], "a source and an output"),
    ],
)
def test_wrong_usage_ends_with_status_2(batch: Command, args: list[str], said: str) -> None:
    done = batch(*args)
    assert done.code == 2
    assert said in done.err
    assert list(batch.folder.iterdir()) == []


def test_strict_stops_at_the_first_failure_and_can_go_on(batch: Command, corpus: MakeCorpus) -> None:
    bad = corpus(60) / "0002/25.txt"
    good = bad.read_text(encoding="utf-8")
    bad.write_text("坏:异常", encoding="utf-8")
    done = batch("corpus", "-o", "out.jsonl", "--strict")
    assert done.code == 1
    assert "corpus/0002/25.txt" in done.err
    assert not (batch.folder / "out.jsonl").exists()
    assert list(reasons(batch.folder / "out.jsonl")) == ["corpus/0002/25.txt"]
    bad.write_text(good, encoding="utf-8")
    assert batch("corpus", "-o", "out.jsonl", "--strict", "--resume").code == 0
    batch("corpus", "-o", "whole.jsonl")
    assert (batch.folder / "out.jsonl").read_bytes() == (batch.folder / "whole.jsonl").read_bytes()
    assert not reasons(batch.folder / "out.jsonl")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_how_to_go_on(batch: Command, corpus: MakeCorpus, number: signal.Signals) -> None:
    folder = corpus(200)
    (folder / "0010/slow.txt").write_text("坏:睡", encoding="utf-8")
    process = batch.start("corpus", "-o", "out.jsonl", "--jobs", 1)
    log = batch.folder / "out.jsonl.work/log.jsonl"
    until(lambda: log.exists() and log.stat().st_size > 0)
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 128 + number
    assert "--resume" in err
    assert "Traceback" not in err
    (folder / "0010/slow.txt").unlink()
    assert batch("corpus", "-o", "out.jsonl", "--resume").code == 0
    assert len(lines(batch.folder / "out.jsonl")) == 200


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until it is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_two_runs_cannot_write_one_output(batch: Command, corpus: MakeCorpus) -> None:
    folder = corpus(3)
    (folder / "slow.txt").write_text("坏:睡", encoding="utf-8")
    first = batch.start("corpus", "-o", "out.jsonl", "--timeout", 600)
    try:
        until(lambda: (batch.folder / "out.jsonl.work/chunks").exists())
        for flag in ("--resume", "--force"):
            second = batch("corpus", "-o", "out.jsonl", flag)
            assert second.code == 1
            assert "another run is writing" in second.err
    finally:
        first.terminate()
        first.communicate(timeout=20)


def test_a_run_into_a_log_file_says_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from zsextract.corpus.progress import Plain

    out = io.StringIO()
    plain = Plain(out, every=0)
    plain.begin(1_000_000, 250_000)
    plain.advance(10, 250_000, 1)
    said = out.getvalue()
    assert said.startswith("10 articles, 500.0 KB of 1.0 MB, ")
    assert " left, 1 errors\n" in said
    assert "\r" not in said


def test_what_a_run_writes_is_no_source_of_the_next(batch: Command, corpus: MakeCorpus) -> None:
    corpus(5)
    options = [".", "-o", "out.jsonl", "--tables", "csv"]
    assert batch(*options).code == 0
    done = batch(*options, "--resume")
    assert done.code == 0
    assert "nothing to do, 5 inputs" in done.err


def test_tables_asked_for_later_are_made_from_what_is_there(batch: Command, corpus: MakeCorpus) -> None:
    corpus(5)
    assert batch("corpus", "-o", "out.jsonl").code == 0
    before = (batch.folder / "out.jsonl").read_bytes()
    done = batch("corpus", "-o", "out.jsonl", "--tables", "csv", "--resume")
    assert "5 articles (5 of them before)" in done.err
    assert len((batch.folder / "out-csv/articles.csv").read_text().splitlines()) == 6
    assert (batch.folder / "out.jsonl").read_bytes() == before
