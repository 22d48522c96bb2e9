"""The menus of a page that were copied with its article: runs of lines that are nothing but a word or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zsextract.patterns import Lazy, LazyRegex

_MARKS = Lazy(r"[\s|>»·丨/_-]+|&gt;|&nbsp;|→|-->")
_NO_WORD = LazyRegex(
    r"[。！？；，、：,;:!?“”\"《》()（）\d%％]|记者|通讯员|作者|来源|书记|[市县区省镇乡]长|主任|局长|主席"
)
_TRAIL = LazyRegex(r"(?:首页|位置|主页)(?:[^。]{0,60}?(?:>|»|→|－>)|[：:]?$)|^\s*(?:>|»)|[>»]\s*正文\s*$")
_HERE = Lazy(r"[>»]\s*正文$")
_MENU = LazyRegex(r"(?:[\u4e00-\u9fff]{0,4}首页|[\u4e00-\u9fff]{2,3}切换)(?:[\s|·]|$)")
_SAYS = Lazy(r"来源|作者|记者|通讯员|编辑|发布|发表|时间|日期|浏览|点击|(?:19|20)\d\d[-年./]\d")
_MATTER = Lazy(r"\d\s?[万亿%％]|书记|[市县区省镇]长")
_MEDIUM = Lazy(r"(?:日报|晚报|晨报|时报|商报|都市报|早报|周报)$")
_LONGEST_WORD = 10  # code points of the longest word of a menu
_LONGEST = 60
_FEWEST = 5  # lines that make a menu
_SURE = 8  # lines that make it one even with the name of a newspaper among them
_HEADLINE = (9, 60)
_SHORTEST_HEADLINE = 5
_DASHES = ("—", "--")
_SHORT = 40
_TEXT = 20  # code points beyond which a line with a comma in it is text: no menu of the head stands below it


def menus(lines: Sequence[str]) -> list[int]:
    """The indexes of the lines that are menus, of a page's lines without the blanks round them.

    Only what stands over the text is looked at. The last line of a run may be a short headline, so it stays unless a
    headline follows it; a word of the trail of pages that leads to the article (首页 > 要闻 > 正文) is one only where
    no other follows it.
    """
    head = next((index for index, line in enumerate(lines) if _is_text(line)), len(lines))
    if head < 3:
        return []
    trail = {word for line in lines[:head] if _TRAIL.search(line) for word in _MARKS.split(line)}
    trail = {word for word in trail if 1 < len(word) <= _LONGEST_WORD}
    runs = list(_runs(lines[:head]))
    found = {index for run in runs for index in _of_run(lines, run)}
    found.update(
        index for index in range(head)
        if _is_menu(lines[index]) or (lines[index] in trail and not _names_article(lines, index))
    )  # fmt: skip
    found.update(_above(lines, head, runs))
    return sorted(found)


def _is_text(line: str) -> bool:
    """True for a line of a sentence, also of one that goes on in the next line."""
    return "。" in line or (len(line) > _TEXT and ("，" in line or "," in line))


def _is_menu(line: str) -> bool:
    """True for a line that opens like a menu and has no mark of a sentence in it."""
    if len(line) > 2 * _LONGEST or _NO_WORD.search(line):
        return False
    return _MENU.match(line) is not None or _HERE.search(line) is not None


def _names_article(lines: Sequence[str], index: int) -> bool:
    """True for a word of the trail that is the headline, too: 政府工作报告 over ——2031年1月9日在… or its source."""
    below = next((line for line in lines[index + 1 :] if line), "")
    return len(lines[index]) >= _SHORTEST_HEADLINE and (below.startswith(_DASHES) or bool(_SAYS.search(below)))


def _above(lines: Sequence[str], head: int, runs: Sequence[Sequence[int]]) -> Iterator[int]:
    """The short lines over the last long menu or the trail, where the headline stands below it: forms, slogans."""
    ends = [run[-1] for run in runs if len(run) >= _SURE]
    ends += [index for index in range(head) if _TRAIL.search(lines[index])]
    last = max(ends, default=0)
    if not any(_is_headline(line) for line in lines[last + 1 : head + 1]):
        return
    for index in range(last):
        line = lines[index]
        if line and (len(line) <= _SHORT or ".htm" in line) and not _SAYS.search(line) and not _MATTER.search(line):
            yield index


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """The runs of lines that are words; blank lines do not part them."""
    run: list[int] = []
    for index, line in enumerate(lines):
        if not line:
            continue
        if _is_words(line):
            run.append(index)
            continue
        if not _TRAIL.search(line):
            yield run
            run = []
    yield run


def _is_words(line: str) -> bool:
    """True for a line of a menu: words apart, none of them long, no mark of a sentence and no figure."""
    if len(line) > _LONGEST or _NO_WORD.search(line):
        return False
    return all(len(word) <= _LONGEST_WORD for word in _MARKS.split(line))


def _of_run(lines: Sequence[str], run: Sequence[int]) -> Sequence[int]:
    """The lines of a run that are a menu."""
    if len(run) < _FEWEST:
        return ()
    below = next((line for line in lines[run[-1] + 1 :] if line and not _TRAIL.search(line)), "")
    kept = run if _is_headline(below) else run[:-1]
    return kept if len(run) >= _SURE else [index for index in kept if not _MEDIUM.search(lines[index])]


def _is_headline(line: str) -> bool:
    """True for a line that may be the headline below a menu."""
    low, high = _HEADLINE
    return low <= len(line) <= high and not line.endswith(("。", "：", ":")) and not _SAYS.search(line)
