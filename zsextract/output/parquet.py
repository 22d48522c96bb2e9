"""Parquet through Arrow (extra `parquet`): whole records, nested as they are, or the flat tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from zsextract.errors import UsageError
from zsextract.output.tables import TABLES, Column, Row, Table, exact

_RECORDS = 500  # records in a row group
_ROWS = 2000  # rows of a table in a row group
_BYTES = 4_000_000  # of JSON in a row group, whatever the number of records


def arrow() -> Any:
    """The pyarrow package, UsageError where it is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'zsextract[parquet]'") from None
    return pa


def _open(path: Path, schema: Any) -> Any:
    arrow()
    import pyarrow.parquet as pq

    return pq.ParquetWriter(path, schema, compression="zstd")


class ParquetRecords:
    """One Parquet file of whole records, nested as in the JSON; families of a user's own are one column of JSON."""

    def __init__(self, path: Path) -> None:
        self._schema = record_schema()
        self._writer = _open(path, self._schema)
        self._records: list[dict[str, Any]] = []
        self._size = 0

    def add(self, line: bytes) -> None:
        """Take in a record."""
        self._records.append(_fit(json.loads(line, parse_float=Decimal)))
        self._size += len(line)
        if len(self._records) >= _RECORDS or self._size >= _BYTES:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the file's foot."""
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        """Close the file; what it holds is not whole."""
        self._writer.close()

    def _flush(self) -> None:
        if self._records:
            self._writer.write_batch(arrow().RecordBatch.from_pylist(self._records, schema=self._schema))
            self._records, self._size = [], 0


class ParquetTables:
    """A folder of one Parquet file for each table."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._writers = {t.name: _open(folder / f"{t.name}.parquet", table_schema(t)) for t in TABLES}
        self._rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}

    def add(self, table: Table, row: Row) -> None:
        """Take in a row."""
        self._rows[table.name].append(row)
        if len(self._rows[table.name]) >= _ROWS:
            self._flush(table)

    def close(self) -> None:
        """Write what is left, and the files' feet."""
        for table in TABLES:
            self._flush(table)
        self.abandon()

    def abandon(self) -> None:
        """Close the files."""
        for writer in self._writers.values():
            writer.close()

    def _flush(self, table: Table) -> None:
        if rows := self._rows[table.name]:
            self._writers[table.name].write_batch(batch_of(table, rows))
            rows.clear()


def batch_of(table: Table, rows: Sequence[Row]) -> Any:
    """Rows of a table as an Arrow batch."""
    pa = arrow()
    columns = [
        pa.array([_cell(row[n], column) for row in rows], type=_arrow_type(column))
        for n, column in enumerate(table.columns)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=table_schema(table))


def _cell(value: Any, column: Column) -> Any:
    if column.type == "date" and value is not None:
        return date.fromisoformat(value)
    return value


@cache
def table_schema(table: Table) -> Any:
    """The Arrow schema of a table: the columns of its key are not nullable."""
    pa = arrow()
    return pa.schema([pa.field(c.name, _arrow_type(c), nullable=c.name not in table.key) for c in table.columns])


def _arrow_type(column: Column) -> Any:
    pa = arrow()
    return {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.decimal128(38, 6),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }[column.type]


@cache
def record_schema() -> Any:
    """The Arrow schema of a record, field by field as the contract orders them."""
    pa = arrow()
    text, number, offset = pa.string(), pa.decimal128(38, 6), pa.int64()
    place = pa.struct({"text": text, "name": text, "code": text})
    period = pa.struct({"text": text, "start": pa.date32(), "end": pa.date32()})
    span = {"text": text, "start": offset, "end": offset}
    base = {"id": text, "value": number, "upper": number, "bound": text, **span, "interval": pa.list_(number),
            "damaged": pa.bool_(), "label": text, "status": text, "period": period, "place": place,
            "rule": text}  # fmt: skip
    threshold = pa.struct({"value": number, "upper": number, "bound": text, "currency": text})
    families = {
        "amounts": base | {"currency": text, "role": text, "of": text},
        "counts": base | {"unit": text, "object": text, "stage": text, "threshold": threshold,
                          "classes": pa.list_(text), "within": text},
        "rates": base | {"unit": text, "kind": text, "of": text},
        "officials": {"id": text, "name": text, "titles": pa.list_(text), "place": place, "actions": pa.list_(text),
                      "start": offset, "end": offset, "mentions": pa.list_(pa.list_(offset)), "rule": text},
        "targets": {"id": text, "indicator": text, "kind": text, "value": number, "upper": number, "bound": text,
                    "unit": text, "currency": text, "status": text, "period": period, "owner": place, "each": text,
                    "within": text, "of": text, **span},
    }  # fmt: skip
    source = {"name": text, "encoding": text, "article": offset, "start": offset, "end": offset}
    repairs = dict.fromkeys(("pinyin", "script", "punctuation", "mojibake", "chrome"), offset)
    copy_of = {"id": text, "name": text, "article": offset}
    head = {"schema_version": text, "id": text, "source": pa.struct(source), "title": text, "subtitle": text,
            "publisher": text, "authors": pa.list_(text), "editors": pa.list_(text), "published": text, "place": place,
            "script": text, "repairs": pa.struct(repairs), "warnings": pa.list_(text)}  # fmt: skip
    lists = {name: pa.list_(pa.struct(fields)) for name, fields in families.items()}
    return pa.schema(head | lists | {"extra": text, "text": text, "copy_of": pa.struct(copy_of)})


def _fit(record: dict[str, Any]) -> dict[str, Any]:
    """The record with numbers and dates as Arrow wants them, and families of a user's own as JSON."""
    for family in ("amounts", "counts", "rates", "targets"):
        for item in record.get(family, ()):
            _fit_numbers(item)
            _fit_period(item)
            if threshold := item.get("threshold"):
                _fit_numbers(threshold)
    if record.get("extra"):
        record["extra"] = json.dumps(record["extra"], ensure_ascii=False, default=float)
    return record


def _fit_numbers(item: dict[str, Any]) -> None:
    for field in ("value", "upper"):
        if item.get(field) is not None:
            item[field] = exact(item[field])
    if item.get("interval"):
        item["interval"] = [None if end is None else exact(end) for end in item["interval"]]


def _fit_period(item: dict[str, Any]) -> None:
    for field in ("start", "end"):
        if (period := item.get("period")) and period.get(field):
            period[field] = date.fromisoformat(period[field])
