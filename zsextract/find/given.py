"""Things that are there already, whatever is asked of them: 这21个项目, 未开工的29个, 抓好甲厂、乙厂等5个项目."""

from __future__ import annotations

from zsextract.find.passage import Passage
from zsextract.patterns import LazyRegex

# 去年签约的42个项目: what is said before 的 is of those things, and not of the numbers that follow
KNOWN_BY = LazyRegex(r"[^,;。、:\s\d]{0,8}的 ?[约近]?[\d一二三四五六七八九十]")
_DEFINITE = LazyRegex(r"(?:这|该|上述|(?<![元亿万])以上|此|这些|(?:还|相|仍|尚)差|还缺|缺口)\Z")
_BEFORE = frozenset("这该述上此些差缺口的等对就把 ")  # what stands right before such a number
_UNDONE = LazyRegex(r"(?:[尚还仍]未|没有?)[^,;。已]{2,6}的\Z")  # 尚未开工的8个项目要全部开工
# 对未开工的29个项目逐一过堂, 列入考核的6个项目要到资: known by what is told of them, whatever is asked of them
_GIVEN_AS = LazyRegex(
    r"(?:(?<![一-鿿])|(?<=要求)|(?<=提出)|(?<=强调))(?:针?对(?![接外口台比标])|就)(?:[^,;。、]{1,12}的)? ?\Z"
    r"|(?<![争保要])(?:抓好|推进|推动|加快|促进)[^;。]{4,60}等 ?\Z|[把将](?:[^,;。、]{1,12}的) ?\Z"
    r"|(?:列入|纳入|领衔|领办|包联|包抓|挂钩|确定|排定|选定|筛选|梳理|在谈|在建|在库|未(?!来)[^,;。、]{2,8}|去年[^,;。、]{1,8})"
    r"[^,;。、要引招签争完]{0,8}的 ?\Z"
    r"|(?:今[天日]|昨[天日]|刚[刚才]|现场|[此这本]次)[^,;。、将要争]{0,4}的 ?\Z"  # 今天签约的18个项目
)
_GIVEN = LazyRegex(
    r"(?:省级?|市级?|县级?|国家级?)?(?:已|新)?(?:签约|合同|在建|在谈|开工|续建|重点|重大|储备|引进|意向)[^,;。、]{0,6}?(?:项目|企业)"
    r"(?:的[^,;。、]{0,4}(?:率|缺口|需求)|\d{1,2}月(?:底|末|份)?(?:以?前|之前)|[今本]?年[内底]前?|[今本]年|全年|要|须|必须|力争|确保|争取|年底前?)"
)


_ASKED = LazyRegex(r"\s?(?:[他她并]|会议)?要求 ?")

# 把7个签约项目列成清单; not 把50个项目引进来
_TAKEN = LazyRegex(
    r"(?:(?:已|新)?(?:签约|在谈|在建|续建|储备|意向)|[^,;。、]{0,4}未[^,;。、]{1,8}的)[^,;。、]{0,6}?(?:项目|企业)"
    r"|[^,;。、]{0,6}(?:项目|企业)(?:逐一|逐个|分解|细化|落实到|列[入成为]|纳入|排出|梳理)"
)


def is_given(passage: Passage, index: int) -> bool:
    """True for a number of such things, 31个签约项目 in 31个签约项目年内开工不少于15个."""
    quantity = passage.quantities[index]
    if passage.view[quantity.start - 1 : quantity.start] not in _BEFORE and not _opens(passage, index):
        return False
    if _DEFINITE.search(passage.view, max(passage.start, quantity.start - 2), quantity.start):
        return True
    if _UNDONE.search(passage.view, max(passage.start, quantity.start - 12), quantity.start):
        return True
    if quantity.family == "count" and _GIVEN_AS.search(
        passage.view, passage.bounds[index].clause.start, quantity.start
    ):
        return True
    if quantity.family == "count" and passage.view.startswith("把", quantity.start - 1):
        return _TAKEN.match(passage.view, quantity.end) is not None
    return _opens(passage, index) and _GIVEN.match(passage.text(passage.after(index))) is not None


def _opens(passage: Passage, index: int) -> bool:
    """True for a count that opens a clause in front of another number."""
    quantity, clause = passage.quantities[index], passage.bounds[index].clause
    opens = quantity.family == "count" and (
        quantity.start == clause.start or _ASKED.fullmatch(passage.view, clause.start, quantity.start) is not None
    )
    return opens and index + 1 < len(passage.quantities)
