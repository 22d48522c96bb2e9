"""Words by jieba, for the few places where characters and lists leave two readings.

The tokenizer is our own, never the module's global one; its dictionary (some 2 s) loads when first asked for. Nothing
is written to standard error, no text is lost: the words put together are the text.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple


class Word(NamedTuple):
    """A word at ``[start, end)`` of the text that was segmented."""

    text: str
    start: int
    end: int


@cache
def _tokenizer() -> Any:
    import logging
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 imports pkg_resources
        import jieba

        jieba.setLogLevel(logging.ERROR)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
    return tokenizer


def words(text: str) -> list[Word]:
    """The words of a text; raises ValueError if they do not make up the text, which would be a fault of jieba.

    >>> [word.text for word in words("全市招商引资")]
    ['全市', '招商引资']
    """
    found = [Word(*found) for found in _tokenizer().tokenize(text)]
    if "".join(word.text for word in found) != text:
        raise ValueError(f"segmentation lost text: {text!r}")
    return found


def boundaries(text: str) -> frozenset[int]:
    """The offsets at which a word ends."""
    return frozenset(word.end for word in words(text))
