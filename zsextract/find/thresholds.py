"""Sums that only delimit a class of things: 2亿元以上重大项目, 亿元企业, 过千万元的17家.

All functions read one `Passage` and a number in it.
"""

from __future__ import annotations

from zsextract.find.passage import Passage
from zsextract.find.quantities import Quantity
from zsextract.find.quotas import is_step
from zsextract.patterns import Lazy, LazyRegex

_NUMBER = (
    r"者?(?:约|近|超过|超|不足|不到|不少于|不低于|至少|力争|确保|仅有|仅|只有|就有|有|达到|达|为|共|各|还有|已有|占|要)?+"
    r"[\d零一二两三四五六七八九十百几]++(?:[-—~至到][\d一二两三四五六七八九十]++)?+[多余]?+(?:个|家|户|项|宗|件|间|幢|栋|座)(?!月|百分点|点)"
)
_GROUPS = "产业集群|集群|产业链|园区|开发区|乡镇|特色镇|强镇|商圈|专业市场"
_NUMERAL = r"[\d.一二三四五六七八九十百千]"
_PLAIN_TEXT = r"[^,;:。、()\d!?\n]"
_LISTED_CONDITION = LazyRegex(r"[、且并或][^,;。]{0,30}?的(?:[^,;。]{0,8}?)(?:项目|企业)")
_CONDITION = LazyRegex(r"(?:且|并|、|,并|,且)?[^。;,]{0,24}(?:者|的),")
_LIST_JOINS = frozenset(("、", "和", "以及", "及", "与", "或"))
_BARE_PLURAL = LazyRegex(r"的(?:[,。;、)少多不没均占有为是只仅寥屈还就也都]|用(?![地电水工])|\Z|企业|项目|公司)")
_STATISTIC = LazyRegex(r"固定资产投资|工业投资|项目投资|项目资金|商品零售|工业增加值")
_BETWEEN_ENDS = LazyRegex(r"\A(?:之间|区间)(?=的)")  # 50亿元至100亿元之间的项目
_RULED = LazyRegex(r"的(?:,|[奖补]\d|给予|按|可|再|一次性|每)")
_REACHED_LIST = LazyRegex(rf"(?:[、和或]{_NUMERAL}+[万亿]元)*的(?:企业|项目|单位|园区|,)")
_REACHED_EACH = LazyRegex(rf"(?:[、和或]{_NUMERAL}+[万亿]元)*的[^,;。、\d]{{0,10}}(?:企业|项目|单位|园区)")
_SUMS = r"[\d.一二三四五六七八九十百千万亿元、]*\Z"
_TO_THOSE = LazyRegex(rf"(?:\A|[,;。、:)])\s?(?:对|凡)[^,;。]{{0,24}}(?:达到?|超过?|满){_SUMS}")
_REACHING = Lazy(rf"(?:达到?|首次|突破){_SUMS}")
_GATE = Lazy(r"(?:门槛|起点)[^,;。]{0,6}\Z|[须应]在\Z")
# 实际到资超过1亿美元的制造业项目给予奖励; 给予不超过1000万元的一次性奖励
_ENTITLED = LazyRegex(r"的[^,;。、]{0,10}(?:项目|企业)[,]?(?:给予|按|可享受?|奖励|补助|最高)")
_GRANT = LazyRegex(r"的?(?:一次性)?(?:奖励|奖补|补助|补贴|资助|贴息)")
_CLASS_NOUN = LazyRegex(
    rf"的?(?:(?!给予|奖励|奖补|补助|补贴){_PLAIN_TEXT}){{0,16}}?(?:项目|企业|公司|外企|民企|集团|工程|户|厂商|投资案)"
)
_COUNTED = LazyRegex(rf"级?的?(?:{_PLAIN_TEXT}{{0,8}}?(?:项目|企业|公司|楼宇|{_GROUPS}))?[ \u3000]*+(?:{_NUMBER})")
_GROUP = LazyRegex(rf"级?的{_PLAIN_TEXT}{{0,8}}?(?:{_GROUPS})")
_BARE_CLASS = LazyRegex(rf"级?(?:以上)?的?(?:{_PLAIN_TEXT}{{0,6}}?)(?:项目|企业|公司|集团)")
_COUNT_BEFORE = LazyRegex(
    r"[\d一二两三四五六七八九十百]++[多余]?(?:个|家|户|项)(?:总投资|投资额|投资|产值|纳税|年产值|税收|营收|单体投资)?(?:为|达|在)?\Z"
)
_CLASS_NEXT = LazyRegex(r"级|(?:的|投资|投资建设|技改|工业|产业|招商|[韩台外日港德美英侨内民]资)?(?:项目|企业|工程)")
_NOT_A_CLASS = Lazy(r"的?(?:元|人民币)")
_SPENT = Lazy(r"(?:[投出斥耗筹注集]资|投入|拿出|筹集|争取|安排|奖励|补助|资金|财政)\Z")
_TO_DO = LazyRegex(r"人?(?:用[于来作]|[兴新扩改创承]?[建办]|[购修奖扶支补引成开打实进参租收]|改造|现金|资金)")
_DESCRIBED_GAP = 6


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
    if is_step(passage, quantity):
        return True
    if quantity.number.bound == "at_least" and _ENTITLED.match(rest):
        return True
    if quantity.number.bound == "at_most" and _GRANT.match(rest):
        return False
    if quantity.only_scale and quantity.number.bound == "exact":
        if _SPENT.search(label) and _TO_DO.match(rest):  # 投资百万元兴办养殖场
            return False
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
    if _REACHED_LIST.match(rest) and _REACHING.search(before):
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
    if _GROUP.match(rest) and _counted_before(passage, quantity):  # 3个产值超百亿元的产业集群
        return True
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
