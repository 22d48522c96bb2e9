"""One input that a person names: its bytes, or an error that says what to do instead."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from zsextract.errors import InputError

STDIN = "<stdin>"
# An article is some kilobytes, a newspaper's whole day less than one megabyte. What is far larger is a corpus, and
# would not fit the memory that one process may take.
MAX_BYTES = 64 * 2**20


def read_input(path: str, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file, a device or a named pipe; raise InputError where there are none to be had."""
    try:
        if Path(path).is_dir():
            raise InputError(f"{path}: is a directory; name the files in it, or convert it with `zsextract batch`")
        with open(path, "rb") as stream:
            return _read_all(stream, path, limit)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(f"{path}: {_remedy(error)}") from error


def read_stream(stream: BinaryIO | None, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of standard input; raise InputError where they cannot be read."""
    if stream is None:  # the shell's <&-
        raise InputError(f"{STDIN}: is closed; name a file or feed one through a pipe")
    try:
        return _read_all(stream, STDIN, limit)
    except OSError as error:
        raise InputError(f"{STDIN}: {_remedy(error)}") from error


def _read_all(stream: BinaryIO, name: str, limit: int) -> bytes:
    """Everything in the stream, which may be endless: no more than the limit is ever held."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"{name}: is larger than {limit >> 20} MB; split it into articles, or give `zsextract batch` a file with"
            " an article on each line"
        )
    return data


def _remedy(error: OSError | ValueError) -> str:
    """What went wrong with a file and what the user can do about it."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, PermissionError):
        return "cannot be read: permission denied; check its rights"
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {reason or error}"
