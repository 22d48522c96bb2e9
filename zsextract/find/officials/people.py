"""People: sightings of one name made one person, with every mention of the name and what the person did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zsextract.find.officials.names import follow
from zsextract.find.officials.reading import Sighting
from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.spans import Span


def mentions(view: str, names: Sequence[str], words: Vocabulary, masked: Sequence[Span]) -> dict[str, list[Span]]:
    """Every place where one of the names stands, the longer of two names first."""
    if not names:
        return {}
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(re.escape, ordered)))
    found: dict[str, list[Span]] = {name: [] for name in ordered}
    for hit in pattern.finditer(view):
        span = Span(*hit.span())
        if not any(span.overlaps(mask) for mask in masked) and _is_mention(view, span, hit[0], words):
            found[hit[0]].append(span)
    return found


def _is_mention(view: str, span: Span, name: str, words: Vocabulary) -> bool:
    """True unless the name is an everyday word that stands in running text."""
    if name not in words.name_like and name not in words.stops:
        return True
    before = view[span.start - 1 : span.start]
    bounded = not before or not ("\u4e00" <= before <= "\u9fff")
    return bounded and follow(view, span.end, words) >= 1.5


def short_forms(
    view: str, loose: Iterable[tuple[int, int]], people: dict[str, list[Sighting]]
) -> dict[str, list[Span]]:
    """Mentions such as 秦书记, where one person of the article has that surname and that post."""
    found: dict[str, list[Span]] = {}
    for start, end in loose:
        surname, position = view[start - 1 : start], view[start:end]
        if not surname:
            continue
        holders = [
            name
            for name, sightings in people.items()
            if name.startswith(surname) and any(position in title for s in sightings for title in s.titles)
        ]
        if len(holders) == 1:
            found.setdefault(holders[0], []).append(Span(start - 1, start))
    return found
