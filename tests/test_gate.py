"""The quality gate: it sees a figure sink, and its floors never do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import gate  # noqa: E402  (a program beside the package, not a part of it)

SCORER = """
import json, sys
from pathlib import Path
records = Path(sys.argv[3]).read_text(encoding="utf-8").splitlines()
f1 = float(Path(sys.argv[1], "f1").read_text())
shares = {"evidence": [len(records), 2], "none": [0, 0]}
print(json.dumps({"families": {"amounts.core": {"f1": f1}}, "attributes": shares}))
"""


@pytest.fixture
def bench(tmp_path: Path) -> list[str]:
    """Arguments that point the gate at a scorer of our own, two articles and no floors."""
    gold = tmp_path / "gold"
    gold.mkdir()
    for name in "ab":
        (gold / f"{name}.txt").write_text("平江县新签约项目12个。", encoding="utf-8")
        (gold / f"{name}.json").write_text(json.dumps({"raw": f"{name}.txt"}), encoding="utf-8")
    (gold / "f1").write_text("0.9")
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    (tmp_path / "floors.json").write_text("{}")
    return ["--scorer", str(tmp_path / "score.py"), "--floors", str(tmp_path / "floors.json")]


def test_floors_rise_with_the_figures_and_hold_them(bench: list[str], tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    assert gate.main([*bench, "--update", "--margin", "0.01"]) == 0
    assert json.loads(floors.read_text()) == {"gold": {"amounts.core": 0.89, "evidence": 0.99}}
    (tmp_path / "gold" / "f1").write_text("0.88")
    assert gate.main(bench) == 1
    assert gate.main([*bench, "--update"]) == 1
    assert json.loads(floors.read_text())["gold"]["amounts.core"] == 0.89
    (tmp_path / "gold" / "f1").write_text("0.895")
    assert gate.main([*bench, "--update", "--margin", "0.01"]) == 0
    assert json.loads(floors.read_text())["gold"]["amounts.core"] == 0.89


def test_a_figure_that_is_gone_has_sunk() -> None:
    assert gate.below({}, {"amounts.core": 0.9}) == {"amounts.core": (None, 0.9)}


def test_without_annotated_articles_there_is_no_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--scorer", str(tmp_path / "score.py")]) == 0
    assert "no quality gate" in capsys.readouterr().out
