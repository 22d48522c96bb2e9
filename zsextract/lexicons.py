"""Word lists and the table of administrative divisions (GB/T 2260), read from ``rules/lexicons`` when first needed.

A word list is a ``.txt`` file, one entry a line, ``#`` begins a comment. The divisions are in ``divisions.tsv``,
current and former ones; where each list comes from and under which licence stands in its head.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct

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


class Division(Struct, frozen=True, eq=False):
    """A province, prefecture or county; the table makes one object of each, so that equal means identical.

    ``since`` and ``until`` are the first and last year in which the table lists it under this name and code, None where
    it is there from the beginning or still; ``short`` is empty where no short name can stand alone. ``stem`` is the
    code without the zeros at its end: what the codes of all divisions inside begin with.
    """

    code: str
    name: str
    short: str
    since: int | None
    until: int | None
    stem: str

    @property
    def level(self) -> Level:
        """By the code: 430000 is a province, 430100 a prefecture, 430112 a county."""
        return "province" if self.code[2:] == "0000" else "prefecture" if self.code[4:] == "00" else "county"

    def existed(self, year: int | None) -> bool:
        """True where the table may have listed it in that year; always for None. Lists are some years apart."""
        return year is None or ((self.since or 0) <= year + 1 and year <= (self.until or 9999) + 1)

    def within(self, other: Division) -> bool:
        """True where ``other`` is this division or stands above it."""
        return self.code.startswith(other.stem)


class Name(NamedTuple):
    """A name of the table: the divisions that ever had it as their full name, and as their short one, by code."""

    text: str
    named: tuple[Division, ...]
    called: tuple[Division, ...]


class Divisions:
    """The table, by code, by full name and by short name. One is enough: see `divisions`.

    Only the columns are read at first; the rows become objects when one of their names is asked for. A short name
    begins as the full one does, so that the first two characters lead to every row that a name can mean.
    """

    __slots__ = ("_at", "_codes", "_full", "_heads", "_known", "_names", "_parents", "_rows", "_shorts", "_years")

    def __init__(self, cells: list[str]) -> None:
        """``cells``: code, name, short name, first and last year, row after row, ordered by code."""
        self._codes, self._names, self._shorts = cells[0::5], cells[1::5], cells[2::5]
        self._years = cells[3::5], cells[4::5]
        self._heads: dict[str, list[int]] = {}
        for at, name in enumerate(self._names):
            self._heads.setdefault(name[:2], []).append(at)
            if name[-1] == "旗" and (brief := _brief(name)):
                self._heads.setdefault(brief[:2], []).append(at)
        self._rows: dict[int, Division] = {}
        self._known: dict[str, dict[str, Name]] = {}
        self._at: dict[tuple[str, int | None], Division] = {}
        self._parents: dict[tuple[Division, int | None], Division | None] = {}
        self._full: dict[tuple[Division, int | None], str] = {}

    def _row(self, at: int) -> Division:
        division = self._rows.get(at)
        if division is None:
            since, until = (column[at] for column in self._years)
            code = self._codes[at]
            stem = code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
            division = self._rows[at] = Division(
                code, self._names[at], self._shorts[at], int(since) if since else None, int(until) if until else None,
                stem,
            )  # fmt: skip
        return division

    def heads(self) -> Collection[str]:
        """The first two characters of every name, full or short."""
        return self._heads.keys()

    def under(self, head: str) -> dict[str, Name]:
        """Every name that begins with these two characters, the longest first."""
        known = self._known.get(head)
        if known is None:
            known = self._read(head)
            if known:  # of what stands in texts, only what the table knows is remembered
                self._known[head] = known
        return known

    def _read(self, head: str) -> dict[str, Name]:
        named: dict[str, list[Division]] = defaultdict(list)
        called: dict[str, list[Division]] = defaultdict(list)
        for at in self._heads.get(head, ()):
            division = self._row(at)
            for name in {division.name} | _halves(division.name, division.short):
                named[name].append(division)
            if division.short:
                called[division.short].append(division)
        ordered = sorted({*named, *called}, key=lambda name: (-len(name), name))
        return {name: Name(name, tuple(named.get(name, ())), tuple(called.get(name, ()))) for name in ordered}

    def at(self, code: str, year: int | None = None) -> Division | None:
        """The division of that code in that year; of several, or where the year is None, the latest."""
        known = self._at.get((code, year))
        if known is not None:
            return known
        rows = [self._row(at) for at in range(bisect_left(self._codes, code), bisect_right(self._codes, code))]
        if not rows:
            return None
        fitting = [row for row in rows if row.existed(year)] or rows
        found = self._at[code, year] = max(fitting, key=lambda row: row.until or 9999)
        return found

    def name(self, text: str) -> Name | None:
        """The entry of a name, None where no division ever had it."""
        return self.under(text[:2]).get(text)

    def named(self, name: str) -> tuple[Division, ...]:
        """All divisions that ever had this full name, by code."""
        found = self.name(name)
        return found.named if found else ()

    def called(self, short: str) -> tuple[Division, ...]:
        """All divisions that ever had this short name, by code."""
        found = self.name(short)
        return found.called if found else ()

    def is_full(self, name: str) -> bool:
        """True for a full name, False for one that is only a short one or none at all."""
        return bool(self.named(name))

    def names(self) -> frozenset[str]:
        """Every full name."""
        rows = zip(self._names, self._shorts, strict=True)
        return frozenset(self._names).union(
            *(_halves(*row) for row in rows if "自治" in row[0] or row[0][-2:] == "族区" or row[0][-1] == "旗")
        )

    def shorts(self) -> frozenset[str]:
        """Every short name."""
        return frozenset(self._shorts) - {""}

    def parent(self, division: Division, year: int | None = None) -> Division | None:
        """The division above: of a county its prefecture, or its province where the code has none between."""
        key = (division, year)
        if key not in self._parents:
            self._parents[key] = self._parent(division, year or division.until)
        return self._parents[key]

    def _parent(self, division: Division, year: int | None) -> Division | None:
        if division.level == "province":
            return None
        above = division.code[:4] + "00" if division.level == "county" else division.code[:2] + "0000"
        return self.at(above, year) or self.at(division.code[:2] + "0000", year)

    def full_name(self, division: Division, year: int | None = None) -> str:
        """The name with those above it: 湖南省长沙市天心区, 北京市海淀区, 湖北省潜江市."""
        known = self._full.get((division, year))
        if known is None:
            above = self.parent(division, year)
            known = self._full[division, year] = (self.full_name(above, year) if above else "") + division.name
        return known


_BANNERS = {
    "科尔沁右翼": "科右", "科尔沁左翼": "科左", "察哈尔右翼": "察右", "土默特": "土", "乌拉特": "乌", "阿拉善": "阿",
    "新巴尔虎": "新", "苏尼特": "苏", "西乌珠穆沁": "西乌", "东乌珠穆沁": "东乌", "鄂托克前": "鄂前",
    "达尔罕茂明安联合": "达茂",
}  # fmt: skip


def _brief(name: str) -> str:
    """What a banner of Inner Mongolia is called for short, 科右中旗 and 达茂旗; empty for none."""
    return next((brief + name[len(long) :] for long, brief in _BANNERS.items() if name.startswith(long)), "")


def _halves(name: str, short: str) -> set[str]:
    """The names between the short and the full one: 湘西州 and 湘西自治州, 都安县, 管城区, 广西自治区, 科右中旗."""
    if not short:
        return set()
    if name[-1] == "旗":
        return {brief} if (brief := _brief(name)) else set()
    if "自治" in name:
        return {short + "自治" + name[-1]} | ({short + name[-1]} if name[-1] != "区" else set())
    return {short + "区"} if name.endswith("族区") else set()


@cache
def divisions() -> Divisions:
    """The table, read once: some 4,500 rows in about 3 ms."""
    text = (rules_dir() / "lexicons" / "divisions.tsv").read_text(encoding="utf-8")
    rows = text[text.rindex("\n#") + 1 :].partition("\n")[2]  # comments stand only in the head
    return Divisions(rows.rstrip("\n").replace("\n", "\t").split("\t"))
