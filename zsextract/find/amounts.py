"""Sums of money: which number phrases are sums, which only delimit a class, and what each sum is.

All functions read one `Passage` and the index of a number in it; none changes anything.
"""

from __future__ import annotations

import re

from zsextract.find.cues import Cue
from zsextract.find.passage import Passage
from zsextract.find.quantities import Quantity
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span

_NUMBER = (
    r"者?(?:约|近|超过|超|不足|不到|不少于|不低于|至少|力争|确保|仅有|仅|只有|就有|有|达到|达|为|共|各|还有|已有|占|要)?+"
    r"[\d零一二两三四五六七八九十百几]++(?:[-—~至到][\d一二两三四五六七八九十]++)?+[多余]?+(?:个|家|户|项|宗|件|间|幢|栋|座)(?!月|百分点|点)"
)
_PLAIN_TEXT = r"[^,;:。、()\d!?\n]"
_LISTED_CONDITION = LazyRegex(r"[、且并或][^,;。]{0,30}?的(?:[^,;。]{0,8}?)(?:项目|企业)")
_CONDITION = LazyRegex(r"(?:且|并|、|,并|,且)?[^。;,]{0,24}(?:者|的),")
_LIST_JOINS = frozenset(("、", "和", "以及", "及", "与", "或"))
_BARE_PLURAL = LazyRegex(r"的(?:[,。;、)少多不没均占有为是只仅寥屈还就也都]|用(?![地电水工])|\Z|企业|项目|公司)")
_STATISTIC = LazyRegex(r"固定资产投资|工业投资|项目投资|项目资金|商品零售|工业增加值")
_COMPLETED = LazyRegex(r"完成(?![^,;。]{0,8}(?:任务|目标|计划|指标))")
_BETWEEN_ENDS = LazyRegex(r"\A(?:之间|区间)(?=的)")  # 50亿元至100亿元之间的项目
_RULED = LazyRegex(r"的(?:,|[奖补]\d|给予|按|可|再|一次性|每)")
_REACHED_LIST = LazyRegex(r"(?:[、和或][\d.]+[万亿]元)*的(?:企业|项目|单位|园区|,)")
_REACHED_EACH = LazyRegex(r"(?:[、和或][\d.]+[万亿]元)*的[^,;。、\d]{0,10}(?:企业|项目|单位|园区)")
_TO_THOSE = LazyRegex(r"(?:\A|[,;。、:)])\s?(?:对|凡)[^,;。]{0,24}(?:达到?|超过?|满)[\d.万亿元、]*\Z")
_PER_STEP = LazyRegex(r"每(?:再|多)?(?:引进|完成|增加|新增|增|多|超过?)?\Z")
_GRANTED = LazyRegex(r"[,]?(?:再|另)?(?:奖|补|给予|加[\d分])")
_OF_TASK = LazyRegex(r"(?:任务|目标)(?:数|为|是)?\Z")
OF_BUDGET = LazyRegex(r"(?:占|完成|为)[^,;。]{0,6}预算\Z")  # 占年预算9000万元的50%
# the revenue that was told before
_OF_WHAT_WAS_TOLD = LazyRegex(rf"{OF_BUDGET.pattern}|(?:同比|[比较][^,;。]{{1,6}})净?[增减]收\Z")
_TASK_BEHIND = LazyRegex(r"的?(?:招商引资|招商|引资|投资|到位资金|税收|年度|全年)*(?:目标|任务)")
_FOR_ONE = LazyRegex(r"\s?(?:(?:单个|每个|同一|单户)[^,;。\d]{0,6})?(?:每年|年度)?(?:累计|合计)?")
_GATE = Lazy(r"(?:门槛|起点)[^,;。]{0,6}\Z|[须应]在\Z")
# 实际到资超过1亿美元的制造业项目给予奖励; 给予不超过1000万元的一次性奖励
_ENTITLED = LazyRegex(r"的[^,;。、]{0,10}(?:项目|企业)[,]?(?:给予|按|可享受?|奖励|补助|最高)")
_GRANT = LazyRegex(r"的?(?:一次性)?(?:奖励|奖补|补助|补贴|资助|贴息)")
_CLASS_NOUN = LazyRegex(
    rf"的?(?:(?!给予|奖励|奖补|补助|补贴){_PLAIN_TEXT}){{0,16}}?(?:项目|企业|公司|外企|民企|集团|工程|户|厂商|投资案)"
)
_COUNTED = LazyRegex(rf"级?的?(?:{_PLAIN_TEXT}{{0,8}}?(?:项目|企业|公司|楼宇|园区))?[ \u3000]*+(?:{_NUMBER})")
_BARE_CLASS = LazyRegex(rf"级?(?:以上)?的?(?:{_PLAIN_TEXT}{{0,6}}?)(?:项目|企业|公司|集团)")
_COUNT_BEFORE = LazyRegex(
    r"[\d一二两三四五六七八九十百]++[多余]?(?:个|家|户|项)(?:总投资|投资额|投资|产值|纳税|年产值|税收|营收|单体投资)?(?:为|达|在)?\Z"
)
_CLASS_NEXT = LazyRegex(r"级|(?:的|投资|投资建设|技改|工业|产业|招商|[韩台外日港德美英侨内民]资)?(?:项目|企业|工程)")
_NOT_A_CLASS = Lazy(r"的?(?:元|人民币)")
_DESCRIBED_GAP = 6
_REACH = 12
_PER = LazyRegex(
    r"(?:GDP|地区|国内|工业|规模|规上|生产总值|增加值|产值){1,4}+[^,;。]{0,4}?(?:能耗|水耗|用水量|耗水|排放|电耗|综合能耗)"
)
_ORDINAL = LazyRegex(r"(?:第[一二三四五六]次|第[一二三四五六]期|首期|[一二三四五六]期|多则|少则|其中|和|及)?")
_STRIPPED = Lazy(r"(?:达到?|为|约|近|总投资|投资|投资额|金额|资金|产值)\Z")
_IDIOM_AFTER = LazyRegex(
    r"级|[的]?项目|大关|俱乐部|[以及]|规模|[楼园村镇县]|企业|产业|[一-鿿]{0,4}(?:项目|企业|集群|园区)"
)


