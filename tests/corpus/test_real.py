"""The command as users have it, on the samples: the same records as `zsextract parse`, and answers in one line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Command, lines

from zsextract.output.tables import TABLES

QUESTION = "SELECT role, sum(value) FROM amounts WHERE status = 'actual' GROUP BY role ORDER BY role"


@pytest.fixture
def samples(tmp_path: Path) -> list[str]:
    """The samples, copied to where the command runs."""
    folder = tmp_path / "samples"
    folder.mkdir()
    for path in (ROOT / "samples").iterdir():
        if path.suffix in (".txt", ".html"):
            shutil.copy(path, folder)
    return sorted(f"samples/{path.name}" for path in folder.iterdir())


def test_batch_and_parse_give_the_same_bytes(real_batch: Command, samples: list[str]) -> None:
    command = [sys.executable, "-m", "zsextract", "parse", *samples]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parsed = subprocess.run(command, cwd=real_batch.folder, env=environment, capture_output=True, check=True).stdout
    done = real_batch("samples", "-o", "out.jsonl", "--jobs", 2)
    assert done.code == 0, done.err
    assert (real_batch.folder / "out.jsonl").read_bytes() == parsed


def test_rows_have_their_date_and_copies_are_told(real_batch: Command, samples: list[str]) -> None:
    text = (real_batch.folder / "samples/county-signing.txt").read_text(encoding="utf-8")
    rows = [{"content": text, "key": "first"}, {"content": "　　" + text + "\n", "key": "second"}]
    rows.append({"content": "会上签约项目12个，总投资86亿元。", "key": "third", "day": "2024年2月22日"})
    (real_batch.folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = real_batch("in.jsonl", "-o", "out.jsonl", "--dedupe", "exact", "--id-field", "key", "--date-field", "day")
    assert done.code == 0, done.err
    made = lines(real_batch.folder / "out.jsonl")
    assert [each["source"]["name"] for each in made] == ["in.jsonl#first", "in.jsonl#second", "in.jsonl#third"]
    assert [each["copy_of"] and each["copy_of"]["name"] for each in made] == [None, "in.jsonl#first", None]
    assert "text" not in made[0]
    assert made[2]["published"] == "2024-02-22"


def test_a_question_is_answered_in_one_line(real_batch: Command, samples: list[str]) -> None:
    done = real_batch("samples", "-o", "out.jsonl", "--tables", "sqlite", "--tables", "duckdb")
    assert done.code == 0, done.err
    records = lines(real_batch.folder / "out.jsonl")
    expected: dict[str, float] = {}
    for each in records:
        for amount in each["amounts"]:
            if amount["status"] == "actual":
                expected[amount["role"]] = expected.get(amount["role"], 0) + (amount["value"] or 0)
    program = shutil.which("sqlite3")
    if program:
        asked = [program, str(real_batch.folder / "out.sqlite"), QUESTION]
        answer = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        assert {row.split("|")[0]: float(row.split("|")[1] or 0) for row in answer.split()} == expected
    duckdb = pytest.importorskip("duckdb")
    db = duckdb.connect(str(real_batch.folder / "out.duckdb"), read_only=True)
    assert {role: float(value or 0) for role, value in db.execute(QUESTION).fetchall()} == expected
    for table in TABLES[1:]:
        rows = sum(len(each[table.name]) for each in records)
        assert db.execute(f"SELECT count(*) FROM {table.name}").fetchone() == (rows,)
    db.close()


def test_a_rule_pack_that_is_wrong_ends_with_status_2(real_batch: Command, samples: list[str]) -> None:
    (real_batch.folder / "pack").mkdir()
    (real_batch.folder / "pack/own.toml").write_text("format = 99\n")
    done = real_batch("samples", "-o", "out.jsonl", "--rules", "pack")
    assert done.code == 2
    assert "own.toml" in done.err
    assert not (real_batch.folder / "out.jsonl.journal").exists()
