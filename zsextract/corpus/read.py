"""Pending inputs to tasks: each input is opened in the way that its name asks for, and gives its items in order."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from zsextract.corpus.archives import read_tar, read_warc, read_zip
from zsextract.corpus.formats import Format, format_of
from zsextract.corpus.items import Failure, File, Pending, ReadOptions, Task, shown
from zsextract.corpus.readers import Body, Entry
from zsextract.corpus.rows import read_csv, read_jsonl, read_parquet
from zsextract.corpus.streams import BROKEN, open_raw, reading
from zsextract.errors import InputError


def read(pending: Iterable[Pending], options: ReadOptions) -> Iterator[Task]:
    """The tasks of all pending inputs, in order, without the items that are done already."""
    for each in pending:
        yield from _tasks(each, options)


def _tasks(pending: Pending, options: ReadOptions) -> Iterator[Task]:
    name = shown(pending.path)
    if pending.refusal is not None:
        yield _failed(pending, 0, Failure(name, "walk", pending.refusal))
        return
    form = format_of(pending.path) or Format("text")
    if form.kind == "text":
        yield Task(pending.id, 0, name, File(pending.path, form.compression), cost=pending.size, last=True)
        return
    yield from _container(pending, name, form, options)


def _container(pending: Pending, name: str, form: Format, options: ReadOptions) -> Iterator[Task]:
    """The items of a container and a mark at its end; what breaks in the middle is a failure in its place."""
    ordinal = 0
    spent = 0
    try:
        with _entries(pending.path, name, form, options) as (packed, entries):
            for entry in entries:
                position = min(_position(packed, spent), pending.size)
                if ordinal >= pending.done:
                    yield _task(pending, ordinal, entry, position - spent)
                    spent = position
                ordinal += 1
    except (InputError, *BROKEN, MemoryError) as error:
        if ordinal >= pending.done:
            yield _task(pending, ordinal, Failure(name, "read", _reason(error, name)), 0)
        ordinal += 1
    yield Task(pending.id, ordinal, name, None, cost=max(pending.size - spent, 0), last=True)


@contextlib.contextmanager
def _entries(path: str, name: str, form: Format, options: ReadOptions) -> Iterator[tuple[BinaryIO, Iterator[Entry]]]:
    if form.kind == "warc":  # its reader unpacks by itself, record by record
        with open_raw(path) as stream:
            yield stream, read_warc(stream, name, options)
        return
    with reading(path, form.compression) as (packed, stream):
        yield packed, _reader(form)(stream, name, options)


def _reader(form: Format) -> Callable[[BinaryIO, str, ReadOptions], Iterator[Entry]]:
    if form.kind == "zip":
        return lambda stream, name, options: read_zip(stream, name, options, _is_known)
    if form.kind == "tar":
        return lambda stream, name, options: read_tar(stream, name, options, _is_known)
    return {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}[form.kind]


def _is_known(member: str) -> bool:
    return format_of(member) is not None


def _position(packed: BinaryIO, spent: int) -> int:
    """How far the file has been read, in bytes as stored; what cannot tell stays where it was."""
    try:
        return packed.tell()
    except (OSError, ValueError):
        return spent


def _task(pending: Pending, ordinal: int, entry: Entry, cost: int) -> Task:
    if isinstance(entry, Failure):
        return Task(pending.id, ordinal, entry.name, entry, cost=cost)
    return Task(pending.id, ordinal, entry.name, entry.data, entry.date, cost=max(cost, 0))


def _failed(pending: Pending, ordinal: int, failure: Failure) -> Task:
    return Task(pending.id, ordinal, failure.name, failure, cost=pending.size, last=True)


def _reason(error: Exception, name: str) -> str:
    said = str(error).removeprefix(f"{name}: ") or type(error).__name__
    if isinstance(error, InputError):
        return said
    return f"cannot be read further: {said}"


__all__ = ["Body", "read"]
