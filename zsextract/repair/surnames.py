"""Surnames, for the repairs that must know a name when they see one."""

from __future__ import annotations

from functools import cache

from .tables import rows


@cache
def surnames() -> frozenset[str]:
    """The surnames of one character, simplified."""
    return frozenset(_table()["single"])


@cache
def compound_surnames() -> frozenset[str]:
    """The surnames of two characters, simplified."""
    return frozenset(_table()["compound"].split(" "))


@cache
def _table() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("surnames.tsv")}
