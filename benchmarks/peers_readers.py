"""Readers that find sums of money: ours, JioNLP's and Recognizers-Text's, each in a process of its own.

    python peers_readers.py NAME < texts.json > found.json

The process of a peer may be that of another interpreter, which has the peer and neither zsextract nor its packages; so
nothing but the standard library is imported here before a reader is loaded. `peers_amounts.py` compares them.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any

WARM_UP = "市长林致远介绍，项目总投资3.5亿元。"
MISSING = 3  # the exit code where a reader's package cannot be imported

Values = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that a reader found, at offsets into what it read: one value or the two ends of a range.

    ``allows`` holds the ends of what a vague number leaves open, where the reader tells it beside the value.
    """

    start: int
    end: int
    values: Values
    currency: str | None
    allows: Values = ()


Reader = Callable[[str], Iterable[Sum]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of some texts, and the seconds it took to load and to read."""

    found: list[list[Sum]]
    load: float
    seconds: float


def _zsextract() -> Reader:
    from zsextract import extract, load_rules

    rules = load_rules()

    def read(text: str) -> Iterable[Sum]:
        for record in extract(text, rules=rules):
            for amount in record.amounts:
                ends = (amount.value, amount.upper)
                allows = tuple(Decimal(end) for end in amount.interval if end is not None)
                values = tuple(Decimal(end) for end in ends if end is not None)
                yield Sum(amount.start, amount.end, values, amount.currency, allows)

    return read


def _jionlp() -> Reader:
    extract = import_module("jionlp").ner.extract_money

    def read(text: str) -> Iterable[Sum]:
        for money in extract(text, with_parsing=True):
            said = money["detail"]["num"]
            values = _decimals(said if isinstance(said, list) else [said])
            start, end = money["offset"]
            yield Sum(start, end, values, JIONLP_CURRENCIES.get(money["detail"]["case"]))

    return by_line(read)


def _recognizers() -> Reader:
    model = import_module("recognizers_number_with_unit").NumberWithUnitRecognizer("zh-cn").get_currency_model()

    def read(text: str) -> Iterable[Sum]:
        last = 0  # of a sum with its tenths and hundredths the model gives a part once more
        for money in sorted(model.parse(text), key=lambda found: (found.start, -found.end)):
            if money.end >= last:
                last = money.end + 1
                values = _decimals([money.resolution["value"]])
                yield Sum(money.start, last, values, _iso(money.resolution))

    return by_line(read)


def by_line(read: Reader) -> Reader:
    """A reader that gets a line at a time; one that raises an error has found nothing in that line."""

    def each(text: str) -> Iterable[Sum]:
        start = 0
        for line in text.splitlines(keepends=True):
            try:
                sums = list(read(line))
            except Exception as error:  # the peers raise errors of many kinds
                print(f"{type(error).__name__} in {line.strip()[:40]}: {error}", file=sys.stderr)
                sums = []
            yield from (replace(found, start=start + found.start, end=start + found.end) for found in sums)
            start += len(line)

    return each


def _decimals(said: Iterable[Any]) -> Values:
    """The values that a peer gives as text; none for a bare currency name."""
    try:
        return tuple(Decimal(str(value)) for value in said if value is not None)
    except InvalidOperation:
        return ()


def _iso(resolution: dict[str, Any]) -> str | None:
    """The currency of a sum of Recognizers-Text, whose dollars of no country are US dollars here."""
    return resolution.get("isoCurrency") or ("USD" if resolution.get("unit") == "Dollar" else None)


JIONLP_CURRENCIES = {
    "元": "CNY", "人民币": "CNY", "港元": "HKD", "港币": "HKD", "美元": "USD", "欧元": "EUR", "日元": "JPY",
    "日币": "JPY", "韩元": "KRW", "新台币": "TWD", "台币": "TWD", "澳元": "AUD", "加元": "CAD", "英镑": "GBP",
    "泰铢": "THB", "卢布": "RUB", "法郎": "CHF", "瑞士法郎": "CHF", "卢比": "INR",
}  # fmt: skip

READERS: dict[str, Callable[[], Reader]] = {"zsextract": _zsextract, "jionlp": _jionlp, "recognizers": _recognizers}


def read_all(name: str, texts: Sequence[str], python: str) -> Reading | None:
    """What a reader finds in the texts, in a process of its own; None where its package cannot be imported."""
    command = [python if name != "zsextract" else sys.executable, "-W", "ignore", __file__, name]
    done = subprocess.run(command, input=json.dumps(texts).encode(), stdout=subprocess.PIPE)
    if done.returncode == MISSING:
        return None
    done.check_returncode()
    told = json.loads(done.stdout)
    found = [[_sum(fields) for fields in sums] for sums in told["found"]]
    return Reading(found, told["load"], told["seconds"])


def _sum(fields: list[Any]) -> Sum:
    start, end, values, currency, allows = fields
    return Sum(start, end, tuple(map(Decimal, values)), currency, tuple(map(Decimal, allows)))


def work(name: str) -> int:
    """Read the texts that standard input gives as JSON; write what is found. Nothing else may get to the output."""
    texts = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):
        start = time.process_time()
        try:
            read = READERS[name]()
        except ImportError as missing:
            if name == "zsextract":  # ours is there, and broken
                raise
            print(missing, file=sys.stderr)
            return MISSING
        list(read(WARM_UP))
        loaded = time.process_time()
        found = [list(read(text)) for text in texts]
        seconds = time.process_time() - loaded
    plain = [
        [(one.start, one.end, list(map(str, one.values)), one.currency, list(map(str, one.allows))) for one in sums]
        for sums in found
    ]
    json.dump({"found": plain, "load": loaded - start, "seconds": seconds}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(work(sys.argv[1]))
