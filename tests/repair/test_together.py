"""Several kinds of damage at once: whatever a page went through, its figures are those of the clean text."""

from __future__ import annotations

import random
import re
from itertools import combinations
from pathlib import Path

import pytest
from damager import half_width, traditional

from zsextract import Record, extract

SAMPLES = Path(__file__).parents[2] / "samples"
READINGS = {
    "縣": "xiàn", "項": "xiàng", "個": "gè", "億": "yì", "資": "zī", "額": "é", "長": "zhǎng", "書": "shū", "記": "jì",
    "會": "huì", "議": "yì", "業": "yè", "產": "chǎn", "開": "kāi", "實": "shí", "達": "dá", "動": "dòng", "區": "qū",
}  # fmt: skip
KINDS = ("traditional", "readings", "half width", "commas", "indents", "cut lines")


def readings(text: str) -> str:
    """A reading in brackets behind each character that the table knows."""
    return "".join(f"{char}({READINGS[char]})" if char in READINGS else char for char in text)


def doubled(text: str) -> str:
    """A comma before two of three marks."""
    marks = iter(range(len(text)))
    return re.sub("[，、。；]", lambda found: ("，" if next(marks) % 3 else "") + found[0], text)


def without_indents(text: str, rng: random.Random) -> str:
    """Question marks in place of indents."""
    return re.sub(r"(?m)^\u3000\u3000", rng.choice(["? ", "?? ", "??? "]), text)


def cut_lines(text: str, width: int) -> str:
    """Lines of a fixed width; a character keeps its reading."""
    lines = []
    for line in text.split("\n"):
        now = ""
        for piece in re.findall(r".(?:\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+\))?", line):
            if len(now) + len(piece) > width:
                lines.append(now)
                now = ""
            now += piece
        lines.append(now)
    return "\n".join(lines)


def damaged(text: str, kinds: tuple[str, ...], rng: random.Random) -> str:
    """The text after all of these kinds, in the order in which pages suffer them."""
    text = traditional(text) if "traditional" in kinds else text
    text = half_width(text) if "half width" in kinds else text
    text = doubled(text) if "commas" in kinds else text
    text = readings(text) if "readings" in kinds else text
    text = without_indents(text, rng) if "indents" in kinds else text
    return cut_lines(text, rng.choice([36, 40, 60])) if "cut lines" in kinds else text


def told(record: Record) -> list[object]:
    """What a record says, without where it says it."""
    return [
        *((a.value, a.bound, a.role, a.currency, a.status) for a in record.amounts),
        *((c.value, c.bound, c.object, c.stage, c.status) for c in record.counts),
        *((r.value, r.unit, r.kind) for r in record.rates),
        *((t.kind, t.value, t.status) for t in record.targets),
        *((o.name, o.titles) for o in record.officials),
    ]


@pytest.mark.parametrize("sample", ["county-signing.txt", "city-half-year.txt", "district-targets.txt"])
@pytest.mark.parametrize("kinds", [kinds for size in (2, 4, 6) for kinds in combinations(KINDS, size)], ids="+".join)
def test_the_figures_are_those_of_the_clean_text(sample: str, kinds: tuple[str, ...]) -> None:
    clean = (SAMPLES / sample).read_text(encoding="utf-8")
    page = damaged(clean, kinds, random.Random(f"{sample}{kinds}"))
    assert [told(record) for record in extract(page)] == [told(record) for record in extract(clean)]
