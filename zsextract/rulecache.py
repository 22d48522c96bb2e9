"""Built rules kept in the user's cache directory, so that a start need not read TOML and compile patterns again.

Both take longer than reading an article. What is kept is named after a digest of everything that went in, so it is
never out of date; without a writable directory nothing is kept. Rows are JSON. Compiled patterns are pickled, as the
`regex` package provides for, and read by an unpickler that knows nothing but its compile function; each is read when
it is first used, for few texts need all.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import regex

_KEPT = 8
_TUPLES = ("own_words", "lexicons", "anchors")


def directory() -> Path | None:
    """Where it is kept: ``ZSEXTRACT_CACHE`` (empty: nowhere), else the cache directory of the platform."""
    named = os.environ.get("ZSEXTRACT_CACHE")
    if named is not None:
        return Path(named) if named else None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(base or Path.home() / ".cache") / "zsextract"
    except RuntimeError:  # a user without a home
        return None


def load(key: str) -> list[dict[str, Any]] | None:
    """The rows kept under a key, or None; a damaged file counts as none."""
    where = directory()
    if where is None:
        return None
    try:
        rows = msgspec.json.decode((where / f"rules-{key}.json").read_bytes())
        for row in rows:
            row.update((name, tuple(row[name])) for name in _TUPLES)
        return rows if isinstance(rows, list) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def save(key: str, rows: list[dict[str, Any]]) -> None:
    """Keep rows under a key; what goes wrong is of no consequence and stays silent."""
    _write(f"rules-{key}.json", msgspec.json.encode(rows))


Source = tuple[str, int]  # a pattern and its flags


def key_of(parts: Iterable[str]) -> str:
    """A digest of texts in their order, 24 hexadecimal digits: what is kept of them is named after it."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:24]


def load_patterns(key: str, sort: str = "patterns") -> dict[Source, bytes]:
    """The compiled patterns kept under a key, each for `revived`; a damaged file counts as none."""
    where = directory()
    if where is None:
        return {}
    try:
        data = (where / _patterns_name(key, sort)).read_bytes()
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            return {}
        return dict(_Patterns(io.BytesIO(data[32:])).load())
    except Exception:  # whatever is wrong with the file: compiling anew is always right
        return {}


def save_patterns(key: str, sources: Iterable[Source], sort: str = "patterns") -> None:
    """Compile and keep patterns; raises `regex.error` for a wrong one, unless there is no directory."""
    if directory() is None:
        return
    data = pickle.dumps({source: pickle.dumps(regex.compile(*source)) for source in sources})
    _write(_patterns_name(key, sort), hashlib.sha256(data).digest() + data)


def revived(kept: bytes | None) -> regex.Pattern[str] | None:
    """The compiled pattern that was kept; None where none was, or one that cannot be read."""
    try:
        found = _Patterns(io.BytesIO(kept)).load() if kept else None
    except Exception:
        return None
    return found if isinstance(found, regex.Pattern) else None


def _patterns_name(key: str, sort: str) -> str:
    machine = f"{sys.implementation.cache_tag}-{sys.byteorder}-{sys.maxsize.bit_length()}"
    return f"{sort}-{key}-{regex.__version__}-{machine}.bin"


class _Patterns(pickle.Unpickler):
    """Reads compiled patterns, and refuses everything else that a pickle can name."""

    def find_class(self, module: str, name: str) -> Any:
        """The compile function of `regex`; raises UnpicklingError for every other name."""
        if name == "compile" and module in ("_regex", "regex._regex"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"no pattern: {module}.{name}")


def _write(name: str, data: bytes) -> None:
    where = directory()
    if where is None:
        return
    import tempfile

    with contextlib.suppress(OSError):
        where.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=where, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, where / name)
        _prune(where, name.partition("-")[0])


def _prune(where: Path, sort: str) -> None:
    """Drop the oldest sets beyond the few that a user switches between."""
    kept = sorted(where.glob(f"{sort}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink()
