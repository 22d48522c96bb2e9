"""The journal of a run: a SQLite database that knows the inputs, what of them is in the log, and what failed.

It is written after the log has reached the disk, so that it never knows more than the log holds. It keeps exclusive
hold of its file: two runs cannot write one output.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from zsextract.corpus.items import BatchError, Busy, Failure, Found, Pending, Stage
from zsextract.errors import UsageError

_FORMAT = "1"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, place INTEGER NOT NULL, key BLOB NOT NULL, inner BLOB NOT NULL,
    stamp TEXT NOT NULL, size INTEGER NOT NULL, refusal TEXT, round INTEGER NOT NULL);
CREATE INDEX inputs_order ON inputs (place, key);
CREATE TABLE extents (
    input INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL, offset INTEGER NOT NULL,
    length INTEGER NOT NULL, records INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (input, first)) WITHOUT ROWID;
CREATE TABLE errors (
    input INTEGER NOT NULL, item INTEGER NOT NULL, name TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (input, item)) WITHOUT ROWID;
"""
_PAGE = 1000  # inputs fetched at once while others are being written


@dataclass(frozen=True, slots=True)
class Extent:
    """Where `count` items of an input, from `first` on, lie in the log: bytes [offset, offset + length)."""

    input: int
    first: int
    count: int
    offset: int
    length: int
    records: int
    last: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """What the journal holds in sum; sizes in bytes."""

    inputs: int
    size: int
    finished: int
    finished_size: int
    items: int
    records: int
    errors: int


