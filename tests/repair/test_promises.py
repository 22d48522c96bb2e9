"""What every pass promises, for any text: idempotence, digits, offsets, time."""

from __future__ import annotations

import re
import time

import pytest
from edits import is_sorted
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zsextract.decode import from_text
from zsextract.errors import UsageError
from zsextract.repair import PASSES, Pass, Repaired, repair, script_of
from zsextract.repair.charset import HARMLESS, outside_gb2312
from zsextract.spans import AlignedText

# Pieces that the passes look for, and plain words between them.
PIECES = [
    "招商引资", "縣委書記", "項(xiàng)目", "億(yì)元", "(hao)", "(CEO)", "１２．５", "％", "12 个",
    "3", " ", "　", "\n", "，", ",", "。", "、",
    "?", "!", "?!", "入?yún)^(qū)", "?jī)", "\u200b", "\ufeff", "🏘", "⼯", "&nbsp;", "&amp;lt;",
    "??? ", "刘 芳", "今 日 临 江", "著", "乾",
    "e- P- u! N-", "\ufffd", "锟斤拷", "€", "ぷ", "“", "”", "\u0301",
    "a", "<b>", "(", ")", "|", "5亿元", "张", "電力集", "锛", "鈥",
    "Ä", "ã",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(lambda pieces: "会" + "".join(pieces))
OURS = [each for each in PASSES if each.name not in ("chrome", "html")]
NAMED = [pytest.param(each, id=each.name) for each in OURS]


def repaired(text: str) -> Repaired:
    return repair(from_text(text, "x"))


def after(each: Pass, text: str) -> str:
    for _ in range(each.times):
        step = each.run(text)
        if step is None:
            break
        text = step.layer.text
    return text


@pytest.mark.parametrize("each", NAMED)
@settings(max_examples=60, deadline=None)
@given(text=texts)
@example(text="会e- P- u! N-🏘")  # an emoji between scattered letters and the end of the line
def test_every_pass_is_idempotent(each: Pass, text: str) -> None:
    once = after(each, text)
    assert after(each, once) == once


@pytest.mark.parametrize("each", NAMED)
@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_edits_are_in_order_and_real(each: Pass, text: str) -> None:
    edits = each.find(text)
    assert is_sorted(edits)
    assert all(text[edit.start : edit.end] != edit.text for edit in edits)
    if each.convert is not None:
        assert AlignedText.of(text, edits).text == each.convert(text)


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_digits_change_only_by_edits(text: str) -> None:
    """Outside edited pieces the digits of the result are those of the source."""
    result = repaired(text)
    for at, char in enumerate(result.text):
        if char.isdigit():
            start, end = result.to_source(at, at + 1)
            assert any(each.isdigit() for each in text.removeprefix("\ufeff")[start:end]) or "?" in text or "&" in text


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_offsets_stay_inside_and_in_order(text: str) -> None:
    result = repaired(text)
    length, last = len(result.source.text), 0
    for at in range(len(result.text)):
        start, end = result.to_source(at, at + 1)
        assert 0 <= start <= end <= length
        assert start >= last
        last = start
    assert all(0 <= span.start < span.end <= len(result.text) for span in result.damaged)


UNITS = ["?", "(", "(a", "億(yì)", "1", "１", "，,", " ", "\n", "刘 ", "&amp;", "Ã¤", "锛", "　", "e- P- "]
UNITS += ["?;", "。\n"]


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        text = from_text("县长到会" + unit * count, "x")
        begun = time.process_time()
        repair(text, without=("chrome", "html"))
        return time.process_time() - begun

    seconds(10)
    small, large = seconds(3000), seconds(30000)
    assert large < 10 * 3 * small + 1.5


def test_passes_can_be_chosen() -> None:
    source = from_text("億(yì)元,項(xiàng)目１個(gè)", "x")
    assert repair(source, only=("pinyin",)).text == "億元,項目１個"
    assert repair(source, without=("script",)).text == "億元,項目1個"
    with pytest.raises(UsageError, match="no repair is called"):
        repair(source, only=("nothing",))


def test_counts_have_all_kinds() -> None:
    assert repaired("縣(xiàn)長(zhǎng)講(jiǎng)話").counts() == {
        "pinyin": 3, "script": 4, "punctuation": 0, "mojibake": 0, "chrome": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("县委书记何立群主持会议，各乡镇负责人参加。", "hans"),
        ("縣委書記何立羣主持會議，各鄉鎮負責人參加。", "hant"),
        ("縣(xiàn)委書(shū)記(jì)何立羣主持會(huì)議", "hant"),
        ("县委书记何立群主持会议。縣委書記何立羣主持會議。", "mixed"),
        ("县长李乾会见台商陳先生，县委、县政府领导及各乡镇负责人陪同。", "hans"),
        ("Only ASCII, 2023-10-09", "hans"),
    ],
)
def test_script_of(text: str, script: str) -> None:
    assert script_of(text) == script


def test_cues_say_which_of_them_are_plain() -> None:
    """A page whose characters GB 2312 has is asked for the plain cues only: the two parts of a cue must be apart."""
    for each in PASSES:
        assert outside_gb2312(each.plain) == frozenset()
        if each.cue is not None:
            assert outside_gb2312("".join(each.cue())) | frozenset(each.plain) >= each.cue()
            assert each.cue().isdisjoint(HARMLESS)


@given(st.text(alphabet="县縣a1—·喆億，？é🏘\u3000\ud800", max_size=40))
def test_outside_gb2312(text: str) -> None:
    assert outside_gb2312(text) == {char for char in text if not char.encode("gb2312", "ignore")}


def test_names_and_summaries_are_there() -> None:
    assert len({each.name for each in PASSES}) == len(PASSES)
    assert all(re.fullmatch("[a-z]+", each.name) and each.summary for each in PASSES)
