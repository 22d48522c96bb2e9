"""What runs in a worker process: a chunk of tasks from a file to a file of JSON lines, each article under a time limit.

A slow article is stopped by a timer that raises; one that does not listen, because it hangs in C code, is ended by the
kernel together with its worker (CPU time), and the pool starts another.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import pickle
import signal
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from pebble import CONSTS

from zsextract.corpus.dedupe import SEPARATOR, key_of
from zsextract.corpus.items import Extractor, Failure, File, Outcome, Stage, Task, WorkOptions
from zsextract.corpus.streams import BROKEN, read_limited, reading
from zsextract.errors import InputError

HARD_SIGNAL = getattr(signal, "SIGPROF", None)
"""Ends a worker whose article does not react to its time limit."""
GRACE = 2.0
"""Seconds of CPU time beyond the limit after which a worker is ended."""
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_LOCK = 10.0
"""Seconds to wait for a pipe whose last user may have died with its lock; then the pool is made anew."""
_LONGEST_REASON = 500  # characters

_state: tuple[Extractor, WorkOptions] | str = "it was not started"


class _Overdue(BaseException):
    """Raised inside an article that takes too long; no `except Exception` can swallow it."""


class CannotStart(Exception):
    """The worker could not load its extractor."""


class DiskFull(Exception):
    """The worker could not write its lines."""


def start(options: WorkOptions, alive: Connection) -> None:
    """Prepare this process: run once when a worker starts. `alive` closes when the run that it works for is gone."""
    global _state
    CONSTS.channel_lock_timeout = _LOCK
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    try:
        _state = (load_extractor(options), options)
    except Exception as error:  # told with the first chunk: a worker that died of it would only be started again
        _state = f"{type(error).__name__}: {error}"
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _overdue)


def load_extractor(options: WorkOptions) -> Extractor:
    """The extractor that the options name."""
    module, _, function = options.extractor.target.partition(":")
    made: Extractor = getattr(importlib.import_module(module), function)(**options.extractor.options)
    return made


def _end_with(alive: Connection) -> None:
    """End this process when the one at the other end is gone, however it went."""
    with contextlib.suppress(EOFError, OSError):
        alive.recv_bytes()
    os._exit(1)


def _overdue(_signal: int, _frame: FrameType | None) -> None:
    raise _Overdue


def run_chunk(chunk: str, lines: str) -> tuple[Outcome, ...]:
    """Read tasks from the file `chunk`, write their lines to the file `lines`; one outcome for each task."""
    if isinstance(_state, str):
        raise CannotStart(_state)
    extractor, options = _state
    tasks: tuple[Task, ...] = pickle.loads(Path(chunk).read_bytes())
    try:
        with open(lines, "wb") as out:
            return tuple(_run(task, extractor, options, out) for task in tasks)
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise DiskFull(str(error)) from None
        raise


def _run(task: Task, extractor: Extractor, options: WorkOptions, out: BinaryIO) -> Outcome:
    if task.body is None:
        return Outcome(task.input, task.ordinal, 0, 0, task.cost, task.last, marker=True)
    made = _attempt(task, extractor, options)
    if isinstance(made, Failure):
        return Outcome(task.input, task.ordinal, 0, 0, task.cost, task.last, made)
    out.writelines(made)
    return Outcome(task.input, task.ordinal, sum(map(len, made)), len(made), task.cost, task.last)


def _attempt(task: Task, extractor: Extractor, options: WorkOptions) -> list[bytes] | Failure:
    """The article's lines, all or none, or why there are none."""
    stage: Stage = "read"
    try:
        with _limited(options.timeout):
            body = _body(task, options)
            if isinstance(body, Failure):
                return body
            stage = "extract"
            return list(_lines(task, body, extractor, options))
    except _Overdue:
        _disarm()  # it may have been raised on the way to where this is done
        return Failure(task.name, "timeout", f"no result after {options.timeout:g} seconds")
    except InputError as error:
        return Failure(task.name, "decode" if stage == "extract" else "read", _short(str(error), task.name))
    except BROKEN as error:
        return Failure(task.name, stage, _short(f"cannot be read: {error}", task.name))
    except Exception as error:
        return Failure(task.name, stage, _short(f"{type(error).__name__}: {error}", task.name))


def _short(reason: str, name: str) -> str:
    return reason.removeprefix(f"{name}: ")[:_LONGEST_REASON]


def _body(task: Task, options: WorkOptions) -> bytes | str | Failure:
    body = task.body
    if isinstance(body, File):
        with reading(body.path, body.compression) as (_, stream):
            return read_limited(stream, options.read.max_size, task.name)
    if body is None:
        raise ValueError("a mark has no body")
    return body


def _lines(task: Task, body: bytes | str, extractor: Extractor, options: WorkOptions) -> Iterator[bytes]:
    for line in extractor(body, task.name, task.date):
        if options.dedupe is None:
            yield f"{line.json}\n".encode()
        else:
            yield f"{line.json}{SEPARATOR}{key_of(line.text or '', options.dedupe)}\n".encode()


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `_Overdue` inside the block after so many seconds, and again until it is heard."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds + GRACE)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)
    try:
        yield
    finally:
        _disarm()


def _disarm() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.setitimer(signal.ITIMER_PROF, 0)
