"""HTML through edits: what is kept of pages in many manners, and that every offset is one into the HTML."""

from __future__ import annotations

import html as stdlib_html
import json
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from edits import is_sorted
from hypothesis import given
from hypothesis import strategies as st

from zsextract.repair import chrome, html, htmlmain
from zsextract.spans import AlignedText


class Page(NamedTuple):
    """One page: its HTML, texts that must stay, texts that must go."""

    name: str
    html: str
    stays: list[str]
    goes: list[str]


CASES = Path(__file__).parents[1] / "cases" / "html.json"
PAGES = [Page(**page) for page in json.loads(CASES.read_text(encoding="utf-8"))]


def text_of(page: str) -> AlignedText:
    return AlignedText.of(page, html.find(page))


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_main_text_stays_and_the_rest_goes(page: Page) -> None:
    text = text_of(page.html).text
    text = AlignedText.of(text, chrome.find(text)).text
    assert [part for part in page.stays if part not in text] == []
    assert [part for part in page.goes if part in text] == []
    assert "<" not in text
    assert "&" not in text


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_without_the_library_paragraphs_stay(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(htmlmain, "_marked", lambda document, nodes: [])
    text = text_of(page.html).text
    kept = [part for part in page.stays if part in text]
    assert len(kept) * 2 >= len(page.stays)
    assert page.stays[0] in text


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_offsets_lead_back_to_the_same_characters(page: Page) -> None:
    aligned = text_of(page.html)
    for at, char in enumerate(aligned.text):
        if char.isspace():
            continue
        start, end = aligned.to_source(at, at + 1)
        source = page.html[start:end]
        assert char in source or char in stdlib_html.unescape(source) or source.startswith("<") or end - start > 1


def test_block_tags_break_lines_and_inline_tags_do_not() -> None:
    page = "<p>总投<b>资</b>3亿元，项目<span>12</span>个。</p><p>兑现奖补860万元，惠及企业45家，增长12%。</p>"
    text = text_of(f"<html><body><div>{page}</div></body></html>").text
    assert text.strip() == "总投资3亿元，项目12个。\n兑现奖补860万元，惠及企业45家，增长12%。"


def test_line_ends_of_the_markup_are_no_line_ends() -> None:
    page = "<p>今年以来，全县新签约项目12个，总投\n    资86亿元，同比增长12%，完成年度任务。</p>"
    assert "总投资86亿元" in text_of(f"<html><body><div>{page}</div></body></html>").text


def test_stray_tags_of_a_plain_text_go() -> None:
    plain = "新签约项目12个。</p>\n总投资<br/>86亿元。/p>\n增长5%，x<y。"
    assert text_of(plain).text == "新签约项目12个。\n总投资86亿元。\n增长5%，x<y。"


@pytest.mark.parametrize("text", ["新签约项目12个，总投资86亿元。", "a < b", "增速<5%，占比>3%", ""])
def test_plain_text_is_left_alone(text: str) -> None:
    assert html.find(text) == []


def test_nothing_of_scripts_and_comments_is_read() -> None:
    page = PAGES[0].html.replace("</p>", "<!-- 总投资999亿元 --><script>var a='总投资998亿元';</script></p>", 1)
    text = text_of(page).text
    assert "999" not in text
    assert "998" not in text


@given(st.text(alphabet="<>/pdivbr a=\"'!-&;#1项目亿元。\n", max_size=300))
def test_any_markup_gives_edits_that_are_apart(text: str) -> None:
    page = f"<html><body><div><p>{text}</p></div></body></html>"
    edits = html.find(page)
    assert is_sorted(edits)
    AlignedText.of(page, edits)


@pytest.mark.parametrize("unit", ["<a ", "<!--", "<p", '<a "', "<script>", "<div>", "&", "<p>项目</p>", "<b>3</b>"])
def test_cost_is_linear(unit: str) -> None:
    page = "<html><body><div><p>"
    start = time.process_time()
    html.find(page + unit * 10_000)
    assert time.process_time() - start < 5.0
