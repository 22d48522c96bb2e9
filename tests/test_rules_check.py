"""Every message of ``rules check``: one broken file each, with the line and the message in its first line."""

from __future__ import annotations

from pathlib import Path

import pytest

from zsextract.errors import RuleError
from zsextract.rulecheck import check
from zsextract.rulefile import RuleFile
from zsextract.ruleproblem import REMEDIES, line_of
from zsextract.rules import load_rules

INVALID = Path(__file__).parent / "data" / "rules" / "invalid"
BROKEN = sorted(INVALID.iterdir())


def expectation(path: Path) -> tuple[int, str]:
    """The line and the message in the first line of a broken file."""
    file = path if path.is_file() else next(path.glob("*.toml"))
    first = file.read_bytes().splitlines()[0].decode().removeprefix("# ")
    line, _, message = first.partition(": ")
    return int(line), message


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """A directory without rules in place of the built-in one."""
    directory = tmp_path / "nothing"
    directory.mkdir()
    return directory


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_message(path: Path, nothing: Path) -> None:
    line, message = expectation(path)
    found = check([nothing, path], cost=path.stem == "slow")
    shown = [str(problem) for problem in found]
    assert len(found) == 1, shown
    problem = found[0]
    told = f"rule {problem.rule}: {problem.reason}" if problem.rule else problem.reason
    assert (problem.line, told[: len(message)]) == (line, message)
    assert path.stem.startswith(problem.kind), problem.kind
    assert Path(problem.path).is_relative_to(path)
    assert problem.remedy in str(problem)


def test_every_kind_of_problem_has_its_file() -> None:
    covered = {kind for kind in REMEDIES if any(path.stem.startswith(kind) for path in BROKEN)}
    assert covered == set(REMEDIES)


def test_a_directory_that_is_not_there(nothing: Path, tmp_path: Path) -> None:
    (problem,) = check([nothing, tmp_path / "absent"])
    assert (problem.kind, problem.line) == ("unreadable", 0)


STOPS = [
    "toml", "schema", "schema-missing", "schema-source", "schema-value", "schema-type", "unknown-macro", "cyclic-macro",
    "duplicate-id", "pattern", "no-lexicon", "unreadable", "unknown-disable",
]  # fmt: skip


@pytest.mark.parametrize("name", STOPS)
def test_what_makes_a_file_unusable_stops_loading(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZSEXTRACT_CACHE", str(tmp_path / "cache"))
    pack = INVALID / name
    if not pack.is_dir():
        pack = tmp_path / "pack"
        pack.mkdir()
        (pack / "demo.toml").write_bytes((INVALID / f"{name}.toml").read_bytes())
    with pytest.raises(RuleError) as caught:
        load_rules([pack])
    assert str(pack) in str(caught.value)
    _, message = expectation(INVALID / name if (INVALID / name).is_dir() else INVALID / f"{name}.toml")
    if name not in ("toml", "no-lexicon", "unknown-macro"):  # told in other words, or with more of them
        assert message.partition("; ")[0] in str(caught.value)


def test_a_wrong_pattern_is_told_without_a_cache_when_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZSEXTRACT_CACHE", "")
    (tmp_path / "demo.toml").write_bytes((INVALID / "pattern.toml").read_bytes())
    rules = load_rules([tmp_path])
    with pytest.raises(RuleError, match=r"rule demo\.a: pattern: missing \)"):
        _ = rules.rule("demo.a").regex


def test_lines_of_keys() -> None:
    text = '[[rule]]\nid = "a.b"\n[[rule]]\nid = "a.c"\nwords = ["x"]\n'
    assert line_of(text, 1, "id") == 2
    assert line_of(text, 1, "words") == 1
    assert line_of(text, 3, "words") == 5


def test_examples_that_hold_brackets_are_cut_whole() -> None:
    from zsextract.rulefile import lines_of_rules, parse

    text = (
        'format = 1\nkind = "demo"\n[[rule]]\nid = "demo.a"\nsummary = "s"\nwords = ["x"]\n'
        '  [[rule.match]]\n  text = """\n⟦x⟧\n"""\n  mentions = [\n    [0, 1],\n  ]\n'
        '  [rule.match.period]\n  text = "y"\n[[rule]]\nid = "demo.b"\nsummary = "t"\nwords = ["y"]\n'
    )
    file = RuleFile("demo.toml", text, 0)
    assert [rule["id"] for rule in parse(file, examples=False)["rule"]] == ["demo.a", "demo.b"]
    assert all("match" not in rule for rule in parse(file, examples=False)["rule"])
    assert lines_of_rules(text) == [3, 16]
    assert parse(file, examples=True)["rule"][0]["match"][0]["period"] == {"text": "y"}


def test_examples_may_stand_apart(tmp_path: Path, nothing: Path) -> None:
    pack = INVALID / "stray-examples"
    (tmp_path / "pack" / "examples").mkdir(parents=True)
    for name in ("demo.toml", "examples/demo.toml"):
        (tmp_path / "pack" / name).write_text((pack / name).read_text(encoding="utf-8").replace("demo.b", "demo.a"))
    found = check([nothing, tmp_path / "pack"])
    assert [problem.reason for problem in found] == ["has 1 of 2 examples", "has no counter-example"]
