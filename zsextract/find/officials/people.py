"""People: sightings of one name made one person, with every mention of the name and what the person did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zsextract.find.officials.reading import Sighting
from zsextract.find.officials.scores import follow
from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.spans import Span


def mentions(view: str, names: Iterable[str], words: Vocabulary, masked: Sequence[Span]) -> dict[str, list[Span]]:
    """Every place where one of the names stands; what belongs to a longer name is no mention of a shorter one."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    longer = _longer(ordered)
    hidden = sorted(masked)
    found: dict[str, list[Span]] = {}
    for name in ordered:
        taken = hidden
        if name in longer:
            taken = sorted([*hidden, *(span for other in longer[name] for span in found[other])])
        spans = _apart(_occurrences(view, name), taken)
        if name in words.name_like or name in words.stops:
            spans = [span for span in spans if _is_bounded(view, span, words)]
        found[name] = spans
    return found


def _longer(names: Sequence[str]) -> dict[str, list[str]]:
    """For each name the longer ones that it is a part of."""
    known = frozenset(names)
    found: dict[str, list[str]] = {}
    for name in names:
        for size in range(2, len(name)):
            for part in {name[at : at + size] for at in range(len(name) - size + 1)} & known:
                found.setdefault(part, []).append(name)
    return found


def _apart(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """The spans that overlap none of ``taken``; both are in order."""
    if not taken:
        return list(spans)
    at, reach, count = 0, -1, len(taken)
    found: list[Span] = []
    for span in spans:
        while at < count and taken[at][0] < span[1]:
            reach = max(reach, taken[at][1])
            at += 1
        if reach <= span[0]:
            found.append(span)
    return found


def _occurrences(view: str, name: str) -> Iterator[Span]:
    size = len(name)
    at = view.find(name)
    while at >= 0:
        yield Span(at, at + size)
        at = view.find(name, at + size)


def _is_bounded(view: str, span: Span, words: Vocabulary) -> bool:
    """True where a name that is an everyday word as well stands apart from the running text."""
    before = view[span.start - 1 : span.start]
    bounded = not before or not ("\u4e00" <= before <= "\u9fff")
    return bounded and follow(view, span.end, words) >= 1.5


def short_forms(
    view: str, loose: Iterable[tuple[int, int]], people: dict[str, list[Sighting]]
) -> dict[str, list[Span]]:
    """Mentions such as 秦书记, where one person of the article has that surname and that post."""
    holders: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, sightings in people.items():
        posts = frozenset(title for sighting in sightings for title in sighting.titles)
        holders.setdefault(name[0], []).append((name, posts))
    fitting: dict[str, list[str]] = {}
    found: dict[str, list[Span]] = {}
    for start, end in loose:
        if not start or view[start - 1] not in holders:
            continue
        short = view[start - 1 : end]
        if short not in fitting:
            people_of = holders[short[0]]
            fitting[short] = [name for name, posts in people_of if any(short[1:] in post for post in posts)]
        if len(fitting[short]) == 1:
            found.setdefault(fitting[short][0], []).append(Span(start - 1, start))
    return found
