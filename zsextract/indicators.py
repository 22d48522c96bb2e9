"""Indicators: what is to be reached by a target, as a phrase without number, modal verb, period, place and owner.

Offsets are into the matching view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zsextract.find.counting import Counted
from zsextract.find.cues import Cue
from zsextract.find.gazetteer import is_of_places
from zsextract.find.passage import Passage
from zsextract.find.phrases import OWNERS, REPLACED, beside, is_modal, kept, says_what, without_tail
from zsextract.find.turns import Turn, list_before, takers, things_before
from zsextract.link import Setting
from zsextract.patterns import LazyRegex
from zsextract.spans import Span
from zsextract.subjects import Subjects, is_generic, is_of_task, names_task
from zsextract.targets import one_by_one

_TASK_VERB = LazyRegex(r"\A(?:[^,;。、]{0,10}?(?:完成|实现|超额|对照)了?|只|仅|已|占|为|不足|不到|距离?|离|任务各)")
_TASK_OF_LIST = LazyRegex(r"([一-鿿]{0,2}(?:任务|指标))(?:已|全部|分解|下达|落实|细化|不减|不变|如下)[^。]*:[^。]*\Z")
_DONE_OF_TASK = LazyRegex(
    r"(?:已|已经|仅|只|均|超额|提前(?:[\d一二两三四五半]个?月)?|顺利|全面|圆满)*(?:完成|实现|占|为|相当于)了?[^,;。、完成占为]{0,10}(?:任务|目标|计划|指标)(?:数|值)?\Z"
)
_COMPLETED = LazyRegex(r"(?<=[一-鿿]{2})(?:累计|预计|已|共)*完成\Z")
_SHORT = 2
_GIVEN_OUT = LazyRegex(r"(?:任务|指标|目标)?(?:分解|下达|分配|分摊|细化)(?:到|至|给|如下)")
_SOME = LazyRegex(r"(?:预计|预期|计划)?(?:其中|当中|余下|剩下|剩余|其余|另|还|仍)有?的?")
_ARRIVES = frozenset(("到位", "到资", "到账", "落地", "开工", "投产"))
_OWNER = LazyRegex(  # 县工业园区管委会引进企业: who owes it is no part of what is owed
    r"\A[^,;。]{0,12}(?:管委会|[局办委]|街道|[县市区]直单位|部门)(?=引进|招引|完成|新引|签约|争取|实际|到[位账资]|外出)"
)
_OF_OWNERS = frozenset("会局办委街位门")  # one of each is in every match
_HALVES = LazyRegex(r"(?<=[一-鿿])[ \u3000](?=[一-鿿])")  # of a headline: 超额完成任务 明年锁定270亿元
_LIMITS = ("以上", "以下", "以上的", "以下的")


class Indicators:
    """What the targets of one passage are to reach; the words before a number are read once, for many may ask.

    ``aimed`` is the indicator of the last sum before the passage that was a target: what a list then gives out.
    """

    def __init__(
        self, setting: Setting, passage: Passage, turns: Mapping[int, Turn], counted: Mapping[int, Counted], aimed: str
    ) -> None:
        self._setting, self._passage, self._text = setting, passage, setting.text
        self._turns, self._counted, self._aimed = turns, counted, aimed
        self._subjects = Subjects(setting, passage, counted)
        self._owned: dict[int, str] = {}  # the indicator of a number that takes no turns
        self._told: dict[int, list[str]] = {}  # those of a list of rates, by its first number

    def of(self, index: int) -> str:
        """The indicator of a number; empty where nothing says what it counts."""
        turn = self._turns.get(index)
        if turn is None:
            return self._own(index)
        if list_before(self._passage, turn, self._setting.places) is not None:
            return self._own(turn.first)  # 甲县、乙县签约金额分别不低于12亿元、9亿元: the same of all
        words = self._in_turn(turn)
        if words:
            return words[turn.place]
        if turn.first not in self._told:
            self._told[turn.first] = self._told_before(turn)
        told = self._told[turn.first]
        return told[turn.place] if told else self._own(index)

    def _own(self, index: int) -> str:
        if index not in self._owned:
            self._owned[index] = self._read(index)
        return self._owned[index]

    def _read(self, index: int) -> str:
        counted = self._counted.get(index)
        before, behind = beside(self._passage, index, counted)
        each = one_by_one(self._passage, before)
        if each is not None and not (each.end == before.end and says_what(self._text[before.start : each.start])):
            each = Span(before.start, each.end)  # with the body that owes: 各乡镇, 县级领导每人
        words = (
            self._deed(index, before, counted)
            or self._head_of_list(before, counted)
            or self._phrase(before, behind, each)
            or self._shared(before)
        )
        if not _OF_OWNERS.isdisjoint(words):
            words = _OWNER.sub("", words)
        if " " in words:
            words = _HALVES.split(words)[-1]
        if not words and index and self._goes_on(index):
            return self._own(index - 1)
        if not words and counted is None and self._is_given_out(index):
            return self._aimed
        if counted is not None and counted.object == "project" and words.endswith(_LIMITS):
            words += "项目"  # understood: 其中亿元以上2个
        return words

    def _is_given_out(self, index: int) -> bool:
        """True for a sum in a paragraph that gives out to bodies what the one before aims at: 分解到县区,甲县80亿元."""
        return (
            self._passage.quantities[index].family == "money" and _GIVEN_OUT.match(self._passage.lead_text) is not None
        )

    def _deed(self, index: int, before: Span, counted: Counted | None) -> str:
        """What is to be done with some of what was told: 开工建设 in 其中20个要在5月底前开工建设."""
        if counted is None or _SOME.fullmatch(self._passage.view, before.start, before.end) is None:
            return ""
        end = self._passage.bounds[index].clause.end
        following = self._passage.quantities[index + 1 : index + 2]
        end = min([end, *(quantity.start for quantity in following)])
        cue = self._passage.cues.first("stage", self._passage.quantities[index].end, end)
        return "" if cue is None else self._text[cue.start : min(end, cue.end + _SHORT)]

    def _head_of_list(self, before: Span, counted: Counted | None) -> str:
        """The class that a list gives out body by body: 新签约亿元以上项目,甲区、乙区各8个,丙镇4个."""
        if counted is None or counted.threshold is None:
            return ""
        limit = self._passage.quantities[counted.threshold]
        apart = limit.end <= before.start and self._passage.view.find(",", limit.end, before.start) >= 0
        return self._subjects.words(self._passage.bounds[counted.threshold].clause) if apart else ""

    def _shared(self, before: Span) -> str:
        """What each of a list is to reach (洽谈各1项): the words for it stand before 各."""
        if not self._passage.view.endswith("各", before.start, before.end):
            return ""
        cues = [self._passage.cue_in(kind, before) for kind in ("role", "stage")]
        start = min((cue.start for cue in cues if cue is not None), default=before.end)
        return self._text[start : before.end - 1]

    def _goes_on(self, index: int) -> bool:
        """True for a rate without words behind another one: 6月底前完成任务的50%,9月底前达到80%."""
        both = self._passage.quantities[index - 1 : index + 1]
        return all(q.family == "rate" for q in both) and both[0].start >= self._passage.bounds[index].sentence.start

    def _phrase(self, before: Span, behind: Span | None, owner: Span | None) -> str:
        """The words before the number and the noun behind it.

        Where nothing but a verb or the name of a task is left, the words before an earlier number of the sentence are
        put in front: they hold the subject of both.
        """
        passage, text = self._passage, self._text
        modals = self._modals_in(before)
        words = self._behind_modal(modals, before, owner) if modals else None
        words = self._subjects.words(before, owner) if words is None else words
        if passage.view.startswith(("其中", "、"), before.start) and is_of_places(words):
            words = ""  # 其中东山县8亿元
        noun = self._without_term(behind).lstrip("的") if behind is not None else ""
        if not words and not noun and not modals:
            shared = OWNERS.match(text, before.start, before.end)
            start = passage.clause_at(before.start).start if shared else before.start
            listed = self._subjects.like(Span(start, before.end))
            if listed:  # 甲县、乙县各12个: what the list is a list of
                return listed
        if words and passage.view[before.start] == "的":  # 新开工项目要在这42个的基础上再增加10个
            words = self._subjects.before(before.start) or words
        if is_of_task(words):
            return self._whose_task(before) or self._of_task(before) or self._task(before)
        if noun and not words and behind is not None:
            noun += self._verb_behind(behind)
        if noun or not is_generic(words):
            return words + noun
        if task := self._task_of_list(before):
            return task
        return self._subjects.before(before.start) + words or self._task(before)

    def _without_term(self, behind: Span) -> str:
        """The words behind a number without the term that they open with: 首期4亿元于6月底前到位."""
        opening = self._setting.periods_between(behind.start, min(behind.start + 2, behind.end))
        due = bool(opening) and opening[0].kind == "deadline"
        return self._text[opening[0].end if due else behind.start : behind.end]

    def _verb_behind(self, noun: Span) -> str:
        """What is to be done with what is counted, up to the end of its clause: 确保20个项目集中开工."""
        end = self._passage.clause_at(noun.end - 1).end
        cue = self._passage.cues.first("stage", noun.end, min(end, noun.end + _SHORT + 4))
        whole = cue is not None and cue.start - noun.end <= _SHORT and end - cue.end <= _SHORT
        return self._text[noun.end : cue.end] if cue is not None and whole else ""

    def _in_turn(self, turn: Turn) -> list[str]:
        """What each thing of a list is to reach: its own words and the verb behind 分别, 税收 and 增长.

        In 签约、开工、投产项目 all have the noun of the last; where a word of two characters could be half of another
        name (城镇和农村居民收入), nothing is told apart and the list is empty.
        """
        passage, items = self._passage, things_before(self._passage, turn)
        if not items:
            return []
        verb = Span(turn.behind, passage.quantities[turn.first].start)
        apart = self._setting.told_apart(items[0].start, verb.end)
        apart += [Span(m.start, m.end) for m in self._setting.places_at(items[0].start)]
        words = [kept(passage, self._text, item, apart) for item in items]
        noun = words[-1][_SHORT:]
        for at, item in enumerate(items[:-1]):
            if len(words[at]) == _SHORT and passage.cue_in("stage", item) is not None:
                words[at] += noun
            elif len(words[at]) <= _SHORT and passage.cue_in("role", item) is None:
                return []
        goes = kept(passage, self._text, verb, apart)
        return [word + goes for word in words]

    def _told_before(self, turn: Turn) -> list[str]:
        """What the sums before a list of rates are, and that they grow: 外资2亿美元,外贸6亿美元,分别增长19%和22%."""
        passage, quantities = self._passage, self._passage.quantities
        if quantities[turn.first].family != "rate":
            return []
        start = passage.bounds[turn.first].segment.start
        sums = (at for at in range(turn.first) if quantities[at].start >= start and at not in self._subjects.delimiting)
        known = [at for at in sums if quantities[at].family != "rate"]
        parts = [at for at in known if at in self._counted and self._counted[at].whole is not None]
        goes = kept(passage, self._text, Span(turn.behind, quantities[turn.first].start), ())
        taken = takers(passage, turn, known, parts)
        return [self._own(at) + goes for at in taken] if len(taken) == turn.size else []

    def _task(self, before: Span) -> str:
        """The task by its own name where nothing says what it is about: 全年目标."""
        words = self._text[before.start : before.end]
        words = _TASK_VERB.sub("", without_tail(words)) if names_task(words) else ""
        return words if names_task(words) else ""

    def _task_of_list(self, before: Span) -> str:
        """The task that a list gives out body by body: 目标任务已分解到各地:甲县24亿元."""
        start = self._passage.sentence_at(before.start).start
        if self._passage.view.find(":", start, before.start) < 0:
            return ""
        task = _TASK_OF_LIST.search(self._passage.view, start, before.start)
        return self._text[slice(*task.span(1))] if task else ""

    def _whose_task(self, before: Span) -> str:
        """What the task is of where its own clause says it: 到位资金完成年度任务16亿元的80%."""
        done = _DONE_OF_TASK.search(self._passage.view, before.start, before.end)
        if done is None or not any(
            self._passage.cues.between(kind, before.start, done.start()) for kind in ("role", "stage", "object")
        ):
            return ""
        words = self._subjects.words(Span(before.start, done.start()))
        return "" if is_generic(words) or names_task(words) else words

    def _of_task(self, before: Span) -> str:
        """What the task is of whose share is told, where a number of its segment has said it."""
        index = self._subjects.behind(before.start) - 1
        segment = self._passage.segment_at(before.start).start
        if index < 0 or self._passage.quantities[index].start < segment:
            return ""
        words = self._subjects.up_to(index, before.start, rates=False)
        return _COMPLETED.sub("", words)  # 到位资金累计完成12亿元,为任务…

    def _modals_in(self, before: Span) -> list[Cue]:
        """The modal verbs in the words before a number."""
        return [cue for cue in self._passage.cues.between("status", before.start, before.end) if is_modal(cue)]

    def _behind_modal(self, modals: Sequence[Cue], before: Span, owner: Span | None) -> str | None:
        """The words behind the last modal verb; None where they say nothing themselves (还要再签)."""
        passage = self._passage
        modal = next((cue for cue in reversed(modals) if not passage.view.startswith("再", cue.start)), None)
        if modal is None or modal.end == before.end:
            return None
        said = passage.view[modal.start : modal.end] in REPLACED  # 可完成投资 keeps its verb
        rest = Span(modal.start if said else modal.end, before.end)
        words = self._subjects.words(rest, owner)
        arrives = words in _ARRIVES and modal.start - before.start >= _SHORT  # 专项债券争取到位15亿元
        return None if arrives or is_generic(words) else words
