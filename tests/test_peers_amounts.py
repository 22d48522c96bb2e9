"""The comparison with peers: what it counts, how it asks the peers, and our share of their own cases."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace as Made

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import peers_amounts  # noqa: E402  (programs beside the package, not a part of it)
import peers_readers  # noqa: E402
from peers_amounts import Case, Page, Wanted  # noqa: E402
from peers_readers import Reading, Sum  # noqa: E402


def wanted(*values: int, text: str = "", currency: str = "CNY", optional: bool = False) -> Wanted:
    return Wanted(text, tuple(map(Decimal, values)), (currency,), optional)


def found(*values: int | str, currency: str | None = "CNY", start: int = 0, end: int = 1) -> Sum:
    return Sum(start, end, tuple(map(Decimal, values)), currency)


# --- the peers' own cases


def test_each_case_stands_once_in_its_sentence() -> None:
    known, empty = peers_amounts.cases()
    assert len(known) >= 100
    assert {case.origin for case in known} == {"jionlp", "recognizers"}
    assert [case.phrase for case in known if case.text.count(case.phrase) != 1] == []
    assert [case.phrase for case in known if list(case.values) != sorted(case.values) or len(case.values) > 2] == []
    assert len(empty) == len(set(empty))


def test_ours_has_the_value_and_currency_of_19_cases_in_20() -> None:
    read = peers_readers.READERS["zsextract"]()
    known, _ = peers_amounts.cases()
    wrong = [case.phrase for case in known if not peers_amounts.is_right(case, list(read(case.text)))]
    assert len(wrong) <= 0.05 * len(known), wrong


def test_ours_finds_no_sum_where_there_is_none() -> None:
    read = peers_readers.READERS["zsextract"]()
    _, empty = peers_amounts.cases()
    assert [text for text in empty if list(read(text))] == []


@pytest.mark.parametrize(
    ("sums", "right"),
    [
        ([Sum(3, 7, (Decimal(20),), "USD")], True),
        ([Sum(3, 7, (Decimal(20),), "CNY")], False),
        ([Sum(3, 7, (Decimal(20), Decimal(30)), "USD")], False),
        ([Sum(3, 7, (), "USD", (Decimal(20),))], True),
        ([Sum(0, 3, (Decimal(20),), "USD")], False),
        ([Sum(3, 7, (Decimal(20),), "USD"), Sum(5, 7, (Decimal(20),), "USD")], False),
        ([], False),
    ],
)
def test_a_case_is_right_by_the_one_sum_at_its_phrase(sums: list[Sum], right: bool) -> None:
    case = Case("jionlp", "门票共二十美元。", "二十美元", (Decimal(20),), "USD")
    assert peers_amounts.is_right(case, sums) is right


def test_digits_that_a_peer_cannot_hold_are_not_held_against_it() -> None:
    case = Case("recognizers", "202107211321363588510367美元", "美元", (Decimal("202107211321363588510367"),), "USD")
    start, end = case.text.index("美元"), len(case.text)
    assert peers_amounts.is_right(case, [found("2.02107211321364E+23", currency="USD", start=start, end=end)])
    assert not peers_amounts.is_right(case, [found("2.0210721E+23", currency="USD", start=start, end=end)])


# --- matching


@pytest.mark.parametrize(
    ("gold", "sums", "hits", "currencies", "extra"),
    [
        ([wanted(5)], [found(5)], 1, 1, 0),
        ([wanted(5)], [found(5, currency="USD")], 1, 0, 0),
        ([wanted(5, currency="USD")], [found(5), found(5, currency="USD")], 1, 1, 1),
        ([wanted(5), wanted(5)], [found(5)], 1, 1, 0),
        ([wanted(5)], [found("5E+0"), found(6)], 1, 1, 1),
        ([wanted(1, 3)], [found(3)], 1, 1, 0),
        ([wanted(1, 3)], [found(1), found(3)], 1, 1, 0),
        ([wanted(1, 3)], [found(1), found(3), found(3)], 1, 1, 1),
        ([wanted(3000)], [found(3000, 4000)], 1, 1, 0),
        ([wanted(1, 3), wanted(3)], [found(1, 3), found(3)], 2, 2, 0),
        ([wanted(5, optional=True)], [found(5)], 0, 0, 0),
        ([wanted(5, optional=True), wanted(5)], [found(5)], 1, 1, 0),
        ([wanted(5)], [found()], 0, 0, 0),
    ],
)
def test_sums_are_matched_by_value_one_to_one(
    gold: list[Wanted], sums: list[Sum], hits: int, currencies: int, extra: int
) -> None:
    assert peers_amounts.match(gold, sums, "—") == (hits, currencies, extra)


def test_a_vague_sum_is_no_false_alarm() -> None:
    text = "带动数十亿元投资"
    assert peers_amounts.match([wanted(text="数十亿元")], [found(10**9, 10**10, start=2, end=6)], text) == (0, 0, 0)
    assert peers_amounts.match([wanted(text="数十亿元")], [found(10**9, start=6, end=8)], text) == (0, 0, 1)


def test_shares_and_speed() -> None:
    page = Page("原", "原", (wanted(5), wanted(7)))
    row = peers_amounts.measure(Reading([[found(5), found(6)]], 1.0, 2.0), ["原"], [page])
    assert (row.found, row.precision, row.recall, row.f1, row.currency, row.seconds) == (2, 0.5, 0.5, 0.5, 1.0, 2.0)
    assert row.rate == pytest.approx(3 / 2**20 / 2)


# --- asking the readers


def test_jionlp_is_asked_by_line_and_its_errors_cost_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract_money(text: str, with_parsing: bool) -> list[object]:
        assert with_parsing
        if "坏" in text:
            raise ValueError(text)
        detail = {"num": ["3000.00", "4000.00"] if "多" in text else "3000.00", "case": "欧元", "definition": "blur"}
        return [{"text": "", "offset": [1, len(text.strip())], "detail": detail}]

    monkeypatch.setitem(sys.modules, "jionlp", Made(ner=Made(extract_money=extract_money)))
    read = peers_readers.READERS["jionlp"]()
    assert list(read("付3000欧元\n坏\n付3000多欧元")) == [
        found(3000, currency="EUR", start=1, end=7),
        found(3000, 4000, currency="EUR", start=11, end=18),
    ]


def test_recognizers_bare_currency_names_and_parts_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def entity(start: int, end: int, value: str | None, unit: str, iso: str | None = None) -> Made:
        return Made(start=start, end=end, resolution={"value": value, "unit": unit, "isoCurrency": iso})

    told = [
        entity(0, 2, "50", "Chinese yuan"), entity(0, 6, "50.63", "Chinese yuan", "CNY"),
        entity(8, 9, None, "Hong Kong dollar", "HKD"), entity(10, 12, "1.2e+08", "Dollar"),
    ]  # fmt: skip
    model = Made(parse=lambda text: told)
    recognizer = Made(get_currency_model=lambda: model)
    monkeypatch.setitem(
        sys.modules, "recognizers_number_with_unit", Made(NumberWithUnitRecognizer=lambda culture: recognizer)
    )
    read = peers_readers.READERS["recognizers"]()
    assert list(read("一行")) == [
        found("50.63", start=0, end=7), found(currency="HKD", start=8, end=10),
        found(120_000_000, currency="USD", start=10, end=13),
    ]  # fmt: skip


def test_a_reader_at_work(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(["总投资1亿元至3亿元。", "天气晴好。"])))
    assert peers_readers.work("zsextract") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["found"] == [[[3, 10, ["100000000", "300000000"], "CNY", ["100000000", "300000000"]]], []]
    assert told["load"] > 0


def test_a_reader_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "jionlp", None)
    monkeypatch.setattr(sys, "stdin", io.StringIO("[]"))
    assert peers_readers.work("jionlp") == peers_readers.MISSING
    assert capsys.readouterr().out == ""


def test_a_peer_runs_in_the_interpreter_that_has_it(tmp_path: Path) -> None:
    other = tmp_path / "python"
    other.write_text(
        '#!/bin/sh\ncat > /dev/null\necho \'{"found": [[[0, 2, ["5"], null, []]]], "load": 1, "seconds": 2}\'\n'
    )
    other.chmod(0o755)
    assert peers_readers.read_all("jionlp", ["五元"], str(other)) == Reading(
        [[found(5, currency=None, start=0, end=2)]], 1, 2
    )
    other.write_text(f"#!/bin/sh\ncat > /dev/null\nexit {peers_readers.MISSING}\n")
    assert peers_readers.read_all("jionlp", ["五元"], str(other)) is None


# --- the whole


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One annotated page with a traditional range and an ordinary sum."""
    sums = [
        {"text": "1.5億至2億元", "value": 150000000, "upper": 200000000, "bound": "range"},
        {"text": "300万美元", "value": 3000000, "currency": ["USD", "CNY"]},
    ]
    (tmp_path / "a.txt").write_text("項目總投資1.5億至2億元，其中外資300万美元。", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"raw": "a.txt", "articles": [{"amounts": sums}]}), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("raw", "given"), [([], "项目总投资"), (["--raw"], "項目總投資")])
