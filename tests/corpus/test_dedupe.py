"""Copies are told, and of what; the same ones whatever the number of workers."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command, lines

from zsextract.corpus.dedupe import Marker, key_of

MakeCorpus = Callable[..., Path]
WORDS = re.findall("..", "招商引资项目签约投资开工投产园区产业企业推进会议市委书记主持强调要求加快建设发展")


def words(seed: int, count: int = 300) -> str:
    chosen = random.Random(seed)
    return "，".join(chosen.choice(WORDS) for _ in range(count))


def copies(batch: Command, out: str) -> dict[str, str | None]:
    return {
        each["source"]["name"].rsplit("/", 1)[-1]: each["copy_of"] and each["copy_of"]["name"].rsplit("/", 1)[-1]
        for each in lines(batch.folder / out)
    }


@pytest.fixture
def syndicated(batch: Command) -> Path:
    """An article, the same with other punctuation, one with another end, and two that are none of it."""
    folder = batch.folder / "news"
    folder.mkdir()
    longer = words(1) + "，记者另报。"
    texts = {"a": words(1), "b": words(1).replace("，", " ,\n"), "c": longer, "d": words(2)}
    texts |= {"e": "短讯。", "f": "短讯。", "g": longer}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_exact_copies_are_told(batch: Command, syndicated: Path, jobs: int) -> None:
    done = batch("news", "-o", "out.jsonl", "--dedupe", "exact", "--jobs", jobs)
    assert done.code == 0
    assert "2 copies" in done.err
    assert copies(batch, "out.jsonl") == {
        "a.txt": None, "b.txt": "a.txt", "c.txt": None, "d.txt": None, "e.txt": None, "f.txt": None, "g.txt": "c.txt",
    }  # fmt: skip


def test_near_copies_are_told_and_lead_to_the_first(batch: Command, syndicated: Path) -> None:
    pytest.importorskip("rensa")
    assert batch("news", "-o", "out.parquet", "--dedupe", "near", "--tables", "sqlite").code == 0
    assert batch("news", "-o", "out.jsonl", "--dedupe", "near").code == 0
    made = copies(batch, "out.jsonl")
    assert {name for name, origin in made.items() if origin == "a.txt"} == {"b.txt", "c.txt", "g.txt"}
    assert made["d.txt"] is None
    import pyarrow.parquet as pq

    nested = pq.read_table(batch.folder / "out.parquet").to_pylist()
    assert [each["copy_of"] and Path(each["copy_of"]["name"]).name for each in nested] == list(made.values())


def test_the_key_knows_letters_only() -> None:
    text = words(3)
    assert key_of(text, "exact") == key_of(f" {text.replace('，', '、')}\n", "exact")
    assert key_of(text, "exact") != key_of(text + "一", "exact")
    assert key_of("短讯。", "near") == ""


def test_near_keys_do_not_depend_on_the_process() -> None:
    """Nor may the library's hashes change unseen from one version to the next: a log would mix two kinds."""
    pytest.importorskip("rensa")
    key = key_of("会上签约项目一十二个总投资八十六亿元会上签约", "near")
    assert key.startswith("PNb3AEBg0Pc4wjaj6LWAhGVmcQ5PZtXCddHVvosu")


def test_hundreds_of_articles_are_told_apart(tmp_path: Path) -> None:
    pytest.importorskip("rensa")
    record = '{"id":"%d","source":{"name":"%d","article":0}}'
    with Marker("near", tmp_path / "seen") as marker:
        for number in range(300):
            marker.mark(f"{record % (number, number)}\t{key_of(words(number), 'near')}\n".encode())
        assert marker.copies == 0
        for number in range(300):
            marker.mark(f"{record % (number, number)}\t{key_of(words(number) + '，完', 'near')}\n".encode())
        assert marker.copies == 300
