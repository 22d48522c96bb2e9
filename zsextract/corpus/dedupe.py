"""The same article under several names: keys made by the workers, copies told in the order of the output.

A copy is marked, never dropped: its record gets `copy_of`, the `id`, `name` and `article` of the first one. `exact`
means the same letters and digits in the same order, whatever stands between them; `near` that four of five five-letter
shingles are shared, by MinHash (rensa).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast

from zsextract.corpus.streams import missing

Mode = Literal["exact", "near"]

SEPARATOR = "\t"
"""Between a record's JSON and its key in the log; JSON never holds a bare tab."""
THRESHOLD = 0.8
"""Estimated share of common shingles from which two articles are near duplicates."""

_PERMUTATIONS = 128
_BANDS = 16  # of 8 rows: at a similarity of 0.8 a pair is missed once in 18, at 0.9 once in 10,000
_SEED = 42
_SHINGLE = 5
_SHORTEST = 20  # letters; shorter articles are all alike
_BETWEEN_RE = re.compile(r"[\W_]+")
_SIGNATURE = struct.Struct(f"<{_PERMUTATIONS}I")


def key_of(text: str, mode: Mode) -> str:
    """The key that copies are told by; empty for a text too short to be told.

    >>> key_of("今年1—8月，全市新签约项目二百一十三个，同比增长。", "exact") == key_of(
    ...     "今年1-8月,全市新签约项目  二百一十三个,同比增长", "exact")
    True
    """
    letters = _BETWEEN_RE.sub("", text)
    if len(letters) < _SHORTEST:
        return ""
    digest = hashlib.sha256(letters.encode("utf-8", "surrogatepass")).digest()[:16]
    if mode == "near":
        digest += _signature(letters)
    return base64.b64encode(digest).decode("ascii")


def require(mode: Mode) -> None:
    """Raise UsageError where the mode needs a package that is not installed."""
    if mode == "near":
        try:
            import rensa  # noqa: F401
        except ImportError:
            raise missing("rensa", "dedupe", "--dedupe near") from None


def _signature(letters: str) -> bytes:
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update([letters[at : at + _SHINGLE] for at in range(len(letters) - _SHINGLE + 1)])
    return _SIGNATURE.pack(*sketch.digest())


class Marker:
    """Adds `copy_of` to the lines of a log. What was seen is kept in a database on disk, so that memory stays flat."""

    def __init__(self, mode: Mode, scratch: Path) -> None:
        self._near = mode == "near"
        scratch.unlink(missing_ok=True)
        self._path = scratch
        self._db = sqlite3.connect(scratch, isolation_level=None)
        self._db.executescript(
            """PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000; BEGIN;
            CREATE TABLE seen (number INTEGER PRIMARY KEY, digest BLOB, origin TEXT, signature BLOB);
            CREATE UNIQUE INDEX seen_digest ON seen (digest);
            CREATE TABLE bands (band BLOB, number INTEGER, PRIMARY KEY (band, number)) WITHOUT ROWID;"""
        )
        self.copies = 0

    def __enter__(self) -> Marker:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._path.unlink(missing_ok=True)

    def mark(self, line: bytes) -> bytes:
        """The log's line without its key and with `copy_of`, a line end at its end."""
        record, _, key = line.rstrip(b"\n").rpartition(SEPARATOR.encode())
        origin = self._origin(base64.b64decode(key), record) if key else None
        self.copies += origin is not None
        return b'%s,"copy_of":%s}\n' % (record[:-1], (origin or "null").encode())

    def _origin(self, key: bytes, record: bytes) -> str | None:
        digest, signature = key[:16], key[16:]
        row = self._db.execute("SELECT origin FROM seen WHERE digest = ?", (digest,)).fetchone()
        if row is not None:
            return cast(str, row[0])
        bands = _bands(signature) if self._near else []
        found = self._similar(bands, signature)
        origin = found if found is not None else _reference(record)
        number = self._db.execute(
            "INSERT INTO seen (digest, origin, signature) VALUES (?, ?, ?)", (digest, origin, signature)
        ).lastrowid
        if found is None:  # a copy of a copy is a copy of the first
            self._db.executemany("INSERT INTO bands VALUES (?, ?)", ((band, number) for band in bands))
        return found

    def _similar(self, bands: list[bytes], signature: bytes) -> str | None:
        """The first article that is similar enough."""
        if not bands:
            return None
        holes = ",".join("?" * len(bands))
        rows = self._db.execute(
            f"SELECT DISTINCT seen.number, origin, signature FROM bands JOIN seen USING (number) "
            f"WHERE band IN ({holes}) ORDER BY seen.number",
            bands,
        )
        return next((origin for _, origin, other in rows if _similarity(signature, other) >= THRESHOLD), None)


def _bands(signature: bytes) -> list[bytes]:
    size = len(signature) // _BANDS
    return [bytes([n]) + _short(signature[n * size : (n + 1) * size]) for n in range(_BANDS)]


def _short(band: bytes) -> bytes:
    return hashlib.blake2b(band, digest_size=8).digest()


def _similarity(one: bytes, other: bytes) -> float:
    pairs = zip(_SIGNATURE.unpack(one), _SIGNATURE.unpack(other), strict=True)
    return float(sum(a == b for a, b in pairs) / _PERMUTATIONS)


def _reference(record: bytes) -> str:
    """What `copy_of` says of the first article."""
    head = json.loads(record)
    source = head["source"]
    reference = {"id": head["id"], "name": source["name"], "article": source["article"]}
    return json.dumps(reference, ensure_ascii=False, separators=(",", ":"))


def marked(lines: Iterator[bytes], marker: Marker) -> Iterator[bytes]:
    """The lines of the log as they go out."""
    return map(marker.mark, lines)