class Journal:
    """The database file `path`. Raises BatchError where another run holds it, or where it cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._db = sqlite3.connect(path, timeout=0.5, isolation_level=None)
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("BEGIN EXCLUSIVE")
            if not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in _SCHEMA.split(";"):
                    self._db.execute(statement)
                self.set("format", _FORMAT)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._error(error) from None
        if self.get("format") != _FORMAT:
            raise UsageError(f"{path}: a journal of another version of zsextract; begin anew with --force")

    def _error(self, error: sqlite3.Error) -> Exception:
        if "locked" in str(error):
            return Busy(f"{self._path}: another run is writing this output")
        if isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
            return UsageError(f"{self._path}: no journal of zsextract; move it away, or begin anew with --force")
        return BatchError(f"{self._path}: {error}")

    def close(self) -> None:
        """Close the database; what was not committed is forgotten."""
        self._db.close()

    def get(self, key: str) -> str | None:
        """A value that was set, or None."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else cast(str, row[0])

    def set(self, key: str, value: str) -> None:
        """Set a value, at once."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def plan(self, found: Iterable[Found]) -> bool:
        """Take in the inputs of this run; whether anything differs from the last one.

        An input that is new or has changed is to be done (again); one that is gone is forgotten.
        """
        number = int(self.get("round") or 0) + 1
        changed = False
        with self._transaction():
            for each in found:
                changed |= self._take_in(each, number)
            self._forget("SELECT id FROM inputs WHERE round <> ?", number)
            changed |= self._db.execute("DELETE FROM inputs WHERE round <> ?", (number,)).rowcount > 0
            self.set("round", str(number))
        return changed

    def _take_in(self, found: Found, number: int) -> bool:
        path = os.fsencode(found.path)
        row = self._db.execute("SELECT id, stamp, round FROM inputs WHERE path = ?", (path,)).fetchone()
        if row is not None and row[2] == number:
            return False  # named twice: it is done once, where it came first
        place = (found.place, os.fsencode(found.path).replace(b"/", b"\0"), os.fsencode(found.inner))
        if row is None:
            self._db.execute(
                "INSERT INTO inputs (path, place, key, inner, stamp, size, refusal, round) VALUES (?,?,?,?,?,?,?,?)",
                (path, *place, found.stamp, found.size, found.refusal, number),
            )
            return True
        changed = bool(row[1] != found.stamp)
        if changed:
            self._forget("SELECT ?", row[0])
        self._db.execute(
            "UPDATE inputs SET place=?, key=?, inner=?, stamp=?, size=?, refusal=?, round=? WHERE id=?",
            (*place, found.stamp, found.size, found.refusal, number, row[0]),
        )
        return changed

    def _forget(self, inputs: str, value: int) -> None:
        for table in ("extents", "errors"):
            self._db.execute(f"DELETE FROM {table} WHERE input IN ({inputs})", (value,))

    def forget_all(self) -> None:
        """Forget everything that was done, not the inputs."""
        with self._transaction():
            self._db.execute("DELETE FROM extents")
            self._db.execute("DELETE FROM errors")

    def pending(self) -> Iterator[Pending]:
        """The inputs that are not finished, in order; safe while `add` is called."""
        place, key = -1, b""
        while rows := self._db.execute(
            "SELECT id, path, size, refusal, place, key, (SELECT max(first + count) FROM extents WHERE input = id),"
            " EXISTS (SELECT 1 FROM extents WHERE input = id AND last)"
            " FROM inputs WHERE (place, key) > (?, ?) ORDER BY place, key LIMIT ?",
            (place, key, _PAGE),
        ).fetchall():
            for id, path, size, refusal, place, key, done, finished in rows:  # noqa: B007
                if not finished:
                    yield Pending(id, os.fsdecode(path), size, done or 0, refusal)

    def add(self, extents: Iterable[Extent], failures: Iterable[tuple[int, int, Failure]]) -> None:
        """Take in what has reached the disk: one transaction, lasting when this returns."""
        with self._transaction():
            self._db.executemany(
                "INSERT INTO extents VALUES (?,?,?,?,?,?,?)",
                ((e.input, e.first, e.count, e.offset, e.length, e.records, e.last) for e in extents),
            )
            self._db.executemany(
                "INSERT INTO errors VALUES (?,?,?,?,?)",
                ((at, item, failure.name, failure.stage, failure.reason) for at, item, failure in failures),
            )

    def extents(self) -> Iterator[tuple[str, str, Extent]]:
        """(path, path below its source, extent), in the order of the output."""
        rows = self._db.execute(
            "SELECT path, inner, input, first, count, offset, length, records, last FROM inputs"
            " JOIN extents ON input = id ORDER BY place, key, first"
        )
        for path, inner, *extent in rows:
            yield os.fsdecode(path), os.fsdecode(inner), Extent(*extent)

    def failures(self) -> Iterator[Failure]:
        """Everything that failed, in the order of the output."""
        rows = self._db.execute(
            "SELECT name, stage, reason FROM inputs JOIN errors ON input = id ORDER BY place, key, item"
        )
        for name, stage, reason in rows:
            yield Failure(name, cast(Stage, stage), reason)

    def totals(self) -> Totals:
        """Sums over all inputs."""
        inputs, size = self._db.execute("SELECT count(*), coalesce(sum(size), 0) FROM inputs").fetchone()
        finished, finished_size = self._db.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM inputs JOIN extents ON input = id AND last"
        ).fetchone()
        items, records = self._db.execute(
            "SELECT coalesce(sum(count), 0), coalesce(sum(records), 0) FROM extents"
        ).fetchone()
        (errors,) = self._db.execute("SELECT count(*) FROM errors").fetchone()
        return Totals(inputs, size, finished, finished_size, items, records, errors)

    def sources(self) -> int:
        """How many sources the inputs come from."""
        return int(self._db.execute("SELECT count(DISTINCT place) FROM inputs").fetchone()[0])

    def end(self) -> int:
        """The offset behind the last extent: what the log must at least hold."""
        return int(self._db.execute("SELECT coalesce(max(offset + length), 0) FROM extents").fetchone()[0])

    def _transaction(self) -> _Transaction:
        return _Transaction(self._db, self._error)


class _Transaction:
    """All or nothing; an error of the database becomes one of ours."""

    def __init__(self, db: sqlite3.Connection, convert: Callable[[sqlite3.Error], Exception]) -> None:
        self._db, self._convert = db, convert

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        try:
            if error is None:
                self._db.execute("COMMIT")
                return
        except sqlite3.Error as failed:
            self._rollback()
            raise self._convert(failed) from None
        self._rollback()
        if isinstance(error, sqlite3.Error):
            raise self._convert(error) from None

    def _rollback(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
