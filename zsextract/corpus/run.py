"""One batch run from its sources to its output, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import FrameType

from zsextract.corpus.items import Batch, BatchError, Failure, Outcome, WorkOptions
from zsextract.corpus.local import Engine
from zsextract.corpus.progress import Report
from zsextract.corpus.store import Places, Store
from zsextract.corpus.walk import outputs_of, walk

Check = Callable[[], None]
EngineMaker = Callable[[WorkOptions, Path, Check], AbstractContextManager[Engine]]
"""(options, scratch folder, what to call now and then) -> an engine to be closed in the end."""
Finish = Callable[[Store, Check], int]
"""Make the outputs from a store that is done; how many copies were found."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is to do. `in_place`: the plain log is the wanted output; `outputs` is all that shall be there."""

    sources: tuple[str, ...]
    places: Places
    work: WorkOptions
    globs: tuple[str, ...] = ()
    resume: bool = False
    force: bool = False
    strict: bool = False
    in_place: bool = True
    fingerprint: str = ""
    outputs: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended; `before` is what an earlier one had done already."""

    inputs: int
    records: int
    before: int
    errors: int
    copies: int
    size: int
    seconds: float
    unchanged: bool = False


class Stopped(Exception):
    """The run was told to stop by a signal, whose number it carries, or by its first error (0)."""

    def __init__(self, signal_number: int, failure: Failure | None = None) -> None:
        super().__init__(signal_number)
        self.signal, self.failure = signal_number, failure


class Interrupts:
    """Turns Ctrl-C and SIGTERM into `Stopped` at the next safe moment; a second one stops at once."""

    def __init__(self) -> None:
        self._got: int | None = None
        self._before: dict[int, object] = {}

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if self._got is not None:
            raise KeyboardInterrupt
        self._got = number

    def check(self) -> None:
        """Raise Stopped if a signal has come."""
        if self._got is not None:
            raise Stopped(self._got)


def convert(job: Job, engine: EngineMaker, finish: Finish, report: Report) -> Summary:
    """Run the job. Raises Stopped when it was interrupted and BatchError when it cannot go on: both can be resumed."""
    began = time.monotonic()
    options = {"resume": job.resume, "force": job.force, "in_place": job.in_place}
    store = Store(job.places, job.fingerprint, **options)
    try:
        with Interrupts() as interrupts:
            return _run(job, store, engine, finish, report, interrupts.check, began)
    except (OSError, sqlite3.Error) as error:
        raise BatchError(str(error)) from error
    finally:
        report.end()
        store.close()


def _run(
    job: Job, store: Store, engine: EngineMaker, finish: Finish, report: Report, check: Check, began: float
) -> Summary:
    todo = store.plan(_checked(job, check), job.outputs)
    before = store.totals()
    copies = 0
    if todo:
        report.begin(before.size, before.finished_size)
        try:
            _work(job, store, engine, report, check)
            copies = finish(store, check)
        except Stopped as stopped:
            write_errors(chain(store.failures(), [stopped.failure] if stopped.failure else []), job.places.errors)
            raise
        write_errors(store.failures(), job.places.errors)
        store.complete()
    after = store.totals()
    seconds = time.monotonic() - began
    return Summary(after.inputs, after.records, before.records, after.errors, copies, after.size, seconds, not todo)


def _checked(job: Job, check: Check) -> Iterator:  # type: ignore[type-arg]
    for found in walk(job.sources, job.globs, outputs_of((*job.places.all(), *job.outputs))):
        check()
        yield found


def _work(job: Job, store: Store, engine: EngineMaker, report: Report, check: Check) -> None:
    """Everything that is pending, to the log."""
    try:
        with engine(job.work, store.places.scratch, check) as running:
            for batch in running.process(store.pending()):
                failed = _first_failure(batch) if job.strict else None
                outcomes = batch.outcomes if failed is None else batch.outcomes[:failed]
                store.append(batch, outcomes)
                _report(outcomes, report)
                if failed is not None:
                    raise Stopped(0, batch.outcomes[failed].failure)
                check()
    finally:
        store.commit()


def _first_failure(batch: Batch) -> int | None:
    return next((at for at, each in enumerate(batch.outcomes) if each.failure is not None), None)


def _report(outcomes: tuple[Outcome, ...], report: Report) -> None:
    report.advance(
        sum(each.records for each in outcomes),
        sum(each.cost for each in outcomes),
        sum(each.failure is not None for each in outcomes),
    )


def write_errors(failures: Iterator[Failure], path: Path) -> None:
    """One JSON object for each failure; no file where there is none."""
    first = next(failures, None)
    if first is None:
        path.unlink(missing_ok=True)
        return
    part = path.with_name(f"{path.name}.part")
    with open(part, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        for each in (first, *failures):
            entry = {"name": each.name, "stage": each.stage, "reason": each.reason}
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")
    os.replace(part, path)
