"""What belongs to what: the period and the place of a figure, the count that a sum is of.

A period or a place that leads in governs the figures behind it up to the next one or to the end of the paragraph; a
period in a figure's own label beats it. Offsets are into the matching view.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from zsextract.find.given import KNOWN_BY
from zsextract.find.passage import Passage
from zsextract.find.periods import PeriodMention
from zsextract.find.relative import PlaceMention
from zsextract.find.turns import Turn, list_before
from zsextract.patterns import Lazy, LazyRegex
from zsextract.rules import RuleSet
from zsextract.spans import Span

_GOVERNING = frozenset(["range", "until", "since", "deadline", "plan", "duration", "festival"])
_MEASURE = Lazy(r"(?:同期|全年|同月)?的[约近超]?[\d一二三四五六七八九十]")  # 为上年的1.3倍
_PAST = ("去年", "上年", "前年")
_OPENING = 8
_LEAD_IN = 4  # 据了解,
_OPENS = Lazy(r"[。;,:!?\n(“](?:(?!预计|计划|预期|可望|有望)[^。;,:!?\n(拟将]){0,8}\Z")
_COMPARED = Lazy(r"(?:[比较与和同是由从]|相当于)\Z")
_COMING = ("明年", "后年", "来年", "今后", "未来", "下一年", "下一步")
_NOT_OWNER_BEFORE = Lazy(
    r"(?:[在赴到从由自驻往于向与对比居列占位省]|南下|北上|西进|东进|奔赴|来自|前往|高于|低于|高出|超出|快于|慢于|优于|全国|领跑|排名|位列|同|率)\Z"
)
_COUNTED_BEFORE = Lazy(r"[个家项户批场次件宗元%][、;]\Z")  # 霍邱县52个、舒城县47个
_COUNTED_ITSELF = LazyRegex(r"[\d.]+(?:[万亿]|[个家项户批场%]|[万亿]?[元美])")
_GENERIC_ZONE = LazyRegex(
    r"(?:拉动|带动|推动|[一二三四]?季度|上半年|下半年)?(?:工业|产业|科技|农业|物流|开发|高新|经开|示范|集聚|园)*(?:园区|开发区|园|区)"
)
_NOT_OWNER_AFTER = LazyRegex(
    r"企业|客商|投资者|商会|籍|市场|海关|等地|大学|学院|银行|集团|公司|股份|[东西南北中]?路|大道|街(?!道)|港(?!区)|机场|站|人(?!大|均|社|民政)|老乡|商人|工商|项目|分行|"
    r"支行|前列|第[一二三四五六七八九十\d]|率先|平均|首位|各地|下达|市委|确定|考核|交办|之一|[一二三四五六七八九十]强|乡贤"
)


_PLAN_TITLE = LazyRegex(
    r"(?<!\d)(?:19|20)\d\d年(?!.*(?:19|20)\d\d年).*(?:要点|工作计划|工作安排|任务分解|实施方案|行动方案|安排意见|目标任务)(?:的?通知|[》)(（]|\Z)"
)
_IN_TITLE = 200  # code points from the beginning of an article within which its headline stands


class Setting(Struct, frozen=True):
    """What an article lends to its figures: its text, its day, its periods and places, and what the damage took.

    ``text`` is the repaired text, ``view`` its matching view of the same length; all spans are in their offsets.
    """

    text: str
    view: str
    rules: RuleSet
    published: date | None
    periods: Sequence[PeriodMention]
    places: Sequence[PlaceMention]
    masked: Sequence[Span]
    damaged: Sequence[Span]
    period_starts: Sequence[int]
    place_starts: Sequence[int]
    plan: PeriodMention | None  # the year that the headline of a plan names: 2031年招商引资工作要点

    @classmethod
    def of(
        cls, text: str, view: str, rules: RuleSet, published: date | None, periods: Sequence[PeriodMention],
        places: Sequence[PlaceMention], masked: Sequence[Span], damaged: Sequence[Span], title: str | None = None,
    ) -> Setting:  # fmt: skip
        """The setting of an article; periods and places are in order."""
        starts = [mention.start for mention in periods], [mention.start for mention in places]
        plan = _plan(title or "", view, periods)
        return cls(text, view, rules, published, periods, places, masked, damaged, *starts, plan)

    def places_at(self, start: int) -> list[PlaceMention]:
        """The places that begin at ``start``."""
        at = bisect_left(self.place_starts, start)
        return [mention for mention in self.places[at : at + 1] if mention.start == start]

    def told_apart(self, start: int, end: int) -> list[Span]:
        """The periods and the relative places in ``[start, end)``: the record tells them in fields of their own."""
        spans = [Span(m.start, m.end) for m in self.periods_between(start, end) if m.kind != "name"]
        return spans + [Span(m.start, m.end) for m in self.places_between(start, end) if m.kind == "relative"]

    def periods_between(self, start: int, end: int) -> Sequence[PeriodMention]:
        """The periods that begin in ``[start, end)``."""
        return self.periods[bisect_left(self.period_starts, start) : bisect_left(self.period_starts, end)]

    def places_between(self, start: int, end: int) -> Sequence[PlaceMention]:
        """The places that begin in ``[start, end)``."""
        return self.places[bisect_left(self.place_starts, start) : bisect_left(self.place_starts, end)]


def _plan(title: str, view: str, periods: Sequence[PeriodMention]) -> PeriodMention | None:
    """The year in the headline of a plan, where that names just one."""
    if _PLAN_TITLE.search(title) is None:
        return None
    return next((p for p in periods if p.start < _IN_TITLE and p.text in title and p.text[:2] in ("19", "20")), None)


def period_of(setting: Setting, passage: Passage, index: int, label: Span, *, ahead: bool) -> PeriodMention | None:
    """The period of a number: its own, else the last one that leads in, else that of the section's head or its list.

    ``label`` are the words in which its own period may stand; ``ahead`` says that the figure lies ahead.
    """
    own = _own(setting, passage, index, label)
    if own is not None:
        return own
    found = _leading(setting, passage, index, ahead=ahead)
    lead = passage.lead
    if found is None and passage.heading is not None:
        found = _of_opening(setting, passage.heading, ahead=ahead)
    if found is None and lead is not None and lead.end <= passage.start:
        found = _of_opening(setting, lead, ahead=ahead)
    return found or (setting.plan if ahead else None)


def _leading(setting: Setting, passage: Passage, index: int, *, ahead: bool) -> PeriodMention | None:
    """The last period of the paragraph that leads in before the number, where it suits the figure."""
    for at in range(bisect_left(setting.period_starts, passage.quantities[index].start) - 1, -1, -1):
        mention = setting.periods[at]
        if mention.start < passage.start:
            break
        if mention.kind in _GOVERNING and not mention.own and _reaches(passage, index, mention):
            if _is_of_its_bracket(passage, index, mention):
                continue
            if _is_of_its_segment(passage, index, mention, setting.published):
                continue
            if not ahead and _is_overtaken(passage, index, mention, setting.published):
                return None
            return mention if _suits(mention, setting.published, ahead=ahead) else None
    return None


def _is_of_its_bracket(passage: Passage, index: int, mention: PeriodMention) -> bool:
    """True for 计划开工255个(其中1—10月223个),已开工206个: one in brackets governs nothing outside."""
    bracket = passage.bracket(mention.start)
    if bracket is None or bracket.start <= passage.quantities[index].start < bracket.end:
        return False
    return any(mention.end <= quantity.start < bracket.end for quantity in passage.quantities)


def _is_of_its_segment(passage: Passage, index: int, mention: PeriodMention, published: date | None) -> bool:
    """True where one thing is done at a coming time (甲厂投资3亿元,明年6月投产;乙厂…): what follows is not of it."""
    if mention.start >= passage.bounds[index].segment.start or not _MILESTONE.match(passage.view, mention.end):
        return False
    inside = mention.start - passage.segment_at(mention.start).start > _LEAD_IN
    return inside and lies_ahead(mention, published)


_MILESTONE = Lazy(
    r"[底初前末]?(?:可|将|即可|正式|全部|全面|计划|预计|建成并?)*(?:建成|投产|竣工|完工|投用|交付|启用|达产|开业|开工|动工|试产|投入)"
)
_NOW = LazyRegex(r"目前|现已|至今|截至目前|到目前")


def _is_overtaken(passage: Passage, index: int, mention: PeriodMention, published: date | None) -> bool:
    """True for a year that lies ahead in part (全年引进80个…。目前已签约30个): what stands now is not of it."""
    bounds = passage.bounds[index]
    if mention.start >= bounds.sentence.start or published is None or mention.last is None or mention.last <= published:
        return False
    return _NOW.search(passage.view, bounds.sentence.start, passage.quantities[index].start) is not None


def _reaches(passage: Passage, index: int, mention: PeriodMention) -> bool:
    """True where a period leads in: it opens a clause; one inside a clause, and a deadline, end with their segment."""
    if _MEASURE.match(passage.view, mention.end):
        return False
    if mention.text in _PAST and KNOWN_BY.match(passage.view, mention.end, passage.quantities[index].number_start):
        return False  # 去年签约的36个项目,到位资金8亿元
    if mention.start >= passage.bounds[index].segment.start:
        return not _COMPARED.search(passage.view, max(0, mention.start - 2), mention.start)
    if _COMPARED.search(passage.view, max(0, mention.start - 2), mention.start):
        return False
    if mention.kind == "deadline" and mention.start >= passage.bounds[index].sentence.start:
        return mention.start - passage.bounds[index].sentence.start <= _OPENING
    if passage.view.find(":", mention.end, mention.end + 12) >= 0:  # 明年的盘子:…
        return True
    return _OPENS.search(passage.view, max(passage.start, mention.start - _OPENING - 1), mention.start) is not None or (
        mention.start - passage.start <= _OPENING
    )


def _of_opening(setting: Setting, opening: Span, *, ahead: bool) -> PeriodMention | None:
    """The period that a section head or the opening of a list names: 四、2010年工作打算."""
    for at in range(bisect_left(setting.period_starts, opening.start), len(setting.periods)):
        mention = setting.periods[at]
        if mention.start >= opening.end:
            break
        if (mention.kind in _GOVERNING or mention.own) and _suits(mention, setting.published, ahead=ahead):
            return mention
    return None


def _own(setting: Setting, passage: Passage, index: int, label: Span) -> PeriodMention | None:
    """A period inside the label (年度计划投资), or between the number and its noun."""
    quantity = passage.quantities[index]
    for at in range(bisect_left(setting.period_starts, label.start), len(setting.periods)):
        mention = setting.periods[at]
        if mention.start >= quantity.start:
            break
        based = _BASE.match(passage.view, mention.end, quantity.start) is not None
        if based and _STARTS.search(passage.view, max(passage.start, mention.start - 4), mention.start):
            return mention
        if quantity.family != "rate" and _OF_YEAR.match(passage.view, mention.end, quantity.start):
            return mention
        if mention.own or (mention.kind in _GOVERNING and not based):
            if _parted(setting, passage, mention.end, quantity.start):
                continue
            return mention
    return None


def _parted(setting: Setting, passage: Passage, start: int, end: int) -> bool:
    """True for 超额完成全年任务 明年锁定260亿元: behind the blank of a headline another period opens."""
    blank = passage.view.find(" ", start, end)
    return blank >= 0 and any(later.start == blank + 1 for later in setting.periods_between(blank, end))


_STARTS = LazyRegex(r"[由从]\Z")  # 由2029年的12亿元: what it starts from is of that year
_OF_YEAR = LazyRegex(
    r"(?<=年)(?:全年)?(?:实际)?(?:完成|到位|引进|签约|利用)?的[约近超]?\Z"
)  # 比上年完成的20亿元增长30%
_BASE = LazyRegex(r"(?:同期|全年|同月)?的\Z")  # 为上年的1.3倍: what it is measured by


def _suits(mention: PeriodMention, published: date | None, *, ahead: bool) -> bool:
    """A figure ahead is not of a period that is over; one that has happened is not of a deadline."""
    if ahead:
        over = mention.last is not None and published is not None and mention.last <= published
        return not over or mention.kind == "deadline"
    return mention.kind not in ("deadline", "duration")


def lies_ahead(mention: PeriodMention | None, published: date | None) -> bool:
    """True for a period that begins after the day of publication, and for a deadline that is not over."""
    if mention is None:
        return False
    if mention.text.startswith(_COMING):
        return True
    if mention.kind == "plan":
        return _plan_lies_ahead(mention.text, published)
    if mention.kind == "duration":
        return "内" in mention.text
    if mention.kind == "deadline":
        known = published is not None and mention.last is not None
        return mention.last > published if known else "前" in mention.text or mention.text.startswith("到")  # type: ignore[operator]
    return published is not None and mention.first is not None and mention.first > published


_PLANS = {
    "八五": 1995,
    "九五": 2000,
    "十五": 2005,
    "十一五": 2010,
    "十二五": 2015,
    "十三五": 2020,
    "十四五": 2025,
    "十五五": 2030,
}
"""The last years of the five-year plans of the People's Republic, from the eighth on."""


