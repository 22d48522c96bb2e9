"""What can be seen in a pattern: dead alternatives, open runs, its literals, and its cost."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from zsextract.rulecost import hostile, worst
from zsextract.rulepattern import dead_alternatives, groups, literals, open_runs


@pytest.mark.parametrize(
    ("pattern", "dead"),
    [
        ("投资|投资额", [("投资额", "投资")]),
        ("(?:投资|投资额)元", []),  # the second is tried where the first does not lead to 元
        ("(?>投资|投资额)元", [("投资额", "投资")]),
        ("(?:投资|投资额)?+元", [("投资额", "投资")]),
        ("总(?:投资|投资额)", [("投资额", "投资")]),
        ("总(?:投资|投资额)(?=达)", []),
        ("(?=投资|投资额)总", [("投资额", "投资")]),
        ("(?<!投资|投资额)总", []),
        ("(?:(?:投资|投资额)|产值)", [("投资额", "投资")]),
        ("(?:(?:投资|投资额)|产值)元", []),
        ("约|约(?:莫)", []),
        ("(?:近|约|近)元", [("近", "近")]),
        ("(?:|约)", [("约", "")]),
        ("[|(]约|[)]约约", []),
        (r"\|约|\|约", [(r"\|约", r"\|约")]),
        ("(?:投资|投资额)*元", []),
    ],
)
def test_dead_alternatives(pattern: str, dead: list[tuple[str, str]]) -> None:
    assert list(dead_alternatives(pattern)) == dead


@given(st.lists(st.text("投资额总", min_size=1, max_size=3), min_size=2, max_size=4))
def test_what_is_called_dead_never_wins(words: list[str]) -> None:
    pattern = "|".join(words)
    dead = {later for later, _ in dead_alternatives(pattern)}
    alive = {regex.compile(pattern).match(word)[0] for word in words}
    assert {word for word in words if word not in alive} <= dead


@pytest.mark.parametrize(
    ("pattern", "runs"),
    [
        ("a.*b", [".*"]), ("a.+?b", [".+"]), ("a.{2,}b", [".{2,}"]), ("a.{0,9}b", []), (r"a\.*b", []), ("[.*]", []),
        (r"\\.*b", [".*"]), ("a.*", []), ("(?:a.*|b)c", []),
    ],
)  # fmt: skip
def test_open_runs(pattern: str, runs: list[str]) -> None:
    assert open_runs(pattern) == runs


def test_groups_know_their_heads() -> None:
    heads = [group.head for group in groups(r"(?P<a>x(?<!y))(?i:z)(?>w)(v)(?#note)")]
    assert heads == ["(?<!", "(?P<a>", "(?i:", "(?>", "(", ""]


def test_literals() -> None:
    assert literals(r"(?<![0-9])[亿万一-三]\d++元{2,3}(?P<unit>个|家)\(x") == "09亿万一三元个家(x"


@pytest.mark.parametrize(
    "pattern",
    [r"[0-9]+[.,]?[0-9]*\s*亿元", "(?:一|十)+元", "[零一二三]++万元", "“[^”]*”项目"],
)
def test_costly_patterns_are_caught(pattern: str) -> None:
    assert worst(regex.compile(pattern), hostile(pattern, [])) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![0-9])[0-9]++(?:[.,][0-9]++)?+\s?+亿元",
        "(?<![零一二三])[零一二三]++万元",
        "“[^”“]{0,20}+”项目",
        "[\u4e00-\u9fff]{2,3}(?:书记|市长)",
    ],
)
def test_cheap_patterns_are_not(pattern: str) -> None:
    assert worst(regex.compile(pattern), hostile(pattern, ["3亿元"])) is None
