"""``zsextract explain``: how each decision about a page came about, as plain data.

It runs the pipeline as `zsextract parse` does and shows what that kept in a `Trace`. All offsets are into the decoded
source text, like those of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zsextract import spans
from zsextract.decode import Source, decode
from zsextract.spans import AlignedText, Edit
from zsextract.trace import Trace

if TYPE_CHECKING:
    from zsextract.records import Record
    from zsextract.repair import Repaired, Step
    from zsextract.rules import RuleSet

FAMILIES = ("amounts", "counts", "rates", "officials", "targets")


def explain(data: bytes, name: str, *, date: date | None, rules: RuleSet) -> dict[str, Any]:
    """Everything about one input; raises what `zsextract.pipeline.extract_bytes` raises."""
    from zsextract.pipeline import extract_bytes

    trace = Trace()
    records = list(extract_bytes(data, name, date=date, rules=rules, trace=trace))
    source = decode(data, name)
    repaired = trace.repaired or _repaired(source)
    return {
        "source": {
            "name": source.name,
            "encoding": source.encoding,
            "why": source.why,
            "undecodable": source.undecodable,
            "characters": len(source.text),
        },
        "repairs": list(repairs(repaired)),
        "articles": [_article(record, repaired, trace, rules) for record in records],
    }


def _repaired(source: Source) -> Repaired:
    from zsextract.repair import repair

    return repair(source)


# --- repairs --------------------------------------------------------------------------------------------------------


def repairs(repaired: Repaired) -> Iterator[dict[str, Any]]:
    """Each pass that found something, with what it replaced, where, by what; neighbouring edits are shown as one."""
    layers: list[AlignedText] = []
    for step in repaired.steps:
        yield {
            "pass": step.name,
            "kind": step.kind,
            "count": step.count,
            "edits": [_edit(step, edit, layers, repaired.source.text) for edit in _joined(step.edits)],
        }
        layers.append(step.layer)


def _edit(step: Step, edit: Edit, layers: Sequence[AlignedText], source: str) -> dict[str, Any]:
    start, end = _to_source(layers, edit.start, edit.end, len(source))
    return {"start": start, "end": end, "before": step.layer.source[edit.start : edit.end], "after": edit.text}


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """The edits, those that touch made one."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].end == edit.start:
            joined[-1] = Edit(joined[-1].start, edit.end, joined[-1].text + edit.text)
        else:
            joined.append(edit)
    return joined


def _to_source(layers: Sequence[AlignedText], start: int, end: int, length: int) -> tuple[int, int]:
    """A span of the last layer in the source; an empty one becomes the place behind the character before it."""
    if start < end:
        return spans.to_source(layers, start, end)
    at = spans.to_source(layers, start - 1, start)[1] if start else 0
    return min(at, length), min(at, length)


# --- articles -------------------------------------------------------------------------------------------------------


def _article(record: Record, repaired: Repaired, trace: Trace, rules: RuleSet) -> dict[str, Any]:
    within = _Within(repaired, record.source.start, record.source.end)
    article = next((each for each in trace.articles if each.number == record.source.article), None)
    return {
        "number": record.source.article,
        "start": record.source.start,
        "end": record.source.end,
        "title": record.title,
        "published": record.published,
        "warnings": list(record.warnings),
        "masked": [within.words(span.start, span.end) for span in (article.masked if article else ())],
        "sentences": [[*repaired.to_source(start, end)] for start, end in within.those(trace.sentences)],
        "mentions": list(_mentions(record, within, trace, rules)),
        "rejected": [
            {"stage": each.stage, "rule": each.rule, "reason": each.reason, **within.words(each.start, each.end)}
            for each in trace.rejected
            if within.holds(each.start, each.end)
        ],
    }


class _Within:
    """One article: which spans of the repaired text lie in it, and what they are in the source."""

    def __init__(self, repaired: Repaired, start: int, end: int) -> None:
        self.repaired = repaired
        self.start, self.end = start, end

    def holds(self, start: int, end: int) -> bool:
        """True where a span of the repaired text comes from this article."""
        if not start < end <= len(self.repaired.text):
            return False
        first, last = self.repaired.to_source(start, end)
        return self.start <= first and last <= self.end

    def those(self, found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The spans that lie in this article."""
        return [span for span in found if self.holds(*span)]

    def words(self, start: int, end: int) -> dict[str, Any]:
        """The words of a span and where they stand in the source."""
        first, last = self.repaired.to_source(start, end)
        return {"text": self.repaired.text[start:end], "start": first, "end": last}


def _mentions(record: Record, within: _Within, trace: Trace, rules: RuleSet) -> Iterator[dict[str, Any]]:
    """Everything found in the order of the page, each with its rule and with what gave it its fields."""
    given = _given(within, trace)
    families: dict[str, Sequence[Any]] = {name: getattr(record, name) for name in FAMILIES} | dict(record.extra)
    rows = [(family, item.model_dump(mode="json")) for family, items in families.items() for item in items]
    for family, row in sorted(rows, key=lambda pair: (pair[1]["start"], pair[1]["end"])):
        span = (row.pop("start"), row.pop("end"))
        rule_id = row.pop("rule", None)
        yield {
            "family": family,
            "id": row.pop("id"),
            "text": row.pop("text", row.get("name")),
            "start": span[0],
            "end": span[1],
            "rule": _rule(rule_id, rules),
            "fields": {name: value for name, value in row.items() if value not in (None, [], False)},
            "because": given.get(span, []),
        }


def _given(within: _Within, trace: Trace) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """What gave a figure its fields, by the figure's span in the source."""
    found: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for each in trace.given:
        if within.holds(each.start, each.end):
            span = within.repaired.to_source(each.start, each.end)
            by = within.words(each.by_start, each.by_end) if each.by_start < each.by_end else {}
            found.setdefault(span, []).append({"field": each.field, "reason": each.reason, **by})
    return found


def _rule(rule_id: str | None, rules: RuleSet) -> dict[str, Any] | None:
    """The rule with what it is in plain words and where it stands."""
    if rule_id is None:
        return None
    try:
        rule = rules.rule(rule_id)
    except KeyError:  # a decision of the code, which has a name, too
        return {"id": rule_id, "summary": None, "where": None}
    return {"id": rule_id, "summary": rule.summary, "where": rule.where}
