"""Patterns that are compiled when first used, and those of ``rules/articles.toml``, each looked up once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from zsextract.rules import load_rules

if TYPE_CHECKING:
    import regex

_METHODS = ("match", "search", "fullmatch", "sub", "split", "findall", "finditer")


class Lazy:
    """A pattern of the regex package that is compiled when first used, so that importing costs no compilation.

    From then on its methods are those of the compiled pattern itself, and a call costs nothing more.
    """

    match: Callable[..., regex.Match[str] | None]
    search: Callable[..., regex.Match[str] | None]
    fullmatch: Callable[..., regex.Match[str] | None]
    sub: Callable[..., str]
    split: Callable[..., list[Any]]
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[regex.Match[str]]]

    def __init__(self, source: str, *, multiline: bool = False) -> None:
        self._source, self._multiline = source, multiline

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        import regex

        compiled = regex.compile(self._source, regex.MULTILINE if self._multiline else 0)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


@cache
def pattern(name: str) -> regex.Pattern[str]:
    """The compiled pattern of the rule ``article.<name>``; raises KeyError for an unknown one."""
    return load_rules().rule(f"article.{name}").regex


@cache
def words(name: str) -> frozenset[str]:
    """The words of the rule ``article.<name>``."""
    return frozenset(load_rules().rule(f"article.{name}").words)
