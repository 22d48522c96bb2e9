"""The built-in rules pass their own checks, and every example of theirs is met."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zsextract.rulecheck import check
from zsextract.ruleexample import Case, cases
from zsextract.rulefile import RuleFile, parse
from zsextract.rulelist import files_of
from zsextract.ruleproblem import Problem
from zsextract.rules import load_rules, rules_dir
from zsextract.ruletest import run

PACK = Path(__file__).resolve().parent.parent / "samples" / "pack-land"
FILES = files_of([rules_dir()])


def examples(files: list[RuleFile]) -> Iterator[Case]:
    """The examples of files that can be read; those that cannot fail in `test_the_set_passes_its_checks`."""
    for file in files:
        try:
            yield from cases([file])
        except Exception:
            continue


def shown(case: Case) -> str:
    """``amounts::role.tax::match[0]``."""
    return f"{Path(case.path).stem}::{case.rule}::{case.sort}[{case.number}]"


@pytest.mark.parametrize("case", list(examples(FILES)), ids=shown)
def test_example(case: Case) -> None:
    assert [str(failure) for failure in run(case, load_rules())] == []


@pytest.mark.parametrize("case", list(examples(files_of([PACK]))), ids=shown)
def test_example_of_the_sample_pack(case: Case) -> None:
    assert [str(failure) for failure in run(case, load_rules([PACK]))] == []


def told(problems: list[Problem]) -> list[str]:
    """The problems as the command shows them."""
    return [str(problem) for problem in problems]


def test_the_set_passes_its_checks() -> None:
    assert told(check([rules_dir(), PACK], cost=False)) == []


@pytest.mark.slow
def test_no_rule_is_slow_on_hostile_text() -> None:
    assert told([problem for problem in check([rules_dir(), PACK]) if problem.kind == "slow"]) == []


def test_every_rule_has_a_summary_and_examples() -> None:
    for file in FILES:
        for rule in parse(file, examples=True)["rule"]:
            assert rule["summary"].strip(), rule["id"]
            assert len(rule.get("match", [])) >= 2, rule["id"]
            assert len(rule.get("reject", [])) >= 1, rule["id"]


def test_every_pattern_compiles() -> None:
    for rule in load_rules().rules:
        assert rule.pattern is None or rule.regex.groups >= 0


def test_reading_kept_rules_is_fast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a small part of the time that building them takes, in a process of its own, on any machine."""
    code = (
        "from time import process_time as now; import zsextract.rules, zsextract.numerals; start = now();"
        "rules = zsextract.rules.load_rules(); [each.regex for each in rules.rules if each.pattern];"
        "print(now() - start)"
    )
    monkeypatch.setenv("ZSEXTRACT_CACHE", str(tmp_path))

    def seconds() -> float:
        return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)

    building = seconds()
    assert min(seconds() for _ in range(3)) < 0.2 * building
