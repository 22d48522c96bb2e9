"""Bytes to text: encodings, reasons, counts, errors."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsextract.decode import decode, from_text
from zsextract.errors import EmptyInput, NotText

HANS = "临江县召开招商引资推进会，县委书记何立群主持。今年1—8月，全县新签约项目46个，总投资128.5亿元。\n" * 3
HANT = "臨江縣召開招商引資推進會，縣委書記何立群主持。今年1至8月，全縣新簽約項目46個，總投資128.5億元。\n" * 3


@pytest.mark.parametrize(
    ("codec", "text", "encoding"),
    [
        ("utf-8", HANS, "utf-8"),
        ("utf-8-sig", HANS, "utf-8"),
        ("utf-16", HANS, "utf-16-le"),
        ("utf-16-le", HANS, "utf-16-le"),
        ("utf-16-be", HANS, "utf-16-be"),
        ("gb18030", HANS, "gb18030"),
        ("gb2312", HANS.replace("—", "至"), "gb18030"),
        ("gbk", HANT, "gb18030"),
        ("big5", HANT, "big5"),
        ("big5hkscs", HANT, "big5"),
    ],
)
def test_reads_every_encoding(codec: str, text: str, encoding: str) -> None:
    source = decode(text.encode(codec), "x")
    assert (source.text, source.encoding, source.undecodable) == (text, encoding, 0)
    assert source.why


def test_a_byte_order_mark_is_no_character() -> None:
    assert decode(b"\xef\xbb\xbf" + "市长".encode(), "x").text == "市长"
    assert from_text("\ufeff市长", "x").text == "市长"


def test_the_body_decides_not_the_head() -> None:
    head = b"<html><head>" + b"<!-- nothing but ASCII here -->" * 9000
    assert decode(head + HANS.encode("gb18030"), "x").encoding == "gb18030"


def test_a_wrong_declaration_does_not_win() -> None:
    page = b'<meta http-equiv="Content-Type" content="text/html; charset=big5">' + HANS.encode("gb18030")
    assert decode(page, "x").encoding == "gb18030"
    right = b'<meta charset="gb2312">' + HANS.encode("gb18030")
    assert decode(right, "x").why.startswith("declared")


def test_wrong_bytes_are_counted_and_replaced() -> None:
    cut = HANS.encode()[1:]  # the first character has lost its first byte
    source = decode(cut, "x")
    assert (source.encoding, source.undecodable) == ("utf-8", 2)
    assert source.text.endswith(HANS[1:])
    assert decode(HANS.encode("gb18030") + b"\xff\n", "x").undecodable == 1


def test_a_replacement_character_of_the_data_is_no_fault() -> None:
    source = decode("市�长".encode(), "x")
    assert (source.text, source.undecodable) == ("市�长", 0)


def test_line_ends_stay() -> None:
    assert decode("甲\r\n乙\r丙\n".encode(), "x").text == "甲\r\n乙\r丙\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n...", b"PK\x03\x04rest", bytes(range(256)) * 40, b"\0" * 100])
def test_binary_is_not_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data, "x")


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", "　\n".encode()])
def test_blank_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(data, "x")


def test_the_id_is_that_of_the_text() -> None:
    assert decode(HANS.encode("gb18030"), "a").id == decode(HANS.encode(), "b").id
    assert from_text("市", "x").id == hashlib.sha256("市".encode()).hexdigest()


@given(st.binary(min_size=1, max_size=300))
def test_never_fails_otherwise(data: bytes) -> None:
    try:
        source = decode(data, "x")
    except (NotText, EmptyInput):
        return
    assert source.text
    assert source.undecodable >= 0


@given(st.text(alphabet=st.characters(min_codepoint=0x20, exclude_categories=("Cs",)), min_size=1).filter(str.strip))
def test_utf8_round_trip(text: str) -> None:
    try:
        assert decode(text.encode(), "x").text == text.removeprefix("\ufeff")
    except (NotText, EmptyInput):
        assert text.startswith(("%PDF", "RIFF", "BZh", "\ufeff", "SQLite"))
