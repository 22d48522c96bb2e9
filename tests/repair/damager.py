"""The damage of mirrors, made on purpose: traditional, in GBK bytes, with tools at work that know no characters.

The reader at the end is the one of Windows: a bad pair of bytes is one question mark (``swallow``), or it drops the
first byte and goes on with the second.
"""

from __future__ import annotations

import random
from functools import cache

import opencc

_GONE = b"\0"
MARKS = [mark.encode("gbk") for mark in "！？；，。"]


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """What the mirrors make of simplified text."""
    return str(_converter().convert(text))


def read_like_windows(data: bytes, *, swallow: bool = True, stripped: bool = False) -> str:
    """Decode GBK; every bad byte or pair becomes one question mark, or vanishes alone.

    A pair of the private zones has a character without a shape, of which a page may be ``stripped``.
    """
    chars, at = [], 0
    while at < len(data):
        byte = data[at]
        if byte == 0:
            at += 1
        elif byte < 0x80:
            chars.append(chr(byte))
            at += 1
        elif byte == 0x80:
            chars.append("€")
            at += 1
        else:
            try:
                chars.append(data[at : at + 2].decode("gbk"))
                at += 2
            except UnicodeDecodeError:
                private = stripped and "\ue000" <= data[at : at + 2].decode("gb18030", "replace") <= "\uf8ff"
                chars.append("?" if swallow and not private else "")
                at += 2 if swallow else 1
    return "".join(chars)


def half_width(text: str) -> str:
    """Full-width ASCII made half-width, as the mirrors' pages were when they were stored."""
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)


def cut(data: bytes, rng: random.Random, rate: float) -> bytes:
    """Something put before marks where their bytes stand across two characters, and taken out again: slip A."""
    starts = _character_starts(data)
    parts, last = [], 0
    for at in range(1, len(data) - 1):
        if at not in starts and data[at : at + 2] in MARKS and data[at - 1] >= 0x81 and rng.random() < rate:
            parts += (data[last:at], _GONE)
            last = at
    return b"".join((*parts, data[last:]))


def annotate(data: bytes, table: dict[str, str]) -> bytes:
    """A reading put behind the bytes of every character of the table, wherever they stand: slip B."""
    for char, reading in table.items():
        code = char.encode("gbk")
        data = data.replace(code, code + f"({reading})".encode("gbk"))
    return data


def _character_starts(data: bytes) -> set[int]:
    starts, at = set(), 0
    while at < len(data):
        starts.add(at)
        at += 1 if data[at] < 0x81 else 2
    return starts


def mirror(
    text: str, table: dict[str, str], *, seed: int = 0, rate: float = 0.5, swallow: bool = True, stripped: bool = False
) -> str:
    """A clean simplified text as a mirror shows it."""
    data = traditional(text).encode("gbk", "replace")
    data = annotate(cut(data, random.Random(seed), rate), table)
    return half_width(read_like_windows(data, swallow=swallow, stripped=stripped))
