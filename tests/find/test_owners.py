"""Which figure, place and stage belongs to which number: 分别, lists of bodies, totals and parts."""

from __future__ import annotations

import pytest
from reading import read


def owners(text: str) -> list[str]:
    """Each figure as ``words of within place stage`` in the order of the text, what is null left out."""
    record = read(text)
    rows = []
    for figure in (*record.amounts, *record.counts, *record.rates):
        if getattr(figure, "role", None) == "threshold":
            continue
        said = [getattr(figure, "of", None), getattr(figure, "within", None)]
        said += [figure.place.text if figure.place else None, getattr(figure, "stage", None)]
        rows.append((figure.start, " ".join([figure.text, *(word for word in said if word)])))
    return [row for _, row in sorted(rows)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "签约项目54个，合同引资96亿元，同比分别增长8%和12%。",
            ["54个 signed", "96亿元 c0", "8% c0", "12% a0"],
        ),
        (
            "签约项目54个，合同引资96亿元，项目数和合同引资额同比分别增长8%、12%。",
            ["54个 signed", "96亿元 c0", "8% c0", "12% a0"],
        ),
        (
            "签约、开工、投产项目分别达到54个、31个、12个。",
            ["54个 signed", "31个 started", "12个 in_production"],
        ),
        (
            "新批企业35家，合同外资2.6亿美元，比上年同期分别增长1.4倍和1.2倍。",
            ["35家", "2.6亿美元 c0", "1.4倍 c0", "1.2倍 a0"],
        ),
        (
            "醴陵市、茶陵县分别签约项目4个、3个，签约金额分别为12亿元、9亿元。",
            ["4个 醴陵市 signed", "3个 茶陵县 signed", "12亿元 c0 醴陵市", "9亿元 c1 茶陵县"],
        ),
        ("工业增加值、税收分别增长9%、14%。", ["9%", "14%"]),
        (
            "醴陵市、茶陵县（洣江）、炎陵县分别签约4个、3个、2个。",
            ["4个 醴陵市 signed", "3个 茶陵县 signed", "2个 炎陵县 signed"],
        ),
        (
            "排后的是醴陵市、茶陵县、云峰管理区，分别签约4个、3个、2个。",
            ["4个 醴陵市 signed", "3个 茶陵县 signed", "2个 signed"],
        ),
    ],
)
def test_numbers_behind_each_take_turns(text: str, expected: list[str]) -> None:
    assert owners(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新签约项目100个，分别为：醴陵市52个、茶陵县31个、炎陵县17个。",
            ["100个 signed", "52个 醴陵市 signed", "31个 茶陵县 signed", "17个 炎陵县 signed"],
        ),
        ("引进项目30个，其中醴陵市、茶陵县各12个。", ["30个 introduced", "12个 c0 introduced"]),
        ("外出招商52批次，分别为：醴陵市30批次、茶陵县22批次。", ["52批次", "30批次 醴陵市", "22批次 茶陵县"]),
        ("在北京、上海、深圳12家企业走访。", ["12家"]),
    ],
)
def test_bodies_have_the_number_beside_them(text: str, expected: list[str]) -> None:
    assert owners(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("签约项目76个，其中亿元以上18个，总投资147亿元。", ["76个 signed", "18个 c0 signed", "147亿元 c0"]),
        (
            "签约项目76个，总投资147亿元，其中亿元以上18个，总投资93亿元。",
            ["76个 signed", "147亿元 c0", "18个 c0 signed", "93亿元 c1"],
        ),
        (
            "签约项目25个（工业15个、农业10个），总投资58亿元。",
            ["25个 signed", "15个 c0 signed", "10个 c0 signed", "58亿元 c0"],
        ),
        ("现场签约项目39个，引进500强企业5家，总投资45亿元。", ["39个 signed", "5家 introduced", "45亿元 c0"]),
        ("竣工总投资47亿元的民生项目8个。", ["47亿元 c0", "8个 completed"]),
        ("签约项目41个，其中38个采用网上签约。", ["41个 signed", "38个 c0 signed"]),
        ("亿元企业由17户发展到40户。", ["17户", "40户"]),
    ],
)
def test_totals_and_parts(text: str, expected: list[str]) -> None:
    assert owners(text) == expected
