"""Members of zip and tar archives and pages of WARC files. Nothing is ever written to disk.

A member whose path leads out of its archive, a link, a device or an archive inside the archive is refused by name.
"""

from __future__ import annotations

import io
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from zsextract.corpus.formats import Format, format_of
from zsextract.corpus.items import Failure, ReadOptions
from zsextract.corpus.readers import Body, Entry
from zsextract.corpus.streams import BROKEN, read_limited, refuse_bomb, unpack
from zsextract.errors import InputError

_DRIVE_RE = re.compile(r"[A-Za-z]:")
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_PAGE_TYPES = ("text/html", "text/plain", "application/xhtml+xml")


def escapes(member: str) -> bool:
    r"""Whether a member's path would lead out of the folder that the archive is unpacked to.

    >>> escapes("a/b.txt"), escapes("../a.txt"), escapes("/etc/a.txt"), escapes("a\\..\\..\\b.txt"), escapes("C:a.txt")
    (False, True, True, True, True)
    """
    parts = member.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts or bool(_DRIVE_RE.match(member)) or "\0" in member


def read_zip(stream: BinaryIO, name: str, options: ReadOptions, wanted: Callable[[str], bool]) -> Iterator[Entry]:
    """The wanted members of a zip archive, in the order of its directory, named `name!/member`."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, *BROKEN, ValueError) as error:
        raise InputError(f"{name}: no zip archive, or a damaged one: {error}") from None
    packed = stream.seek(0, io.SEEK_END)  # not the sum of the members, which may lie over each other
    unpacked = 0
    with archive:
        for info in archive.infolist():
            member = _zip_name(info)
            if info.is_dir() or not wanted(member):
                continue
            entry = _zip_member(archive, info, f"{name}!/{member}", options)
            if isinstance(entry, Body):
                unpacked += len(entry.data)
                refuse_bomb(name, unpacked, packed)
            yield entry


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name. Archives made by Chinese Windows hold GBK and do not say so; Python reads it as cp437."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, options: ReadOptions) -> Entry:
    member = name.rsplit("!/", 1)[-1]
    refusal = _refusal(member)
    if refusal is None and stat.S_ISLNK(info.external_attr >> 16):
        refusal = "a symlink inside an archive; not followed"
    if refusal is None and info.flag_bits & _ENCRYPTED_FLAG:
        refusal = "encrypted; decrypt the archive first"
    if refusal is not None:
        return Failure(name, "read", refusal)
    try:
        refuse_bomb(name, info.file_size, info.compress_size)
        with archive.open(info) as stream:
            return Body(name, _member_bytes(stream, info.compress_size, name, options))
    except (InputError, zipfile.BadZipFile, NotImplementedError, RuntimeError, *BROKEN) as error:
        return Failure(name, "read", _said(error, name))


def _member_bytes(stream: Any, packed: int, name: str, options: ReadOptions) -> bytes:
    """The member's bytes; unpacked once more where the member itself is a `.txt.gz`."""
    compression = _member_format(name).compression
    data = read_limited(stream, options.max_size, name)
    refuse_bomb(name, len(data), packed)
    if compression is None:
        return data
    return read_limited(unpack(io.BytesIO(data), compression, name), options.max_size, name)


def _member_format(name: str) -> Format:
    return format_of(name) or Format("text")


def _refusal(member: str) -> str | None:
    if escapes(member):
        return "its path escapes the archive; not read"
    kind = _member_format(member).kind
    if kind in ("zip", "tar", "warc"):
        return "an archive inside an archive; unpack it first"
    if kind != "text":
        return "a table inside an archive; unpack it first"
    return None


def read_tar(stream: BinaryIO, name: str, options: ReadOptions, wanted: Callable[[str], bool]) -> Iterator[Entry]:
    """The wanted members of a tar archive, in its order, named `name!/member`; read as a stream, never rewound."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                if not info.isdir() and (wanted(info.name) or not info.isreg()):
                    yield _tar_member(archive, info, f"{name}!/{_printable(info.name)}", options)
                archive.members.clear()  # type: ignore[attr-defined,unused-ignore]  # else every header stays in memory
    except (tarfile.TarError, *BROKEN) as error:
        raise InputError(f"{name}: damaged archive, the rest is not read: {error}") from None


def _printable(member: str) -> str:
    """Names in old tars are bytes without an encoding: GBK, if they are not UTF-8."""
    try:
        raw = member.encode("utf-8", "surrogateescape")
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "backslashreplace")


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str, options: ReadOptions) -> Entry:
    refusal = "its path escapes the archive; not read" if escapes(info.name) else None
    if refusal is None and not info.isreg():
        kind = "a link" if info.islnk() or info.issym() else "a device or pipe"
        refusal = f"{kind} inside an archive; not followed"
    refusal = refusal or _refusal(info.name)
    if refusal is not None:
        return Failure(name, "read", refusal)
    member = archive.extractfile(info)
    if member is None:
        return Failure(name, "read", "not a regular file")
    try:
        return Body(name, _member_bytes(member, info.size, name, options))
    except InputError as error:
        return Failure(name, "read", _said(error, name))


def read_warc(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Entry]:
    """Every page of text that was answered with status 200, named `name!/URL`."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise InputError(f"{name}: WARC needs warcio: pip install 'zsextract[warc]'") from None
    count = 0
    try:
        for record in ArchiveIterator(stream):
            if record.format != "warc":  # it takes any words for the head of an old ARC file
                break
            count += 1
            if _is_page(record):
                yield _page(record, name, options)
    except Exception as error:  # on damaged files the reader raises what it stumbles over
        raise InputError(f"{name}: damaged after record {count}, the rest is not read: {error}") from None
    if not count:
        raise InputError(f"{name}: no WARC record in it")


def _is_page(record: Any) -> bool:
    if record.rec_type == "resource":
        return str(record.rec_headers.get_header("Content-Type") or "").startswith(_PAGE_TYPES)
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = str(record.http_headers.get_header("Content-Type") or "").lower()
    return bool(record.http_headers.get_statuscode() == "200") and kind.startswith(_PAGE_TYPES)


def _page(record: Any, name: str, options: ReadOptions) -> Entry:
    label = f"{name}!/{record.rec_headers.get_header('WARC-Target-URI') or ''}"
    try:
        data = read_limited(record.content_stream(), options.max_size, label)
        if getattr(record.raw_stream, "limit", 0) > 0:
            return Failure(label, "read", "truncated")
        return Body(label, data)
    except (InputError, *BROKEN) as error:
        return Failure(label, "read", _said(error, label))


def _said(error: Exception, name: str) -> str:
    """The message without the name, which stands in a field of its own."""
    return str(error).removeprefix(f"{name}: ") or type(error).__name__
