"""Word lists and the table of divisions: their form, their sense, and what they cost."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from zsextract.lexicons import Division, divisions, rules_dir, words

_ROWS = [
    line.split("\t")
    for line in (rules_dir() / "lexicons" / "divisions.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_every_row_of_the_table_is_whole() -> None:
    assert len(_ROWS) > 4000
    for row in _ROWS:
        code, name, short, since, until = row
        assert len(code) == 6
        assert code.isdigit()
        assert name[-1] in "省市区县旗州盟岛", row
        assert short == "" or (len(short) >= 2 and name.startswith(short)), row
        assert all(year == "" or 1990 < int(year) < 2030 for year in (since, until)), row


def test_the_table_is_sorted_and_has_no_row_twice() -> None:
    keys = [(row[0], row[1]) for row in _ROWS]
    assert len(set(keys)) == len(keys)
    assert [row[0] for row in _ROWS] == sorted(row[0] for row in _ROWS)


def test_every_province_is_there() -> None:
    provinces = [row for row in _ROWS if row[0].endswith("0000")]
    assert len(provinces) == 34


@pytest.mark.parametrize("name", ["place_words", "place_names_common"])
def test_word_lists_are_sorted_unique_and_composed(name: str) -> None:
    text = (rules_dir() / "lexicons" / f"{name}.txt").read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert entries == sorted(set(entries))
    assert all(unicodedata.is_normalized("NFC", entry) for entry in entries)
    assert "Origin:" in text
    assert "Licence:" in text
    assert words(name) == frozenset(entries)


def test_every_common_name_is_a_name_of_the_table() -> None:
    table = divisions()
    assert [name for name in words("place_words") if not table.called(name)] == []


def _one(name: str) -> Division:
    found = [division for division in divisions().named(name) if division.until is None or name == "望城县"]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("岳阳市", "湖南省岳阳市"),
        ("天心区", "湖南省长沙市天心区"),
        ("海淀区", "北京市海淀区"),
        ("应城市", "湖北省孝感市应城市"),
        ("花垣县", "湖南省湘西土家族苗族自治州花垣县"),
        ("潜江市", "湖北省潜江市"),
        ("望城县", "湖南省长沙市望城县"),
        ("镶黄旗", "内蒙古自治区锡林郭勒盟镶黄旗"),
        ("湘西州", "湖南省湘西土家族苗族自治州"),
        ("都安县", "广西壮族自治区河池市都安瑶族自治县"),
        ("管城区", "河南省郑州市管城回族区"),
        ("广西自治区", "广西壮族自治区"),
    ],
)
def test_full_names(name: str, full: str) -> None:
    assert divisions().full_name(_one(name)) == full


def test_a_division_that_changed_is_told_by_the_year() -> None:
    assert [division.code for division in divisions().called("望城")] == ["430112", "430122"]
    assert divisions().at("430122", 2008) is not None
    old, new = (_one(name) for name in ("望城县", "望城区"))
    assert old.existed(2005)
    assert not old.existed(2020)
    assert new.existed(None)
    assert not new.existed(1999)


def test_parents() -> None:
    table = divisions()
    county = _one("应城市")
    city = table.parent(county)
    assert city is not None
    assert city.name == "孝感市"
    province = table.parent(city)
    assert province is not None
    assert (province.name, table.parent(province)) == ("湖北省", None)
    assert county.within(city)
    assert county.within(province)
    assert not city.within(county)
    assert (county.level, city.level, province.level) == ("county", "prefecture", "province")


def test_unknown_lists_and_codes() -> None:
    with pytest.raises(FileNotFoundError):
        words("no_such_list")
    assert divisions().at("999999") is None
    assert divisions().named("无此县") == ()


def test_nothing_is_read_at_import() -> None:
    code = "import zsextract.lexicons as lexicons; assert not lexicons.divisions.cache_info().currsize"
    subprocess.run([sys.executable, "-c", code], check=True)