def last_year(mention: PeriodMention) -> int | None:
    """The last year of a period, of a five-year plan by its number; None where it is not known."""
    if mention.last is not None:
        return mention.last.year
    return _year_of_plan(mention.text) if mention.kind == "plan" else None


def _year_of_plan(text: str) -> int | None:
    return next((year for name, year in sorted(_PLANS.items(), key=lambda row: -len(row[0])) if name in text), None)


def _plan_lies_ahead(text: str, published: date | None) -> bool:
    """True for the end of a plan (到“十二五”末) that is not over on the day of publication."""
    if not (text.startswith("到") or text.endswith(("末", "底", "时"))):
        return False
    last = _year_of_plan(text)
    return last is None or published is None or published.year <= last


def place_of(setting: Setting, passage: Passage, index: int, turn: Turn | None = None) -> PlaceMention | None:
    """The jurisdiction whose figure it is: the last one named as an owner in the paragraph before the number.

    In a list of jurisdictions each has the number of its own ``turn``; a number that all share, 甲县、乙县各12个,
    is of none.
    """
    if turn is not None and (owners := list_before(passage, turn, setting.places)) is not None:
        return owners[turn.place]
    for at in range(bisect_left(setting.place_starts, passage.quantities[index].start) - 1, -1, -1):
        mention = setting.places[at]
        if mention.start < passage.start:
            return None
        if _owns(passage.view, mention) and not _is_one_of_list(setting, passage, index, at):
            return mention
        if mention.start >= passage.bounds[index].segment.start and _SHARED.match(passage.view, mention.end):
            return None
    return None


