"""Built rules kept in the user's cache directory, so that a start need not read TOML and compile patterns again.

Both take longer than reading an article. What is kept is named after a digest of everything that went in, so it is
never out of date; without a writable directory nothing is kept. Rows are JSON. Compiled patterns are pickled, as the
`regex` package provides for, and read by an unpickler that knows nothing but its compile function.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
        rows = json.loads((where / f"rules-{key}.json").read_bytes())
        for row in rows:
            row.update((name, tuple(row[name])) for name in _TUPLES)
        return rows if isinstance(rows, list) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def save(key: str, rows: list[dict[str, Any]]) -> None:
    """Keep rows under a key; what goes wrong is of no consequence and stays silent."""
    _write(f"rules-{key}.json", json.dumps(rows, ensure_ascii=False).encode())


Source = tuple[str, bool]  # a pattern, and whether it is verbose


def load_patterns(key: str) -> dict[Source, regex.Pattern[str]]:
    """The compiled patterns kept under a key; a damaged file counts as none."""
    where = directory()
    if where is None:
        return {}
    try:
        data = (where / _patterns_name(key)).read_bytes()
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            return {}
        return dict(_Patterns(io.BytesIO(data[32:])).load())
    except Exception:  # whatever is wrong with the file: compiling anew is always right
        return {}


def save_patterns(key: str, sources: Iterable[Source]) -> None:
    """Compile and keep patterns; raises `regex.error` for a wrong one, unless there is no directory."""
    if directory() is None:
        return
    made = {source: regex.compile(source[0], regex.VERBOSE if source[1] else 0) for source in sources}
    data = pickle.dumps(made)
    _write(_patterns_name(key), hashlib.sha256(data).digest() + data)


def _patterns_name(key: str) -> str:
    machine = f"{sys.implementation.cache_tag}-{sys.byteorder}-{sys.maxsize.bit_length()}"
    return f"patterns-{key}-{regex.__version__}-{machine}.bin"


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
