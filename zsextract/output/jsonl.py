"""JSON Lines: one record, one line, UTF-8, characters unescaped."""

from __future__ import annotations

from zsextract.records import Record

# JSON leaves these unescaped, but many readers (Python's `str.splitlines` among them) end a line at each.
_LINE_ENDS = ("\x85", "\u2028", "\u2029")


def line(record: Record, *, indent: bool = False) -> bytes:
    """The record as UTF-8 with a newline at its end: one line, or an indented object for reading."""
    text = record.to_json(indent=2 if indent else None)
    for mark in _LINE_ENDS:
        if mark in text:
            text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text.encode() + b"\n"
