"""Officials: who is found, with which posts; the rule file's own examples run in `test_rules`."""

from __future__ import annotations

import pytest

from zsextract import fold
from zsextract.find.officials import OfficialMention, find_officials
from zsextract.rules import load_rules
from zsextract.spans import Span


def found(text: str, masked: tuple[Span, ...] = ()) -> list[OfficialMention]:
    """The officials of a text."""
    return find_officials(fold.view(text), load_rules(), masked, None)


def posts(text: str) -> dict[str, list[str]]:
    """Names with their titles."""
    return {official.name: list(official.titles) for official in found(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市委书记林致远出席。", {"林致远": ["市委书记"]}),
        ("区人大常委会党组书记、主任赵元到会。", {"赵元": ["区人大常委会党组书记", "区人大常委会主任"]}),
        ("区委副书记、统战部长程野参加。", {"程野": ["区委副书记", "统战部长"]}),
        ("青湖经开区党工委副书记、管委会主任周牧参加。", {"周牧": ["青湖经开区党工委副书记", "青湖经开区管委会主任"]}),
        ("州商务局党组书记、局长杨曼宁介绍。", {"杨曼宁": ["州商务局党组书记", "州商务局局长"]}),
        ("副市长王岚、钱枫、孙越到场。", {"王岚": ["副市长"], "钱枫": ["副市长"], "孙越": ["副市长"]}),
    ],
)
def test_posts_and_what_they_take_over(text: str, expected: dict[str, list[str]]) -> None:
    assert posts(text) == expected


def test_masked_spans_are_not_searched() -> None:
    assert found("市委书记林致远出席。", (Span(0, 10),)) == []