def test_tables(
    gold: Path, raw: list[str], given: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, Sequence[str]]] = []

    def read_all(name: str, texts: Sequence[str], python: str) -> Reading | None:
        asked.append((name, texts))
        if name == "jionlp":
            return None
        sums = [found(150000000, 200000000, start=5, end=13), found(3000000, currency="USD", start=18, end=24)]
        return Reading([sums if "投" in text and "300万美元" in text else [] for text in texts], 0.5, 0.25)

    monkeypatch.setattr(peers_amounts, "read_all", read_all)
    assert peers_amounts.main([str(gold), "--failures", *raw]) == 0
    told = capsys.readouterr()
    assert "jionlp: not installed" in told.err
    assert [line.split()[:6] for line in told.out.splitlines() if line.startswith(("zsextract", "recognizers"))][
        :2
    ] == [
        ["zsextract", "2", "1.000", "1.000", "1.000", "1.000"],
        ["recognizers", "2", "1.000", "1.000", "1.000", "1.000"],
    ]
    pages = {name: texts[0] for name, texts in asked if len(texts) == 1}
    assert pages["zsextract"].startswith("項目總投資")
    assert pages["recognizers"].startswith(given)


@pytest.mark.slow
def test_json_of_ours_alone(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert peers_amounts.main([str(gold), "--readers", "zsextract", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (row,) = told["gold"][str(gold)].values()
    assert (row["precision"], row["recall"], row["currency"]) == (1.0, 1.0, 1.0)
    assert told["cases"]["zsextract"]["right"]["all"][1] >= 100
