"""Every kind of damage by example: what comes out, that it stays, and that offsets lead back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zsextract.decode import from_text
from zsextract.repair import Repaired, repair

CASES = json.loads((Path(__file__).parents[1] / "cases" / "repair.json").read_text("utf-8"))["cases"]
BY_NAME = [pytest.param(case, id=case["why"]) for case in CASES]


def repaired(text: str) -> Repaired:
    return repair(from_text(text, "case"))


@pytest.mark.parametrize("case", BY_NAME)
def test_before_and_after(case: dict[str, Any]) -> None:
    result = repaired(case["before"])
    assert result.text == case["after"]
    assert {step.name for step in result.steps} >= set(case["passes"])


@pytest.mark.parametrize("case", BY_NAME)
def test_a_second_run_changes_nothing(case: dict[str, Any]) -> None:
    once = repaired(case["before"]).text
    assert repaired(once).text == once


@pytest.mark.parametrize("case", BY_NAME)
def test_edits_replay(case: dict[str, Any]) -> None:
    """The edits that a step shows are the ones that made its text."""
    for step in repaired(case["before"]).steps:
        text = step.layer.source
        for edit in reversed(step.edits):
            text = text[: edit.start] + edit.text + text[edit.end :]
        assert text == step.layer.text
        assert step.count > 0


@pytest.mark.parametrize("case", BY_NAME)
def test_every_character_has_a_source(case: dict[str, Any]) -> None:
    result = repaired(case["before"])
    last = 0
    for at in range(len(result.text)):
        start, end = result.to_source(at, at + 1)
        assert 0 <= start < end <= len(case["before"]) or (start == end and result.text[at] in "（(")
        assert start >= last or result.steps
        last = start


CLEAN = [pytest.param(case, id=case["why"]) for case in CASES if case["before"] == case["after"]]


@pytest.mark.parametrize("case", CLEAN)
def test_a_clean_text_is_the_same_object(case: dict[str, Any]) -> None:
    source = from_text(case["before"], "case")
    result = repair(source)
    assert result.text is source.text
    assert result.steps == ()
    assert set(result.counts().values()) == {0}
