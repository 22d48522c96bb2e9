"""What a pattern costs on text that is made to hurt: long repeats of what it looks for.

Only growth counts, and cost per character far beyond the usual: a slow or loaded machine is no fault of a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import process_time
from typing import TYPE_CHECKING

from zsextract.rulepattern import literals

if TYPE_CHECKING:
    import regex

SHORT, LONG, LONGEST = 500, 4000, 16_000
SECONDS_PER_CHARACTER = 1e-5
# Linear cost grows with the length, quadratic cost with its square: what lies between them is the limit, far from both.
_GROWTH = 6 * LONGEST / SHORT
_LINEAR = LONG / SHORT
_SUSPICIOUS = 1e-7  # seconds per character: what grows faster than the text costs more at this length on any machine
_PROBES = (
    "1", "一", "亿", "a", "，", ",", " ", "、", "(", "“", "1,", "1.", "1-", "一、", "1亿", "十亿", "1%", "的", "年",
    "2023年", "项目、", "张三、", "市委书记",
)  # fmt: skip
_LIMIT = 0.4
_WORDS = re.compile(r"[^\W\d_]+|%")


def hostile(pattern: str, examples: Iterable[str]) -> Iterator[str]:
    """What to repeat: each character of the pattern, usual pairs, and the marked words of the examples."""
    seen: dict[str, None] = dict.fromkeys((*literals(pattern)[:60], *_PROBES))
    for example in examples:
        seen.update(dict.fromkeys((example, example[:-1], example[1:])))
    return (unit for unit in seen if unit)


def worst(pattern: regex.Pattern[str], units: Iterable[str]) -> tuple[str, float] | None:
    """The unit whose repetition costs too much and the seconds for `LONG` characters of it; None where none does.

    A run that does not end within the limit counts with what it had used by then.
    """
    for unit in units:
        first = _seconds(pattern, unit, LONG)
        if first >= _LIMIT / 2:
            return unit, first
        if first < _SUSPICIOUS * LONG:
            continue
        short = _best(pattern, unit, SHORT)
        if first <= _LINEAR * short:
            continue
        longest = _best(pattern, unit, LONGEST)
        if longest > min(SECONDS_PER_CHARACTER * LONGEST, _GROWTH * short):
            return unit, first
    return None


def _best(pattern: regex.Pattern[str], unit: str, length: int) -> float:
    return min(_seconds(pattern, unit, length) for _ in range(3))


def _seconds(pattern: regex.Pattern[str], unit: str, length: int) -> float:
    """The processor time for all matches in ``length`` characters of repeats.

    Behind them stands something that no pattern expects, and then the words of the pattern: without them the engine
    would see at once that nothing can match, and not even begin.
    """
    text = unit * (length // len(unit)) + "\x00" + "".join(_WORDS.findall(pattern.pattern))[:LONG]
    start = process_time()
    with suppress(TimeoutError):
        for _ in pattern.finditer(text, timeout=_LIMIT):
            pass
    return process_time() - start
