"""The tables as one SQLite database."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

from zsextract.output.tables import TABLES, Column, Row, Table, Type, Value

_TYPES: dict[Type, str] = {
    "text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER", "date": "TEXT", "list": "TEXT",
}  # fmt: skip
_AT_ONCE = 1000  # rows a statement
_LARGEST = 2**63 - 1


class SqliteTables:
    """A database of the six tables: lists as JSON arrays, dates as ISO text, booleans as 0 and 1."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; BEGIN")
        for table in TABLES:
            self._db.execute(create(table, _TYPES))
        self._rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}

    def add(self, table: Table, row: Row) -> None:
        """Take in a row."""
        rows = self._rows[table.name]
        rows.append(tuple(_stored(value) for value in row))
        if len(rows) >= _AT_ONCE:
            self._flush(table)

    def close(self) -> None:
        """Write what is left, and the indexes that joins want."""
        for table in TABLES:
            self._flush(table)
        self._db.execute("COMMIT")
        self._db.execute("PRAGMA optimize")
        self._db.close()

    def abandon(self) -> None:
        """Close without keeping anything."""
        self._db.close()

    def _flush(self, table: Table) -> None:
        holes = ",".join("?" * len(table.columns))
        self._db.executemany(f"INSERT INTO {table.name} VALUES ({holes})", self._rows[table.name])
        self._rows[table.name].clear()


def _stored(value: Value) -> Any:
    if isinstance(value, Decimal):
        whole = int(value)
        return whole if whole == value and abs(whole) <= _LARGEST else float(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value


def create(table: Table, types: dict[Type, str]) -> str:
    """The CREATE TABLE statement of a table, with its keys."""
    lines = [f"{column.name} {types[column.type]}{_constraint(table, column)}" for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    if table.name != "articles":
        lines.append("FOREIGN KEY (article) REFERENCES articles (article)")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _constraint(table: Table, column: Column) -> str:
    return " NOT NULL" if column.name in table.key else ""
