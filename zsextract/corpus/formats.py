"""Which format a file has, told by its name alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "jsonl", "csv", "parquet", "zip", "tar", "warc"]
Compression = Literal["gzip", "bz2", "xz", "zstd"]

_KINDS: dict[str, Kind] = {
    ".txt": "text", ".html": "text", ".htm": "text", ".md": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet",
    ".zip": "zip", ".tar": "tar", ".warc": "warc",
}  # fmt: skip
_COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".bz2": "bz2", ".xz": "xz", ".zst": "zstd"}
_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}
_SEEKING = frozenset({"zip", "parquet"})  # their directory is at the end: not to be read as a stream


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of content and the compression around it."""

    kind: Kind
    compression: Compression | None = None


def format_of(name: str) -> Format | None:
    """The format that the suffixes of `name` announce, None where they announce none.

    >>> format_of("a/rows.jsonl.gz")
    Format(kind='jsonl', compression='gzip')
    >>> format_of("photo.jpg") is None
    True
    """
    lower = name.lower()
    for short, full in _SHORT.items():
        if lower.endswith(short):
            lower = lower[: -len(short)] + full
    stem, suffix = _split(lower)
    compression = _COMPRESSIONS.get(suffix)
    if compression is not None:
        suffix = _split(stem)[1]
        if not suffix and compression:
            return Format("text", compression)
    kind = _KINDS.get(suffix)
    if kind is None or (compression and kind in _SEEKING):
        return None
    return Format(kind, compression)


def _split(name: str) -> tuple[str, str]:
    base = name.rsplit("/", 1)[-1]
    stem, dot, suffix = base.rpartition(".")
    return (stem, dot + suffix) if dot else (base, "")
