"""Anchors: all of them are found, also those inside others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zsextract.find.anchors import Anchors

_WORDS = st.text("年月.全末", min_size=1, max_size=3)


def test_anchors_inside_others_are_found() -> None:
    assert list(Anchors([["年", "全年"], ["年末"]]).hits("全年末")) == [(0, 2, 0), (1, 2, 0), (1, 3, 1)]


@given(st.lists(st.lists(_WORDS, max_size=4), max_size=3), st.text("年月.全末x", max_size=30))
def test_anchors_are_where_the_text_has_them(groups: list[list[str]], view: str) -> None:
    wanted = {
        (at, at + len(anchor), number)
        for number, anchors in enumerate(groups)
        for anchor in anchors
        for at in range(len(view))
        if view.startswith(anchor, at)
    }
    found = list(Anchors(groups).hits(view))
    assert sorted(found) == sorted(wanted)
    assert [start for start, *_ in found] == sorted(start for start, *_ in found)
