"""Reasons to distrust an article as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zsextract.articles.cues import has_any
from zsextract.articles.lines import Line
from zsextract.patterns import LazyRegex
from zsextract.spans import Span

_TEMPLATE = LazyRegex(
    r"(?<![A-Za-z0-9])[Xx×✕]{1,4}(?:[亿万千百]{0,2}元|[个项家户亩人次%％]|月[Xx×]{0,2}日?|年|同志|市|县|区|镇|局|公司|省)"
    r"|[*]{2,3}(?:市|县|区|镇|局|公司|年|亿|万|个|同志|书记)|[#]{2}(?:市|县|区|镇|年)|20[Xx×]{2}年|某某|_{3,}(?:亿|万|个|年|元)"
)
_STRIPPED = LazyRegex(
    r"(?:[达为约资额金]|超过|突破|完成|实现|增加|共计|合计)[亿万]元(?![以级项企产园大俱税及的])|(?<=[达为约资额金增长下降])%|[为共有]个(?=项目|企业)"
)
_SIGNED = LazyRegex(r"年.{1,3}月.{1,3}日$")
_YEAR_X = LazyRegex(r"20[Xx×]{2}年")
_TEMPLATE_WORDS = ("X", "x", "×", "✕", "**", "##", "某某", "___")
_TORN_WORDS = ("全文", "未完", "仅展示", "当前显示", "剩余", "点击", "登录", "付费", "订阅")
_FICTION_WORDS = ("章", "笑", "喊", "叹", "骂", "说道", "问道")
_BEFORE_DIGITS = frozenset("达为约资额金过破成现加计有共长降占")
_NOTE_REACH = 400  # code points at the end of an article in which a page says that there is more
_CHAPTER = LazyRegex(r"^\s*第[一二三四五六七八九十百千零〇\d]{1,6}[章回卷节](?![程节])", re.MULTILINE)
_SAID = LazyRegex(r"[”」](?:[^。“”]{0,10}?)(?:道|笑|问|说道|喊|点头|摇头|叹|骂)")
_TORN = LazyRegex(
    r"未完,?\s?全文共|仅展示|当前显示\d+字|本章未完|余下全文|阅读全文|展开全文|点击(?:查看|阅读)(?:全文|更多)|剩余\d+%|请(?:登录|付费|订阅)后?(?:查看|阅读)|全文\d+字"
)


def warnings(view: str, lines: Sequence[Line], damaged: Sequence[Span]) -> tuple[str, ...]:
    """The warnings of one article, in a fixed order."""
    return tuple(_warnings(view, lines, damaged))


def _warnings(view: str, lines: Sequence[Line], damaged: Sequence[Span]) -> Iterator[str]:
    body = [line for line in lines if line.kind in ("text", "dateline", "section", "caption")]
    if not body:
        yield "no_article"
        return
    whole = Span(lines[0].start, lines[-1].end)
    text = view[whole.start : whole.end]
    if has_any(text, _TEMPLATE_WORDS) and (len(_TEMPLATE.findall(text)) >= 2 or _YEAR_X.search(text)):
        yield "template"
    if has_any(text, _FICTION_WORDS) and _is_fiction(text):
        yield "fiction"
    if _lacks_digits(text) and len(_STRIPPED.findall(text)) >= 2:
        yield "digits_stripped"
    if any(whole.overlaps(span) for span in damaged):
        yield "damaged"
    if _is_torn(view, body[-1], text[-_NOTE_REACH:]):
        yield "truncated"


def _lacks_digits(text: str) -> bool:
    """True where a unit stands right behind a verb: what every match of the pattern for stripped digits has."""
    for unit in ("亿元", "万元", "%", "个"):
        at = text.find(unit, 1)
        while at > 0:
            if text[at - 1] in _BEFORE_DIGITS:
                return True
            at = text.find(unit, at + 1)
    return False


def _is_fiction(text: str) -> bool:
    """Chapter heads with dialogue, or dialogue alone where it is dense."""
    said = len(_SAID.findall(text))
    return (said >= 2 and _CHAPTER.search(text) is not None) or said * 150 > max(len(text), 600)


def _is_torn(view: str, last: Line, ending: str) -> bool:
    """The page says so, or the last paragraph stops in the middle of a sentence."""
    if has_any(ending, _TORN_WORDS) and _TORN.search(ending):
        return True
    if not last.is_text or last.length <= 40 or last.tails:
        return False
    end = view[last.end - 1]
    if _SIGNED.search(view, max(last.start, last.end - 30), last.end):
        return False
    return end.isalpha() or end in ",、(“"
