"""Rows of JSON Lines, CSV and Parquet: one article each, from the column that holds the text."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, cast

from zsextract.corpus.items import Failure, ReadOptions
from zsextract.corpus.readers import Body, Entry
from zsextract.errors import InputError

TEXT_FIELDS = ("text", "content", "body", "正文", "内容")
"""Columns that are taken for the text where --text-field is not given, in this order."""
_SNIFF = 1 << 16  # bytes looked at to tell UTF-8 from GB18030
_PARQUET_ROWS = 64  # rows decoded at once


def read_jsonl(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry]:
    """One entry for each line that is not blank, named `name#line`, lines counted from 1."""
    number = 0
    while line := stream.readline(options.max_size + 1):
        number += 1
        if len(line) > options.max_size:
            yield _failed(f"{name}#{number}", f"larger than {options.max_size} bytes (--max-size)")
            _skip_line(stream, line)
        elif line.strip():
            yield _json_row(line, name, number, options)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _json_row(line: bytes, name: str, number: int, options: ReadOptions) -> Entry:
    try:
        row = json.loads(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
    except (ValueError, RecursionError) as error:
        return _failed(f"{name}#{number}", f"no JSON: {error}")
    if not isinstance(row, dict):
        return _failed(f"{name}#{number}", "the line is no JSON object")
    return _row(row, name, number, options)


def read_csv(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry]:
    """One entry for each row below the header, named `name#row`, rows counted from 1; UTF-8 or GB18030."""
    csv.field_size_limit(options.max_size)
    buffered = cast(io.BufferedReader, stream)
    text = io.TextIOWrapper(buffered, _encoding(buffered.peek(_SNIFF)[:_SNIFF]), newline="")
    reader = csv.DictReader(text, strict=True)
    number = 0
    try:
        _check_columns(reader.fieldnames or (), name, options)
        for number, row in enumerate(reader, start=1):  # the error below wants the number
            yield _row(row, name, number, options)
    except csv.Error as error:
        raise InputError(f"{name}: row {number + 1} is broken CSV, the rest is not read: {error}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: row {number + 1} is no {error.encoding}, the rest is not read") from None
    finally:
        text.detach()


def _encoding(head: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def read_parquet(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry]:
    """One entry for each row, named `name#row`, rows counted from 1; only the columns that are asked for are read."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise InputError(f"{name}: Parquet needs pyarrow: pip install 'zsextract[parquet]'") from None
    number = 0
    try:
        file = pq.ParquetFile(stream)
        columns = _check_columns(file.schema_arrow.names, name, options)
        for batch in file.iter_batches(batch_size=_PARQUET_ROWS, columns=list(columns), use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield _row(row, name, number, options)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{name}: broken Parquet after row {number}: {error}") from None


def _check_columns(names: Sequence[str], name: str, options: ReadOptions) -> tuple[str, ...]:
    """The columns to be read, InputError where one that is named does not exist."""
    chosen = options.text_field or next((field for field in TEXT_FIELDS if field in names), None)
    wanted = tuple(field for field in (chosen, options.id_field, options.date_field) if field)
    absent = [field for field in wanted if field not in names]
    if chosen is None or absent:
        said = f"no column {absent[0]}" if absent else f"no column of text ({', '.join(TEXT_FIELDS)})"
        raise InputError(f"{name}: {said}; its columns are {', '.join(names) or 'none'}; name one with --text-field")
    return tuple(dict.fromkeys(wanted))


def _row(row: Mapping[str, Any], name: str, number: int, options: ReadOptions) -> Entry:
    """The entry of one row; a row without text is a failure of its own."""
    label = _label(row, name, number, options)
    field = options.text_field or next((known for known in TEXT_FIELDS if known in row), None)
    if field is None or field not in row:
        return _failed(label, f"no field {options.text_field or ' or '.join(TEXT_FIELDS)}; name it with --text-field")
    text = row[field]
    if not isinstance(text, str):
        return _failed(label, f"the field {field} is no text but {type(text).__name__}")
    return Body(label, text, _date(row, options))


def _label(row: Mapping[str, Any], name: str, number: int, options: ReadOptions) -> str:
    given = row.get(options.id_field) if options.id_field else None
    return f"{name}#{number if given is None or given == '' else given}"


def _date(row: Mapping[str, Any], options: ReadOptions) -> str | None:
    value = row.get(options.date_field) if options.date_field else None
    return None if value is None or value == "" else str(value)


def _failed(name: str, reason: str) -> Failure:
    return Failure(name, "read", reason)
