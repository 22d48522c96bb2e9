"""Officials: who is named with a post of the state, with every post, mention and action.

A post is read backwards from its last word (书记, 局长 …), a name forwards from there; what may stand in a post, beside
a name and after it is data: ``rules/officials.toml`` and the word lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zsextract.find.gazetteer import Place
from zsextract.find.officials import actions, people
from zsextract.find.officials.reading import Sighting, read
from zsextract.find.officials.seats import place_of
from zsextract.find.officials.vocabulary import vocabulary
from zsextract.patterns import LazyRegex
from zsextract.rules import RuleSet
from zsextract.spans import Span

_SIGNED = LazyRegex("(?:审核|审签|签发)人?:")


class OfficialMention(NamedTuple):
    """One official of an article. ``mentions`` cover the name alone, in order; the first one is where it begins."""

    name: str
    titles: tuple[str, ...]
    place: Place | None
    actions: tuple[str, ...]
    mentions: tuple[Span, ...]
    rule: str


def find_officials(view: str, rules: RuleSet, masked: Sequence[Span], home: Place | None) -> list[OfficialMention]:
    """Every official of an article, by first mention. ``masked`` spans (bylines, credits) are not searched."""
    words = vocabulary(rules)
    masked = _without_signatures(view, masked)
    reading = read(view, words, masked)
    found: dict[str, list[Sighting]] = {}
    for sighting in reading.sightings:
        found.setdefault(sighting.name, []).append(sighting)
    if not found:
        return []
    spans = people.mentions(view, list(found), words, masked)
    for name, sightings in found.items():
        known = set(spans[name])
        spans[name] += sorted({sighting.span for sighting in sightings} - known)
    for name, short in people.short_forms(view, reading.loose, found).items():
        spans[name] += short
    heads = {sighting.span: sighting.start for s in found.values() for sighting in s}
    marks = ((heads.get(span, span.start), name, span.end) for name in found for span in spans[name])
    done = actions.actions(view, sorted(marks))
    return sorted(
        (
            _official(name, sightings, home, sorted(spans[name]), done.get(name, []))
            for name, sightings in found.items()
        ),
        key=lambda official: official.mentions[0],
    )


def _without_signatures(view: str, masked: Sequence[Span]) -> Sequence[Span]:
    """The masked spans up to who has signed the text off: 审核:县统计局局长 … is an official with a post."""
    if "审核" not in view and "签发" not in view:
        return masked
    cuts = ((span, _SIGNED.search(view, *span)) for span in masked)
    return [Span(span.start, cut.end()) if cut else span for span, cut in cuts]


def _official(
    name: str, sightings: Sequence[Sighting], home: Place | None, spans: Sequence[Span], verbs: Sequence[str]
) -> OfficialMention:
    titles = _distinct(title for sighting in sightings for title in sighting.titles)
    seats = (place_of(sighting.seat, home) for sighting in sightings if sighting.seat)
    place = next((found for found in seats if found is not None), None)
    return OfficialMention(name, titles, place, tuple(verbs), tuple(spans), sightings[0].rule)


def _distinct(titles: Iterable[str]) -> tuple[str, ...]:
    """The titles in order, a post that is written with and without its place or organ given once.

    >>> _distinct(["市委副书记", "市长", "岳阳市市长", "书记", "市委书记"])
    ('市委副书记', '市长', '市委书记')
    """
    told = dict.fromkeys(titles)
    if len(told) == 1:
        return tuple(told)
    kept: list[str] = []
    for title in told:
        same = next((at for at, other in enumerate(kept) if _is_short(title, other) or _is_short(other, title)), None)
        if same is None:
            kept.append(title)
        elif len(kept[same]) == 2 and kept[same] == "书记":
            kept[same] = title
    return tuple(kept)


def _is_short(short: str, title: str) -> bool:
    """True where ``short`` is the end of ``title`` and no rank stands before it there."""
    rest = title.removesuffix(short)
    return rest == "" or (rest != title and rest[-1] not in "副代总正")
