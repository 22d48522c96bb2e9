"""Records against annotations: precision, recall and F1 of each family, and every miss and false alarm with its rule.

Two levels. ``core`` asks for the right place and number, ``full`` for role, stage, status and titles, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from zsextract.goldfile import Documents, Item

Level = str
LEVELS = ("core", "full")
_NUMBER = ("value", "upper", "bound")
CORE = {
    "amounts": (*_NUMBER, "currency"),
    "counts": (*_NUMBER, "object"),
    "rates": (*_NUMBER, "unit"),
    "targets": (*_NUMBER, "kind"),
    "officials": ("name",),
}
FULL = {
    "amounts": ("role", "status"),
    "counts": ("stage", "threshold", "status"),
    "rates": ("kind",),
    "targets": ("indicator", "deadline"),
    "officials": ("titles",),
}
_SIMILAR = 0.6  # two wordings of an indicator that mean the same share at least so much


@dataclass(frozen=True, slots=True)
class Fault:
    """A miss (annotated and not found) or a false alarm (found and not annotated) of one level.

    ``rule`` is the rule that fired: at a false alarm its own, at a miss that of what was found in its place;
    ``differs`` names the fields in which that one is wrong.
    """

    document: str
    level: Level
    family: str
    kind: str
    item: Item
    rule: str | None
    differs: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts of one family at one level."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, how much is right; 1 where there was nothing to find and nothing found."""
        return self.hits / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Of what is there, how much was found."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Report:
    """The figures of every family and level, and every fault, in the order of documents and offsets."""

    tallies: dict[tuple[str, Level], Tally] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def evaluate(gold: Documents, records: Documents) -> Report:
    """Compare document by document; a document without a record counts as one in which nothing was found."""
    report = Report()
    for document, wanted in gold.items.items():
        if document not in records.items:
            report.unread.append(document)
        found = records.items.get(document, [])
        for family in dict.fromkeys((*CORE, *(item.family for item in (*wanted, *found)))):
            ours = [item for item in found if item.family == family]
            theirs = [item for item in wanted if item.family == family]
            if family == "officials":
                ours, theirs = _people(ours), _people(theirs)
            for level in LEVELS:
                _score(report, document, family, level, ours, theirs)
    return report


def _people(items: Iterable[Item]) -> list[Item]:
    """One item for each name, with all its titles."""
    merged: dict[str, Item] = {}
    for item in items:
        name = str(item.fields.get("name"))
        first = merged.setdefault(
            name, Item(item.family, item.start, item.end, {**item.fields, "titles": []}, item.context)
        )
        first.fields["titles"] += item.fields.get("titles") or []
    return list(merged.values())


def _score(
    report: Report, document: str, family: str, level: Level, ours: Sequence[Item], theirs: Sequence[Item]
) -> None:
    pairs = pair(ours, theirs, level)
    right = {ours_at: theirs[theirs_at] for ours_at, theirs_at in pairs.items()}
    missed = [item for at, item in enumerate(theirs) if at not in pairs.values() and not item.optional]
    wrong = [item for at, item in enumerate(ours) if at not in right and not _excused(item, theirs)]
    hits = sum(not item.optional for item in right.values())
    tally = report.tallies.setdefault((family, level), Tally())
    tally.hits += hits
    tally.found += hits + len(wrong)
    tally.gold += sum(not item.optional for item in theirs)
    faults = [_miss(document, level, item, ours) for item in missed]
    faults += [Fault(document, level, family, "false", item, item.fields.get("rule")) for item in wrong]
    report.faults += sorted(faults, key=lambda fault: (fault.item.start, fault.kind))


def _excused(item: Item, gold: Sequence[Item]) -> bool:
    """True for what may be given or left out."""
    return item.optional or any(other.optional and _touch(item, other) for other in gold)


def _miss(document: str, level: Level, item: Item, ours: Sequence[Item]) -> Fault:
    """A miss, with what was found in its place and how that is wrong."""
    instead = next((other for other in ours if _touch(other, item)), None)
    if instead is None:
        return Fault(document, level, item.family, "miss", item, None)
    differs = tuple(name for name in _compared(item.family, level) if not fits(name, instead, item))
    return Fault(document, level, item.family, "miss", item, instead.fields.get("rule"), differs)


