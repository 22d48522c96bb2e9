"""The figures of an article: numbers found, read and linked, family by family.

One pass finds all number phrases; each paragraph that has any is then read as a `Passage`. What a number counts or
pays, whether it has happened, whose and of when it is, is decided by the small modules beside this one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Literal, NamedTuple

from msgspec import Struct

import zsextract.find.amounts as amounts
import zsextract.find.counts as counts
import zsextract.find.phrases as phrases
import zsextract.find.rates as rates
from zsextract.find.bounding import bounded
from zsextract.find.counting import Counted
from zsextract.find.cues import Cue
from zsextract.find.extras import find_extras
from zsextract.find.owners import Owners
from zsextract.find.paragraphs import passages
from zsextract.find.passage import Passage
from zsextract.find.periods import PeriodMention
from zsextract.find.policy import is_of_policy, is_reward
from zsextract.find.quantities import Quantity, find_quantities
from zsextract.find.relative import PlaceMention
from zsextract.find.status import Ahead, Aims
from zsextract.find.thresholds import is_threshold
from zsextract.find.turns import turns
from zsextract.indicators import Indicators
from zsextract.link import Setting, period_of, place_of
from zsextract.numerals import Number
from zsextract.outlook import status
from zsextract.patterns import LazyRegex
from zsextract.roles import Roles
from zsextract.spans import Span
from zsextract.targets import each, is_described

Family = Literal["amounts", "counts", "rates", "extra"]


class Figure(NamedTuple):
    """One figure with all that is known of it; ``whole``, ``of``, ``threshold`` are places in the list of figures."""

    family: Family
    quantity: Quantity
    number: Number
    status: str
    rule: str
    damaged: bool
    label: str | None
    indicator: str
    period: PeriodMention | None
    place: PlaceMention | None
    each: str | None
    kind: str  # role of a sum, object of a count, kind of a rate
    is_target: bool
    has_term: bool = True  # false for a plan whose period is only that of its passage: it sets no deadline
    stage: str | None = None
    classes: tuple[str, ...] = ()
    threshold: int | None = None
    whole: int | None = None
    of: int | None = None


_RANKED = LazyRegex(r"\s*第[\d一二三四五六七八九十]{1,3}名")
_LAST_OF_UNITS = frozenset("元%‰点倍")
_ARRIVES = LazyRegex(r"[于在须要]?[^,;。]{2,9}前(?:全部)?到[位资账]")


def find_figures(setting: Setting) -> list[Figure]:
    """All figures in the order of the text."""
    return _read(find_quantities(setting.view, setting.rules), setting)


def find_own_figures(setting: Setting) -> list[Figure]:
    """The figures of a user's own families, in the order of the text."""
    return _read(find_extras(setting.view, setting.rules), setting)


def _read(quantities: list[Quantity], setting: Setting) -> list[Figure]:
    quantities = _outside_names(_unmasked(quantities, setting.masked), setting)
    told = _Told([])
    if quantities:
        for passage in passages(setting.view, quantities, setting.rules):
            _PassageReader(passage, setting, told).read()
    return told.figures


def _unmasked(quantities: list[Quantity], masked: Sequence[Span]) -> list[Quantity]:
    """The numbers outside bylines, credits and file names."""
    if not masked:
        return quantities
    starts = [span.start for span in masked]
    kept = []
    for quantity in quantities:
        at = bisect_right(starts, quantity.start) - 1
        if at < 0 or masked[at].end <= quantity.start:
            kept.append(quantity)
    return kept


def _outside_names(quantities: list[Quantity], setting: Setting) -> list[Quantity]:
    """The numbers that are no part of a place (五家渠市)."""
    named = {m.start + at for m in setting.places if m.kind != "relative" for at in range(m.end - m.start)}
    return [quantity for quantity in quantities if quantity.number_start not in named] if named else quantities


class _Told(Struct):
    """The figures found so far, and what a later paragraph may go on with: the last that says something of its kind."""

    figures: list[Figure]
    object: str | None = None  # of a count
    role: tuple[str, str] | None = None  # of a sum, and its rule
    aimed: str = ""  # the indicator of a sum that lies ahead
    rate: tuple[str, int, str] | None = None

    def add(self, figure: Figure) -> None:
        """Take in the next figure of the article."""
        self.figures.append(figure)
        if figure.family == "counts" and figure.kind != "other":
            self.object = figure.kind
        elif figure.family == "amounts":
            self.role = (figure.kind, figure.rule) if figure.kind != "threshold" else self.role
            self.aimed = figure.indicator or self.aimed
        elif figure.family == "rates":
            self.rate = figure.kind, 1, figure.rule


