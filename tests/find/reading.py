"""Whole sentences as the program reads them, and the rows of tables that it does not read yet."""

from __future__ import annotations

from datetime import date

import pytest
from _pytest.mark import ParameterSet

from zsextract.pipeline import extract
from zsextract.records import Record

DAY = date(2031, 10, 12)
"""The day of every article that has none of its own."""


def not_yet(*row: object) -> ParameterSet:
    """A row of a table that is not met so far."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason="not read so far"))


def read(text: str, day: date | None = DAY) -> Record:
    """The record of a text that is one article."""
    (record,) = extract(text, date=day)
    return record
