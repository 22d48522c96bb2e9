"""``zsextract explain``: how each decision about a page came about, as plain data.

It runs the pipeline as `zsextract parse` does and shows what that kept in a `Trace`. All offsets are into the decoded
source text, like those of the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zsextract.decode import Source, decode
from zsextract.explain.account import Account, Place
from zsextract.explain.edits import repairs
from zsextract.trace import Trace

if TYPE_CHECKING:
    from zsextract.records import Record
    from zsextract.repair import Repaired
    from zsextract.rules import RuleSet

FAMILIES = ("amounts", "counts", "rates", "officials", "targets")


def explain(data: bytes, name: str, *, date: date | None, rules: RuleSet) -> dict[str, Any]:
    """Everything about one input; raises what `zsextract.pipeline.extract_bytes` raises."""
    from zsextract.pipeline import extract_bytes

    trace = Trace()
    records = list(extract_bytes(data, name, date=date, rules=rules, trace=trace))
    assert trace.repaired is not None
    return {
        "source": _source(decode(data, name)),
        "repairs": list(repairs(trace.repaired)),
        "articles": [_article(record, trace.repaired, trace, rules) for record in records],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "encoding": source.encoding,
        "why": source.why,
        "undecodable": source.undecodable,
        "characters": len(source.text),
    }


def _article(record: Record, repaired: Repaired, trace: Trace, rules: RuleSet) -> dict[str, Any]:
    """One article: its bounds and masks, what was found in it and why, and what lost."""
    number = record.source.article
    article = next(each for each in trace.articles if each.number == number)
    reading = next(each for each in trace.readings if each.base == article.start)
    account = Account(reading, repaired)
    page = Place(repaired, 0)
    lost = [each for each in trace.rejected if article.start <= each.start < article.end]
    return {
        "number": number,
        "start": record.source.start,
        "end": record.source.end,
        "title": record.title,
        "published": record.published,
        "warnings": list(record.warnings),
        "masked": [page.words(span.start, span.end) for span in article.masked if span.start < span.end],
        "sentences": account.sentences(),
        "mentions": _mentions(record, account, rules),
        "rejected": sorted(
            [
                *account.rejected(),
                *({"stage": one.stage, "rule": one.rule, "reason": one.reason, **page.words(one.start, one.end)}
                  for one in lost),
            ],
            key=lambda row: (row["start"], row["end"], row["rule"]),
        ),
    }  # fmt: skip


def _mentions(record: Record, account: Account, rules: RuleSet) -> list[dict[str, Any]]:
    """Everything found in the order of the page, each with its rule and with what gave it its fields."""
    because = account.because()
    families: dict[str, Sequence[Any]] = {name: getattr(record, name) for name in FAMILIES} | dict(record.extra)
    rows = [(family, item.to_dict()) for family, items in families.items() for item in items]
    made = []
    for family, row in sorted(rows, key=lambda pair: (pair[1]["start"], pair[1]["end"])):
        start, end, own, rule_id = row.pop("start"), row.pop("end"), row.pop("id"), row.pop("rule", None)
        made.append({
            "family": family, "id": own, "text": row.pop("text", row.get("name")), "start": start, "end": end,
            "rule": _rule(rule_id, rules),
            "fields": {name: value for name, value in row.items() if value not in (None, [], False)},
            "because": [] if family == "targets" else because.get((start, end), []),
        })  # fmt: skip
    return made


def _rule(rule_id: str | None, rules: RuleSet) -> dict[str, Any] | None:
    """The rule with what it is in plain words and where it stands."""
    if rule_id is None:
        return None
    try:
        rule = rules.rule(rule_id)
    except KeyError:  # a decision of the code, which has a name, too
        return {"id": rule_id, "summary": None, "where": None}
    return {"id": rule_id, "summary": rule.summary, "where": rule.where}
