"""Sums of money: ours beside JioNLP's money extraction and the Chinese currency model of Recognizers-Text.

    python -m venv peers
    peers/bin/pip install jionlp recognizers-text-number-with-unit "emoji<2"
    python benchmarks/peers_amounts.py GOLD_DIR... --python peers/bin/python [--raw] [--json]

GOLD_DIR holds annotated articles as ``zsextract eval`` reads them. A reader that cannot be imported is named and left
out. Each runs in a process of its own, ours with this interpreter, the peers with that of ``--python``. Ours reads the
page as it is; the peers read the text that our repair makes of it, line by line (with ``--raw`` the page as it is), and
are not charged for the repair. Times are processor time, without loading; ours finds everything else meanwhile.

Sums are compared by value, one to one within a file, wherever they stand and whatever their currency. Bounds do not
count (近20亿元 is 20亿), and of a range either end will do: JioNLP gives both, and for 3000多元 a range of its own;
Recognizers-Text gives the last end, or both as two sums, of which the second is then no false alarm. Nor is a sum that
the annotation calls optional or that has no value (数十亿元). ``cur`` is the share of the sums found whose currency is
right as well. Annotated are all sums of money, so also 亿元以上 in 亿元以上项目.

``cases``: the sums of the two projects' own tests, in sentences of ours (``peers_money_cases.toml``), by value and
currency; a range must be whole. A case is right where just one sum is found at the phrase and it is that one. ``none``
are the sentences without a sum, and how many of them were read as such. JioNLP's own tests hand most of these phrases
to its parser alone; here its extraction has to find them first.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from peers_readers import READERS, Reading, Sum, Values, read_all

CASES = Path(__file__).with_name("peers_money_cases.toml")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An annotated sum; without values where the page gives none that could be compared."""

    text: str
    values: Values
    currencies: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the gold: as it is, repaired, and its annotated sums."""

    raw: str
    repaired: str
    sums: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A sum of a peer's own tests in a sentence of ours."""

    origin: str
    text: str
    phrase: str
    values: Values
    currency: str


@dataclass(frozen=True, slots=True)
class Row:
    """How well and how fast a reader did; shares from 0 to 1, megabytes of UTF-8 a second."""

    found: int
    precision: float
    recall: float
    f1: float
    currency: float
    seconds: float
    rate: float


def pages(folder: Path) -> list[Page]:
    """The annotated files of a folder."""
    from zsextract import decode
    from zsextract.repair import repair

    made = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        raw = path.with_name(gold["raw"])
        source = decode.decode(raw.read_bytes(), raw.name)
        sums = tuple(_wanted(item) for article in gold["articles"] for item in article.get("amounts", []))
        made.append(Page(source.text, repair(source).text, sums))
    return made


def _wanted(item: dict[str, Any]) -> Wanted:
    currency = item.get("currency", "CNY")
    values = tuple(Decimal(value) for value in (item["value"], item.get("upper")) if value is not None)
    return Wanted(
        item["text"], values, tuple(currency if isinstance(currency, list) else [currency]), bool(item.get("optional"))
    )


def match(wanted: Iterable[Wanted], found: Iterable[Sum], text: str) -> tuple[int, int, int]:
    """How many of the annotated sums of a text were found, with how many right currencies, and the false alarms."""
    left = [one for one in found if one.values]
    hits = currencies = 0
    forgiven: list[Wanted] = []
    for want in sorted(wanted, key=lambda want: (want.optional, len(want.values) != 1)):
        taken = _best(want, left)
        if want.optional or not want.values or len(want.values) > 1:
            forgiven.append(want)
        if taken is not None:
            left.remove(taken)
            hits += not want.optional
            currencies += not want.optional and taken.currency in want.currencies
    for want in forgiven:  # the other end of a range, and what has no value of its own
        other = next((one for one in left if _may_be(want, one, text)), None)
        if other is not None:
            left.remove(other)
    return hits, currencies, len(left)


def _best(want: Wanted, left: list[Sum]) -> Sum | None:
    """The sum found that fits an annotated one: best the same range and the right currency."""
    fits = [one for one in left if set(one.values) & set(want.values)]
    return min(fits, key=lambda one: (one.values != want.values, one.currency not in want.currencies), default=None)


def _may_be(want: Wanted, one: Sum, text: str) -> bool:
    """Whether a sum is one that may be given or left out."""
    if want.values:
        return len(want.values) > 1 and one.values[0] in want.values
    said = text[one.start : one.end]
    return want.text in said or said in want.text


