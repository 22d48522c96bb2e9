"""The patterns and words of ``rules/articles.toml``, each looked up once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from zsextract.rules import load_rules

if TYPE_CHECKING:
    import regex


@cache
def pattern(name: str) -> regex.Pattern[str]:
    """The compiled pattern of the rule ``article.<name>``; raises KeyError for an unknown one."""
    return load_rules().rule(f"article.{name}").regex


@cache
def words(name: str) -> frozenset[str]:
    """The words of the rule ``article.<name>``."""
    return frozenset(load_rules().rule(f"article.{name}").words)
