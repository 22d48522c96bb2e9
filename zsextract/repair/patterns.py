"""Patterns that are compiled when first asked: importing the package costs no compilation."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import re

    from regex import Match


class Plain:
    """A pattern of the standard library, for classes and short strings: there it is the quicker of the two."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        import re

        return re.compile(self.pattern, re.DOTALL)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match from an offset on, or None."""
        return self._compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at an offset, or None."""
        return self._compiled.match(text, start)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches between two offsets, in order."""
        return self._compiled.finditer(text, start, end)

    def findall(self, text: str) -> list[str]:
        """The texts of all matches."""
        return [found[0] for found in self._compiled.finditer(text)]

    def sub(self, replacement: str, text: str) -> str:
        """The text with all matches replaced."""
        return self._compiled.sub(replacement, text)


class Pattern:
    """A pattern of the regex package with its usual methods; ``multiline`` lets ^ and $ match at line ends."""

    def __init__(self, pattern: str, *, multiline: bool = False) -> None:
        self.pattern, self.multiline = pattern, multiline

    @cached_property
    def _compiled(self) -> Any:
        import regex  # takes longer to import than a page to repair, and clean pages need none of it

        return regex.compile(self.pattern, regex.MULTILINE if self.multiline else 0)

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """The first match between two offsets, or None."""
        found: Match[str] | None = self._compiled.search(text, start, len(text) if end is None else end)
        return found

    def match(self, text: str, start: int = 0) -> Match[str] | None:
        """The match that begins at an offset, or None."""
        found: Match[str] | None = self._compiled.match(text, start)
        return found

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match[str]]:
        """All matches between two offsets, in order."""
        matches: Iterator[Match[str]] = self._compiled.finditer(text, start, len(text) if end is None else end)
        return matches

    def findall(self, text: str) -> list[str]:
        """The texts of all matches; the pattern has no groups."""
        return [found[0] for found in self.finditer(text)]

    def sub(self, replacement: str | Callable[[Match[str]], str], text: str) -> str:
        """The text with all matches replaced."""
        return str(self._compiled.sub(replacement, text))
