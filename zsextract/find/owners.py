"""Which count a sum of money belongs to, and which figure a rate describes.

All answers are indexes of numbers of the passage; offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from zsextract.find.counting import Counted
from zsextract.find.passage import Passage
from zsextract.find.turns import Turn, takers
from zsextract.patterns import LazyRegex

_MACRO = LazyRegex(r"生产总值|GDP|财政|零售总额|人均|进出口总")  # of a territory, not of what is counted before it
# 各镇至少签约1个项目,确保全年到位资金200亿元: what every town owes is not what the sum of all is of
_OF_ALL = LazyRegex(r"全[年市县区省州盟旗]")
_BASE = LazyRegex(r"的?(?:招商引资|招商|引资|投资|到位资金|年度|全年|目标|任务|计划)*的")
_INCREASE = LazyRegex(  # and what it is compared with: 比上年的20亿元增长36%
    r"净增长?|(?:[比较][^,;。]{1,8}|同比)(?:净?增[加长收]|[多减]|减少|下降)\Z|[比较](?:上年|去年|前年|同期|上月)[^,;。]{0,8}\Z"
)
# 分别是甲厂的项目,投资14亿元; and no list of names: 分别是甲厂、乙厂,总投资9亿元
_ONE_BY_ONE = LazyRegex(r"分别(?:是|为|有)(?![\d约近])[^;。、\d]{4,60}\Z")
_FIRST_OF_THEM = LazyRegex(r"分别[是为](?:计划)?总?投资\Z")
_QUOTA = LazyRegex(r"每(?:个|家|县|镇|乡|区|村|人|名|月|季|年)|各[^,;。]{1,12}(?:至少|最少|要|须|力争|确保)")


class Owners(Struct, frozen=True, eq=False, dict=True):
    """The figures of a passage that others may belong to.

    ``known`` are the indexes of the numbers that are figures, ``thresholds`` those of the sums that only delimit.
    """

    passage: Passage
    counted: Mapping[int, Counted]
    thresholds: Collection[int]
    turns: Mapping[int, Turn]
    known: Collection[int]

    def of_sum(self, index: int) -> int | None:
        """The count that a sum is of: behind its 的, in its own turn, or before it in the segment.

        A threshold is of the count that it delimits.
        """
        if index in self.thresholds:
            return next((at for at, counted in self.counted.items() if counted.threshold == index), None)
        following = self._following(index)
        if following is not None:
            return following
        if self._is_of_one(index):
            return None
        turn = self.turns.get(index)
        if turn is not None:
            counts = self._before(turn, self._counts)
            taken = self._in_turn(turn, counts)
            if taken is not None:
                return taken
        if _MACRO.search(self.passage.text(self.passage.label(index))):
            return None
        counts = list(self._nearest(index, self._counts))
        if _OF_ALL.search(self.passage.text(self.passage.label(index))):
            counts = [at for at in counts if not _QUOTA.search(self.passage.text(self.counted[at].before))]
        return self._told_of(index, counts) if counts else None

    def _is_of_one(self, index: int) -> bool:
        """True for a sum in a list that names things one by one: 9个项目分别是甲厂的,投资14亿元;乙厂的,投资3亿元."""
        segment, quantity = self.passage.bounds[index].segment, self.passage.quantities[index]
        if self.passage.view.find("分别", segment.start, quantity.start) < 0:
            return False
        if _ONE_BY_ONE.search(self.passage.view, segment.start, quantity.start):
            return True
        first = _FIRST_OF_THEM.search(self.passage.view, segment.start, quantity.start)
        return first is not None and self.passage.view.startswith("的", quantity.end)

    def _told_of(self, index: int, counts: Sequence[int]) -> int:
        """The count that a sum is told of, of those before it, the nearest first.

        A total (总投资86亿元) is of the whole behind whose parts it stands where that has none yet, and of projects
        rather than of the enterprises that come with them.
        """
        nearest = counts[0]
        whole = self.counted[nearest].whole
        untold = whole is not None and whole in counts and not self._has_sum(whole, nearest)
        if whole is not None and untold and self._ends_list(nearest, counts, index):
            return whole
        if "总" not in self.passage.text(self.passage.label(index)):
            return nearest
        if whole is not None and untold:
            return whole
        projects = (at for at in counts if self.counted[at].object == "project")
        return nearest if self.counted[nearest].object == "project" else next(projects, nearest)

    def _ends_list(self, nearest: int, counts: Sequence[int], index: int) -> bool:
        """True for 其中甲类25个、乙类2个,到位资金80亿元: behind a list of parts the whole is spoken of again."""
        clause = self.passage.bounds[nearest].clause
        if self.passage.bounds[index].clause.start == clause.start:
            return False
        part = self.counted[nearest].whole
        return any(
            self.counted[at].whole == part and self.passage.quantities[at].start >= clause.start for at in counts[1:]
        )

    def _has_sum(self, count: int, end: int) -> bool:
        """True where a sum stands between a count and the number ``end``."""
        between = range(count + 1, end)
        return any(self.passage.quantities[at].family == "money" and at not in self.thresholds for at in between)

    def of_rate(self, index: int) -> int | None:
        """The figure that a rate describes: in its own turn, or the last one before it in the segment."""
        turn = self.turns.get(index)
        if turn is not None:
            figures = self._before(turn, self._measured)
            taken = self._in_turn(turn, figures)
            if taken is not None or len(figures) > 1:
                return taken
        nearest = (at for at in self._nearest(index, self._measured) if at + 1 == index or not self._is_base(at))
        owner = next(nearest, None)
        if owner is not None and self._is_increase(owner):
            return next(nearest, owner)
        return owner

    def _is_increase(self, index: int) -> bool:
        """True for 净增3亿元 in 产值17亿元,净增3亿元,增长21%, or what is compared with: what grows was told before."""
        return _INCREASE.search(self.passage.text(self.passage.label(index))) is not None

    def _is_base(self, index: int) -> bool:
        """True for the task in 开工66个,完成年度任务120个的55%,同比增长14.2%: what grows is what was told before."""
        following = self.passage.quantities[index + 1 : index + 2]
        rate = bool(following) and following[0].family == "rate"
        end = self.passage.quantities[index].end
        return rate and _BASE.fullmatch(self.passage.view, end, following[0].start) is not None

    def _following(self, index: int) -> int | None:
        """The count in 总投资52亿元的9个项目: right behind the sum and its 的."""
        end = self.passage.quantities[index].end
        if index + 1 >= len(self.passage.quantities) or not self.passage.view.startswith("的", end):
            return None
        counted = self.counted.get(index + 1)
        told = counted is not None and counted.before.start <= end  # 总投资477亿元的民生项目8个
        near = told or self.passage.quantities[index + 1].start - end <= 2
        return index + 1 if near and self._may_own(index + 1) else None

    def _may_own(self, index: int) -> bool:
        counted = self.counted.get(index)
        return counted is not None and counted.object != "other" and not counted.is_change

    @cached_property
    def _figures(self) -> list[int]:
        """The figures that others may belong to."""
        return [at for at in range(len(self.passage.quantities)) if at in self.known and at not in self.thresholds]

    @cached_property
    def _counts(self) -> list[int]:
        """The counts that a sum may be of."""
        return [at for at in self._figures if self._may_own(at)]

    @cached_property
    def _measured(self) -> list[int]:
        """The sums and counts that a rate may describe."""
        return [at for at in self._figures if self.passage.quantities[at].family != "rate"]

    def _nearest(self, index: int, figures: Sequence[int]) -> Iterator[int]:
        """Those of the segment before a number, the nearest first; those in a closed bracket are left out."""
        passage, start = self.passage, self.passage.bounds[index].segment.start
        for place in range(bisect_left(figures, index) - 1, -1, -1):
            at = figures[place]
            if passage.quantities[at].start < start:
                return
            told, here = passage.quantities[at].start, passage.quantities[index].start
            inner, quoted = passage.bracket(told), passage.quotation(told)
            if inner is not None and inner != passage.bracket(here):
                continue  # 15个 in 项目25个(工业15个),总投资58亿元
            if quoted is not None and quoted != passage.quotation(here):
                continue  # “2家企业入园”的计划,完成引资4亿元
            yield at

    def _before(self, turn: Turn, figures: Sequence[int]) -> list[int]:
        """Those of the sentence before a list of turns."""
        passage, start = self.passage, self.passage.bounds[turn.first].sentence.start
        return [at for at in figures[: bisect_left(figures, turn.first)] if passage.quantities[at].start >= start]

    def _in_turn(self, turn: Turn, figures: list[int]) -> int | None:
        """The figure whose turn it is, where as many figures as numbers take turns."""
        parts = [at for at in figures if at in self.counted and self.counted[at].whole is not None]
        found = takers(self.passage, turn, figures, parts)
        return found[turn.place] if len(found) == turn.size else None