def _is_one_of_list(setting: Setting, passage: Passage, index: int, at: int) -> bool:
    """True for a place of a list that an earlier sentence told of: 甲区10个,乙市3个。 says nothing of what follows."""
    mention = setting.places[at]
    if mention.kind == "relative" or mention.start >= passage.bounds[index].sentence.start:
        return False
    sentence = passage.sentence_at(mention.start)
    beside = (*setting.places[max(0, at - 1) : at], *setting.places[at + 1 : at + 2])
    others = [other for other in beside if sentence.start <= other.start < sentence.end and other.kind != "relative"]
    return bool(others) and any(_COUNTED_ITSELF.match(passage.view, each.end) for each in (mention, *others))


_SHARED = LazyRegex(r"(?<=[县市区州盟旗])[^,;。、]{0,3}各(?!类|界|项|方)")


def _owns(view: str, mention: PlaceMention) -> bool:
    """False for places that figures are not of: where something was held, whence somebody came."""
    listed = _COUNTED_BEFORE.search(view, max(0, mention.start - 2), mention.start)
    if mention.kind != "relative" and listed and _COUNTED_ITSELF.match(view, mention.end):
        return True
    before = view[max(0, mention.start - 3) : mention.start]
    if _NOT_OWNER_BEFORE.search(before):
        return False
    behind = view[mention.end : mention.end + 6]
    if before.endswith("(") and behind.startswith(")"):  # 襄樊(广州)投资推介会: where it was held
        return False
    if mention.kind == "zone" and _GENERIC_ZONE.fullmatch(mention.place.text):
        return False
    if mention.kind == "relative":
        return not behind.startswith(("第", "前列", "率先", "首位", "平均"))
    return not _NOT_OWNER_AFTER.match(behind) and not behind.startswith("、") and not before.endswith("、")
