"""The tables as a folder of CSV files that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from zsextract.output.tables import TABLES, Row, Table, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LIST = "；"
"""Between the parts of a list; no title and no name contains it."""


class CsvTables:
    """One file a table: UTF-8, with a byte order mark on request (Excel wants it), CRLF as RFC 4180 has it."""

    def __init__(self, folder: Path, *, bom: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        encoding = "utf-8-sig" if bom else "utf-8"
        self._files = {
            t.name: open(folder / f"{t.name}.csv", "w", encoding=encoding, errors="backslashreplace", newline="")  # noqa: SIM115
            for t in TABLES
        }
        self._writers = {name: csv.writer(file) for name, file in self._files.items()}
        for table in TABLES:
            self._writers[table.name].writerow(column.name for column in table.columns)

    def add(self, table: Table, row: Row) -> None:
        """Take in a row."""
        self._writers[table.name].writerow(cell(value) for value in row)

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()

    def abandon(self) -> None:
        """Close the files."""
        self.close()


def cell(value: Value) -> str:
    """The value as a cell: what a spreadsheet would run as a formula gets an apostrophe in front.

    >>> cell("=1+1"), cell(Decimal("-3.100000")), cell(["市委书记", "市长"]), cell(None)
    ("'=1+1", '-3.1', '市委书记；市长', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value)}"
    if isinstance(value, int):
        return str(value)
    text = _LIST.join(value) if isinstance(value, list) else value
    return f"'{text}" if text.startswith(_FORMULA) else text
