"""Opening and unpacking files as streams, with a guard against compression bombs.

Paths that contain `://` are opened through fsspec (extra `remote`).
"""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from zsextract.errors import InputError, UsageError

BOMB_RATIO = 200
"""Text packs five- to twentyfold; what unpacks to more than this many times its size is no corpus."""
BOMB_FLOOR = 16_000_000
"""Bytes that may be unpacked before the ratio is looked at: small files may be very repetitive."""
_ZSTD_WINDOW_LOG = 25  # 32 MB; `zstd -19` uses a quarter of it

BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error)
"""What the unpackers raise on damaged data."""


def is_url(path: str) -> bool:
    """Whether the path is an fsspec URL and not a local path.

    >>> is_url("s3://bucket/a.txt"), is_url("a/b.txt")
    (True, False)
    """
    return "://" in path


def missing(package: str, extra: str, what: str) -> UsageError:
    """The error for an extra that is not installed, with the command that installs it."""
    return UsageError(f"{what} needs {package}: pip install 'zsextract[{extra}]'")


def filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL and the path on it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise missing("fsspec", "remote", url) from None
    try:
        fs, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{url}: {error}") from None
    return fs, str(path)


def open_raw(path: str) -> BinaryIO:
    """The bytes of a local file or a URL, as they are stored."""
    if is_url(path):
        fs, inner = filesystem(path)
        return cast(BinaryIO, io.BufferedReader(fs.open(inner, "rb"), 1 << 16))
    return open(path, "rb")


class _Guarded(io.RawIOBase):
    """An unpacked stream that stops once it has grown out of all proportion to what was read for it."""

    def __init__(self, unpacked: BinaryIO, packed: BinaryIO, name: str) -> None:
        self._unpacked, self._packed, self._name = unpacked, packed, name
        self._out = 0

    def readable(self) -> bool:
        """True: it is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as the stream goes; the bytes put in. Raises InputError for a bomb."""
        data = self._unpacked.read(len(buffer))
        buffer[: len(data)] = data
        self._out += len(data)
        if self._out > BOMB_FLOOR:
            refuse_bomb(self._name, self._out, self._packed.tell())
        return len(data)

    def close(self) -> None:
        """Close the unpacker; the packed stream is closed by the one who opened it."""
        self._unpacked.close()
        super().close()


def refuse_bomb(name: str, unpacked: int, packed: int) -> None:
    """Raise InputError if so many bytes cannot honestly have come out of so few."""
    if unpacked > BOMB_FLOOR and unpacked > BOMB_RATIO * max(packed, 1):
        raise InputError(f"{name}: archive bomb: unpacks to more than {BOMB_RATIO} times its size; not read further")


def unpack(packed: BinaryIO, compression: str | None, name: str) -> BinaryIO:
    """The unpacked stream of `packed`; itself where there is no compression."""
    if compression is None:
        return packed
    if compression == "gzip":
        inner: object = gzip.GzipFile(fileobj=packed, mode="rb")
    elif compression == "bz2":
        inner = bz2.BZ2File(packed)
    elif compression == "xz":
        inner = lzma.LZMAFile(packed)  # noqa: SIM115  # closed by the one who opened it
    else:
        inner = _open_zstd(packed)
    return cast(BinaryIO, io.BufferedReader(_Guarded(cast(BinaryIO, inner), packed, name), 1 << 16))


def _open_zstd(packed: BinaryIO) -> BinaryIO:
    zstd = zstd_module()
    options = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
    return cast(BinaryIO, _Zstd(zstd.ZstdFile(packed, "rb", options=options), zstd.ZstdError))


def zstd_module() -> Any:
    """`compression.zstd` of Python 3.14 or its backport, UsageError where there is neither."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise missing("backports.zstd", "zstd", "a .zst file")


class _Zstd(io.RawIOBase):
    """A zstd stream whose errors are those of the other unpackers."""

    def __init__(self, inner: Any, broken: type[Exception]) -> None:
        self._inner, self._broken = inner, broken

    def readable(self) -> bool:
        """True: it is there to be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes, all of them for -1; OSError where the data are damaged."""
        try:
            return cast(bytes, self._inner.read(size))
        except self._broken as error:
            raise OSError(str(error)) from None


@contextmanager
def reading(path: str, compression: str | None) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Open `path`: (stream as stored, unpacked stream), both closed at the end."""
    with open_raw(path) as packed:
        stream = unpack(packed, compression, path)
        try:
            yield packed, stream
        finally:
            stream.close()


def read_limited(stream: BinaryIO, limit: int, name: str) -> bytes:
    """All of the stream, or InputError where that is more than `limit` bytes."""
    parts: list[bytes] = []
    size = 0
    while chunk := stream.read(min(1 << 20, limit + 1 - size)):
        size += len(chunk)
        parts.append(chunk)
        if size > limit:
            raise InputError(f"{name}: larger than {limit} bytes, the limit for one article (--max-size)")
    return b"".join(parts)
