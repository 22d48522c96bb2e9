"""Why each figure of an article has its period, place, parent and status, and why other numbers are no figures.

Everything is read from what the finders made; only the word that decided a status is asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from zsextract.figures import Figure
from zsextract.find.extras import find_extras
from zsextract.find.paragraphs import passages
from zsextract.find.quantities import Quantity, find_quantities
from zsextract.find.status import Aims, status_of
from zsextract.repair import Repaired
from zsextract.trace import Reading

Row = dict[str, Any]
_SENTENCE = re.compile(r"[^\s。!?][^\n。!?]*+(?:[。!?]++[”’」』)]*+)?+")
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


class Place:
    """Turns spans that count from ``base`` of the repaired text into words and their place in the source."""

    def __init__(self, repaired: Repaired, base: int) -> None:
        self.repaired, self.base = repaired, base

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source."""
        return self.repaired.to_source(self.base + start, self.base + end)

    def words(self, start: int, end: int) -> Row:
        """The words of a span, and where they stand in the source."""
        first, last = self.span(start, end)
        return {"text": self.repaired.text[self.base + start : self.base + end], "start": first, "end": last}


class Account:
    """The account of one article."""

    def __init__(self, reading: Reading, repaired: Repaired) -> None:
        self.reading, self.setting = reading, reading.setting
        self.place = Place(repaired, reading.base)
        self.quantities = find_quantities(self.setting.view, self.setting.rules)
        own = find_extras(self.setting.view, self.setting.rules)
        self.passages = [
            each for found in (self.quantities, own) if found
            for each in passages(self.setting.view, found, self.setting.rules)
        ]  # fmt: skip

    def sentences(self) -> list[tuple[int, int]]:
        """The bounds of every sentence in the source; a line end closes one, too."""
        return [self.place.span(*found.span()) for found in _SENTENCE.finditer(self.setting.view)]

    def because(self) -> dict[tuple[int, int], list[Row]]:
        """What gave each figure its fields, by the figure's span in the source."""
        found: dict[tuple[int, int], list[Row]] = {}
        for figure in (*self.reading.figures, *self.reading.own):
            span = self.place.span(figure.quantity.start, figure.quantity.end)
            found.setdefault(span, []).extend(self._reasons(figure))
        return found

    def _reasons(self, figure: Figure) -> Iterator[Row]:
        quantity = figure.quantity
        if figure.period is not None:
            yield self._by("period", figure.period.start, figure.period.end, _lead(figure.period.start, figure))
        if figure.place is not None:
            yield self._by("place", figure.place.start, figure.place.end, _lead(figure.place.start, figure))
        for field, at in (("of", figure.of), ("within", figure.whole), ("threshold", figure.threshold)):
            if at is not None:
                other = self.reading.figures[at].quantity
                yield self._by(field, other.start, other.end, f"the {self.reading.figures[at].family[:-1]} beside it")
        if figure.status != "actual":
            yield self._status(figure, quantity)

    def _status(self, figure: Figure, quantity: Quantity) -> Row:
        """The word that made a figure lie ahead; without one it is its period, its heading or a quotation."""
        for passage in self.passages:
            if quantity not in passage.quantities:
                continue
            index = list(passage.quantities).index(quantity)
            aims = Aims.of(passage, self.setting.rules)
            ahead = status_of(passage, index, aims, completes=figure.kind == "completion")
            if (cue := ahead.cue) is not None:
                return self._by("status", cue.start, cue.end, f"{cue.rule.id}: {cue.rule.summary}")
            if ahead.status != "actual":
                head = f" under {passage.heading_text!r}" if passage.heading_text else ""
                return {"field": "status", "reason": f"its paragraph{head} tells of what lies ahead"}
        return {"field": "status", "reason": "its period lies ahead of the day of publication"}

    def _by(self, field: str, start: int, end: int, reason: str) -> Row:
        return {"field": field, "reason": reason, **self.place.words(start, end)}

    # --- what is no figure ------------------------------------------------------------------------------------------

    def rejected(self) -> Iterator[Row]:
        """Number phrases that became no figure, and numbers that are not even phrases."""
        made = {figure.quantity.start for figure in self.reading.figures}
        for quantity in self.quantities:
            if quantity.start not in made:
                words = self.place.words(quantity.start, quantity.end)
                yield {"stage": "figures", "rule": quantity.rule.id, "reason": self._why_not(quantity), **words}
        known = [(each.start, each.end) for each in self.quantities]
        known += [(each.start, each.end) for each in self.setting.periods]
        for digits in _DIGITS.finditer(self.setting.view):
            if all(digits.end() <= start or end <= digits.start() for start, end in known):
                masked = self._is_masked(digits.start())
                reason = _MASKED if masked else "no unit that the rules know stands behind it"
                yield {"stage": "numbers", "rule": "", "reason": reason, **self.place.words(*digits.span())}

    def _is_masked(self, at: int) -> bool:
        return any(span.start <= at < span.end for span in self.setting.masked)

    def _why_not(self, quantity: Quantity) -> str:
        if self._is_masked(quantity.start):
            return _MASKED
        if quantity.family == "bare":
            return "has no currency, and no word for money beside it"
        if quantity.family == "count":
            return "counts neither projects, enterprises nor activities, and is no goal"
        return "is read as a part of another figure"


_MASKED = "stands in a byline, a credit or a file name"


def _lead(at: int, figure: Figure) -> str:
    """How near the words stand to the figure that they govern."""
    distance = figure.quantity.start - at
    return "stands right beside it" if abs(distance) <= _BESIDE else f"leads in, {distance} characters before"


_BESIDE = 12
