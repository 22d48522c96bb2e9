"""Offsets through edits, against an oracle that keeps a source range for every single character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from edits import is_sorted
from hypothesis import given
from hypothesis import strategies as st

from zsextract.spans import AlignedText, Edit, Span, merge, to_source

NOWHERE = (-1, -1)
TEXTS = st.text(alphabet="亿元(yì),，12 \n", max_size=24)


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    """Sorted edits that do not overlap: deletions, insertions, replacements."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [Edit(start, end, draw(st.text(alphabet="万甲b", max_size=3))) for start, end in pairs]


@st.composite
def layered(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text and the edits of one to four layers, each of the text that the one before made."""
    source = text = draw(TEXTS)
    layers = list[list[Edit]]()
    for _ in range(draw(st.integers(1, 4))):
        layers.append(draw(edits_of(len(text))))
        text = AlignedText.of(text, layers[-1]).text
    return source, layers


def characters(source: str, edits: list[Edit]) -> list[tuple[str, int, int]]:
    """The oracle: every character of the view with the source range it stands for."""
    made: list[tuple[str, int, int]] = []
    at = 0
    for start, end, text in edits:
        made += [(source[i], i, i + 1) for i in range(at, start)]
        made += [(character, start, end) for character in text]
        at = end
    return made + [(source[i], i, i + 1) for i in range(at, len(source))]


def spans_of(length: int) -> list[tuple[int, int]]:
    """All spans of a text that are not empty."""
    return [(start, end) for start in range(length) for end in range(start + 1, length + 1)]


@given(st.data())
def test_every_span_maps_as_the_oracle_says(data: st.DataObject) -> None:
    source = data.draw(TEXTS)
    edits = data.draw(edits_of(len(source)))
    aligned = AlignedText.of(source, edits)
    oracle = characters(source, edits)
    assert aligned.text == "".join(character for character, _, _ in oracle)
    for start, end in spans_of(len(aligned.text)):
        assert aligned.to_source(start, end) == (oracle[start][1], oracle[end - 1][2])


@given(layered())
def test_stacked_layers_map_as_the_oracle_says(case: tuple[str, list[list[Edit]]]) -> None:
    source, edits = case
    layers, oracles = list[AlignedText](), list[list[tuple[str, int, int]]]()
    for layer in edits:
        text = layers[-1].text if layers else source
        oracles.append(characters(text, layer))
        layers.append(AlignedText.of(text, layer))
    for start, end in spans_of(len(layers[-1].text)):
        at = (start, end)
        for oracle in reversed(oracles):
            # an insertion stands for no character of the text below, and has no way further back
            at = (oracle[at[0]][1], oracle[at[1] - 1][2]) if at[0] < at[1] else NOWHERE
        if at == NOWHERE:
            with pytest.raises(ValueError, match="no span"):
                to_source(layers, start, end)
        else:
            assert to_source(layers, start, end) == at


@given(st.data())
def test_the_way_back_is_monotone_and_ends_at_the_ends(data: st.DataObject) -> None:
    source = data.draw(TEXTS)
    aligned = AlignedText.of(source, data.draw(edits_of(len(source))))
    mapped = [aligned.to_source(i, i + 1) for i in range(len(aligned.text))]
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(mapped))
    assert all(0 <= start <= end <= len(source) for start, end in mapped)


@given(st.data())
def test_an_untouched_character_maps_to_itself(data: st.DataObject) -> None:
    source = data.draw(TEXTS)
    edits = data.draw(edits_of(len(source)))
    aligned = AlignedText.of(source, edits)
    for i, (character, start, end) in enumerate(characters(source, edits)):
        touched = any(edit.start == start and edit.end == end and edit.text for edit in edits)
        if end - start == 1 and not touched:
            assert aligned.text[i] == character == source[slice(*aligned.to_source(i, i + 1))]


@given(TEXTS, st.text(alphabet="万甲b", max_size=24))
def test_a_layer_of_the_same_length_is_the_identity(source: str, other: str) -> None:
    if len(source) != len(other):
        with pytest.raises(ValueError, match="changed the length"):
            AlignedText.same_length(source, other)
        return
    layer = AlignedText.same_length(source, other)
    assert all(layer.to_source(*span) == span for span in spans_of(len(other)))


@pytest.mark.parametrize(
    "edits", [[Edit(2, 3, ""), Edit(1, 2, "")], [Edit(0, 2, ""), Edit(1, 3, "")], [Edit(3, 9, "")]]
)
def test_edits_that_overlap_or_leave_the_text_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        AlignedText.of("招商引资", edits)


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 2), (0, 99)])
def test_a_span_without_a_character_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no span"):
        AlignedText.of("招商引资", [Edit(0, 1, "")]).to_source(*span)


def test_no_edits_cost_no_copy() -> None:
    source = "招商引资"
    assert AlignedText.of(source, []).text is source


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8))))
def test_merge_covers_the_same_points_without_overlap(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs if length]
    merged = merge(spans)
    assert {i for s in merged for i in range(*s)} == {i for s in spans for i in range(*s)}
    assert all(a.end < b.start for a, b in pairwise(merged))
    assert is_sorted([Edit(*span, "") for span in merged])


def test_spans_overlap_only_where_they_share_a_point() -> None:
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
