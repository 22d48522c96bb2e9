"""The quality gate: figures of a scorer on annotated articles, held against floors that only rise.

    python benchmarks/gate.py [--scorer score.py] [--gold DIR]... [--update] [--margin 0.002]

The scorer is a program that takes a folder of annotated articles and ``--pred RECORDS --json``. Where it or the folders
are not there, the gate says so and lets pass. Each figure of each folder has its floor in ``quality_floors.json``;
``--update`` raises the floors to what was measured, less the margin, and never lowers one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("quality_floors.json")
SHARED = Path(os.environ.get("ZSEXTRACT_GOLD", ROOT.parent / "shared"))

Figures = dict[str, float]


def figures(scored: dict[str, Any]) -> Figures:
    """F1 of every family and the share of every attribute, by name."""
    made = {name: family["f1"] for name, family in scored["families"].items()}
    made |= {name: round(good / total, 4) for name, (good, total) in scored["attributes"].items() if total}
    return made


def measured(scorer: Path, gold: Path) -> Figures:
    """What the scorer says of our records of a folder's articles."""
    pages = sorted(str(gold / json.loads(path.read_text(encoding="utf-8"))["raw"]) for path in gold.glob("*.json"))
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as records:
        subprocess.run([sys.executable, "-m", "zsextract", "parse", *pages], stdout=records, check=True)
        command = [sys.executable, str(scorer), str(gold), "--pred", records.name, "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return figures(json.loads(done.stdout))


def below(found: Figures, floors: Figures) -> dict[str, tuple[float | None, float]]:
    """The figures that have sunk, with what was found and the floor; a figure that is gone has sunk."""
    return {name: (found.get(name), floor) for name, floor in floors.items() if found.get(name, -1.0) < floor}


def raised(found: Figures, floors: Figures, margin: float) -> Figures:
    """Floors after an update: never lower than they were."""
    return {name: max(round(value - margin, 4), floors.get(name, 0.0)) for name, value in found.items()}


def report(gold: str, found: Figures, floors: Figures) -> bool:
    """Print a folder's figures beside their floors; True where none has sunk."""
    sunk = below(found, floors)
    for name in sorted({*found, *floors}):
        value, floor = found.get(name), floors.get(name)
        shown = f"{value:.4f}" if value is not None else "gone"
        print(f"{gold:<14}{name:<18}{shown:>8}  floor {floor if floor is not None else '-':>7}"
              f"{'  BELOW' if name in sunk else ''}")  # fmt: skip
    return not sunk


def main(arguments: list[str] | None = None) -> int:
    """Status 0 where every figure holds its floor or there is nothing to measure on, else 1."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--scorer", type=Path, default=SHARED / "score.py")
    ask.add_argument("--gold", type=Path, action="append", help="default: gold and gold_damaged beside the scorer")
    ask.add_argument("--floors", type=Path, default=FLOORS)
    ask.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    ask.add_argument("--margin", type=float, default=0.002, help="how far below the figure a new floor lies")
    args = ask.parse_args(arguments)
    folders = args.gold or [args.scorer.parent / "gold", args.scorer.parent / "gold_damaged"]
    folders = [folder for folder in folders if folder.is_dir()]
    if not args.scorer.is_file() or not folders:
        print(f"no quality gate: {args.scorer} or its annotated articles are not there")
        return 0
    floors: dict[str, Figures] = json.loads(args.floors.read_text(encoding="utf-8"))
    held = True
    for folder in folders:
        found = measured(args.scorer, folder)
        held &= report(folder.name, found, floors.get(folder.name, {}))
        floors[folder.name] = raised(found, floors.get(folder.name, {}), args.margin)
    if args.update and held:
        args.floors.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
