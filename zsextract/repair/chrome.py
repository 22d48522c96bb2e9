"""Page chrome: lines of navigation, share bars, counters, notices, scripts, and the other articles a page ends with.

Whole lines go, with their line end. A line that holds a figure or a post is kept unless the rule is sure of itself
(``gives.sure``); bylines and source lines stay, because the head fields are read from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick

from zsextract.fold import view as fold_view
from zsextract.patterns import LazyRegex
from zsextract.repair.charset import HARMLESS, outside_gb2312
from zsextract.repair.navigation import menus
from zsextract.repair.passes import Pass
from zsextract.repair.script import simplified_characters, traditional
from zsextract.spans import Edit, Span, merge

if TYPE_CHECKING:
    from zsextract.rules import Rule

_READING = LazyRegex(r"[(（][a-zà-ɡǘ̀̄̌]{1,7}[)）]")
_DOUBLED = LazyRegex(r"[,，](?=[,，、。；;])")
_MATTER = LazyRegex(r"\d\s?[万亿]?[多余]?[元个家户项%％]|书记|市长|县长|区长|省长|镇长|主席|主任|局长")
_BYLINE = LazyRegex(r"记者|通讯员|编辑|责编|摄$|作者|来源|稿源|[讯电][(（ ]|^[■□●]")
_EDITOR = LazyRegex(r"^[\[【(（\s]*(?:责任编辑|责编|编辑|作者|来源|稿源)\s?[:：]")
_HEAD_LINE = LazyRegex(
    r"(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}.{0,30}(?:来源|稿源|作者)"
    r"|(?:来源|稿源).{0,30}(?:19|20)\d\d[-年./]\d"
)
_TOKENS = r"(?:(?<![!-~])[!-~]{1,2}(?:[ ]{1,3}[!-~]{1,2}){3,}(?![!-~]))"
_GIBBERISH = LazyRegex(_TOKENS)
_SENTENCE_END = "。！？!?；;”…"

_FOOT = LazyRegex(r"[—–―-]{1,2} ?\d{1,3} ?[—–―-]{1,2}|第 ?\d{1,3} ?页(?:[ ,，/]?共 ?\d{1,3} ?页)?")
_LONGEST_FOOT, _LONGEST_HEAD = 16, 40

LONGEST = 400  # code points of the longest line that a rule looks at
LONGEST_CODE = 5000  # the same for remnants of scripts
SHORT = 60  # code points up to which every line is looked at
_SHORTEST_TITLE = 9
_SHORTEST_TEXT = 60  # code points of text before which no line can mark the end of an article
WIDE = LazyRegex(  # what folding changes
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
    "\ufe50\ufe52\ufe54-\ufe57\ufe59\ufe5a\ufe62\ufe63\ufe69\ufe6a\uff01-\uff5e]"
)
_NOTICE = LazyRegex(  # how notices open that are longer than other chrome
    "版权|声明|凡|本网站|本站|转载|Notice|opyright|©|如有|如发|如涉|免责|未经|稿件|[上下]一篇|标签|关键字|地址|电话|联系|您|位置|首页"
)
_NOTICE_CHARS = frozenset("版声凡站载Ny©如免未稿篇签键址话联您置页")  # one of each word above, the rarest


class _Line(NamedTuple):
    """A line of the page with its line end; ``plain`` is what the rules see, without blanks round it."""

    start: int
    end: int
    plain: str


def find(text: str) -> list[Edit]:
    """The edits that take the chrome of a page out, sorted and apart."""
    lines = _lines(text)
    gone = merge((*_dropped(lines), *_glued(text, lines)))
    gone = [span for span in gone if span.start < span.end]
    if not gone or not _has_matter(text, gone):
        return []
    return [Edit(span.start, span.end, "") for span in gone]


def _lines(text: str) -> list[_Line]:
    """The lines of the page; simplified and without readings where the page needs that."""
    found: list[_Line] = []
    odd = outside_gb2312(text)
    clean = odd <= HARMLESS or odd.isdisjoint(traditional())  # the table is not loaded for nothing
    at = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        stripped = line.strip()
        found.append(_Line(at, end, stripped if clean or len(stripped) > LONGEST else plain(stripped)))
        at = end
    return found


def _has_matter(text: str, gone: Sequence[Span]) -> bool:
    """True where something is left; a page of nothing but chrome keeps it, and gets its warning."""
    at = 0
    for span in gone:
        if not text[at : span.start].isspace() and at < span.start:
            return True
        at = span.end
    return bool(text[at:].strip())


def _dropped(lines: Sequence[_Line]) -> list[Span]:
    """Whole lines that are chrome, by the rules, by repetition, or because other articles begin there."""
    found: list[Span] = []
    repeated = _repeated(lines)
    menu = frozenset((*menus([line.plain for line in lines]), *_running_heads(lines)))
    written = 0  # code points of text met so far
    cutting = False
    for index, line in enumerate(lines):
        if not line.plain:
            if cutting:
                found.append(Span(line.start, line.end))
            continue
        if cutting and _resumes(lines, index):
            cutting = False
        rule = _rule_for(line.plain) if _is_candidate(line.plain) else None
        cuts = rule is not None and bool(rule.gives.get("cuts"))
        if cuts and written >= _SHORTEST_TEXT and _is_end(line.plain, lines[index + 1 :]):
            cutting = True
        foreign = cutting and not _EDITOR.match(line.plain)
        known = rule is not None and (not cuts or written < _SHORTEST_TEXT)
        if foreign or known or index in menu or line.plain in repeated:
            found.append(Span(line.start, line.end))
        elif len(line.plain) > 30:
            written += len(line.plain)
    return found


def _is_candidate(line: str) -> bool:
    """True for a short line, for a long one that opens like a notice, and for one with code in it."""
    if len(line) <= SHORT:
        return bool(line)
    if len(line) <= LONGEST and not _NOTICE_CHARS.isdisjoint(line[:16]) and _NOTICE.search(line[:16]):
        return True
    code = "{" in line or (">" in line and "-->" in line) or ("]" in line and "](" in line)
    return code and len(line) <= LONGEST_CODE


def plain(line: str) -> str:
    """One line as the rules see it: simplified, without readings and doubled commas."""
    if "(" in line or "（" in line:
        line = _READING.sub("", line)
    if ",," in line or ",，" in line or ",。" in line:
        line = _DOUBLED.sub("", line)
    table = simplified_characters()
    return "".join([table.get(char, char) for char in line])


def _rule_for(line: str) -> Rule | None:
    """The first rule that the whole line fits and that may take it."""
    anchors = {word for _, word in _anchors().iter(line)}
    if not anchors:
        return None
    folded = fold_view(line) if WIDE.search(line) else line
    for rule in _rules():
        if anchors.isdisjoint(rule.anchors):
            continue
        if rule.regex.fullmatch(folded) and (rule.gives.get("sure") or not _MATTER.search(folded)):
            return rule
    return None


@cache
def _rules() -> tuple[Rule, ...]:
    from zsextract.rules import load_rules

    return load_rules().of("chrome")


@cache
def _anchors() -> ahocorasick.Automaton:
    """One search for all that any rule needs."""
    automaton = ahocorasick.Automaton()
    for word in sorted({anchor for rule in _rules() for anchor in rule.anchors}):
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def is_chrome(line: str) -> bool:
    """True for a simplified line without blanks round it that some rule would take."""
    return _is_candidate(line) and _rule_for(line) is not None


def _resumes(lines: Sequence[_Line], index: int) -> bool:
    """True where, after other articles were cut, a whole article begins: a headline over a head line."""
    after = [line.plain for line in lines[index + 1 : index + 4] if line.plain]
    title = lines[index].plain
    if not (after and 6 <= len(title) <= 60 and title[-1] not in _SENTENCE_END):
        return False
    long = any(len(line.plain) > 50 for line in lines[index + 1 : index + 12])
    return long and bool(_HEAD_LINE.search(after[0]))


def _is_end(marker: str, after: Sequence[_Line]) -> bool:
    """True where what follows are links or the stubs of other articles; a box of links may have text of the article."""
    if "链接" not in marker:
        return True
    return not any(len(line.plain) > 40 and line.plain[-1] in "。”！!）)" for line in after)


def _repeated(lines: Sequence[_Line]) -> frozenset[str]:
    """Short lines that stand three times or more on the page: watermarks and stage directions, not the headline."""
    short = [line.plain for line in lines if 2 <= len(line.plain) <= 40]
    if len(short) - len(set(short)) < 2:
        return frozenset()
    counts = Counter(short)
    headline = next((line for line in short if len(line) >= _SHORTEST_TITLE), "")
    return frozenset(
        line for line, count in counts.items()
        if count >= 3 and line != headline
        and not _MATTER.search(line) and not _BYLINE.search(line) and not _is_marker(line)
    )  # fmt: skip


def _running_heads(lines: Sequence[_Line]) -> list[int]:
    """The lines at the top of a page of a document, below the number of the page before: its name once more."""
    if not any(_FOOT.fullmatch(line.plain) for line in lines if len(line.plain) <= _LONGEST_FOOT):
        return []
    filled = [index for index, line in enumerate(lines) if line.plain]
    name = "".join(lines[filled[0]].plain.split())
    below = [two for one, two in pairwise(filled) if _FOOT.fullmatch(lines[one].plain)]
    said = Counter(lines[index].plain for index in below)
    return [
        index for index in below
        if len(lines[index].plain) <= _LONGEST_HEAD and lines[index].plain[-1] not in _SENTENCE_END
        and (said[lines[index].plain] > 1 or "".join(lines[index].plain.split()).startswith(name))
    ]  # fmt: skip


def _is_marker(line: str) -> bool:
    """True for lines of a table or list that may well repeat: figures, one word, bare marks."""
    return not any("\u4e00" <= char <= "\u9fff" for char in line) or len(line) < 4 or any(c.isdigit() for c in line)


def _glued(text: str, lines: Sequence[_Line]) -> list[Span]:
    """Strings against copying at the end or the beginning of a line of text."""
    found: list[Span] = []
    for line in lines:
        if not line.plain or (line.plain[0] >= "\x7f" and line.plain[-1] >= "\x7f") or line.plain.count(" ") < 3:
            continue
        for match in _GIBBERISH.finditer(text, line.start, line.end):
            if not is_gibberish(match[0]):
                continue
            before, after = text[line.start : match.start()].strip(), text[match.end() : line.end].strip()
            if not before and not after:
                found.append(Span(line.start, line.end))
            elif not after:
                found.append(Span(*match.span()))
            elif not before:
                found.append(Span(match.start(), text.index(after[0], match.end())))
    return found


def is_gibberish(tokens: str) -> bool:
    """True for single letters and marks strewn about, false for a row of figures or a spaced word.

    >>> is_gibberish("' ] e- P- u! N-"), is_gibberish("1 2 3 4"), is_gibberish("A B C D")
    (True, False, False)
    """
    words = tokens.split()
    marks = sum(not char.isalnum() for char in tokens if char != " ")
    return marks >= 2 and any(char.isalpha() for char in tokens) and not all(word.isalnum() for word in words)


PASS = Pass("chrome", "chrome", "navigation, share bars, counters, notices, scripts, stubs of other articles", find)
