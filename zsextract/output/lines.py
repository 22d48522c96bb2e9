"""The pipeline as a worker of a batch run uses it: from one input to the lines of its records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zsextract.corpus.items import Extractor, Line

if TYPE_CHECKING:
    from zsextract.records import Record

_DAY_RE = re.compile(r"\s*+(\d{4})(?:[-/.年]|(?=\d{4}))(\d{1,2})(?:[-/.月]|(?=\d{2}))(\d{1,2})(?!\d)")


def extractor(*, rules: Sequence[str] = (), keep_text: bool = False, with_text: bool = False) -> Extractor:
    """An extractor with its rules loaded. `with_text` gives the text with each line, `keep_text` in its record too."""
    from zsextract.decode import decode, from_text
    from zsextract.output.jsonl import line
    from zsextract.pipeline import extract_source
    from zsextract.rules import load_rules

    loaded = load_rules([Path(each) for each in rules])

    def extract(body: bytes | str, name: str, day: str | None) -> Iterator[Line]:
        """The lines of one input; `day` is used where its articles say none."""
        source = from_text(body, name) if isinstance(body, str) else decode(body, name)
        published = day_of(day) if day else None
        for record in extract_source(source, date=published, rules=loaded, keep_text=keep_text or with_text):
            shown = record if keep_text or not with_text else _without_text(record)
            yield Line(line(shown).decode().rstrip("\n"), record.text if with_text else None)

    return extract


def _without_text(record: Record) -> Record:
    return record.replace(text=None)


def day_of(said: str) -> date | None:
    """The day that a column gives, None where it gives none that exists.

    >>> day_of("2024-02-22 20:11"), day_of("2024年2月2日"), day_of("20240222"), day_of("2024-13-01"), day_of("昨天")
    (datetime.date(2024, 2, 22), datetime.date(2024, 2, 2), datetime.date(2024, 2, 22), None, None)
    """
    match = _DAY_RE.match(said)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
