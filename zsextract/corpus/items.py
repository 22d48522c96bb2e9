"""What travels through a batch run: found inputs, tasks for a worker, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from zsextract.errors import ZsextractError

Stage = Literal["walk", "read", "decode", "extract", "timeout", "worker"]


class BatchError(ZsextractError):
    """The run cannot go on; what is done so far is kept and can be resumed."""


class Busy(BatchError):
    """Another run is writing the same output."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one input, member or row came to nothing: an object of the error file."""

    name: str
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """One file of the sources, or one that is refused.

    `place` is the number of the source on the command line, `inner` the path below that source. `stamp` changes
    whenever the file may have changed; `size` is in bytes.
    """

    path: str
    place: int
    inner: str
    stamp: str
    size: int
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A planned input that is not finished: its first `done` items are in the log already."""

    id: int
    path: str
    size: int
    done: int
    refusal: str | None


@dataclass(frozen=True, slots=True)
class File:
    """A body that the worker shall read by itself, compressed or not."""

    path: str
    compression: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """One article input on its way to a worker.

    `ordinal` counts the items of one input from 0. A body of None only says that the input is finished; a Failure was
    found by the reader and passes through in its place. `cost` is how many bytes of the input this item stands for.
    """

    input: int
    ordinal: int
    name: str
    body: File | bytes | str | Failure | None
    date: str | None = None
    cost: int = 0
    last: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: `length` bytes of JSON lines with `records` records, or a failure."""

    input: int
    ordinal: int
    length: int
    records: int
    cost: int
    last: bool
    failure: Failure | None = None
    marker: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Outcomes in order with their lines: in a file that the receiver takes over, or in memory."""

    outcomes: tuple[Outcome, ...]
    lines: Path | bytes


@dataclass(frozen=True, slots=True)
class Line:
    """One record as the extractor gives it: its JSON without a line end, and the article's text if asked for."""

    json: str
    text: str | None = None


Extractor = Callable[["bytes | str", str, "str | None"], Iterator[Line]]
"""(body, source name, publication date if known) -> one line per article."""


@dataclass(frozen=True, slots=True)
class ExtractorSpec:
    """Where a worker finds its extractor: `module:function`, called once per process with `options`."""

    target: str
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read; part of what must be equal for a run to be resumed."""

    text_field: str | None = None
    id_field: str | None = None
    date_field: str | None = None
    max_size: int = 64 * 2**20  # bytes of one article input; more is refused by name


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """What a worker process needs to know."""

    extractor: ExtractorSpec
    read: ReadOptions
    dedupe: Literal["exact", "near"] | None = None
    timeout: float = 60.0  # seconds for one article


def shown(path: str) -> str:
    r"""The path as it can be printed and put into JSON: bytes that are no UTF-8 become `\xNN`.

    >>> shown("a/上半年.txt")
    'a/上半年.txt'
    """
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
