"""Sources to files: folders, lists from standard input, URLs; what is no regular file is refused by name."""

from __future__ import annotations

import errno
import fnmatch
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zsextract.corpus.formats import format_of
from zsextract.corpus.items import Found
from zsextract.corpus.streams import filesystem, is_url
from zsextract.errors import UsageError

_Identity = tuple[int, int]  # device and inode: the same folder under any name

_NO_FILE = {
    stat.S_IFCHR: "a character device",
    stat.S_IFBLK: "a block device",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
}


@dataclass(frozen=True, slots=True)
class _Visit:
    """One walk through one source: what its files are matched against."""

    place: int
    root: str
    wanted: Callable[[str], bool]

    def found(self, path: str, status: os.stat_result) -> Found:
        """A file that is an input."""
        return Found(path, self.place, self.inner(path), stamp_of(status), status.st_size)

    def refused(self, path: str, reason: str) -> Found:
        """A file or folder that is none, with the reason."""
        return Found(path, self.place, self.inner(path), reason, 0, reason)

    def inner(self, path: str) -> str:
        """The path below the source; the name where the source is the file itself."""
        return path[len(self.root) :].lstrip("/") if path != self.root else os.path.basename(path)


def stamp_of(status: os.stat_result) -> str:
    """What changes when the file may have changed: size, time of the content, time of the entry."""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"


def walk(sources: Iterable[str], globs: tuple[str, ...] = (), exclude: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Every file of the sources, in no particular order; `-` stands for a list of paths on standard input.

    In folders only names that match one of `globs` count, by default those with a suffix that is known. What is named
    itself always counts. `exclude` are absolute paths that are skipped, such as the output.
    """
    for place, source in enumerate(_listed(sources)):
        yield from _walk_one(_Visit(place, source, _matcher(globs)), exclude)


def _listed(sources: Iterable[str]) -> Iterator[str]:
    for source in sources:
        if source == "-":
            yield from _read_list()
        else:
            yield source


def _read_list() -> Iterator[str]:
    """The paths on standard input: one a line, or ended by NUL as `find -print0` does."""
    stream = sys.stdin.buffer
    head = stream.peek(1 << 16) if hasattr(stream, "peek") else b""
    if b"\0" in head:
        yield from (os.fsdecode(path) for path in stream.read().split(b"\0") if path)
        return
    for line in stream:
        path = line.rstrip(b"\r\n")
        if path:
            yield os.fsdecode(path)


def _matcher(globs: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a path below a source is wanted. A pattern with a slash is held against the path, else the name."""
    if not globs:
        return lambda inner: format_of(inner) is not None

    def wanted(inner: str) -> bool:
        """True where one of the patterns fits."""
        name = inner.rsplit("/", 1)[-1]
        return any(fnmatch.fnmatchcase(inner if "/" in glob else name, glob) for glob in globs)

    return wanted


def _walk_one(visit: _Visit, exclude: frozenset[str]) -> Iterator[Found]:
    if is_url(visit.root):
        yield from _walk_url(visit)
        return
    try:
        status = os.stat(visit.root)
    except (OSError, ValueError) as error:
        yield visit.refused(visit.root, _why(visit.root, error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk_folder(visit, (status.st_dev, status.st_ino), exclude)
    else:
        yield _file(visit, visit.root, status)


def _walk_folder(visit: _Visit, identity: _Identity, exclude: frozenset[str]) -> Iterator[Found]:
    """Everything below the root. A stack, not recursion: folders may nest deeper than Python's calls."""
    waiting: list[tuple[str, frozenset[_Identity]]] = [(visit.root, frozenset({identity}))]
    while waiting:
        folder, above = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = [entry for entry in entries if not _is_excluded(entry, exclude)]
        except OSError as error:
            yield visit.refused(folder, _why(folder, error))
            continue
        for entry in listed:
            below = _entry(visit, entry, above)
            if isinstance(below, Found):
                yield below
            elif below is not None:
                waiting.append((entry.path, above | {below}))


def _is_excluded(entry: os.DirEntry[str], exclude: frozenset[str]) -> bool:
    """Whether the entry is something that the run itself writes."""
    return any(path.endswith(entry.name) for path in exclude) and os.path.abspath(entry.path) in exclude


def _entry(visit: _Visit, entry: os.DirEntry[str], above: frozenset[_Identity]) -> Found | _Identity | None:
    """What an entry of a folder is: a file, a folder to go into, or nothing that is wanted."""
    try:
        status = entry.stat()
    except OSError as error:
        return visit.refused(entry.path, _why(entry.path, error))
    if stat.S_ISDIR(status.st_mode):
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            return visit.refused(entry.path, "symlink loop: the folder contains itself; not followed")
        return identity
    if not stat.S_ISREG(status.st_mode) or visit.wanted(visit.inner(entry.path)):
        return _file(visit, entry.path, status)
    return None


def _file(visit: _Visit, path: str, status: os.stat_result) -> Found:
    kind = _NO_FILE.get(stat.S_IFMT(status.st_mode))
    if kind is not None:
        return visit.refused(path, f"{kind}, not a regular file; not read")
    return visit.found(path, status)


def _why(path: str, error: Exception) -> str:
    if not isinstance(error, OSError) or error.errno is None:
        return str(error)
    if error.errno == errno.ELOOP:
        return "symlink loop: the link leads back to itself"
    if os.path.islink(path):
        return f"symlink to nowhere: {os.strerror(error.errno)}"
    return os.strerror(error.errno)


def _walk_url(visit: _Visit) -> Iterator[Found]:
    fs, path = filesystem(visit.root)
    try:
        if not fs.exists(path):
            yield visit.refused(visit.root, "no such file or folder")
            return
        infos = fs.find(path, detail=True) if fs.isdir(path) else {path: fs.info(path)}
    except OSError as error:
        yield visit.refused(visit.root, str(error))
        return
    for name, info in sorted(infos.items()):
        url = str(fs.unstrip_protocol(name))
        inner = name[len(path) :].lstrip("/") or name.rsplit("/", 1)[-1]
        if len(infos) == 1 or visit.wanted(inner):
            yield Found(url, visit.place, inner, str(fs.ukey(name)), int(info.get("size") or 0))


def check_sources(sources: Iterable[str]) -> None:
    """Raise UsageError where there is no source at all, or standard input is given twice."""
    listed = list(sources)
    if not listed:
        raise UsageError("no source: name files or folders, or `-` for a list of paths on standard input")
    if listed.count("-") > 1:
        raise UsageError("standard input can be read only once: give `-` once")


def outputs_of(paths: Iterable[Path]) -> frozenset[str]:
    """The absolute paths of what the run itself writes, to be left out of its sources."""
    return frozenset(os.path.abspath(path) for path in paths)
