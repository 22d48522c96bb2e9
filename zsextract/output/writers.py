"""Which output a name asks for, and how its parts are written: first aside, then put in place at once."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol, cast

from zsextract.corpus.streams import zstd_module
from zsextract.errors import UsageError
from zsextract.output.csvtables import CsvTables
from zsextract.output.duck import DuckTables
from zsextract.output.parquet import ParquetRecords, ParquetTables
from zsextract.output.sqlite import SqliteTables
from zsextract.output.tables import Row, Table, rows

Kind = Literal["jsonl", "jsonl.gz", "jsonl.zst", "parquet", "sqlite", "duckdb", "folder"]
TableKind = Literal["csv", "parquet", "sqlite", "duckdb"]

_SUFFIXES: dict[str, Kind] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonl.gz": "jsonl.gz", ".ndjson.gz": "jsonl.gz",
    ".jsonl.zst": "jsonl.zst", ".ndjson.zst": "jsonl.zst", ".parquet": "parquet",
    ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite", ".duckdb": "duckdb",
}  # fmt: skip


class _Tables(Protocol):
    """Takes the rows of the tables, each in order."""

    def add(self, table: Table, row: Row) -> None:
        """Take in a row."""

    def close(self) -> None:
        """Write what is left."""

    def abandon(self) -> None:
        """Close; what is written is not whole and will be thrown away."""


class Sink(Protocol):
    """Takes the lines of the output, in order."""

    def add(self, inner: str, line: bytes) -> None:
        """Take in a line, with its end, of the input whose path below its source is `inner`."""

    def close(self) -> None:
        """Write what is left."""

    def abandon(self) -> None:
        """Close; what is written is not whole and will be thrown away."""


def kind_of(out: str) -> Kind:
    """What the name of the output asks for; UsageError where that is nothing we know.

    >>> kind_of("out.jsonl.gz"), kind_of("figures.db"), kind_of("records/")
    ('jsonl.gz', 'sqlite', 'folder')
    """
    name = out.rsplit("/", 1)[-1].lower()
    for suffix, kind in sorted(_SUFFIXES.items(), key=lambda item: -len(item[0])):
        if name.endswith(suffix):
            return kind
    if "." not in name.lstrip(".") or Path(out).is_dir():
        return "folder"
    known = " ".join(sorted(_SUFFIXES))
    hint = "; for CSV give --tables csv beside an output of records" if name.endswith(".csv") else ""
    raise UsageError(f"{out}: unknown kind of output; known are {known}, and a folder (a name without a dot){hint}")


def tables_path(out: Path, kind: TableKind) -> Path:
    """Where the tables beside an output go.

    >>> tables_path(Path("a/out.jsonl.gz"), "csv").as_posix(), tables_path(Path("out.jsonl"), "sqlite").as_posix()
    ('a/out-csv', 'out.sqlite')
    """
    name = out.name
    for suffix in sorted(_SUFFIXES, key=len, reverse=True):
        name = name.removesuffix(suffix)
    return out.with_name(f"{name}{'-' if kind in ('csv', 'parquet') else '.'}{kind}")


@dataclass(frozen=True, slots=True)
class Part:
    """One output: what is written to `staged` and then moved to `final`."""

    final: Path
    staged: Path
    kind: Kind | TableKind
    tables: bool
    bom: bool = False

    def open(self) -> Sink:
        """The sink that writes to `staged`."""
        if self.tables or self.kind in ("sqlite", "duckdb"):
            return _TableSink(_open_tables(self.staged, self.kind, bom=self.bom))
        if self.kind == "parquet":
            return _RecordSink(ParquetRecords(self.staged))
        if self.kind == "folder":
            return _FolderSink(self.staged)
        return _LineSink(_open_lines(self.staged, self.kind))


def _open_tables(path: Path, kind: str, *, bom: bool) -> _Tables:
    if kind == "csv":
        return CsvTables(path, bom=bom)
    if kind == "parquet":
        return ParquetTables(path)
    return SqliteTables(path) if kind == "sqlite" else DuckTables(path)


def _open_lines(path: Path, kind: str) -> BinaryIO:
    """A plain or packed file. The same lines always give the same bytes: no time, no name in the head."""
    raw = open(path, "wb")  # noqa: SIM115  # closed by the sink
    if kind == "jsonl.gz":
        packer = gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6)
        return cast(BinaryIO, _Closing(packer, raw))
    if kind == "jsonl.zst":
        return cast(BinaryIO, _Closing(zstd_module().ZstdFile(raw, "wb"), raw))
    return raw


class _Closing(io.BufferedWriter):
    """Buffers what goes to a packer, and closes the file below it as well."""

    def __init__(self, packer: Any, raw: BinaryIO) -> None:
        super().__init__(packer, 1 << 16)
        self._below = raw

    def close(self) -> None:
        """Close the packer, which ends its stream, then the file."""
        super().close()
        self._below.close()


class _LineSink:
    """The lines as they are, in one file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def add(self, inner: str, line: bytes) -> None:
        """Write a line behind the others."""
        self._file.write(line)

    def close(self) -> None:
        """Close the file, and with it its packer."""
        self._file.close()

    def abandon(self) -> None:
        """Close: a half file is thrown away by its path."""
        self._file.close()


