"""Noisy text to clean text, as a stack of exact edits; one module for each kind of damage."""

from __future__ import annotations

from collections.abc import Collection

from zsextract.decode import Source
from zsextract.errors import UsageError
from zsextract.repair import (
    chrome,
    commas,
    entities,
    html,
    indents,
    invisible,
    junk,
    mojibake,
    pinyin,
    points,
    radicals,
    script,
    slips,
    spaces,
    widths,
    wraps,
)
from zsextract.repair.charset import HARMLESS, outside_gb2312
from zsextract.repair.passes import Kind, Pass, Repaired, Step, ToPage, forward
from zsextract.repair.script import script_of
from zsextract.spans import Span, merge, to_source

__all__ = ["PASSES", "Kind", "Pass", "Repaired", "Step", "repair", "script_of"]


# The order is the reverse of the order in which pages are damaged:
# 1 bytes read in a wrong encoding   2 bytes slipped inside the right one   3 markup and entities, now whole again
# 4 characters that stand between others   5 lines of the page that are no article   6 marks and annotations
# 7 widths, blanks and line ends, which need whole words   8 the script, one to one, last.
PASSES: tuple[Pass, ...] = (
    mojibake.PASS,
    slips.PASS,
    html.PASS,
    entities.PASS,
    invisible.PASS,
    junk.PASS,
    radicals.PASS,
    chrome.PASS,
    commas.PASS,
    pinyin.PASS,
    indents.PASS,
    widths.PASS,
    spaces.PASS,
    points.PASS,
    wraps.PASS,
    script.PASS,
)


def repair(source: Source, *, only: Collection[str] | None = None, without: Collection[str] = ()) -> Repaired:
    """Run the passes over a source; ``only`` and ``without`` name passes to run or to leave out.

    Raises UsageError for a name that no pass has. A text without damage comes back as the very same object.
    """
    known = {each.name for each in PASSES}
    for name in (*(only or ()), *without):
        if name not in known:
            raise UsageError(f"no repair is called {name!r}; there are {', '.join(sorted(known))}")
    chosen = [each for each in PASSES if (only is None or each.name in only) and each.name not in without]
    return _run(source, chosen)


def _way_back(source: Source, steps: list[Step]) -> ToPage:
    """What gives, for a span of the text after these steps, what stands there on the page."""
    layers = [step.layer for step in steps]

    def _on_page(start: int, end: int) -> str:
        return source.text[slice(*to_source(layers, start, end))]

    return _on_page


def _run(source: Source, passes: list[Pass]) -> Repaired:
    text, steps, damaged = source.text, list[Step](), list[Span]()
    odd = outside_gb2312(text) - HARMLESS  # one scan that most passes need no further one after
    for each in passes:
        if not each.may_work(text, odd):
            continue
        for _ in range(each.times):
            step = each.run(text, _way_back(source, steps) if each.find_on_page and steps else None)
            if step is None:
                break
            steps.append(step)
            damaged = [moved for span in damaged if (moved := forward(step.layer, span)) is not None]
            text = step.layer.text
            if not step.only_deletes:
                odd = outside_gb2312(text) - HARMLESS
        if each.damage is not None:
            damaged += each.damage(text)
    return Repaired(source, text, tuple(steps), tuple(merge(damaged)))