def pair(ours: Sequence[Item], theirs: Sequence[Item], level: Level) -> dict[int, int]:
    """One-to-one pairs (index of ours to index of theirs) that touch and fit; those that share most come first."""
    options = []
    for a, found in enumerate(ours):
        for b, wanted in enumerate(theirs):
            if _touch(found, wanted) and all(fits(name, found, wanted) for name in _compared(wanted.family, level)):
                options.append((-_shared(found, wanted), a, b))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in sorted(options):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def _compared(family: str, level: Level) -> tuple[str, ...]:
    core = CORE.get(family, _NUMBER)
    return core if level == "core" else (*core, *FULL.get(family, ("status",)))


def _touch(a: Item, b: Item) -> bool:
    if a.family == "officials":
        return bool(a.fields.get("name") == b.fields.get("name"))
    return a.start < b.end and b.start < a.end


def _shared(a: Item, b: Item) -> float:
    """How much of the longer span the two share; 1 for the same span."""
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end - a.start, b.end - b.start) or 1)


def fits(name: str, found: Item, wanted: Item) -> bool:
    """True where a field of what was found is as annotated."""
    ours, theirs = found.fields.get(name), wanted.fields.get(name)
    match name:
        case "value" | "upper":
            return theirs == "any" or ours == theirs
        case "titles":
            return _titles_fit(ours or [], theirs or [])
        case "status":
            return _ahead(ours) in [_ahead(one) for one in _accepted(theirs, "actual")] or _delimits(found)
        case "threshold":
            return _threshold_fits(ours, theirs)
        case "indicator":
            return theirs is None or any(_alike(ours, one) for one in _accepted(theirs, None))
        case "deadline":
            return theirs is None or (found.fields.get("period") or {}).get("end") == theirs
        case _:
            return ours in _accepted(theirs, None)


def _accepted(value: Any, default: Any) -> list[Any]:
    if value is None:
        return [default]
    return value if isinstance(value, list) else [value]


def _ahead(status: Any) -> bool:
    """True for what lies ahead: between planned and target annotators need not agree."""
    return status in ("planned", "target")


def _delimits(item: Item) -> bool:
    """True for an amount that only delimits a class: it has no status."""
    return item.fields.get("role") == "threshold"


def _threshold_fits(ours: Any, theirs: Any) -> bool:
    if not ours or not theirs:
        return not ours and not theirs
    bounds = {ours.get("bound"), theirs.get("bound")}
    return bool(ours.get("value") == theirs.get("value")) and (len(bounds) == 1 or bounds <= {"exact", "at_least"})


def _alike(ours: Any, theirs: Any) -> bool:
    return SequenceMatcher(None, ours or "", theirs or "", autojunk=False).ratio() >= _SIMILAR


def _titles_fit(ours: Sequence[str], theirs: Sequence[Any]) -> bool:
    """Each annotated title is there in one of its spellings, and nothing else; one spelled "?" may be absent."""
    left = set(ours)
    for title in theirs:
        spellings = [title] if isinstance(title, str) else title
        given = left.intersection(spellings)
        if not given and "?" not in spellings and not set(ours).intersection(spellings):
            return False
        left -= given
    return not left


Key = tuple[str, str, int, int, str, str]


def keys(records: Documents) -> Iterator[Key]:
    """What a run found: document, family, span, rule and value of each item."""
    for document, items in records.items.items():
        for item in items:
            value = item.fields.get("name") if item.family == "officials" else item.fields.get("value")
            yield document, item.family, item.start, item.end, str(item.fields.get("rule")), str(value)


def compare(old: Documents, new: Documents) -> tuple[list[Key], list[Key]]:
    """The gains and the losses from one run to another, sorted."""
    before, after = Counter(keys(old)), Counter(keys(new))
    return sorted((after - before).elements()), sorted((before - after).elements())
