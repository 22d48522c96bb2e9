"""The words of a figure as a phrase, cut from the text that the record shows and never written anew.

Offsets are into the matching view.
"""

from __future__ import annotations

from collections.abc import Iterable

from zsextract.find.amounts import cue_behind
from zsextract.find.counting import Counted
from zsextract.find.cues import Cue
from zsextract.find.passage import Passage
from zsextract.find.status import is_planning
from zsextract.patterns import Lazy, LazyRegex
from zsextract.spans import Span

_LEADING = LazyRegex(
    r"(?:[\s,、:;。“”’)」—-]|或(?=\d)|[^,;。、]{0,8}?(?:目标|指标|任务)(?:是|为)|占(?:计划|年度|全年)*+(?:目标|任务|计划)(?=(?!的|投资)[一-鿿])|至少|最少|起码|目标(?=[一-鿿])|其中|并且|而且|同时|此外|另外|以及|下一?步|接下来|还|也|均|都|共|努力|合计|共计|累计(?=达|为|"
    r"\Z)|分别|[一二三四五六七八九]是|①|②|③|④|⑤|⑥|⑦|⑧|⑨|\d{1,2}\.|年均(?=\Z)|平均(?=\Z)|个(?=\Z))+"
)
_TRAILING = LazyRegex(
    r"(?:[\s,、:;“‘「(（—-]|达到|(?<!下)达|为|到|至|有|共|(?<![签合条节契履解])约|是|(?<![主需重首])要|再|力|各|分别|仅|只|均|由|从|增加(?=\Z)|提高(?=到|至|\Z)|(?<!下)降低?(?=到|至|\Z)|保持在|"
    r"稳定在|控制在|维持在|迈上|突破|超过|不低于|不少于|至少|达成|总计|合计|共计|(?:由?(?:目前|现在)|由现)的?|的|了|可|在|这|该|上述|总数(?=\Z)|(?<![指系总人])数(?=\Z)|每人|每年|每月|"
    r"[两三四五]年(?=\Z)|每个?[^,;。、]{0,4}(?=\Z))+\Z"
)
# What the patterns can begin and end with: most words have none of it, and are not searched.
_LEADS = frozenset(
    " \u3000\t\n,、:;。“”’)」—-占至最起目其并而同此另以下接还也均都共努合累分年平个一二三四五六七八九0123456789"
    "①②③④⑤⑥⑦⑧⑨"
)
_TRAILS = frozenset(
    " \u3000\t\n,、:;“‘「(（—-到达为至有共约是要再力各别仅只均由从加高降低在上破过于少成计前现的了可这该述数人年月个"
)
_SHARED = frozenset("各每计")
_THAN, _SHARES = frozenset("比较与"), frozenset("占同环对")  # 占比, 同比, 环比, 对比
OWNERS = LazyRegex(
    r"[^,;。]*?(?:各|每(?!亩|平方|吨|台|股|元|度)(?:个|家|县|镇|人|户|村|乡镇|名|月|年|季度?|周)?|合计|共计)(?=[一-鿿\d]|\Z)(?!级|类|项|种)"
)
_SAYS_WHAT = r"[^,;。]*(?:资金|[外内引投]资|额|项目|企业|税收|产值|招商|考察|拜访)"
_WHAT = LazyRegex(_SAYS_WHAT)
_EACH_BEHIND = LazyRegex(rf"({_SAYS_WHAT})(?:各|每个?(?:乡镇|街道|社区|单位|部门|[镇乡县市区村社家户组队人个]))")
_BEHIND_NOUN = LazyRegex(r"\A的[^,，;；。]*?[和与及、]")  # 投资6亿元的化工新城和投资14亿元
_TASK_BEHIND = LazyRegex(r"的?([^,;。、:\d的]{0,8}(?:任务|目标))(?!的?(?:完成|数))")
_DONE = Lazy(r"(?:完成|实现)(?:了|好)?(?:全年|年度|今年|[省市县区州盟旗](?:定|里|下达)?)?的?\Z")
_SET = Lazy(r"把(?:全年|年度|今年)?\Z|(?:下达|确定|定下|制定|交办|分解|布置|提出|签订)的\Z")
_DROPPED_SCOPES = ("sentence", "segment", "demand")
REPLACED = {
    "计划完成": "完成",
    "可完成": "完成",
    "可新增": "新增",
    "可带动": "带动",
    "可创": "创",
    "可增加": "增加",
    "拟建": "建",
    "拟引进": "引进",
    "将建": "建",
    "规划建设": "建设",
    "计划实施": "实施",
    "计划引进": "引进",
    "计划新": "新",
    "要完成": "完成",
    "努力实现": "",
    "努力完成": "完成",
}


