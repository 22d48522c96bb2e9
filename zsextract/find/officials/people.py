"""People: sightings of one name made one person, with every mention of the name and what the person did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zsextract.find.officials.names import follow
from zsextract.find.officials.reading import Sighting
from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.spans import Span


def mentions(view: str, names: Iterable[str], words: Vocabulary, masked: Sequence[Span]) -> dict[str, list[Span]]:
    """Every place where one of the names stands; what belongs to a longer name is no mention of a shorter one."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    found: dict[str, list[Span]] = {}
    for name in ordered:
        taken = [*masked, *(span for other in found if name in other for span in found[other])]
        everyday = name in words.name_like or name in words.stops
        found[name] = [
            span
            for span in _occurrences(view, name)
            if not (taken and any(span.overlaps(other) for other in taken))
            and not (everyday and not _is_bounded(view, span, words))
        ]
    return found


def _occurrences(view: str, name: str) -> Iterator[Span]:
    at = view.find(name)
    while at >= 0:
        yield Span(at, at + len(name))
        at = view.find(name, at + len(name))


def _is_bounded(view: str, span: Span, words: Vocabulary) -> bool:
    """True where a name that is an everyday word as well stands apart from the running text."""
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
