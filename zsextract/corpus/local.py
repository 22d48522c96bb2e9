"""The engine for one machine: worker processes, a bounded window of chunks, results in the order of the tasks.

The pool is Pebble's. Chunks and their lines travel in files, so that no message is longer than a pipe takes at once: a
worker may die at any moment without leaving half a message to the others.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pebble import ProcessExpired, ProcessPool

import zsextract.corpus.workers as workers
from zsextract.corpus.items import Batch, BatchError, Failure, File, Outcome, Pending, Task, WorkOptions
from zsextract.corpus.read import read

CHUNK_BYTES = 128 * 1024
CHUNK_ITEMS = 32
_WINDOW = 4  # chunks on their way for each worker
_TICK = 0.2  # seconds between two looks at whether to stop
_STALL = 30.0  # seconds beyond every limit of a chunk after which its pool is given up
_STARTS = 3  # pools that may break one after the other without one result


class Engine(Protocol):
    """Turns pending inputs into batches of lines, in order."""

    def process(self, pending: Iterable[Pending]) -> Iterator[Batch]:
        """The batches, each outcome in the order of the inputs and their items."""


@dataclass(slots=True, eq=False)
class _Flight:
    """A chunk on its way: its tasks, its two files, the future of its outcomes; `again` after it has lost a worker."""

    tasks: tuple[Task, ...]
    chunk: Path
    lines: Path
    again: bool
    future: Future[tuple[Outcome, ...]]


def chunks(tasks: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    """Tasks in portions that are worth a message: some articles, or one that is large."""
    waiting: list[Task] = []
    size = 0
    for task in tasks:
        waiting.append(task)
        size += _size(task)
        if size >= CHUNK_BYTES or len(waiting) >= CHUNK_ITEMS:
            yield tuple(waiting)
            waiting, size = [], 0
    if waiting:
        yield tuple(waiting)


def _size(task: Task) -> int:
    if isinstance(task.body, (bytes, str)):
        return len(task.body) * (1 if isinstance(task.body, bytes) else 3)
    return task.cost if isinstance(task.body, File) else 0


class LocalEngine:
    """A pool of `jobs` processes on this machine; `scratch` is an empty folder on a disk with room.

    `check` is called several times a second and may raise to stop.
    """

    def __init__(self, options: WorkOptions, jobs: int, scratch: Path, check: Callable[[], None]) -> None:
        self._options, self._jobs, self._scratch, self._check = options, jobs, scratch, check
        self._number = 0
        self._broken = 0
        self._flying: list[_Flight] = []
        self._pool = self._new_pool()

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def process(self, pending: Iterable[Pending]) -> Iterator[Batch]:
        """The batches, in order; an article that kills its worker or hangs is a failure in its place."""
        window: deque[_Flight] = deque()
        for tasks in chunks(read(pending, self._options.read)):
            window.append(self._send(tasks))
            if len(window) >= self._jobs * _WINDOW:
                yield from self._land(window.popleft())
        while window:
            yield from self._land(window.popleft())

    def _new_pool(self) -> ProcessPool:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            context.set_forkserver_preload([workers.__name__, self._options.extractor.target.partition(":")[0]])
        ear, self._mouth = context.Pipe(duplex=False)  # never used: that it closes is the message
        return ProcessPool(self._jobs, initializer=workers.start, initargs=[self._options, ear], context=context)

    def _send(self, tasks: tuple[Task, ...], *, again: bool = False) -> _Flight:
        self._number += 1
        chunk = self._scratch / f"{self._number}.tasks"
        chunk.write_bytes(pickle.dumps(tasks, pickle.HIGHEST_PROTOCOL))
        flight = _Flight(tasks, chunk, chunk.with_suffix(".lines"), again, Future())
        self._flying.append(flight)
        if not self._pool.active:
            self._replace_pool()
        else:
            self._submit(flight)
        return flight

    def _submit(self, flight: _Flight) -> None:
        paths = [os.fspath(flight.chunk), os.fspath(flight.lines)]
        flight.future = self._pool.schedule(workers.run_chunk, args=paths, timeout=self._limit(flight))

    def _limit(self, flight: _Flight) -> float:
        """Seconds after which a chunk is lost although every single limit was kept to."""
        return (self._options.timeout + workers.GRACE + 1) * len(flight.tasks) + 5

    def _land(self, flight: _Flight) -> Iterator[Batch]:
        """The batches of a chunk, once it is done."""
        lost: ProcessExpired | TimeoutError | None = None
        outcomes: tuple[Outcome, ...] = ()
        try:
            outcomes = self._wait(flight)
        except (ProcessExpired, TimeoutError) as error:
            lost = error
        except workers.CannotStart as error:
            raise BatchError(f"the worker processes cannot start: {error}") from None
        except workers.DiskFull as error:
            raise BatchError(f"the disk is full: {error}") from None
        self._flying.remove(flight)
        flight.chunk.unlink()
        if lost is not None:
            flight.lines.unlink(missing_ok=True)
            yield from self._singly(flight, lost)
            return
        self._broken = 0
        yield Batch(outcomes, flight.lines)

    def _wait(self, flight: _Flight) -> tuple[Outcome, ...]:
        """The chunk's outcomes; the pool is replaced where it breaks or no worker answers any more."""
        deadline = time.monotonic() + self._limit(flight) + _STALL
        while True:
            self._check()
            try:
                return flight.future.result(timeout=_TICK)
            except TimeoutError:
                if flight.future.done():
                    raise
                if time.monotonic() < deadline:
                    continue
            except (BrokenProcessPool, CancelledError):
                pass
            self._replace_pool()
            deadline = time.monotonic() + self._limit(flight) + _STALL

    def _replace_pool(self) -> None:
        """Start over with a new pool: every chunk that is on its way is sent again."""
        self._broken += 1
        if self._broken > _STARTS:
            raise BatchError("the worker processes do not start, or die at once")
        self._close()
        self._pool = self._new_pool()
        for flight in self._flying:
            self._submit(flight)

    def _close(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _singly(self, flight: _Flight, lost: ProcessExpired | TimeoutError) -> Iterator[Batch]:
        """Do the tasks of a lost chunk one by one, so that the offender shows itself; an innocent one is not lost."""
        if len(flight.tasks) == 1 and (flight.again or _hung(lost)):
            yield Batch((_lost(flight.tasks[0], lost, self._options.timeout),), b"")
            return
        for alone in [self._send((task,), again=True) for task in flight.tasks]:
            yield from self._land(alone)


def _hung(error: Exception) -> bool:
    return isinstance(error, TimeoutError) or (
        isinstance(error, ProcessExpired) and workers.HARD_SIGNAL is not None and error.exitcode == -workers.HARD_SIGNAL
    )


def _lost(task: Task, error: Exception, seconds: float) -> Outcome:
    """The outcome of an article that took its worker with it."""
    if _hung(error):
        failure = Failure(task.name, "timeout", f"no result after {seconds:g} seconds; its worker was ended")
    else:
        code = getattr(error, "exitcode", None)
        failure = Failure(task.name, "worker", f"the worker died of it, twice ({_cause(code)})")
    return Outcome(task.input, task.ordinal, 0, 0, task.cost, task.last, failure)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.strsignal(-code) or f"signal {-code}"
    return f"exit status {code}"