class _PassageReader:
    """Reads the figures of one paragraph and puts them behind those found before."""

    def __init__(self, passage: Passage, setting: Setting, told: _Told) -> None:
        passage, self.thresholds = _without_false_sums(passage)
        self.passage, self.setting, self.told = passage, setting, told
        self.turns = turns(passage)
        self.counted = {c.at: c for c in counts.find_counts(passage, self.thresholds, told.object, self.turns)}
        self.roles = Roles(passage, setting.rules, self.thresholds, self.counted, told.role)
        self.indicators = Indicators(setting, passage, self.turns, self.counted, told.aimed)
        self.aims = Aims.of(passage, setting.rules)
        self.places_of: dict[int, int] = {}  # number of the passage -> place in the list of figures
        self.done: set[int] = set()  # the counts that have happened or exist

    def read(self) -> None:
        """Read every number; links between figures are put in when all are known."""
        base = len(self.told.figures)
        made: list[Figure] = []
        last_rate = self._rate_of_ranking()
        sentence = self.passage.bounds[0].sentence.start if last_rate is not None else -1
        for index, quantity in enumerate(self.passage.quantities):
            if self.passage.bounds[index].sentence.start != sentence:
                sentence, last_rate = self.passage.bounds[index].sentence.start, None
            figure: Figure | None = None
            if quantity.rule.kind == "extra":
                figure = self._figure(
                    index, "extra", str(quantity.rule.gives["family"]), quantity.rule.id, self._status(index)
                )
            elif quantity.family in ("money", "bare"):
                figure = self._amount(index)
            elif quantity.family == "count":
                figure = self._count(index)
            else:
                figure, last_rate = self._rate(index, last_rate)
            if figure is not None:
                self.places_of[index] = base + len(made)
                made.append(figure)
        owners = Owners(self.passage, self.counted, self.thresholds, self.turns, self.places_of)
        for index, figure in zip(self.places_of, made, strict=True):
            self.told.add(self._linked(index, figure, owners))

    def _rate_of_ranking(self) -> tuple[str, int, str] | None:
        """The rate of the line before in a ranking, 第1名 云州县:9亿元,完成任务的64%: the next lines tell the same."""
        if self.told.rate is None or not _RANKED.match(self.passage.view, self.passage.start):
            return None
        return self.told.rate

    # -------------------------------------------------------------------------------- the families
    def _amount(self, index: int) -> Figure:
        role, rule = self.roles.of(index)
        if role == "threshold":
            return self._figure(index, "amounts", role, rule, Ahead("actual", None, "own"))
        stripped, ahead = amounts.is_stripped(self.passage, index), self._status(index)
        if ahead is self.aims.opening and role == "subsidy" and is_reward(self.passage, index):
            ahead = Ahead("actual", None, "own")
        return self._figure(index, "amounts", role, rule, ahead, stripped=stripped)

    def _count(self, index: int) -> Figure | None:
        counted = self.counted.get(index)
        if counted is None:
            return None
        ahead = self._status(index)
        of_whole = counted.whole in self.done and ahead.status != "actual" and ahead.scope != "predicate"
        if of_whole and self._is_behind_plan(index, ahead.cue):
            ahead = Ahead("actual", None, "definite")
        if ahead.status == "actual":
            self.done.add(index)
        if counted.object == "other" and ahead.status == "actual":
            return None
        return self._figure(index, "counts", counted.object, counted.rule, ahead, counted=counted)

    def _is_behind_plan(self, index: int, cue: Cue | None) -> bool:
        """True in 项目34个,年内计划完成投资41亿元,其中新开工21个: the plan is of the sum between, not of the parts."""
        clause = self.passage.bounds[index].clause.start
        if cue is not None:
            return cue.start < clause
        period = self._period(index, self._label(index), ahead=True)
        return period is None or period.start < clause

    def _rate(self, index: int, earlier: tuple[str, int, str] | None) -> tuple[Figure, tuple[str, int, str]]:
        kind, sign, rule = said = rates.kind_and_sign(self.passage, index, earlier)
        ahead = self._status(index, completes=kind == "completion" or self._is_part(index))
        if is_of_policy(self.passage, index):
            ahead = Ahead("actual", None, "own")
        return self._figure(index, "rates", kind, rule, ahead, sign=sign), said

    # -------------------------------------------------------------------------------- what they all have
    def _status(self, index: int, *, completes: bool = False) -> Ahead:
        turn = self.turns.get(index)
        if turn is not None and turn.place and not completes:  # 分别不低于2200亿元、1300亿元: said once for all
            index = turn.first
        return status(self.setting, self.passage, index, self.aims, completes=completes)

    def _is_part(self, index: int) -> bool:
        """True for 占60.5%, which tells of a sum whose plan it does not share."""
        words = self.passage.text(self._label(index)).lstrip("约近超只仅")
        return words.startswith("占") and not words.startswith("占比")

    def _label(self, index: int) -> Span:
        return self.passage.label(index)

    def _period(self, index: int, label: Span, *, ahead: bool) -> PeriodMention | None:
        return period_of(self.setting, self.passage, index, label, ahead=ahead)

    def _term_behind(self, index: int) -> PeriodMention | None:
        """The term in the words behind a number: 其中20个要在5月底以前开工."""
        start, end = self.passage.quantities[index].end, self.passage.bounds[index].clause.end
        return next((p for p in self.setting.periods_between(start, end) if p.kind in ("deadline", "range")), None)

    def _arrives(self, index: int) -> bool:
        """True for 首期4亿元于6月底前到位: the term of what arrives stands behind it."""
        quantity = self.passage.quantities[index]
        return quantity.family == "money" and _ARRIVES.match(self.passage.view, quantity.end) is not None

    def _figure(
        self, index: int, family: Family, kind: str, rule: str, ahead: Ahead, *,
        counted: Counted | None = None, sign: int = 1, stripped: bool = False,
    ) -> Figure:  # fmt: skip
        passage, quantity, setting = self.passage, self.passage.quantities[index], self.setting
        lost = family == "counts" and quantity.number.value is None
        damaged = stripped or lost or self._is_damaged(quantity)
        number = quantity.number.lost() if damaged else bounded(passage, index, self.turns, self.counted)
        number = number.falling() if sign < 0 else number
        forward = ahead.status != "actual" and kind != "threshold"
        label = self._label(index)
        period = None
        if kind != "threshold":
            # What a plan in the label says (计划总投资) leaves the figure in the period of its passage.
            lead_in = label if kind != "completion" else Span(quantity.start, quantity.start)
            period = self._period(index, lead_in, ahead=forward and ahead.scope != "own")
            if ahead.scope == "predicate" or (period is None and forward and self._arrives(index)):
                period = self._term_behind(index) or period
        place = place_of(setting, passage, index, self.turns.get(index))
        is_target = forward and family != "extra" and not self._is_described(index, family, ahead, place)
        return Figure(
            family, quantity, number, ahead.status, rule, damaged, phrases.label(setting.text, label),
            self.indicators.of(index) if is_target else "", period, place,
            each(passage, index) if is_target else None, kind, is_target,
            not is_target or self._has_term(ahead, label, period),
            counted.stage if counted else None, counted.classes if counted else (),
            counted.threshold if counted else None, counted.whole if counted else None, None,
        )  # fmt: skip

    def _has_term(self, ahead: Ahead, label: Span, period: PeriodMention | None) -> bool:
        """False for 上半年签约52个,计划总投资190亿元: the whole has no term, nor has a plan of a time that is over."""
        if period is None or ahead.scope != "own" or ahead.status != "planned" or period.start >= label.start:
            return True
        if period.kind in ("until", "since"):  # 截至5月底,项目52个,计划投资190亿元
            return False
        day = self.setting.published
        over = day is not None and period.last is not None and period.last < day
        return not over and "总投资" not in self.passage.text(label)

    def _is_described(self, index: int, family: Family, ahead: Ahead, place: PlaceMention | None) -> bool:
        """True for a sum that is planned for one described project."""
        if family != "amounts" or ahead.status == "target":
            return False
        period = self._period(index, self._label(index), ahead=True)
        return is_described(self.passage, index, self.counted, place, period)

    def _is_damaged(self, quantity: Quantity) -> bool:
        """True where the damage touches the numeral: digits may be lost there, but none behind a unit (2亿元?)."""
        damaged = self.setting.damaged  # apart and in order
        end = quantity.end - (self.passage.view[quantity.end - 1] in _LAST_OF_UNITS)
        at = bisect_right(damaged, end, key=attrgetter("start")) - 1
        point = self.passage.view.startswith(".", quantity.number_start - 1)  # ?.2亿元
        return at >= 0 and damaged[at].end >= quantity.number_start - point

    # -------------------------------------------------------------------------------- the links
    def _linked(self, index: int, figure: Figure, owners: Owners) -> Figure:
        """The figure with numbers of the passage turned into places in the list of figures."""
        if figure.family == "counts":
            if figure.whole is None and figure.threshold is None:
                return figure
            return figure._replace(whole=self._at(figure.whole), threshold=self._at(figure.threshold))
        of = owners.of_sum(index) if figure.family == "amounts" else owners.of_rate(index)
        return figure if of is None else figure._replace(of=self._at(of))

    def _at(self, index: int | None) -> int | None:
        """Where the figure of a number stands in the list of figures."""
        return None if index is None else self.places_of.get(index)


def _without_false_sums(passage: Passage) -> tuple[Passage, list[int]]:
    """The passage without numbers that only look like sums, and the sums that only delimit a class.

    A level without a currency (千亿级产业), a name (刘三元) and the base of a rate (每百元) are no sums.
    """
    gone, thresholds = set(), []
    for index, quantity in enumerate(passage.quantities):
        if quantity.family not in ("money", "bare"):
            continue
        if quantity.family == "money" and (amounts.is_name(passage, index) or amounts.is_rate_base(passage, index)):
            gone.add(index)
        elif is_threshold(passage, index):
            thresholds.append(index - len(gone))
        elif quantity.family == "bare" and not amounts.is_sum(passage, index):
            gone.add(index)
    return (passage.without(gone) if gone else passage), thresholds
