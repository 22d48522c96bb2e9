"""Word lists and the table of administrative divisions (GB/T 2260), read from ``rules/lexicons`` when first needed.

A word list is a ``.txt`` file, one entry a line, ``#`` begins a comment. The divisions are in ``divisions.tsv``,
current and former ones; where each list comes from and under which licence stands in its head.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

Level = Literal["province", "prefecture", "county"]


@cache
def rules_dir() -> Path:
    """The directory of the built-in rules: inside an installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "rules"
    return inside if inside.is_dir() else here.parent / "rules"


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``lexicons/<name>.txt``; raises FileNotFoundError where there is no such list."""
    lines = (rules_dir() / "lexicons" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county.

    ``since`` and ``until`` are the first and last year in which the table lists it under this name and code, None where
    it is there from the beginning or still; ``short`` is empty where no short name can stand alone.
    """

    code: str
    name: str
    short: str
    since: int | None
    until: int | None

    @property
    def level(self) -> Level:
        """By the code: 430000 is a province, 430100 a prefecture, 430112 a county."""
        return "province" if self.code[2:] == "0000" else "prefecture" if self.code[4:] == "00" else "county"

    def existed(self, year: int | None) -> bool:
        """True where the table may have listed it in that year; always for None. Lists are some years apart."""
        return year is None or ((self.since or 0) <= year + 1 and year <= (self.until or 9999) + 1)

    def within(self, other: Division) -> bool:
        """True where ``other`` is this division or stands above it."""
        return self.code.startswith(other.code[: _WIDTH[other.level]])


_WIDTH: dict[Level, int] = {"province": 2, "prefecture": 4, "county": 6}


class Divisions:
    """The table, by code, by full name and by short name. One is enough: see `divisions`."""

    __slots__ = ("_by_code", "_by_name", "_by_short")

    def __init__(self, rows: list[tuple[str, str, str, str, str]]) -> None:
        self._by_code: dict[str, list[tuple[str, str, str, str, str]]] = defaultdict(list)
        self._by_name: dict[str, list[tuple[str, str, str, str, str]]] = defaultdict(list)
        self._by_short: dict[str, list[tuple[str, str, str, str, str]]] = defaultdict(list)
        for row in rows:
            self._by_code[row[0]].append(row)
            self._by_name[row[1]].append(row)
            if row[2]:
                self._by_short[row[2]].append(row)
                for name in _halves(row[1], row[2]) - {row[1]}:
                    self._by_name[name].append(row)

    def at(self, code: str, year: int | None = None) -> Division | None:
        """The division of that code in that year; of several, or where the year is None, the latest."""
        rows = [_division(row) for row in self._by_code.get(code, ())]
        fitting = [row for row in rows if row.existed(year)] or rows
        return max(fitting, key=lambda row: row.until or 9999) if fitting else None

    def named(self, name: str) -> list[Division]:
        """All divisions that ever had this full name, by code."""
        return [_division(row) for row in self._by_name.get(name, ())]

    def called(self, short: str) -> list[Division]:
        """All divisions that ever had this short name, by code."""
        return [_division(row) for row in self._by_short.get(short, ())]

    def is_full(self, name: str) -> bool:
        """True for a full name, False for one that is only a short one or none at all."""
        return name in self._by_name

    def names(self) -> frozenset[str]:
        """Every full name."""
        return frozenset(self._by_name)

    def shorts(self) -> frozenset[str]:
        """Every short name."""
        return frozenset(self._by_short)

    def parent(self, division: Division, year: int | None = None) -> Division | None:
        """The division above: of a county its prefecture, or its province where the code has none between."""
        if division.level == "province":
            return None
        above = division.code[:4] + "00" if division.level == "county" else division.code[:2] + "0000"
        year = year or division.until
        return self.at(above, year) or self.at(division.code[:2] + "0000", year)

    def full_name(self, division: Division, year: int | None = None) -> str:
        """The name with those above it: 湖南省长沙市天心区, 北京市海淀区, 湖北省潜江市."""
        above = self.parent(division, year)
        return (self.full_name(above, year) if above else "") + division.name


def _halves(name: str, short: str) -> set[str]:
    """The names between the short and the full one: 湘西州 and 湘西自治州, 都安县, 管城区, 广西自治区."""
    if "自治" in name:
        return {short + "自治" + name[-1]} | ({short + name[-1]} if name[-1] != "区" else set())
    return {short + "区"} if name.endswith("族区") else set()


@lru_cache(maxsize=1024)
def _division(row: tuple[str, str, str, str, str]) -> Division:
    code, name, short, since, until = row
    return Division(code, name, short, int(since) if since else None, int(until) if until else None)


@cache
def divisions() -> Divisions:
    """The table, read once: some 4,500 rows in about 10 ms."""
    text = (rules_dir() / "lexicons" / "divisions.tsv").read_text(encoding="utf-8")
    rows = [tuple(line.split("\t")) for line in text.splitlines() if line and line[0] != "#"]
    return Divisions(rows)  # type: ignore[arg-type]
