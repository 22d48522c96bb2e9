"""Make pinyin.tsv and frequency.tsv in rules/repair out of pypinyin and jieba: ``python benchmarks/repair_tables.py``.

Needs pypinyin, which is no dependency of zsextract: the table is what ships.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from pathlib import Path

RULES = Path(__file__).resolve().parents[1] / "rules" / "repair"
TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


def toneless(reading: str) -> str:
    """A reading without its tone: ``lǜ`` is ``lv``, ``ê̄`` is ``e``."""
    plain = unicodedata.normalize("NFD", reading).translate(TONES)
    return plain.replace("u\u0308", "v").replace("e\u0302", "e")


def in_gbk(char: str) -> bool:
    """True for the characters that an annotated page can have: such pages were GBK once."""
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def pinyin_table() -> str:
    """One line a syllable: the syllable, a tab, the characters that have it as one of their readings."""
    from pypinyin.pinyin_dict import pinyin_dict

    from zsextract.repair.script import simplified_characters

    simple = simplified_characters()
    readings: dict[str, set[str]] = defaultdict(set)
    for code, names in pinyin_dict.items():
        readings[chr(code)] = {toneless(name.strip()) for name in names.split(",")}
    syllables: dict[str, set[str]] = defaultdict(set)
    for char in sorted(filter(in_gbk, readings)):
        for syllable in readings[char] | readings.get(simple.get(char, char), set()):
            syllables[syllable].add(char)
    lines = (f"{syllable}\t{''.join(sorted(chars))}" for syllable, chars in sorted(syllables.items()))
    return "\n".join((*PINYIN_HEAD, *lines, ""))


PINYIN_HEAD = (
    "# Toneless readings of the characters of GBK; ü is written v.",
    "# Origin: pypinyin 0.55 (pinyin_dict), a traditional character also has the readings of its simplified form.",
    "# Licence: MIT (pypinyin, Copyright (c) 2016 mozillazg). Made by benchmarks/repair_tables.py.",
)


LEAST = {1: 1, 2: 4, 3: 10}


def frequency_table() -> str:
    """One line a first character: it, then for each weight a cell of the weight and what the words go on with.

    The weight is ``round(4 * log(frequency))``; only words of two to four characters that occur, and single ones, of
    which nothing is left after the first character.
    """
    import jieba

    table: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines():
        word, count = line.split(" ")[:2]
        least = LEAST.get(len(word), 20)
        if len(word) <= 4 and int(count) >= least and all("\u4e00" <= char <= "\u9fff" for char in word):
            table[word[0]][round(4 * math.log(int(count)))].append(word[1:])
    lines = ("\t".join((first, *map(_cell, sorted(weights.items())))) for first, weights in sorted(table.items()))
    return "\n".join((*FREQUENCY_HEAD, *lines, ""))


def _cell(weighed: tuple[int, list[str]]) -> str:
    return " ".join((str(weighed[0]), *sorted(weighed[1])))


FREQUENCY_HEAD = (
    "# Words by first character, then by frequency class: round(4 * log(frequency)), what the words go on with.",
    "# Origin: dict.txt of jieba 0.42.1, words of up to four characters that are not rare.",
    "# Licence: MIT (jieba, Copyright (c) 2013 Sun Junyi). Made by benchmarks/repair_tables.py.",
)


def main() -> None:
    """Write both tables."""
    RULES.mkdir(parents=True, exist_ok=True)
    RULES.joinpath("pinyin.tsv").write_text(pinyin_table(), "utf-8")
    RULES.joinpath("frequency.tsv").write_text(frequency_table(), "utf-8")


if __name__ == "__main__":
    main()
