"""Sums of money: which number phrases are sums, and what each sum is.

All functions read one `Passage` and the index of a number in it; none changes anything.
"""

from __future__ import annotations

from zsextract.find.cues import Cue
from zsextract.find.passage import Passage
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span

_COMPLETED = LazyRegex(r"完成(?![^,;。]{0,8}(?:任务|目标|计划|指标))")
_AGREED = Lazy(r"(?:合同|协议)(?:利用|引进|吸收)?\Z")
_COME = ("到", "完成", "实际", "固定", "固投")
_OF_TASK = LazyRegex(r"(?:任务|目标)(?:数|为|是)?\Z")
OF_BUDGET = LazyRegex(r"(?:占|完成|为)[^,;。]{0,6}预算\Z")  # 占年预算9000万元的50%
# the revenue that was told before
_OF_WHAT_WAS_TOLD = LazyRegex(rf"{OF_BUDGET.pattern}|(?:同比|[比较][^,;。]{{1,6}})净?[增减]收\Z")
_TASK_BEHIND = LazyRegex(r"的?(?:招商引资|招商|引资|投资|到位资金|税收|年度|全年)*(?:目标|任务)")
_FOR_ONE = LazyRegex(r"\s?(?:(?:单个|每个|同一|单户)[^,;。\d]{0,6})?(?:每年|年度)?(?:累计|合计)?")
_LET_OFF = LazyRegex(r"[减免退缓](?:(?!后)\p{Han}){0,7}\Z")
_MORE_OF_IT = ("增收", "净增收", "减收")
_REACH = 12
_SPENT_ON = LazyRegex(r",?(?:用于|用来|用作|专门|专项|作为|给予|重)+|,")
_PER = LazyRegex(
    r"(?:GDP|地区|国内|工业|规模|规上|生产总值|增加值|产值){1,4}+[^,;。]{0,4}?(?:能耗|水耗|用水量|耗水|排放|电耗|综合能耗)"
)
_ORDINAL = LazyRegex(r"(?:第[一二三四五六]次|第[一二三四五六]期|首期|[一二三四五六]期|多则|少则|其中|和|及)?")
_STRIPPED = Lazy(r"(?:达到?|为|约|近|总投资|投资|投资额|金额|资金|产值)\Z")
_IDIOM_AFTER = LazyRegex(
    r"级|[的]?项目|大关|俱乐部|[以及]|规模|[楼园村镇县]|企业|产业|[一-鿿]{0,4}(?:项目|企业|集群|园区)"
)


def is_sum(passage: Passage, index: int) -> bool:
    """True where a number of 亿 or 万 without a currency is money all the same: a money word stands beside it."""
    quantity = passage.quantities[index]
    if quantity.only_scale:
        return quantity.number.value is None and _spoken(passage, passage.label(index)) is not None
    other = passage.cues.first("nonmoney", quantity.end, quantity.end + 6)
    if other is not None and other.start == quantity.end and not _is_yearly(passage, other):
        return False
    if passage.view.find("个", quantity.number_start, quantity.end) >= 0:  # 一个亿, 两个多亿: said of money only
        return True
    label = passage.label(index)
    if quantity.unit == "" and (
        _OF_TASK.search(passage.text(label)) or _TASK_BEHIND.match(passage.view, quantity.end)
    ):  # 完成市下达任务90亿的93%, 完成全年80亿目标任务
        return True
    cue = _spoken(passage, label)
    if cue is not None and quantity.start - cue.end <= _REACH // 2:
        return True
    follower = passage.cues.first("role", quantity.end, quantity.end + 5)
    if follower is not None and not follower.says("context"):
        return True
    return _goes_on(passage, index, label)


def _is_yearly(passage: Passage, unit: Cue) -> bool:
    """True in 1300亿年产值, where 年 is no unit but part of the word for the money."""
    paid = passage.cues.first("role", unit.start, unit.start + 5)
    return paid is not None and paid.start == unit.start and paid.end > unit.end


def _goes_on(passage: Passage, index: int, label: Span) -> bool:
    """第一次300万,第二次五百万: a sum in a list of sums, with nothing but an ordinal before it."""
    if (
        not _ORDINAL.fullmatch(passage.text(label))
        or passage.view[passage.quantities[index].end : passage.quantities[index].end + 1] not in ",。;、)"
    ):
        return False
    return _inherited(passage, index) is not None


