"""Every format, and every way in which a file can be bad."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zsextract.corpus import streams, workers
from zsextract.corpus.items import ExtractorSpec, Failure, File, Line, Pending, ReadOptions, Task, WorkOptions
from zsextract.corpus.read import read

TEXT = "今年1至8月，签约项目12个，总投资86亿元。"
PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


def tasks(path: Path, done: int = 0, **options: Any) -> list[Task]:
    size = path.stat().st_size
    return list(read([Pending(1, str(path), size, done, None)], ReadOptions(**options)))


def bodies(path: Path, **options: Any) -> dict[str, object]:
    """What is in a container: name below the path -> text, or the reason of a failure."""
    made: dict[str, object] = {}
    for task in tasks(path, **options):
        name = task.name.removeprefix(str(path))
        if isinstance(task.body, Failure):
            made[name] = task.body.reason
        elif task.body is not None:
            made[name] = task.body.decode() if isinstance(task.body, bytes) else task.body
    return made


def attempt(path: Path, **options: Any) -> str:
    """What a worker reads from a single file, or the reason why it does not."""
    [task] = tasks(path)
    work = WorkOptions(ExtractorSpec(""), ReadOptions(**options))

    def extract(body: bytes | str, name: str, date: str | None) -> Any:
        yield Line(body if isinstance(body, str) else body.decode())

    made = workers._attempt(task, extract, work)
    return made.reason if isinstance(made, Failure) else b"".join(made).decode().rstrip("\n")


def packed(data: bytes, suffix: str) -> bytes:
    if suffix == ".zst":
        return bytes(pytest.importorskip("backports.zstd").compress(data))
    return PACKERS.get(suffix, bytes)(data)


@pytest.mark.parametrize("suffix", ["", ".gz", ".bz2", ".xz", ".zst"])
@pytest.mark.parametrize("kind", [".txt", ".html", ".md"])
def test_a_file_of_text_is_left_to_the_worker(tmp_path: Path, kind: str, suffix: str) -> None:
    path = tmp_path / f"a{kind}{suffix}"
    path.write_bytes(packed(TEXT.encode(), suffix))
    [task] = tasks(path)
    assert isinstance(task.body, File)
    assert task.last
    assert attempt(path) == TEXT


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_a_damaged_packed_file_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.txt{suffix}"
    whole = packed(TEXT.encode() * 500, suffix)
    path.write_bytes(whole[: len(whole) // 2])
    assert "cannot be read" in attempt(path)
    path.write_bytes(b"this is not packed at all")
    assert "cannot be read" in attempt(path)


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.txt{suffix}"
    path.write_bytes(packed(b"\0" * 40_000_000, suffix))
    assert "archive bomb" in attempt(path)
    rows = tmp_path / f"a.jsonl{suffix}"
    rows.write_bytes(packed((json.dumps({"text": " " * 1000}) + "\n").encode() * 40_000, suffix))
    *_, last, _end = tasks(rows)
    assert isinstance(last.body, Failure)
    assert "archive bomb" in last.body.reason


def test_an_article_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 100, encoding="utf-8")
    assert "limit for one article" in attempt(path, max_size=1000)


@pytest.mark.parametrize("suffix", ["", ".gz", ".bz2", ".xz", ".zst"])
def test_json_lines_give_a_row_each(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.jsonl{suffix}"
    rows = ['\ufeff{"text": "甲"}', "", '{"text": "乙", "id": 7}', "{", '"丙"', '{"title": "丁"}', '{"text": 5}']
    path.write_bytes(packed("\n".join(rows).encode(), suffix))
    made = bodies(path)
    assert made["#1"] == "甲"
    assert made["#3"] == "乙"
    assert [str(made[f"#{n}"]).split(":")[0] for n in (4, 5, 6, 7)] == [
        "no JSON",
        "the line is no JSON object",
        "no field text or content or body or 正文 or 内容; name it with --text-field",
        "the field text is no text but int",
    ]


def test_rows_are_named_and_dated_by_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"words": TEXT, "key": "x-1", "day": "2024-02-22"}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    [task, _end] = tasks(path, text_field="words", id_field="key", date_field="day")
    assert (task.name, task.body, task.date) == (f"{path}#x-1", TEXT, "2024-02-22")


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "长" * 9000}) + "\n" + '{"text": "短"}\n', encoding="utf-8")
    assert list(bodies(path, max_size=5000)) == ["#1", "#2"]
    assert bodies(path, max_size=5000)["#2"] == "短"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_gives_a_row_each(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text('编号,正文\n1,"第一行，\n第二行"\n2,乙\n', encoding=encoding)
    assert bodies(path) == {"#1": "第一行，\n第二行", "#2": "乙"}
    assert list(bodies(path, id_field="编号")) == ["#1", "#2"]


def test_csv_without_the_column_says_which_there_are(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "its columns are a, b" in str(bodies(path)[""])
    assert "no column c" in str(bodies(path, text_field="c")[""])


@pytest.mark.parametrize("tail", ['"open', '"a"b,"c"', "\udcff"])
def test_broken_csv_keeps_the_rows_before(tmp_path: Path, tail: str) -> None:
    path = tmp_path / "a.csv"
    rows = "text\n" + "甲\n" * 30_000 + tail
    path.write_bytes(rows.encode("utf-8", "surrogateescape"))
    made = bodies(path)
    assert made["#1"] == "甲"
    assert "the rest is not read" in str(made[""])


def test_parquet_gives_a_row_each(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    columns = {"content": [f"第{n}篇" for n in range(200)], "key": list(range(200)), "day": ["2024-02-22"] * 200}
    pq.write_table(pa.table(columns), path, row_group_size=50)
    made = bodies(path, id_field="key", date_field="day")
    assert made["#199"] == "第199篇"
    assert len(made) == 200
    assert "no column of text" not in str(made)
    path.write_bytes(path.read_bytes()[:-200])
    assert "broken Parquet" in str(bodies(path)[""])


def zip_of(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_zip_gives_its_members(tmp_path: Path) -> None:
    members = {"b.txt": TEXT.encode(), "a/c.html": "<p>乙</p>".encode(), "d.txt.gz": gzip.compress(b"d"), "e.jpg": b"e"}
    path = zip_of(tmp_path / "a.zip", **members)
    assert bodies(path) == {"!/b.txt": TEXT, "!/a/c.html": "<p>乙</p>", "!/d.txt.gz": "d"}


def test_a_zip_from_chinese_windows_has_names_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("xxxx.txt")
        archive.writestr(info, "甲")
    path.write_bytes(path.read_bytes().replace(b"xxxx", "简报".encode("gbk")))
    assert list(bodies(path)) == ["!/简报.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt"])
def test_a_member_that_escapes_is_refused_by_name(tmp_path: Path, name: str) -> None:
    made = bodies(zip_of(tmp_path / "a.zip", **{name: b"x", "good.txt": b"good"}))
    assert "escapes the archive" in str(made[f"!/{name}"])
    assert made["!/good.txt"] == "good"
    tar = tar_of(tmp_path / "a.tar", member(name), member("good.txt"))
    assert "escapes the archive" in str(bodies(tar)[f"!/{name}"])


def test_bad_members_of_a_zip_are_refused_by_name(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", **{"in.zip": b"x", "rows.csv": b"x", "bomb.txt": b"\0" * 30_000_000})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    made = {name: str(reason) for name, reason in bodies(path).items()}
    assert "archive inside an archive" in made["!/in.zip"]
    assert "table inside an archive" in made["!/rows.csv"]
    assert "archive bomb" in made["!/bomb.txt"]
    assert "symlink" in made["!/link.txt"]


def test_an_encrypted_and_a_damaged_member_do_not_stop_the_others(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("secret.txt", "damaged.txt", "good.txt"):
            archive.writestr(name, f"{name}: 甲乙丙")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1  # the flag of encryption of the first member
    data[data.index(b"damaged.txt: ") + 2] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    made = {name: str(reason) for name, reason in bodies(tmp_path / "a.zip").items()}
    assert "encrypted" in made["!/secret.txt"]
    assert "CRC" in made["!/damaged.txt"]
    assert made["!/good.txt"] == "good.txt: 甲乙丙"


def test_many_members_that_together_are_a_bomb_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "BOMB_FLOOR", 100_000)
    path = zip_of(tmp_path / "a.zip", **{f"{n}.txt": b"\0" * 90_000 for n in range(40)})
    assert "archive bomb" in str(bodies(path)[""])


def member(name: str, data: bytes = b"good", **fields: Any) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for field, value in fields.items():
        setattr(info, field, value)
    return info, data if info.isreg() else b""


def tar_of(path: Path, *members: tuple[tarfile.TarInfo, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize(("suffix", "mode"), [("", "w"), (".gz", "w:gz"), (".bz2", "w:bz2"), (".xz", "w:xz")])
def test_a_tar_gives_its_members(tmp_path: Path, suffix: str, mode: str) -> None:
    path = tar_of(tmp_path / f"a.tar{suffix}", *(member(f"d/{n}.txt", TEXT.encode()) for n in range(20)), mode=mode)
    assert bodies(path) == {f"!/d/{n}.txt": TEXT for n in range(20)}


def test_bad_members_of_a_tar_are_refused_by_name(tmp_path: Path) -> None:
    path = tar_of(
        tmp_path / "a.tgz",
        member("link.txt", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        member("hard.txt", type=tarfile.LNKTYPE, linkname="../x"),
        member("device.txt", type=tarfile.CHRTYPE),
        member("pipe", type=tarfile.FIFOTYPE),
        member("in.tar.gz"),
        member("good.txt"),
        mode="w:gz",
    )
    made = {name: str(reason) for name, reason in bodies(path).items()}
    assert "a link" in made["!/link.txt"]
    assert "a link" in made["!/hard.txt"]
    assert "a device" in made["!/device.txt"]
    assert "a device or pipe" in made["!/pipe"]
    assert "archive inside an archive" in made["!/in.tar.gz"]
    assert made["!/good.txt"] == "good"


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.zip", "a.parquet", "a.warc.gz", "a.warc", "a.jsonl.gz"])
def test_a_file_that_is_not_what_its_name_says_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"nothing of the kind " * 100)
    *_, last, end = tasks(path)
    assert isinstance(last.body, Failure)
    assert last.body.name == str(path)
    assert end.last


def test_a_truncated_tar_keeps_the_members_before(tmp_path: Path) -> None:
    path = tar_of(tmp_path / "a.tar", *(member(f"{n}.txt", TEXT.encode() * 50) for n in range(20)))
    path.write_bytes(path.read_bytes()[:20_000])
    made = bodies(path)
    assert made["!/0.txt"] == TEXT * 50
    assert "damaged archive" in str(made[""])


def warc(path: Path, pages: dict[str, tuple[str, str, bytes]]) -> Path:
    records = []
    for url, (status, kind, data) in pages.items():
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + data
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-02-22T00:00:00Z\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        records.append(packed(head.encode() + answer + b"\r\n\r\n", path.suffix))
    path.write_bytes(b"".join(records))
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_warc_gives_its_pages_of_text(tmp_path: Path, name: str) -> None:
    pytest.importorskip("warcio")
    pages = {
        "http://a.example/1": ("200 OK", "text/html; charset=utf-8", f"<p>{TEXT}</p>".encode()),
        "http://a.example/2": ("404 Not Found", "text/html", b"gone"),
        "http://a.example/3": ("200 OK", "image/png", b"png"),
        "http://a.example/4": ("200 OK", "text/plain", TEXT.encode()),
    }
    path = warc(tmp_path / name, pages)
    assert bodies(path) == {"!/http://a.example/1": f"<p>{TEXT}</p>", "!/http://a.example/4": TEXT}


def test_reading_goes_on_after_the_items_that_are_done(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"{n}"}) + "\n" for n in range(10)), encoding="utf-8")
    rest = tasks(path, done=7)
    assert [task.ordinal for task in rest] == [7, 8, 9, 10]
    assert [task.body for task in rest] == ["7", "8", "9", None]
    assert sum(task.cost for task in rest) == path.stat().st_size
