"""Text decoded in a wrong encoding: UTF-8 or Big5 read as GBK, GBK or UTF-8 read as Windows-1252.

The characters are turned back into the bytes they were read from, and those are read right. What the wrong reader
dropped on the way (``?`` or ``�`` for bytes that made no character) stays lost and is shown as ``�``.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from zsextract.decode import commonness
from zsextract.patterns import Lazy
from zsextract.repair.charset import outside_gb2312
from zsextract.repair.passes import Pass
from zsextract.spans import Edit

_WRONG_GBK = "锛銆鈥鈩涓鏄鍥殑鐨浠寮"  # what the commonest UTF-8 characters look like in GBK
_WRONG_LATIN = Lazy("[\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_SAMPLE = 4000
_FEWEST = 3
_BETTER = 0.3
_TIMES = 3
_CHINESE = 0.4
_STEP = 0.05  # one misreading is likelier than two


_Encoder = Callable[[str], "bytes | None"]


class _Method(NamedTuple):
    """A way back: characters to bytes, bytes to characters, and how well the outcome reads, perhaps after another."""

    encode: _Encoder
    codec: str
    points: float
    last: bool


def find(text: str) -> list[Edit]:
    """The edits, line by line, that read the bytes again; none where the text reads well as it is."""
    lines = list(_lines(text))
    sample = "".join(line for _, line in lines if _is_suspicious(line))[:_SAMPLE]
    method = _method(sample, _TIMES) if sample else None
    if method is None or method.points < commonness(sample) + _BETTER:
        return []
    edits = list[Edit]()
    for start, line in lines:
        if not line.isascii():
            edits += _read_again(start, line, method)
    return edits


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):  # not splitlines: U+0085 is a byte of a character here
        yield at, line
        at += len(line) + 1


def _is_suspicious(line: str) -> bool:
    """True for a line with some characters that wrong decoding brings."""
    return sum(map(line.count, _WRONG_GBK)) >= 1 or len(_WRONG_LATIN.findall(line)) >= _FEWEST


def _method(sample: str, times: int) -> _Method | None:
    """The first step of the way back that makes the sample read most like Chinese."""
    best: _Method | None = None
    for encode, codecs_ in ((_gbk_bytes, ("utf-8", "big5hkscs")), (_latin_bytes, ("utf-8", "gb18030", "big5hkscs"))):
        pieces = [encode(char) for char in sample]
        if sum(piece is None for piece in pieces) > 0.1 * len(sample):
            continue
        data = b"".join(piece or b"?" for piece in pieces)
        for codec in codecs_:
            read = data.decode(codec, "replace")
            lost = read.count("\ufffd") / len(read)
            points, last = commonness(read.replace("\ufffd", "")) - lost / 2, True
            further = _method(read, times - 1) if times > 1 and lost < 0.02 and points < _CHINESE else None
            if further is not None and further.points - _STEP > points:
                points, last = further.points - _STEP, False
            if best is None or points > best.points:
                best = _Method(encode, codec, points, last)
    return best


@cache
def _gbk_bytes(char: str) -> bytes | None:
    """The bytes that Windows reads as the character in GBK; a lost one is a question mark."""
    if char in "�€":
        return b"?" if char == "�" else b"\x80"
    try:
        data = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return data if len(data) <= 2 else None


@cache
def _latin_bytes(char: str) -> bytes | None:
    """The byte that Windows-1252 reads as the character, or Latin-1 where that leaves a gap."""
    if char == "�":
        return b"?"
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return bytes((ord(char),)) if ord(char) < 0x100 else None


def _read_again(start: int, line: str, method: _Method) -> list[Edit]:
    """The edits for one line, none where it does not read better after; each covers as few characters as can be."""
    pieces = [method.encode(char) for char in line]
    if sum(piece is None for piece in pieces) > 0.05 * len(line):
        return []
    edits = list(_groups(start, line, [piece or b"?" for piece in pieces], method.codec))
    after = "".join(edit.text for edit in edits)
    wrong = "".join(line[edit.start - start : edit.end - start] for edit in edits)
    worse = method.last and commonness(after) < commonness(wrong)
    return [] if worse or after.count("\ufffd") > 0.4 * len(after) else edits


def _groups(start: int, line: str, pieces: list[bytes], codec: str) -> Iterator[Edit]:
    """Edits between the places where a character ends in both readings of the bytes."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    begun, text = 0, ""
    for index, piece in enumerate(pieces):
        text += decoder.decode(piece, final=index == len(pieces) - 1)
        if piece == b"?":
            text = text.replace("\ufffd?", "\ufffd")  # the one sign for what was lost, not another one
        if not decoder.getstate()[0] or index == len(pieces) - 1:
            if text != line[begun : index + 1]:
                yield Edit(start + begun, start + index + 1, text)
            begun, text = index + 1, ""


@cache
def cue() -> frozenset[str]:
    """Characters of which a page has many when it was decoded wrong, and hardly one otherwise."""
    return outside_gb2312("".join((_WRONG_GBK, *map(chr, range(0xC0, 0x100)))))


PASS = Pass("mojibake", "mojibake", "text decoded in a wrong encoding", find, cue=cue, times=_TIMES)
