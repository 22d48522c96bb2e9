"""The matching view: one to one, half-width, blanks plain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zsextract.fold import view


def test_punctuation_digits_letters_and_blanks() -> None:
    assert view("（Ａ１２％）：；！？，．～＋") == "(A12%):;!?,.~+"
    assert view("﹙92.4﹪﹚﹐") == "(92.4%),"
    assert view("甲\u3000乙\u00a0丙\u2003丁") == "甲 乙 丙 丁"


def test_what_stays() -> None:
    kept = "。、“”‘’《》〈〉【】…—–-·①㎡№万亿\n\t"
    assert view(kept) == kept


@given(st.text())
def test_length_and_idempotence(text: str) -> None:
    folded = view(text)
    assert len(folded) == len(text)
    assert view(folded) == folded


def test_a_plain_text_is_the_same_object() -> None:
    text = "今年1至8月,全县新签约项目46个。"
    assert view(text) is text
