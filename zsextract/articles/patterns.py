"""The patterns and words of ``rules/articles.toml``, each looked up once."""

from __future__ import annotations

from functools import cache

import regex

from zsextract.rules import load_rules


@cache
def pattern(name: str) -> regex.Pattern[str]:
    """The compiled pattern of the rule ``article.<name>``; raises KeyError for an unknown one."""
    return load_rules().rule(f"article.{name}").regex


@cache
def words(name: str) -> frozenset[str]:
    """The words of the rule ``article.<name>``."""
    return frozenset(load_rules().rule(f"article.{name}").words)
