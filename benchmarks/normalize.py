"""How well damaged pages are repaired: the character error rate of `repair` for each kind of damage.

    python benchmarks/normalize.py DAMAGED CLEAN [--show] [--json]

DAMAGED holds ``NAME-KIND.txt`` files in any encoding, CLEAN their undamaged twins ``NAME.txt``. The rate is the edit
distance between the repaired page and its twin, over the length of the twin. Widths of punctuation and blanks at line
ends do not count; page furniture, broken lines and blanks inside words go from both: real pages have them undamaged.
What the damage destroyed (a digit that a bad byte swallowed) and the repair marks as gone is counted by itself: the
first rate has it, the second one is that of the characters that are wrong and not marked.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from zsextract.decode import decode
from zsextract.fold import view
from zsextract.repair import PASSES, repair

OWN = [each.name for each in PASSES if each.kind == "chrome" or each.name in ("spaces", "wraps")]  # damage of the twin
LOST = "\ufffd"


def distance(one: str, other: str) -> int:
    """The edit distance, in O(length + distance²): Ukkonen's furthest-reaching diagonals."""
    goal, reached, errors = len(other) - len(one), {0: _slide(one, other, 0, 0)}, 0
    while reached.get(goal, -1) < len(one):
        errors += 1
        ahead = {}
        for diagonal in range(-errors, errors + 1):
            row = max(reached.get(diagonal, -2) + 1, reached.get(diagonal - 1, -2), reached.get(diagonal + 1, -2) + 1)
            if 0 <= row <= len(one) and 0 <= row + diagonal <= len(other):
                ahead[diagonal] = _slide(one, other, row, diagonal)
        reached = ahead
    return errors


def _slide(one: str, other: str, row: int, diagonal: int) -> int:
    while row < len(one) and row + diagonal < len(other) and one[row] == other[row + diagonal]:
        row += 1
    return row


def comparable(text: str) -> str:
    """The text without what the rate leaves out."""
    return re.sub(r"[ \t]+(?=\n|\Z)|\r", "", view(text)).strip()


def twins(damaged: Path, clean: Path) -> list[tuple[str, str, str, str]]:
    """Name, kind, repaired page and twin of every pair."""
    pairs = []
    for path in sorted(damaged.glob("*.txt")):
        twin, kind = next(
            ((clean / f"{name}.txt", path.stem[len(name) + 1 :]) for name in _stems(path.stem)
             if (clean / f"{name}.txt").exists()), (None, ""))  # fmt: skip
        if twin is not None:
            ours = repair(decode(path.read_bytes(), path.name)).text
            theirs = repair(decode(twin.read_bytes(), twin.name), only=OWN).text
            pairs.append((path.name, kind, comparable(ours), comparable(theirs)))
    return pairs


def _stems(stem: str) -> list[str]:
    """``dev-01-mirror-small`` may be a page called dev-01-mirror, dev-01 or dev; the longest first."""
    parts = stem.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]


def main() -> None:
    """Print one row for each file and each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("damaged", type=Path)
    parser.add_argument("clean", type=Path)
    parser.add_argument("--show", action="store_true", help="show every difference")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for name, kind, ours, theirs in twins(options.damaged, options.clean):
        errors, lost = distance(theirs, ours), ours.count(LOST)
        totals[kind].update(errors=errors, unmarked=max(0, errors - lost), length=len(theirs))
        if not options.json:
            print(f"{name:40} {errors:5} of {len(theirs):6}, {lost:4} marked as lost")
        if options.show:
            show(ours, theirs)
    rates = {
        kind: {name: total[name] / total["length"] for name in ("errors", "unmarked")}
        for kind, total in sorted(totals.items())
    }  # fmt: skip
    if options.json:
        print(json.dumps(rates))
    else:
        for kind, each in rates.items():
            print(f"{kind:16} {each['errors']:8.3%}, unmarked {each['unmarked']:8.3%}")


def show(ours: str, theirs: str) -> None:
    """Print where the two differ, with a little of what is around."""
    for tag, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag != "equal":
            print(f"    {theirs[max(0, a - 8) : a]!r} [{theirs[a:b]!r} -> {ours[c:d]!r}] {theirs[b : b + 8]!r}")


if __name__ == "__main__":
    main()
