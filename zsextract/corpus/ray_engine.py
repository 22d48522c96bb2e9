"""The engine for more than one machine: Ray Data (extra `ray`), on a cluster's address or started here.

Inputs are read where they are worked on, so every node must see them: a shared folder, or URLs. Each Ray task lets a
worker process of the local engine do the work, so that hangs and deaths are contained, and told, in the same way. A
task whose node is lost is done again on another.
"""

from __future__ import annotations

import itertools
import logging
import os
import pickle
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from zsextract.corpus.formats import format_of
from zsextract.corpus.items import Batch, BatchError, Pending, WorkOptions
from zsextract.corpus.local import LocalEngine
from zsextract.corpus.streams import missing

_UNIT_BYTES = 1_000_000  # of small inputs in one task
_UNIT_INPUTS = 256
_PATIENCE = 10.0  # seconds for a cluster to answer
_WAVE = 2000  # tasks that Ray knows of at once: what bounds the driver's memory


class RayEngine:
    """Works on a Ray cluster: that of `address`, else one started here with `jobs` processes."""

    def __init__(self, options: WorkOptions, address: str | None, jobs: int | None, check: Callable[[], None]) -> None:
        self._options, self._address, self._jobs, self._check = options, address, jobs, check
        self._ray: Any = None

    def __enter__(self) -> RayEngine:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        try:
            import ray
            import ray.data
        except ImportError:
            raise missing("ray", "ray", "--engine ray") from None
        self._ray = ray
        start: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR, "include_dashboard": False}
        if self._address is not None:
            start = {"address": self._address, "log_to_driver": False, "logging_level": logging.ERROR}
        elif self._jobs is not None:
            start["num_cpus"] = self._jobs
        _knock(self._address)
        try:
            ray.init(**start)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise BatchError(f"Ray at {self._address or 'this machine'}: {error}") from None
        _quieten(ray)
        return self

    def __exit__(self, *_: object) -> None:
        if self._ray is not None:
            self._ray.shutdown()

    def process(self, pending: Iterable[Pending]) -> Iterator[Batch]:
        """The batches, in order, whichever node they come from."""
        waiting = units(pending)
        while wave := list(itertools.islice(waiting, _WAVE)):
            yield from self._run(wave)

    def _run(self, wave: list[tuple[Pending, ...]]) -> Iterator[Batch]:
        items = [{"unit": pickle.dumps(unit)} for unit in wave]
        given = {"options": pickle.dumps(self._options), "folder": os.getcwd()}
        dataset = self._ray.data.from_items(items, override_num_blocks=len(items)).map_batches(
            work, batch_size=1, batch_format="pyarrow", fn_kwargs=given, num_cpus=1
        )
        try:
            for row in dataset.iter_rows():
                self._check()
                yield Batch(pickle.loads(row["outcomes"]), row["lines"])
        except self._ray.exceptions.RayError as error:
            raise BatchError(f"Ray: {str(error).strip().splitlines()[-1]}") from None


def units(pending: Iterable[Pending]) -> Iterator[tuple[Pending, ...]]:
    """Inputs in portions that are worth a task: some files of text, or one container."""
    waiting: list[Pending] = []
    size = 0
    for each in pending:
        form = format_of(each.path)
        if form is not None and form.kind != "text":
            if waiting:
                yield tuple(waiting)
                waiting, size = [], 0
            yield (each,)
            continue
        waiting.append(each)
        size += each.size
        if size >= _UNIT_BYTES or len(waiting) >= _UNIT_INPUTS:
            yield tuple(waiting)
            waiting, size = [], 0
    if waiting:
        yield tuple(waiting)


def work(table: Any, *, options: bytes, folder: str) -> Iterator[Any]:
    """What a Ray task does with its unit; one row for each batch of lines."""
    import pyarrow as pa

    engine = _engine(options, folder)
    for unit in table.column("unit").to_pylist():
        for batch in engine.process(pickle.loads(unit)):
            rows = {"outcomes": [pickle.dumps(batch.outcomes)], "lines": [_taken(batch.lines)]}
            yield pa.table(rows, schema=pa.schema({"outcomes": pa.binary(), "lines": pa.large_binary()}))


def _taken(lines: Path | bytes) -> bytes:
    if isinstance(lines, bytes):
        return lines
    data = lines.read_bytes()
    lines.unlink()
    return data


@cache
def _engine(options: bytes, folder: str) -> LocalEngine:
    """The engine of this Ray process: one worker, started once; relative paths are those of the driver."""
    if os.path.isdir(folder):
        os.chdir(folder)
    scratch = Path(tempfile.mkdtemp(prefix="zsextract-"))
    return LocalEngine(pickle.loads(options), 1, scratch, lambda: None)


def _knock(address: str | None) -> None:
    """Raise BatchError where nothing answers at the address: Ray itself would wait for minutes, and then abort."""
    host, colon, port = (address or "").removeprefix("ray://").rpartition(":")
    if not colon or not port.isdigit():
        return
    try:
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()
    except OSError as error:
        raise BatchError(f"Ray at {address}: {error.strerror or error}") from None


def _quieten(ray: Any) -> None:
    """Order as given; no bars and no chat of Ray's own."""
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
