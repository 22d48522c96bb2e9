"""Heads and tails in all manners: what each says, and what is kept from the finders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zsextract.articles import articles
from zsextract.decode import from_text
from zsextract.repair import repair

CASES = json.loads((Path(__file__).parent / "cases" / "articles.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = articles(repair(from_text(case["text"], "page")))
    assert [article.title for article in found] == [article["title"] for article in case["articles"]]
    for article, want in zip(found, case["articles"], strict=True):
        got = {key: getattr(article, key) for key in want}
        got |= {key: list(value) for key, value in got.items() if isinstance(value, tuple)}
        assert {**got, "authors": sorted(got["authors"])} == {**want, "authors": sorted(want["authors"])}
