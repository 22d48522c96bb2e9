"""Built rules kept in the user's cache directory, so that a start need not read TOML again.

Parsing and validating the built-in files takes longer than reading an article. What is kept is JSON, named after a
digest of everything that went in, so it is never out of date; without a writable directory nothing is kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

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
        return list(rows)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def save(key: str, rows: list[dict[str, Any]]) -> None:
    """Keep rows under a key; what goes wrong is of no consequence and stays silent."""
    where = directory()
    if where is None:
        return
    with contextlib.suppress(OSError):
        where.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=where, prefix=".rules-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(rows, file, ensure_ascii=False)
        os.replace(name, where / f"rules-{key}.json")
        _prune(where)


def _prune(where: Path) -> None:
    """Drop the oldest sets beyond the few that a user switches between."""
    kept = sorted(where.glob("rules-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink()
