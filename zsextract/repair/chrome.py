"""Page chrome: lines of navigation, share bars, counters, notices, scripts, and the other articles a page ends with.

Whole lines go, with their line end. A line that holds a figure or a post is kept unless the rule is sure of itself
(``gives.sure``); bylines and source lines stay, because the head fields are read from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from ..fold import view as fold_view
from ..spans import Edit, Span, merge
from .passes import Pass
from .script import simplified_characters

if TYPE_CHECKING:
    from ..rules import Rule

_LINE = regex.compile(r"[^\n\r]*+(?:\r?\n|\r|$)")
_READING = regex.compile(r"[(（][a-zà-ɡǘ̀̄̌]{1,7}[)）]")
_DOUBLED = regex.compile(r"[,，](?=[,，、。；;])")
_MATTER = regex.compile(r"\d\s?[万亿]?[多余]?[元个家户项%％]|书记|市长|县长|区长|省长|镇长|主席|主任|局长")
_BYLINE = regex.compile(r"记者|通讯员|编辑|责编|摄$|作者|来源|稿源|[讯电][(（ ]|^[■□●]")
_EDITOR = regex.compile(r"^[\[【(（\s]*(?:责任编辑|责编|编辑|作者|来源|稿源)\s?[:：]")
_HEAD_LINE = regex.compile(
    r"(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}.{0,30}(?:来源|稿源|作者)|(?:来源|稿源).{0,30}(?:19|20)\d\d[-年./]\d"
)
_TOKENS = r"(?:(?<![!-~])[!-~]{1,2}(?:[ ]{1,3}[!-~]{1,2}){3,}(?![!-~]))"
_GIBBERISH = regex.compile(_TOKENS)
_SENTENCE_END = "。！？!?；;”…"

LONGEST = 400  # code points of the longest line that a rule looks at
SHORT = 60  # code points up to which a line is looked at anywhere on the page, not only near its ends
HEAD, TAIL = 14, 30  # lines from either end that count as near


class _Line(NamedTuple):
    """A line of the page with its line end; ``plain`` is what the rules see."""

    start: int
    end: int
    plain: str


def find(text: str) -> list[Edit]:
    """The edits that take the chrome of a page out, sorted and apart."""
    if not text.strip():
        return []
    lines = [_Line(found.start(), found.end(), found[0].strip()) for found in _LINE.finditer(text) if found[0]]
    gone = merge((*_dropped(lines), *_glued(text, lines)))
    gone = [span for span in gone if span.start < span.end]
    if gone and not _has_matter(text, gone):
        return []
    return [Edit(span.start, span.end, "") for span in gone]


def _has_matter(text: str, gone: Sequence[Span]) -> bool:
    """True where something is left; a page of nothing but chrome keeps it, and gets its warning."""
    return len(text.strip()) > sum(span.end - span.start for span in gone) or bool(text[: gone[0].start].strip())


def _dropped(lines: Sequence[_Line]) -> list[Span]:
    found: list[Span] = []
    repeated = _repeated(lines)
    written = 0  # code points of text met so far
    cutting = False
    for index, line in enumerate(lines):
        near = index < HEAD or index >= len(lines) - TAIL
        if cutting and _resumes(lines, index):
            cutting = False
        rule = None
        if line.plain and (len(line.plain) <= SHORT or (near and len(line.plain) <= LONGEST) or _has_code(line.plain)):
            rule = _rule_for(plain(line.plain))
        if rule is not None and rule.gives.get("cuts") and written >= 60 and _is_end(rule, lines[index + 1 :]):
            cutting = True
        foreign = cutting and not _EDITOR.match(plain(line.plain))
        if foreign or line.plain in repeated or (rule is not None and (not rule.gives.get("cuts") or written < 60)):
            found.append(Span(line.start, line.end))
        elif len(line.plain) > 30:
            written += len(line.plain)
    return found


def plain(line: str) -> str:
    """One line as the rules see it: simplified, half-width, without readings and doubled commas."""
    if "(" in line or "（" in line:
        line = _READING.sub("", line)
    if ",," in line or ",，" in line or ",。" in line:
        line = _DOUBLED.sub("", line)
    table = simplified_characters()
    if any(char in table for char in line):
        line = "".join(table.get(char, char) for char in line)
    return fold_view(line)


def is_chrome(line: str) -> bool:
    """True for a line that some rule would take."""
    return _rule_for(plain(line.strip())) is not None


def _rule_for(line: str) -> Rule | None:
    """The first rule that the whole line fits and that may take it."""
    if not _hint().search(line):
        return None
    for rule in _rules():
        if rule.regex.fullmatch(line) and (rule.gives.get("sure") or not _MATTER.search(line)):
            return rule
    return None


@cache
def _rules() -> tuple[Rule, ...]:
    from ..rules import load_rules

    return load_rules().of("chrome")


@cache
def _hint() -> regex.Pattern[str]:
    """What every line that a rule takes has somewhere: one cheap search before all the rules."""
    from ..rules import load_rules

    return load_rules().rule("chrome_hint.words").regex


def _has_code(line: str) -> bool:
    return ("{" in line or "}" in line or "<" in line or "--" in line) and len(line) <= 5000


def _resumes(lines: Sequence[_Line], index: int) -> bool:
    """True where, after other articles were cut, a whole article begins: a headline over a head line."""
    after = [line.plain for line in lines[index + 1 : index + 4] if line.plain]
    title = lines[index].plain
    if not (after and 6 <= len(title) <= 60 and not title.endswith(tuple(_SENTENCE_END))):
        return False
    long = any(len(line.plain) > 80 for line in lines[index + 1 : index + 12])
    return long and bool(_HEAD_LINE.search(plain(after[0])))


def _is_end(rule: Rule, after: Sequence[_Line]) -> bool:
    """True where what follows are links or the stubs of other articles, not the rest of this one."""
    text = [line.plain for line in after if line.plain]
    long = [line for line in text if len(line) > SHORT and line[-1] in "。”！!）)"]
    return not rule.gives.get("links") or not long


def _repeated(lines: Sequence[_Line]) -> frozenset[str]:
    """Short lines that stand three times or more on the page: watermarks and stage directions."""
    if len(lines) < 6:
        return frozenset()
    counts = Counter(line.plain for line in lines if 2 <= len(line.plain) <= 40)
    return frozenset(
        line for line, count in counts.items()
        if count >= 3 and not _MATTER.search(line) and not _BYLINE.search(plain(line)) and not _is_marker(line)
    )  # fmt: skip


def _is_marker(line: str) -> bool:
    """True for lines of a table or list that may well repeat: figures, one word, bare marks."""
    return not any("\u4e00" <= char <= "\u9fff" for char in line) or len(line) < 4 or any(c.isdigit() for c in line)


def _glued(text: str, lines: Sequence[_Line]) -> list[Span]:
    """Strings against copying at the end or the beginning of a line of text."""
    found: list[Span] = []
    for line in lines:
        if not line.plain or not (line.plain[0] < "\x7f" or line.plain[-1] < "\x7f") or " " not in line.plain:
            continue
        for match in _GIBBERISH.finditer(text, line.start, line.end):
            edge = not text[line.start : match.start()].strip() or not text[match.end() : line.end].strip()
            if edge and is_gibberish(match[0]):
                found.append(Span(*match.span()))
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