def says_what(words: str) -> bool:
    """True for words that end in what is counted or paid: 到位资金 in 到位资金每镇1.5亿元, unlike 县级领导每人…."""
    return _WHAT.fullmatch(words) is not None


def label(text: str, span: Span) -> str | None:
    """The words right before a number, trimmed of what only joins them; None for none."""
    words = text[span.start : span.end]
    words = trim(_BEHIND_NOUN.sub("", words) if words.startswith("的") else words)
    return words or None


def kept(passage: Passage, text: str, span: Span, apart: Iterable[Span]) -> str:
    """The text of a span without modal verbs, periods and places."""
    start, end = span
    if start >= end:
        return ""
    holes = [(_compared(text, s.start), s.end, "") for s in apart if s.start < end and start < s.end]
    for cue in passage.cues.between("status", start, end):
        word = passage.view[cue.start : cue.end]
        if is_planning(passage, cue) or (is_modal(cue) and not word.startswith("再")):
            holes.append((cue.start, cue.end, REPLACED.get(word, "")))
    return trim(_goal_quoted(_without(text, start, end, holes).replace("分别", "")))


def _compared(text: str, start: int) -> int:
    """Where the words begin that say what is compared with: 比|上年 in 比上年增长, but 占比|全省."""
    return start - 1 if text[start - 1 : start] in _THAN and text[start - 2 : start - 1] not in _SHARES else start


def _without(text: str, start: int, end: int, holes: list[tuple[int, int, str]]) -> str:
    """A text with its holes filled by what stands in their place; of holes that overlap, the first one says it."""
    words, at = "", start
    for begin, stop, put in sorted(holes) if len(holes) > 1 else holes:
        if begin >= at:
            words += text[at:begin] + put
        at = max(at, stop)
    return words + text[at:end]


def _goal_quoted(words: str) -> str:
    """What follows an open quotation mark: 年初县定“引进项目6个、…”."""
    quoted = words.rfind("“")
    return words[quoted + 1 :] if quoted >= 0 and "”" not in words[quoted:] else words


def trim(words: str) -> str:
    """Without joining words at either end."""
    if not _SHARED.isdisjoint(words) and (named := _EACH_BEHIND.fullmatch(words)):  # 到位资金每镇1.5亿元
        words = named[1]
    while not _SHARED.isdisjoint(words) and (owners := OWNERS.match(words)):  # 县级领导每人每年引资
        words = words[owners.end() :]
    if words and (words[0] in _LEADS or "标" in words or "任务" in words) and (found := _LEADING.match(words)):
        words = words[found.end() :]
    return without_tail(words)


def is_modal(cue: Cue) -> bool:
    """True for the words of aiming and planning that govern a figure; those in its label (计划投资) are part of it."""
    return cue.says("scope") in _DROPPED_SCOPES and cue.says("status") in ("target", "planned")


def without_tail(words: str) -> str:
    """Without what only leads to the number behind (达到, 的, 共)."""
    if words and (words[-1] in _TRAILS or "每" in words) and (tail := _TRAILING.search(words)):
        return words[: tail.start()]
    return words


def beside(passage: Passage, index: int, counted: Counted | None) -> tuple[Span, Span | None]:
    """The words before the number and, where they say what it is, those behind."""
    if counted is not None:
        return counted.before, counted.behind or _words_behind(passage, index, counted.before)
    before = passage.label(index)
    task = _TASK_BEHIND.match(passage.view, passage.quantities[index].end)
    if task is not None and (
        before.start == before.end
        or _SET.search(passage.view, before.start, before.end)
        or _DONE.search(passage.view, before.start, before.end)
    ):  # 盟里下达的2亿元引资任务
        return Span(before.end, before.end), Span(*task.span(1))
    if "等" in passage.text(before):  # 降低用电、物流、融资等成本: one label, whatever it lists
        before = Span(max(passage.bounds[index].clause.start, before.start - 24), before.end)
    modals = [cue.end for cue in passage.cues.between("status", before.start, before.end) if is_modal(cue)]
    verb = Span(max(modals, default=before.start), before.end)  # 设立 in 今年将设立2亿元产业基金
    return before, _words_behind(passage, index, before) if verb.end - verb.start <= 4 else None


def _words_behind(passage: Passage, index: int, before: Span) -> Span | None:
    """The words behind a number that has none before it: 12个竣工投产, 统筹100亿元资金支持工业."""
    after, family = passage.after(index), passage.quantities[index].family
    if after.end == after.start or family == "rate":
        return None
    near = Span(after.start, min(after.end, after.start + 12))
    if family == "count":
        return near if before.end - before.start <= 1 else None
    if passage.cue_in("role", before) is not None:
        return None
    noun = cue_behind(passage, index)
    if noun is not None:
        return Span(after.start, max(noun.end, near.end))
    return near if passage.view.startswith("资金", after.start) else None
