"""The tables as one DuckDB database (extra `duckdb`)."""

from __future__ import annotations

from pathlib import Path

from zsextract.errors import UsageError
from zsextract.output.sqlite import create
from zsextract.output.tables import TABLES, Row, Table, Type

_TYPES: dict[Type, str] = {
    "text": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(38, 6)", "boolean": "BOOLEAN", "date": "DATE",
    "list": "VARCHAR[]",
}  # fmt: skip
_AT_ONCE = 1000  # rows a statement
_MEMORY = "64MB"


class DuckTables:
    """A database of the six tables. Rows go in through Arrow: DuckDB is slow with single ones."""

    def __init__(self, path: Path) -> None:
        try:
            import duckdb
            import pyarrow  # noqa: F401
        except ImportError:
            raise UsageError("DuckDB tables need duckdb and pyarrow: pip install 'zsextract[duckdb]'") from None
        self._db = duckdb.connect(str(path), config={"threads": "1", "memory_limit": _MEMORY})
        for table in TABLES:
            self._db.execute(create(table, _TYPES))
        self._rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}

    def add(self, table: Table, row: Row) -> None:
        """Take in a row."""
        self._rows[table.name].append(row)
        if len(self._rows[table.name]) >= _AT_ONCE:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        self._db.close()

    def abandon(self) -> None:
        """Close without keeping anything."""
        self._db.close()

    def _flush(self) -> None:
        """Write all tables, parents first: children refer to them."""
        from zsextract.output.parquet import batch_of

        for table in TABLES:
            if rows := self._rows[table.name]:
                self._db.register("incoming", batch_of(table, rows))
                self._db.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")
                self._db.unregister("incoming")
                rows.clear()
