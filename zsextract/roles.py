"""What each sum of a paragraph is: by a word for it, by what it stands beside, or as the sum that it goes on with."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

import zsextract.find.amounts as amounts
from zsextract.find.counting import Counted
from zsextract.find.cues import Cue, find_cues
from zsextract.find.passage import Passage
from zsextract.patterns import LazyRegex
from zsextract.rules import RuleSet

# 3.免税品分拨中心 前航供应链 12亿元: a line of a list of projects, in columns
_LIST_LINE = LazyRegex(r"\s*\d{1,2}[.、)]\s?[^,;。:\d\n][^,;。:\n]{2,40}\s[^,;。:\n]{0,30}")
_PARTS = LazyRegex(r"\s*(?:其中,?|[从按分][^,;。\d]{1,8}[看分],)")
_SIGNED = LazyRegex(r"(?:签约|引进|招引|开工|落地)[^,;。\d]{0,6}(?:项目|企业)\Z")
_BESIDE = LazyRegex(r"[、,](?:总?资金|总?金额)?")
_INVESTED = ("investment", "role.context.investment")


class _Sum(Struct, frozen=True):
    """The word that decided on a sum, and where that sum stands."""

    cue: Cue | None
    at: int


_NONE = _Sum(None, -1)


class Roles:
    """The roles of the sums of one passage, each with the id of its rule; they are asked for in order.

    ``thresholds`` are the sums that only delimit; ``before`` is what the paragraphs before ended with.
    """

    def __init__(
        self, passage: Passage, rules: RuleSet, thresholds: Collection[int], counted: Mapping[int, Counted],
        before: tuple[str, str] | None,
    ) -> None:  # fmt: skip
        self._passage, self._rules = passage, rules
        self._thresholds, self._counted, self._before = thresholds, counted, before
        self._said = ("", "")
        self._last = _NONE
        self._last_of: dict[str, _Sum] = {}  # by currency

    def of(self, index: int) -> tuple[str, str]:
        """The role of a sum, and the id of the rule that decided."""
        if index in self._thresholds:
            return "threshold", "role.threshold"
        passage = self._passage
        quantity = passage.quantities[index]
        if _LIST_LINE.fullmatch(passage.view, passage.start, quantity.start):
            self._remember(index, None)
            return _INVESTED
        earlier = self._earlier(index)
        cue = amounts.role_cue(passage, index, earlier.cue, max(earlier.at, self._last.at))
        said = amounts.role_of(passage, index, cue) if cue is not None else self._by_company(index)
        self._remember(index, cue)
        if cue is not None and self._is_part_of_foreign(index, cue):
            said = "foreign_capital", "role.foreign_capital"
        self._said = said or amounts.role_of(passage, index, None)
        return self._said

    def _is_part_of_foreign(self, index: int, cue: Cue) -> bool:
        """True for the parts of foreign capital: 其中,高技术产业引资27亿元; 分来源地看,香港到资61亿元."""
        if self._said[0] != "foreign_capital" or not cue.says("weak"):
            return False
        start = self._passage.bounds[index].sentence.start
        return _PARTS.match(self._passage.view, start) is not None

    def _remember(self, index: int, cue: Cue | None) -> None:
        quantity = self._passage.quantities[index]
        self._last = self._last_of[str(quantity.rule.gives.get("currency"))] = _Sum(cue, quantity.start)

    def _earlier(self, index: int) -> _Sum:
        """The sum that a sum without a word goes on with: of its own currency where the sentence has one.

        None of an earlier sentence where it stands beside a count of its own: 按产业分,种业5个、3.2亿元.
        """
        sentence, quantities = self._passage.bounds[index].sentence, self._passage.quantities
        same = self._last_of.get(str(quantities[index].rule.gives.get("currency")), _NONE)
        found = same if same.at >= sentence.start else self._last
        if found.at < sentence.start and _SIGNED.search(self._passage.text(self._passage.label(index))):
            return _NONE  # 实际利用外资1亿美元。任务是签约项目240亿元
        counted = self._counted.get(index - 1)
        if counted is None or counted.object == "other" or found.at >= sentence.start:
            return found
        beside = _BESIDE.fullmatch(self._passage.view, quantities[index - 1].end, quantities[index].start)
        return found if beside is None else _NONE

    def _by_company(self, index: int) -> tuple[str, str] | None:
        """A sum without a word for it: beside a count of projects their investment, else what the section is about."""
        segment = self._passage.bounds[index].segment
        for at, counted in self._counted.items():
            if counted.object == "project" and segment.start <= self._passage.quantities[at].start < segment.end:
                return _INVESTED
        return self._by_heading(index) or self._before

    def _by_heading(self, index: int) -> tuple[str, str] | None:
        """What the head of the section names: 二、各县到位资金完成情况, over 第1名 云州县:37.6亿元."""
        heading = self._passage.heading
        if heading is None:
            return None
        cues = find_cues(self._passage.view, [heading], self._rules).of["role"]
        named = [cue for cue in cues if not cue.says("context")]
        return amounts.role_of(self._passage, index, named[-1]) if named else None
