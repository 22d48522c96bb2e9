"""Patterns are compiled when first used, and those of the regex package are kept."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from zsextract import patterns, rulecache
from zsextract.patterns import Lazy, LazyRegex


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache directory of the test's own, and no patterns but the test's own."""
    monkeypatch.setenv("ZSEXTRACT_CACHE", str(tmp_path))
    monkeypatch.setattr(LazyRegex, "_made", [])
    patterns._kept.cache_clear()
    yield tmp_path
    patterns._kept.cache_clear()


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    monkeypatch.setattr(re, "compile", lambda pattern, flags: compiled.append(pattern) or regex.compile(pattern, flags))
    lazy = Lazy("^a", re.MULTILINE)
    assert not compiled
    assert lazy.findall("a\na") == ["a", "a"]
    assert lazy.search("ba") is None
    assert compiled == ["^a"]


def test_only_the_methods_of_a_pattern_compile() -> None:
    with pytest.raises(AttributeError):
        Lazy("a").groups  # noqa: B018


def test_what_was_compiled_is_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LazyRegex(r"\p{Han}+").fullmatch("亿元")
    assert [file.name.partition("-")[0] for file in cache.iterdir()] == ["modules"]
    monkeypatch.setattr(LazyRegex, "_made", [])
    patterns._kept.cache_clear()
    monkeypatch.setattr(regex, "compile", lambda *_: pytest.fail("the kept pattern was not used"))
    assert LazyRegex(r"\p{Han}+").fullmatch("亿元")


def test_a_kept_pattern_that_cannot_be_read_is_compiled_anew(cache: Path) -> None:
    assert rulecache.revived(None) is None
    assert rulecache.revived(b"damaged") is None
    assert rulecache.revived(pickle.dumps("no pattern")) is None
    assert rulecache.revived(pickle.dumps(print)) is None
    kept = rulecache.revived(pickle.dumps(regex.compile("[万亿]元")))
    assert kept is not None
    assert kept.search("86亿元")