class _RecordSink:
    """The records as rows of one Parquet file."""

    def __init__(self, records: ParquetRecords) -> None:
        self._records = records
        self.close, self.abandon = records.close, records.abandon

    def add(self, inner: str, line: bytes) -> None:
        """Make a line the next row."""
        self._records.add(line)


class _TableSink:
    """The records divided into the rows of several tables."""

    def __init__(self, tables: _Tables) -> None:
        self._tables = tables
        self._number = 0
        self.close, self.abandon = tables.close, tables.abandon

    def add(self, inner: str, line: bytes) -> None:
        """Divide a line into rows; records are numbered in the order in which they come."""
        for table, row in rows(json.loads(line, parse_float=Decimal), self._number):
            self._tables.add(table, row)
        self._number += 1


class _FolderSink:
    """One file for each input, in folders like those of the source."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True)
        self._inner: str | None = None
        self._file: BinaryIO | None = None

    def add(self, inner: str, line: bytes) -> None:
        """Write a line into the file of its input, behind those that are there."""
        if inner != self._inner or self._file is None:
            self.close()
            path = self._folder / safe_path(inner)
            path.parent.mkdir(parents=True, exist_ok=True)
            self._inner, self._file = inner, open(path, "ab")  # noqa: SIM115
        self._file.write(line)

    def close(self) -> None:
        """Close the file that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def abandon(self) -> None:
        """Close: half files are thrown away with their folder."""
        self.close()


def safe_path(inner: str) -> str:
    """The file for an input, never above the folder that it belongs into.

    >>> safe_path("a/b.txt"), safe_path("../../etc/passwd")
    ('a/b.txt.jsonl', 'etc/passwd.jsonl')
    """
    parts = [part for part in inner.split("/") if part not in ("", ".", "..")]
    return "/".join(parts or ["input"]) + ".jsonl"


class Writer(AbstractContextManager["Writer"]):
    """Writes several outputs at once; when all went well each is put in the place of what was there before."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = tuple(parts)
        self._sinks: list[Sink] = []
        self._stack = ExitStack()

    def __enter__(self) -> Writer:
        for part in self._parts:
            discard(part.staged)
            part.staged.parent.mkdir(parents=True, exist_ok=True)
            self._sinks.append(part.open())
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        sinks, self._sinks = self._sinks, []
        if kind is not None:
            for sink in sinks:
                _quietly_abandon(sink)
            return
        for sink in sinks:
            sink.close()
        for part in self._parts:
            put(part.staged, part.final)

    def write(self, lines: Iterator[tuple[str, bytes]]) -> None:
        """Give every line to every output."""
        for inner, line in lines:
            for sink in self._sinks:
                sink.add(inner, line)


def _quietly_abandon(sink: Sink) -> None:
    """Close a sink after an error that is on its way up and matters more than any of its own."""
    try:
        sink.abandon()
    except Exception:
        return


def put(staged: Path, final: Path) -> None:
    """Move a finished file or folder to its place, at once; what was there goes."""
    _sync(staged)
    if final.is_dir():
        old = staged.with_name(f"{staged.name}.old")
        discard(old)
        os.rename(final, old)
        os.rename(staged, final)
        discard(old)
    else:
        os.replace(staged, final)


def _sync(path: Path) -> None:
    if path.is_dir():
        os.sync()
        return
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def discard(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
