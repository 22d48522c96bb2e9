"""Officials' names: what general person taggers find in the same text, and how long they take.

    pip install thulac snownlp
    python benchmarks/peers_officials.py GOLD_DIR

GOLD_DIR holds annotated articles as ``zsextract eval`` reads them. Every reader gets the repaired, simplified text of
the whole file. Only names are compared, for no tagger gives posts: recall is the share of the annotated officials that
are found with exactly their name, precision the share of the names found that are officials. Reporters, business people
and artists are people to a tagger and false alarms here; ``whole`` is therefore given too: of the officials that a
tagger touches at all, how many it gives neither cut short nor run on. Loading is timed apart from reading.

jieba.posseg is an HMM over a dictionary, thulac a structured perceptron with its model inside the package, snownlp a
trigram tagger. LAC asks for PaddlePaddle, of which no version serves both; it is measured where it can be imported.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Reader = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Row:
    """What one reader did: shares between 0 and 1, seconds, and megabytes of UTF-8 a second."""

    name: str
    precision: float
    recall: float
    whole: float
    load: float
    rate: float


def main() -> int:
    """Measure every reader that can be imported; print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    articles = list(_articles(parser.parse_args().gold))
    print(f"{'reader':14} {'precision':>9} {'recall':>7} {'whole':>6} {'load s':>7} {'MB/s':>7}")
    for name, load in READERS.items():
        try:
            row = measure(name, load, articles)
        except ImportError as missing:
            print(f"{name:14} not installed: {missing}", file=sys.stderr)
            continue
        print(f"{row.name:14} {row.precision:9.3f} {row.recall:7.3f} {row.whole:6.3f} {row.load:7.2f} {row.rate:7.3f}")
    return 0


def _articles(folder: Path) -> Iterable[tuple[str, set[str], set[str]]]:
    """The repaired text of each annotated file, the names that must be found, and those that may be."""
    from zsextract import decode, fold
    from zsextract.repair import repair

    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = path.with_name(gold["raw"])
        text = fold.view(repair(decode.decode(raw.read_bytes(), raw.name)).text)
        people = [person for article in gold["articles"] for person in article.get("officials", [])]
        optional = {person["name"] for person in people if person.get("optional")}
        yield text, {person["name"] for person in people} - optional, optional


def measure(name: str, load: Callable[[], Reader], articles: list[tuple[str, set[str], set[str]]]) -> Row:
    """One reader over all articles."""
    start = time.perf_counter()
    read = load()
    list(read("市长林致远出席。"))
    loaded = time.perf_counter()
    found = [set(read(text)) for text, _, _ in articles]
    seconds = time.perf_counter() - loaded
    hits = touched = wanted = given = 0
    for names, (_, must, optional) in zip(found, articles, strict=True):
        hits += len(names & must)
        given += len(names - optional)
        wanted += len(must)
        touched += sum(any(person[:2] in name or name in person for name in names) for person in must)
    size = sum(len(text.encode()) for text, _, _ in articles) / 2**20
    return Row(
        name, hits / max(given, 1), hits / max(wanted, 1), hits / max(touched, 1), loaded - start, size / seconds
    )


def _zsextract() -> Reader:
    from zsextract.find.officials import find_officials
    from zsextract.rules import load_rules

    rules = load_rules()
    return lambda text: [official.name for official in find_officials(text, rules, (), None)]


def _jieba() -> Reader:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(60)
    return lambda text: [pair.word for pair in posseg.cut(text) if pair.flag.startswith("nr") and len(pair.word) > 1]


def _thulac() -> Reader:
    if not hasattr(time, "clock"):  # the package was written for Python before 3.8
        time.clock = time.perf_counter  # type: ignore[attr-defined]
    import thulac

    tagger = thulac.thulac()
    return lambda text: [word for line in text.splitlines() if line for word, tag in tagger.cut(line) if tag == "np"]


def _snownlp() -> Reader:
    from snownlp import SnowNLP

    return lambda text: [
        word
        for line in text.splitlines()
        if line.strip()
        for word, tag in SnowNLP(line).tags
        if tag == "nr" and len(word) > 1
    ]


def _lac() -> Reader:
    from LAC import LAC

    tagger = LAC(mode="lac")

    def read(text: str) -> Iterable[str]:
        for words, tags in tagger.run([line for line in text.splitlines() if line.strip()]):
            yield from (word for word, tag in zip(words, tags, strict=True) if tag == "PER")

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "zsextract": _zsextract, "jieba.posseg": _jieba, "thulac": _thulac, "snownlp": _snownlp, "lac": _lac,
}  # fmt: skip


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())