def is_stripped(passage: Passage, index: int) -> bool:
    """True for a unit whose digits are lost: 总投资达亿元."""
    quantity = passage.quantities[index]
    if not quantity.only_scale or quantity.bound_word or quantity.level or quantity.unit == "":
        return False
    if passage.view[quantity.number_start] in "百千":  # 投资百万元: no digit need stand before these
        return False
    rest = passage.view[quantity.end : quantity.end + 8]
    before = passage.view[max(passage.start, quantity.start - 4) : quantity.start]
    return _STRIPPED.search(before) is not None and not _IDIOM_AFTER.match(rest)


def role_cue(passage: Passage, index: int, earlier: Cue | None, earlier_at: int) -> Cue | None:
    """The word that says what a sum is: in its label, behind it, or earlier in the sentence.

    ``earlier`` is the word that decided on the last sum, which stands at ``earlier_at``; a list goes on under it where
    no other money word has come between.
    """
    label = passage.label(index)
    own = _spoken(passage, label)
    told = own is not None and earlier is not None and passage.view[label.end - 1] in "算收"
    if told and (_is_more_of_it(passage, label) or _OF_WHAT_WAS_TOLD.search(passage.view, label.start, label.end)):
        return earlier
    if own is not None and passage.view.endswith("规模", own.start, own.end):
        own = _fund_behind(passage, index) or own
    if own is not None and own.says("verb"):  # 拿出3000万元专项资金奖励企业
        own = _paid_for(passage, index) or cue_behind(passage, index) or own
    if own is not None:
        return _stronger(passage, Span(_clause_start(passage, index), label.end), own)
    behind = cue_behind(passage, index)
    if behind is not None:
        return behind
    if (granted := _granted(passage, index)) is not None:
        return granted
    spoken = _inherited(passage, index)
    if earlier is not None and (spoken is None or spoken.start <= earlier_at):
        return earlier
    return spoken or _context(passage, index)


def _is_more_of_it(passage: Passage, label: Span) -> bool:
    """True for 增收 alone behind a comma: 财政收入386万元,增收72万元; not 带动农民就业、增收72万元."""
    return passage.text(label) in _MORE_OF_IT and passage.view[label.start - 1] == ","


def _paid_for(passage: Passage, index: int) -> Cue | None:
    """The word for what a sum is spent on, in the words behind it: 拿出60万元,重奖有功人员."""
    end = passage.quantities[index].end
    cue = passage.cues.first("role", end, end + _REACH)
    if cue is None or cue.says("role") != "subsidy" or not _SPENT_ON.fullmatch(passage.view, end, cue.start):
        return None
    return cue if cue.end - cue.start > 1 or passage.view.startswith("重", cue.start - 1) else None  # not 补办


def _granted(passage: Passage, index: int) -> Cue | None:
    """The word for what is given, before the most that is given: 按3%奖励引资人,最高20万元."""
    quantity, clause = passage.quantities[index], passage.bounds[index].clause
    if quantity.number.bound != "at_most" or clause.start <= passage.start:
        return None
    if _FOR_ONE.fullmatch(passage.view, clause.start, quantity.start) is None:
        return None
    before = passage.clause_at(clause.start - 1)
    cues = passage.cues.between("role", before.start, clause.start)
    return next((cue for cue in reversed(cues) if cue.says("role") == "subsidy"), None)


def _fund_behind(passage: Passage, index: int) -> Cue | None:
    """The fund whose size is told: 设立总规模40亿元的产业发展基金."""
    after = passage.after(index)
    if not passage.view.startswith("的", after.start):
        return None
    cues = passage.cues.between("role", after.start, min(after.end, after.start + 2 * _REACH))
    return next((cue for cue in cues if cue.says("role") == "funding" and not cue.says("context")), None)


def _clause_start(passage: Passage, index: int) -> int:
    """Where the clause of a number begins, behind the number before it."""
    start = passage.bounds[index].clause.start
    return max(start, passage.quantities[index - 1].end) if index else start


def _spoken(passage: Passage, span: Span) -> Cue | None:
    """The last word in a span that names the money itself."""
    named = [cue for cue in passage.cues.between("role", span.start, span.end) if not cue.says("context")]
    return named[-1] if named else None


