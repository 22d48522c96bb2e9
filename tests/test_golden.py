"""Every sample gives the records that were reviewed; ``pytest --update-golden`` rewrites them and fails."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from zsextract import extract_bytes, load_rules, schema
from zsextract.decode import decode

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = sorted(path for path in (ROOT / "samples").glob("*.*") if path.suffix in {".txt", ".html"})


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a sample, as any reader of the output would see them."""
    name = f"samples/{path.name}"
    made = extract_bytes(path.read_bytes(), name, date=None, rules=load_rules(), keep_text=False)
    return [json.loads(record.to_json()) for record in made]


def lines(records: list[dict[str, Any]]) -> list[str]:
    """Records as lines that a person can compare."""
    return json.dumps(records, ensure_ascii=False, indent=1).splitlines()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample(path: Path, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{path.name}.json"
    made = records(path)
    if request.config.getoption("--update-golden"):
        wanted = json.loads(golden.read_text(encoding="utf-8")) if golden.exists() else None
        if made != wanted:
            GOLDEN.mkdir(exist_ok=True)
            golden.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            pytest.fail(f"{golden.name} was rewritten; review it with git diff")
        return
    wanted = json.loads(golden.read_text(encoding="utf-8"))
    diff = difflib.unified_diff(lines(wanted), lines(made), "golden", "made", lineterm="", n=4)
    assert made == wanted, "\n".join(diff)


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*")} == {f"{path.name}.json" for path in SAMPLES}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_evidence_stands_in_the_source(path: Path) -> None:
    source = decode(path.read_bytes(), path.name).text
    for record in records(path):
        clean = not any(record["repairs"].values())
        for family in ("amounts", "counts", "rates", "targets"):
            for item in record[family]:
                evidence = source[item["start"] : item["end"]]
                assert evidence.strip()
                assert not clean or evidence == item["text"]
        for official in record["officials"]:
            assert [official["start"], official["end"]] in official["mentions"]
            for start, end in official["mentions"]:
                assert source[start] == source[start:end].strip()[0]
                assert not clean or source[start:end] == official["name"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_records_pass_the_schema(path: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for record in records(path):
        validator.validate(record)


def test_a_target_repeats_its_figure() -> None:
    for path in SAMPLES:
        for record in records(path):
            figures = {item["id"]: item for family in ("amounts", "counts", "rates") for item in record[family]}
            for target in record["targets"]:
                figure = figures[target["of"]]
                assert all(target[key] == figure[key] for key in ("value", "upper", "bound", "start", "end", "text"))
