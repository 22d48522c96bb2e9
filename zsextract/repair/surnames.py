"""Surnames, for the repairs that must know a name when they see one."""

from __future__ import annotations

from functools import cache

from zsextract.repair.tables import lines


@cache
def surnames() -> frozenset[str]:
    """The surnames of one character, simplified: the common ones, for a blank or a variant proves little by itself."""
    return frozenset(char for line in lines("surnames.tsv") for char in line)
