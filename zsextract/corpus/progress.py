"""What a run says on standard error while it goes: a bar on a terminal, else a plain line now and then, or nothing."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_EVERY = 10.0  # seconds between two plain lines
_UNITS = ("B", "KB", "MB", "GB", "TB")


class Report(Protocol):
    """Hears of a run how it goes."""

    def begin(self, size: int, done: int) -> None:
        """So many bytes are there to do, of which so many are done already."""

    def advance(self, articles: int, size: int, errors: int) -> None:
        """So much more is done."""

    def say(self, message: str) -> None:
        """A message for the person who waits."""

    def end(self) -> None:
        """The run is over, well or not."""


def report_for(stream: TextIO, *, quiet: bool) -> Report:
    """The report that fits the stream."""
    if quiet:
        return Quiet()
    return Bar() if stream.isatty() else Plain(stream)


class Quiet:
    """Says nothing."""

    def begin(self, size: int, done: int) -> None:
        """Nothing."""

    def advance(self, articles: int, size: int, errors: int) -> None:
        """Nothing."""

    def say(self, message: str) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


@dataclass(slots=True)
class Plain:
    """A line every ten seconds: for log files and pipes."""

    stream: TextIO = sys.stderr
    every: float = _EVERY
    _size: int = 0
    _before: int = 0
    _done: int = 0
    _articles: int = 0
    _errors: int = 0
    _start: float = field(default_factory=time.monotonic)
    _next: float = 0.0

    def begin(self, size: int, done: int) -> None:
        """Remember what there is to do."""
        self._size, self._before, self._start = size, done, time.monotonic()
        self._next = self._start + self.every

    def advance(self, articles: int, size: int, errors: int) -> None:
        """Count, and write a line if it is time for one."""
        self._articles += articles
        self._done += size
        self._errors += errors
        now = time.monotonic()
        if now >= self._next:
            self._next = now + self.every
            self.say(self._line(now - self._start))

    def _line(self, seconds: float) -> str:
        done = self._before + self._done
        rate = self._done / max(seconds, 0.001)
        left = f", {clock((self._size - done) / rate)} left" if rate and self._size > done else ""
        errors = f", {self._errors} errors" if self._errors else ""
        return (
            f"{self._articles} articles, {size_of(done)} of {size_of(self._size)}, "
            f"{self._articles / max(seconds, 0.001):.0f} articles/s, {size_of(rate)}/s{left}{errors}"
        )

    def say(self, message: str) -> None:
        """Write the message as a line."""
        print(message, file=self.stream, flush=True)

    def end(self) -> None:
        """Nothing is left open."""


class Bar:
    """A bar with articles, bytes, rate, time left and errors."""

    def __init__(self) -> None:
        self._progress: RichProgress | None = None
        self._task: TaskID | None = None
        self._articles = self._errors = 0

    def begin(self, size: int, done: int) -> None:
        """Draw the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.progress import TransferSpeedColumn as Speed

        head = TextColumn("{task.fields[articles]} articles"), BarColumn(), DownloadColumn(), Speed()
        tail = TimeRemainingColumn(), TextColumn("{task.fields[errors]} errors")
        self._progress = Progress(*head, *tail, console=Console(stderr=True), refresh_per_second=4)
        self._task = self._progress.add_task("", total=size, completed=done, articles=0, errors=0)
        self._progress.start()

    def advance(self, articles: int, size: int, errors: int) -> None:
        """Move the bar."""
        self._articles += articles
        self._errors += errors
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=size, articles=self._articles, errors=self._errors)

    def say(self, message: str) -> None:
        """Write the message below the bar."""
        if self._progress is None:
            print(message, file=sys.stderr, flush=True)
        else:
            self._progress.console.print(message, markup=False, highlight=False)

    def end(self) -> None:
        """Leave the bar as it stands."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


def size_of(number: float) -> str:
    """Bytes as a person reads them.

    >>> size_of(1_234_567), size_of(999)
    ('1.2 MB', '999 B')
    """
    unit = 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number /= 1000
        unit += 1
    return f"{number:.1f} {_UNITS[unit]}" if unit else f"{number:.0f} B"


def clock(seconds: float) -> str:
    """Seconds as hours, minutes and seconds.

    >>> clock(3725), clock(59.6)
    ('1:02:05', '1:00')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
