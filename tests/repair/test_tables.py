"""The tables of repair: headers, order, and what they must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

import zsextract.lexicons as lexicons
from zsextract.repair.pinyin import readings, reads_as
from zsextract.repair.script import simplified_characters, traditional
from zsextract.repair.surnames import surnames
from zsextract.repair.tables import repair_dir
from zsextract.repair.wordtable import continuations, is_word, words

FILES = sorted(repair_dir().glob("*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_table_names_its_origin_and_licence(path: Path) -> None:
    head = "".join(line for line in path.read_text("utf-8").splitlines() if line.startswith("#"))
    assert "Origin:" in head
    assert "Licence:" in head


def test_script_rows_keep_the_length() -> None:
    lines = (repair_dir() / "script.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line[0] != "#"]
    assert all(len(old) == len(new) for old, new in rows)
    assert len({old for old, _ in rows}) == len(rows)


def test_readings() -> None:
    assert list(readings()) == sorted(readings())
    for char, group in (("億", "(yì)"), ("績", "(jī)"), ("綠", "(lǜ)"), ("长", "(zhǎng)"), ("長", "(cháng)")):
        assert reads_as(char, group)
    for char, group in (("市", "(hǎo)"), ("米", "(km)"), ("号", "(pa)")):
        assert not reads_as(char, group)


def test_words_surnames_characters() -> None:
    assert words()["招"]["招商引资"] > words()["集"]["集控"] - 9
    assert is_word("园区")
    assert not is_word("区园")
    assert words()["\ufffd"] == {}
    assert "商" in continuations("招")
    assert "区" not in continuations("招")
    assert {"王", "撖", "仉"} <= surnames()
    assert "欧阳" in lexicons.words("compound_surnames")
    assert simplified_characters()["億"] == "亿"
    assert "億" in traditional()
    assert "乾" not in traditional()  # a clean simplified text may have it
