"""The state of a run on disk: the log of lines and the journal that knows what of it counts.

OUT            the result; it appears when all is done
OUT.journal    the journal, kept so that a later `--resume` does only what has changed
OUT.work/      the log and what is on its way between processes; gone when all is done
OUT.errors.jsonl
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zsextract.corpus.items import Batch, Failure, Found, Outcome, Pending
from zsextract.corpus.journal import Extent, Journal, Totals
from zsextract.errors import UsageError

_EVERY = 1.0  # seconds of work that a power cut may cost
_COPY = 1 << 20


@dataclass(frozen=True, slots=True)
class Places:
    """Where a run keeps what belongs to the output `out`."""

    out: Path
    remote: str | None = None  # the URL that `out` is sent to when it is done

    @property
    def journal(self) -> Path:
        """The database of what is done."""
        return self._beside(".journal")

    @property
    def work(self) -> Path:
        """The folder of everything that is gone in the end."""
        return self._beside(".work")

    @property
    def log(self) -> Path:
        """The lines in the order in which they came."""
        return self.work / "log.jsonl"

    @property
    def scratch(self) -> Path:
        """What is on its way to and from the workers."""
        return self.work / "chunks"

    @property
    def errors(self) -> Path:
        """One object for everything that failed."""
        return self._beside(".errors.jsonl")

    def all(self) -> tuple[Path, ...]:
        """Everything that the run writes, none of which is an input."""
        return (self.out, self.journal, Path(f"{self.journal}-journal"), self.work, self.errors)

    def _beside(self, suffix: str) -> Path:
        return self.out.with_name(self.out.name + suffix)


class Store:
    """The open state of one run. Nothing that `append` was given counts before `commit`."""

    def __init__(self, places: Places, fingerprint: str, *, resume: bool, force: bool, in_place: bool) -> None:
        """`in_place`: the log becomes the output itself, byte for byte, where no input came out of turn."""
        self.places, self._in_place = places, in_place
        _admit(places, resume=resume, force=force)
        if force and not resume:
            _clear(places)
        places.out.absolute().parent.mkdir(parents=True, exist_ok=True)
        self.journal = Journal(places.journal)
        try:
            self._agree(fingerprint)
            self._recover()
        except BaseException:
            self.journal.close()
            raise
        self._log: BinaryIO | None = None
        self._extents: list[Extent] = []
        self._failures: list[tuple[int, int, Failure]] = []
        self._due = time.monotonic() + _EVERY

    def close(self) -> None:
        """Close the files; what was not committed will be done again."""
        with contextlib.suppress(OSError):  # a full disk, which has been told already
            self._close_log()
        self.journal.close()

    def _agree(self, fingerprint: str) -> None:
        """Refuse to go on with other options than those that the log was made with."""
        known = self.journal.get("options")
        if known is None:
            self.journal.set("options", fingerprint)
        elif known != fingerprint:
            raise UsageError(
                f"{self.places.out} was begun with another {_differing(known, fingerprint)}; "
                "use the same, or begin anew with --force"
            )

    def _recover(self) -> None:
        """Bring the log to what the journal knows of it, whatever happened in between."""
        places, state = self.places, self.journal.get("state")
        shutil.rmtree(places.scratch, ignore_errors=True)
        if state == "moving" and not places.log.exists() and _size(places.out) == self.journal.end():
            self._set_complete()
        elif state == "moving":
            self.journal.set("state", "running")
        if self.is_complete and self._is_whole():
            shutil.rmtree(places.work, ignore_errors=True)
            return
        if _size(places.log) < self.journal.end():
            self.journal.forget_all()
        if places.log.exists():
            os.truncate(places.log, self.journal.end())

    def _is_whole(self) -> bool:
        """Whether a complete run still has its output; one that somebody has changed is not touched."""
        size = _size(self.places.out)
        if self.places.remote is None and size < 0:
            self.journal.set("state", "running")
            return False
        if size >= 0 and str(size) != self.journal.get("size"):
            raise UsageError(f"{self.places.out} was changed since it was written; begin anew with --force")
        return True

    @property
    def is_complete(self) -> bool:
        """Whether the output is there and whole."""
        return self.journal.get("state") == "complete"

    def plan(self, found: Iterable[Found], outputs: Iterable[Path] = ()) -> bool:
        """Take in the inputs of this run; whether there is anything to do, be it only an output that is missing."""
        changed = self.journal.plan(found)
        changed |= self.places.remote is None and not all(path.exists() for path in outputs)
        if self.is_complete and not changed:
            return False
        if self.is_complete:
            self._reopen()
        self.places.scratch.mkdir(parents=True, exist_ok=True)
        self._log = open(self.places.log, "ab")  # noqa: SIM115  # open as long as the run
        return True

    def _reopen(self) -> None:
        """Make a complete run one that goes on: the output is the log again, if it is one."""
        if self._in_place and self.places.out.is_file():
            self.places.work.mkdir(exist_ok=True)
            shutil.copyfile(self.places.out, self.places.log)
        else:
            self.journal.forget_all()
        self.journal.set("state", "running")

    def pending(self) -> Iterator[Pending]:
        """What is to be done, in order."""
        return self.journal.pending()

    def append(self, batch: Batch, outcomes: Iterable[Outcome]) -> None:
        """Add the first outcomes of a batch and their lines to the log; committed now and then."""
        if self._log is None:
            raise RuntimeError("nothing is planned")
        offset = self._log.tell()
        taken = list(outcomes)
        _copy(batch.lines, self._log, sum(each.length for each in taken))
        for each in taken:
            self._note(each, offset)
            offset += each.length
        if time.monotonic() >= self._due:
            self.commit()

    def _note(self, outcome: Outcome, offset: int) -> None:
        count = 0 if outcome.marker else 1
        last = self._extents[-1] if self._extents else None
        if last is not None and last.input == outcome.input and last.offset + last.length == offset:
            self._extents[-1] = Extent(
                last.input, last.first, last.count + count, last.offset, last.length + outcome.length,
                last.records + outcome.records, outcome.last,
            )  # fmt: skip
        else:
            self._extents.append(
                Extent(outcome.input, outcome.ordinal, count, offset, outcome.length, outcome.records, outcome.last)
            )
        if outcome.failure is not None:
            self._failures.append((outcome.input, outcome.ordinal, outcome.failure))

    def commit(self) -> None:
        """Make everything appended so far last: the log first, then the journal."""
        if self._log is not None and self._extents:
            self._log.flush()
            os.fsync(self._log.fileno())
            self.journal.add(self._extents, self._failures)
            self._extents, self._failures = [], []
        self._due = time.monotonic() + _EVERY

    def totals(self) -> Totals:
        """Sums of what is committed."""
        return self.journal.totals()

    def failures(self) -> Iterator[Failure]:
        """What failed, in the order of the output."""
        return self.journal.failures()

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """(name of the input, line with its end), in the order of the output.

        The name is the path below the source where there is only one source, else the path as it was given.
        """
        single = self.journal.sources() == 1
        with open(self.places.log, "rb") as log:
            for path, inner, extent in self.journal.extents():
                log.seek(extent.offset)
                for _ in range(extent.records):
                    yield (inner if single else path), log.readline()

    def move(self) -> None:
        """Let the log be the output; only if it is in order."""
        self._close_log()
        self.journal.set("state", "moving")
        os.replace(self.places.log, self.places.out)

    def is_in_order(self) -> bool:
        """Whether the log is what the output shall be, byte for byte."""
        expected = 0
        for _, _, extent in self.journal.extents():
            if extent.offset != expected:
                return False
            expected += extent.length
        return expected == _size(self.places.log)

    def _close_log(self) -> None:
        log, self._log = self._log, None
        if log is not None:
            log.close()

    def complete(self) -> None:
        """The output is there: remember it, and clear away what led to it."""
        self._close_log()
        self._set_complete()
        shutil.rmtree(self.places.work, ignore_errors=True)

    def _set_complete(self) -> None:
        self.journal.set("size", str(_size(self.places.out)))
        self.journal.set("state", "complete")


def _differing(then: str, now: str) -> str:
    """The names of the options that differ."""
    before, after = json.loads(then or "{}"), json.loads(now or "{}")
    return ", ".join(sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key)))


def _admit(places: Places, *, resume: bool, force: bool) -> None:
    """Raise UsageError where the run would overwrite something that nobody said it may."""
    there = [path for path in (places.out, places.journal, places.work) if path.exists()]
    if not there or resume or force:
        return
    if places.journal.exists() and not places.out.exists():
        raise UsageError(f"{places.out} was begun and not finished: go on with --resume, or begin anew with --force")
    raise UsageError(f"{there[0]} exists: begin anew with --force, or do what has changed since with --resume")


def _clear(places: Places) -> None:
    """Forget an earlier run, unless it is still going on. Its output stays until the new one takes its place."""
    if places.journal.exists():
        with contextlib.suppress(UsageError):  # what is no journal is cleared away all the same
            Journal(places.journal).close()
    for path in (places.journal, Path(f"{places.journal}-journal"), places.errors):
        path.unlink(missing_ok=True)
    shutil.rmtree(places.work, ignore_errors=True)


def _size(path: Path) -> int:
    """Bytes of a file; the count of files in a folder; -1 for nothing."""
    if path.is_dir():
        return sum(len(files) for _, _, files in os.walk(path))
    return path.stat().st_size if path.exists() else -1


def _copy(lines: Path | bytes, log: BinaryIO, length: int) -> None:
    if isinstance(lines, bytes):
        log.write(lines[:length])
        return
    with open(lines, "rb") as source:
        while length > 0 and (part := source.read(min(_COPY, length))):
            log.write(part)
            length -= len(part)
    lines.unlink()
