"""What `zsextract eval` shows: figures of each family, misses and false alarms, gains and losses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zsextract.evaluate import Fault, Key, Report
from zsextract.output.columns import columns


def figures(report: Report) -> list[str]:
    """A line for each family and level."""
    head = {"family": "family", "level": "level", "precision": "precision", "recall": "recall", "f1": "F1",
            "gold": "gold", "found": "found"}  # fmt: skip
    rows = [
        {"family": family, "level": level, "precision": f"{one.precision:.4f}", "recall": f"{one.recall:.4f}",
         "f1": f"{one.f1:.4f}", "gold": one.gold, "found": one.found}
        for (family, level), one in report.tallies.items()
    ]  # fmt: skip
    return columns([head, *rows])


def fault_line(fault: Fault) -> str:
    """One miss or false alarm, with where it is and the rule that fired."""
    rule = f"  by {fault.rule}" if fault.rule else ""
    differs = f"  found with another {', '.join(fault.differs)}" if fault.differs else ""
    place = f"{fault.document}:{fault.item.start}-{fault.item.end}" if fault.item.end else fault.document
    wanted = fault.item.fields.get("value", fault.item.fields.get("titles"))
    return f"{fault.kind:5} {fault.level:4} {fault.family}  {place}  {fault.item.context}  {wanted}{differs}{rule}"


def report_data(report: Report, faults: bool) -> dict[str, Any]:
    """The report as plain data."""
    figures = {
        f"{family}.{level}": {
            "precision": round(one.precision, 4), "recall": round(one.recall, 4), "f1": round(one.f1, 4),
            "gold": one.gold, "found": one.found,
        }
        for (family, level), one in report.tallies.items()
    }  # fmt: skip
    listed = [
        {"kind": one.kind, "level": one.level, "family": one.family, "document": one.document, "start": one.item.start,
         "end": one.item.end, "item": one.item.fields, "rule": one.rule, "differs": one.differs}
        for one in report.faults
    ]  # fmt: skip
    return {"families": figures, "unread": report.unread} | ({"faults": listed} if faults else {})


def comparison_data(gains: Sequence[Key], losses: Sequence[Key]) -> dict[str, Any]:
    """Gains and losses as plain data."""
    names = ("document", "family", "start", "end", "rule", "value")
    return {
        sort: [dict(zip(names, key, strict=True)) for key in keys]
        for sort, keys in (("gains", gains), ("losses", losses))
    }


def comparison_lines(gains: Sequence[Key], losses: Sequence[Key]) -> list[str]:
    """A line each, in the order of documents and offsets; + is a gain, - a loss."""
    signed = sorted([*((key, "+") for key in gains), *((key, "-") for key in losses)])
    return [f"{sign} {key[0]}:{key[2]}-{key[3]}  {key[1]}  {key[5]}  by {key[4]}" for key, sign in signed]