def is_threshold(passage: Passage, index: int) -> bool:
    """True where the sum only delimits a class of things: 2亿元以上重大项目, 亿元企业, 过千万元的17家."""
    quantity = passage.quantities[index]
    rest = passage.view[quantity.end : passage.bounds[index].sentence.end][:48]
    if rest.startswith("或") and _is_listed_with_class(passage, index, quantity):
        return True  # 50亿元或5亿美元以上项目2个
    if quantity.family == "bare" and quantity.only_scale:
        if (
            quantity.end - quantity.number_start == 1
            and not quantity.bound_word
            and not rest.startswith(("级", "以上"))
        ):
            return False  # 舜亿生物: a name
        return _BARE_CLASS.match(rest) is not None or _COUNTED.match(rest) is not None
    if _excluded(passage, quantity):
        return True
    if quantity.number.bound == "approx":
        return False
    label = passage.text(passage.label(index))
    if _GATE.search(label):
        return True
    if _GRANTED.match(rest) and _PER_STEP.search(label):  # 每超800万元奖励1万元
        return True
    if quantity.number.bound == "at_least" and _ENTITLED.match(rest):
        return True
    if quantity.number.bound == "at_most" and _GRANT.match(rest):
        return False
    if quantity.only_scale and quantity.number.bound == "exact":
        return bool(rest) and "一" <= rest[0] <= "鿿" and rest[0] not in "的人" and not _NOT_A_CLASS.match(rest)
    if quantity.number.bound == "exact":
        return _is_exact_class(passage, quantity, rest)
    return _is_bounded_class(passage, index, quantity, rest)


def _excluded(passage: Passage, quantity: Quantity) -> bool:
    """True inside (不含10亿元) and (含10亿元)."""
    bracket = passage.bracket(quantity.start)
    return bracket is not None and passage.view[bracket.start + 1 : quantity.start] in ("不含", "含", "包含", "不包括")