def measure(reading: Reading, texts: Sequence[str], gold: Sequence[Page]) -> Row:
    """A reader's figures over all pages."""
    hits = currencies = extra = 0
    for found, text, page in zip(reading.found, texts, gold, strict=True):
        good, right, more = match(page.sums, found, text)
        hits, currencies, extra = hits + good, currencies + right, extra + more
    wanted = len([want for page in gold for want in page.sums if want.values and not want.optional])
    size = len("".join(texts).encode("utf-8", "surrogatepass")) / 2**20
    return Row(
        hits + extra, hits / max(hits + extra, 1), hits / max(wanted, 1), 2 * hits / max(hits + extra + wanted, 1),
        currencies / max(hits, 1), reading.seconds, size / max(reading.seconds, 1e-9),
    )  # fmt: skip


def cases(path: Path = CASES) -> tuple[list[Case], list[str]]:
    """The sums of the peers' tests, and the sentences that hold none."""
    told = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    made = []
    for item in told["case"]:
        values = item["value"] if isinstance(item["value"], list) else [item["value"]]
        made.append(Case(item["from"], item["text"], item["phrase"], tuple(map(Decimal, values)), item["currency"]))
    return made, [item["text"] for item in told["none"]]


def is_right(case: Case, found: Iterable[Sum]) -> bool:
    """Whether exactly one sum was found at the phrase, with the right value or values and the right currency."""
    start = case.text.index(case.phrase)
    here = [one for one in found if one.start < start + len(case.phrase) and one.end > start]
    if len(here) != 1 or here[0].currency != case.currency:
        return False
    return _same(here[0].values, case.values) or _same(here[0].allows, case.values)


def _same(found: Values, wanted: Values) -> bool:
    """Whether values are the same to twelve digits: JioNLP cuts to two decimals, Recognizers-Text to fifteen digits."""
    close = (abs(one - other) <= abs(other) * Decimal("1e-12") for one, other in zip(found, wanted, strict=False))
    return len(found) == len(wanted) and all(close)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every reader that can be imported; print tables, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has the peers")
    parser.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS))
    parser.add_argument("--raw", action="store_true", help="give the peers the pages as they are")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--failures", action="store_true", help="name the cases that a reader gets wrong")
    options = parser.parse_args(arguments)
    report = _report(options)
    if options.json:
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    else:
        print("\n".join(_tables(report, options.failures)))
    return 0


def _report(options: argparse.Namespace) -> dict[str, Any]:
    """All that is measured, as plain data: by folder and reader, and by reader for the cases."""
    gold = {str(folder): pages(folder) for folder in options.gold}
    known, empty = cases()
    report: dict[str, Any] = {"gold": {folder: {} for folder in gold}, "cases": {}, "load": {}}
    for name in options.readers:
        told = read_all(name, [case.text for case in known] + empty, options.python)
        if told is None:
            print(f"{name}: not installed; see --help", file=sys.stderr)
            continue
        report["load"][name] = told.load
        report["cases"][name] = _judged(known, told.found)
        for folder, made in gold.items():
            texts = [page.raw if options.raw or name == "zsextract" else page.repaired for page in made]
            reading = read_all(name, texts, options.python)
            if reading is not None:
                report["gold"][folder][name] = asdict(measure(reading, texts, made))
    return report


def _judged(known: list[Case], found: list[list[Sum]]) -> dict[str, Any]:
    """How many cases are right, by the project they come from; the phrases that are not; the clean sentences."""
    verdicts = [(case, is_right(case, sums)) for case, sums in zip(known, found[: len(known)], strict=True)]
    shares = {
        origin: [sum(good for case, good in verdicts if case.origin == origin),
                 sum(case.origin == origin for case in known)]
        for origin in sorted({case.origin for case in known})
    }  # fmt: skip
    rest = found[len(known) :]
    shares["all"] = [sum(good for _, good in verdicts), len(known)]
    shares["none"] = [sum(not sums for sums in rest), len(rest)]
    return {"right": shares, "wrong": [case.phrase for case, good in verdicts if not good]}


def _tables(report: dict[str, Any], failures: bool) -> Iterable[str]:
    """The report as lines of text."""
    for folder, rows in report["gold"].items():
        yield f"\n{folder}"
        yield f"{'reader':12} {'found':>5} {'precision':>9} {'recall':>6} {'F1':>6} {'cur':>6} {'s':>7} {'MB/s':>7}"
        for name, row in rows.items():
            yield (
                f"{name:12} {row['found']:5} {row['precision']:9.3f} {row['recall']:6.3f} {row['f1']:6.3f} "
                f"{row['currency']:6.3f} {row['seconds']:7.2f} {row['rate']:7.3f}"
            )
    yield "\ncases"
    for name, told in report["cases"].items():
        shares = ", ".join(f"{origin} {good}/{total}" for origin, (good, total) in told["right"].items())
        yield f"{name:12} {shares}; loads in {report['load'][name]:.2f} s"
        if failures and told["wrong"]:
            yield f"{'':12} wrong: {'  '.join(told['wrong'])}"


if __name__ == "__main__":
    sys.exit(main())
