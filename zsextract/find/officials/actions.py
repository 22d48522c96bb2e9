"""What a person did at the event: the verbs that follow the names of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from zsextract.patterns import LazyRegex

ACTIONS = ("出席", "讲话", "主持", "强调", "指出", "要求", "调研", "走访", "致辞", "见证", "签约", "陪同", "参加")
_SAME = {"致词": "致辞", "走访慰问": "走访", "随团": "陪同", "陪着": "陪同"}
_SPEECH = frozenset({"强调", "指出", "要求"})
_VERB = LazyRegex(
    "|".join(
        (*ACTIONS[:9], "见证", "签约(?!仪式|活动|项目|大会|会)", *ACTIONS[11:], *_SAME, r"致[^,。;、\\n]{1,5}[辞词]")
    )
)
_END = LazyRegex(r"[。!?;\n]")
_LINK = LazyRegex(r"[、,和及与 ()女兼等]*+")


def actions(view: str, people: Sequence[tuple[int, str, int]]) -> dict[str, list[str]]:
    """For each name its actions; ``people`` are (start of name with its post, name, end of name), sorted."""
    done: dict[str, list[str]] = {}
    pending: list[str] = []
    limit = -1
    for at, (_, name, end) in enumerate(people):
        if limit < end:
            stop = _END.search(view, end)
            limit = stop.start() if stop else len(view)
        following = people[at + 1][0] if at + 1 < len(people) else limit
        pending.append(name)
        text = view[end : min(limit, max(following, end))]
        verbs = _verbs(text)
        if verbs:
            for who in pending:
                known = done.setdefault(who, [])
                known += [verb for verb in verbs if verb not in known]
        if verbs or following >= limit or not _LINK.fullmatch(text):
            pending = []
    return done


def _verbs(text: str) -> list[str]:
    found: list[str] = []
    for hit in _VERB.finditer(text):
        verb = "致辞" if hit[0][0] == "致" else _SAME.get(hit[0], hit[0])
        if verb not in found:
            found.append(verb)
        if verb in _SPEECH:  # what comes after it is what was said, not what was done
            break
    return found
