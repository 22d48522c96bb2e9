"""GBK as Windows reads it: what bytes a character has, and which pairs of bytes are none."""

from __future__ import annotations

from functools import cache

LEADS = range(0x81, 0xFF)


@cache
def pair_of(char: str) -> tuple[int, int] | None:
    """The two bytes of a character, private-use ones as the user-defined zones; None for all others."""
    try:
        data = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return (data[0], data[1]) if len(data) == 2 else None


@cache
def char_of(lead: int, trail: int) -> str | None:
    """The character of two bytes, or None."""
    try:
        return bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None


@cache
def row(lead: int) -> tuple[tuple[int, str], ...]:
    """Trail byte and character of every pair that begins with ``lead``."""
    return tuple((trail, char) for trail in range(0x40, 0xFF) if (char := char_of(lead, trail)) is not None)


@cache
def column(trail: int) -> tuple[tuple[int, str], ...]:
    """Lead byte and character of every pair that ends with ``trail``."""
    return tuple((lead, char) for lead in LEADS if (char := char_of(lead, trail)) is not None)


@cache
def illegal_trails(lead: int) -> tuple[int, ...]:
    """The bytes above ASCII that make no character with ``lead``: a reader shows one question mark for both."""
    return tuple(trail for trail in range(0x81, 0xFF) if char_of(lead, trail) is None)


@cache
def swallowing_leads() -> frozenset[int]:
    """The lead bytes that have illegal pairs with bytes above ASCII."""
    return frozenset(lead for lead in LEADS if illegal_trails(lead))


@cache
def private_trails(lead: int) -> tuple[int, ...]:
    """The bytes that make a private-use character with ``lead``, which is shown without a shape."""
    pairs = ((trail, bytes((lead, trail)).decode("gb18030", "replace")) for trail in range(0xA1, 0xFF))
    return tuple(trail for trail, char in pairs if "\ue000" <= char <= "\uf8ff")


def mark_pair(char: str) -> tuple[int, int] | None:
    """The bytes of a mark at which mirrors cut; an ASCII one was full-width when they did."""
    if char in "!?;,:":
        return 0xA3, ord(char) + 0x80
    return pair_of(char) if char in "！？；，：。、" else None