def _is_exact_class(passage: Passage, quantity: Quantity, rest: str) -> bool:
    """100亿元项目1个, 1个100亿元项目: an exact sum is a class only where the things are counted beside it."""
    before = passage.view[max(passage.start, quantity.start - 12) : quantity.start]
    if _REACHED_LIST.match(rest) and re.search(r"(?:达到|首次|突破)[\d.万亿元、]*\Z", before):
        return True
    clause = passage.view[max(passage.start, quantity.start - 40) : quantity.start]
    if _REACHED_EACH.match(rest) and _TO_THOSE.search(clause):  # 对投资达到2亿元、4亿元的制造业项目
        return True
    if quantity.level and _CLASS_NOUN.match(rest):  # 培育50亿元级龙头企业1家
        return True
    if not _CLASS_NEXT.match(rest):
        return False
    return _COUNTED.match(rest) is not None or _COUNT_BEFORE.search(before) is not None


def _is_bounded_class(passage: Passage, index: int, quantity: Quantity, rest: str) -> bool:
    """Sums with 以上, 以下, 过, or a range, before a noun, a count, or a bare 的."""
    rest = _BETWEEN_ENDS.sub("", rest)
    if _COUNTED.match(rest) or _STATISTIC.match(rest) or _REACHED_LIST.match(rest):
        return True
    behind = passage.view[quantity.end - 1] in "上下内)"
    if quantity.number.high is not None and quantity.number.bound == "at_least":  # 投资14亿余元的湿地公园
        return False
    noun = _CLASS_NOUN.match(rest)
    if noun:
        near = noun.end() <= _DESCRIBED_GAP or (quantity.number.bound == "range" and rest.startswith("的"))
        return behind or near or _counted_before(passage, quantity)
    if behind and _is_listed_with_class(passage, index, quantity):
        return True
    if behind and (_LISTED_CONDITION.match(rest) or _CONDITION.match(rest)):
        return True
    if _RULED.match(rest):
        return True
    if not behind and not _BARE_PLURAL.match(rest):
        return False
    return rest.startswith("的") and not _money_follows(passage, quantity)


def _is_listed_with_class(passage: Passage, index: int, quantity: Quantity) -> bool:
    """True for the first of 30亿元以上、50亿元以上和百亿元项目: what it is listed with delimits a class."""
    following = passage.quantities[index + 1] if index + 1 < len(passage.quantities) else None
    if following is None or following.family not in ("money", "bare"):
        return False
    return passage.view[quantity.end : following.start] in _LIST_JOINS and is_threshold(passage, index + 1)


def _counted_before(passage: Passage, quantity: Quantity) -> bool:
    before = passage.view[max(passage.start, quantity.start - 12) : quantity.start]
    return _COUNT_BEFORE.search(before) is not None


def _money_follows(passage: Passage, quantity: Quantity) -> bool:
    """True where a word for the money itself stands behind it: 50万元以上的奖励."""
    end = min(quantity.end + 10, passage.item_at(quantity.end).end)
    cue = passage.cues.first("role", quantity.end, end)
    return cue is not None and not cue.says("context") and not passage.view[cue.end :].startswith(("项目", "企业"))


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
    if told and _OF_WHAT_WAS_TOLD.search(passage.view, label.start, label.end):
        return earlier
    if own is not None and passage.view.endswith("规模", own.start, own.end):
        own = _fund_behind(passage, index) or own
    if own is not None and own.says("verb"):  # 拿出3000万元专项资金奖励企业
        own = cue_behind(passage, index) or own
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
    if cue.says("role") == "other":
        for other in reversed(inside):
            if other.says("role") == "subsidy":  # 减免厂房租金920万元
                return other
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
    if role == "paid_in" and passage.quantities[index].rule.gives.get("currency") not in ("CNY", "HKD", "TWD", "MOP"):
        return "foreign_capital", "role.foreign_capital"
    return role, cue.rule.id


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