def _stronger(passage: Passage, span: Span, cue: Cue) -> Cue:
    """A word for the stage of money (到位) yields to one for its kind earlier in the clause (外资到位52万美元)."""
    inside = passage.cues.between("role", span.start, cue.start)
    if cue.says("role") in ("other", "tax"):
        for other in reversed(inside):
            let_off = cue.says("role") == "other" or _LET_OFF.match(passage.view, other.start, cue.start)
            if let_off and other.says("role") == "subsidy":  # 减免厂房租金920万元, 减免土地使用税86万元
                return other
    if (
        cue.says("role") == "investment"
        and inside
        and inside[-1].end == cue.start
        and inside[-1].says("role") == "paid_in"
    ):
        return inside[-1]  # 实际到位民资5亿元
    if cue.says("weak") and cue.says("role") == "investment":
        for other in reversed(passage.cues.between("role", max(passage.start, span.start - 40), cue.start)):
            if other.says("role") == "funding" and not other.says("context"):  # 签订贷款协议,签约金额7.65亿元
                return other
    if cue.says("weak"):
        for other in reversed(inside):
            if passage.view.endswith("债券", other.start, other.end):  # 专项债券争取到位15亿元
                return other
            if other.says("role") == "foreign_capital" and not passage.view.startswith(("项目", "企业"), other.end):
                return other
    return cue


def cue_behind(passage: Passage, index: int) -> Cue | None:
    """9.3亿元授信, 2亿元返乡创业基金, 首期1亿元已到位."""
    after = passage.after(index)
    head: Cue | None = None
    for cue in passage.cues.between("role", after.start, min(after.end, after.start + _REACH)):
        if cue.says("context") or cue.end - cue.start < 2 or passage.view.startswith("率", cue.end):
            continue
        if head is not None and (cue.start - head.end > 4 or (cue.says("weak") and head.says("role") == "funding")):
            break  # 300万元贷款两天到账
        head = cue
    return head


def _inherited(passage: Passage, index: int) -> Cue | None:
    """The last money word of the sentence before the label."""
    sentence = passage.bounds[index].sentence
    return _spoken(passage, Span(sentence.start, passage.quantities[index].start))


def _context(passage: Passage, index: int) -> Cue | None:
    """Where nothing names the money, what the sentence is about: projects are told by their investment."""
    sentence = passage.bounds[index].sentence
    start, end = passage.quantities[index].start, passage.quantities[index].end
    part = passage.view.find("其中", end, passage.bounds[index].segment.end)
    stop = part if part >= 0 else passage.bounds[index].segment.end
    return passage.cues.last("role", sentence.start, start) or passage.cues.first("role", end, stop)


def role_of(passage: Passage, index: int, cue: Cue | None) -> tuple[str, str]:
    """The role that a word gives to a sum, and the id of the rule; investment that is completed is paid in."""
    if cue is None:
        return "other", passage.quantities[index].rule.id
    role = str(cue.says("role"))
    if role == "investment" and _COMPLETED.search(passage.text(passage.label(index))):
        return "paid_in", "role.paid_in"
    if role == "paid_in" and _is_by_contract(passage, cue):
        return "investment", "role.investment.attracted"
    if role == "paid_in" and passage.quantities[index].rule.gives.get("currency") not in ("CNY", "HKD", "TWD", "MOP"):
        return "foreign_capital", "role.foreign_capital"
    return role, cue.rule.id


def _is_by_contract(passage: Passage, cue: Cue) -> bool:
    """True for 合同利用省外资金: what is agreed has not come, unless the word itself says so (合同到位资金)."""
    if not _AGREED.search(passage.view, passage.start, cue.start):
        return False
    return not any(said in passage.view[cue.start : cue.end] for said in _COME)


def is_rate_base(passage: Passage, index: int) -> bool:
    """True for the base of a rate, 每百元营业收入 and 万元产值能耗: it is no sum."""
    quantity, view = passage.quantities[index], passage.view
    if not quantity.only_scale:
        return False
    return view[quantity.number_start - 1 : quantity.number_start] == "每" or _PER.match(view, quantity.end) is not None


def is_name(passage: Passage, index: int) -> bool:
    """True for a single Chinese digit and 元 without a word for money: the end of a name (刘三元)."""
    quantity = passage.quantities[index]
    text = passage.view[quantity.number_start : quantity.end]
    if len(text) != 2 or text[1] != "元" or text[0] not in "一二三四五六七八九":
        return False
    before = passage.text(passage.label(index))
    return _spoken(passage, passage.label(index)) is None and "每" not in before and cue_behind(passage, index) is None
