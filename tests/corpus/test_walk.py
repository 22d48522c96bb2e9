"""What the sources hold, and what is refused."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from zsextract.corpus.items import Found
from zsextract.corpus.walk import check_sources, walk
from zsextract.errors import UsageError


def found(*sources: object, **options: object) -> dict[str, Found]:
    return {each.path: each for each in walk([str(source) for source in sources], **options)}  # type: ignore[arg-type]


def refusal(path: Path, *sources: Path) -> str:
    return found(*(sources or (path.parent,)))[str(path)].refusal or ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b/c.html", "b/d.md", "b/e/f.jsonl.gz", "b/photo.jpg", "zip.zip"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("今年", encoding="utf-8")
    return tmp_path / "in"


def test_folders_are_searched_for_known_names(folder: Path) -> None:
    names = {each.inner for each in walk([str(folder)])}
    assert names == {"a.txt", "b/c.html", "b/d.md", "b/e/f.jsonl.gz", "zip.zip"}


def test_globs_hold_for_names_and_with_a_slash_for_paths(folder: Path) -> None:
    assert {each.inner for each in walk([str(folder)], ("*.jpg",))} == {"b/photo.jpg"}
    assert {each.inner for each in walk([str(folder)], ("b/*.html", "*.txt"))} == {"a.txt", "b/c.html"}


def test_what_is_named_itself_is_taken_whatever_its_name(folder: Path) -> None:
    assert [each.inner for each in walk([str(folder / "b/photo.jpg")])] == ["photo.jpg"]


def test_the_output_is_no_input(folder: Path) -> None:
    assert str(folder / "a.txt") not in found(folder, exclude=frozenset({str(folder / "a.txt")}))


def test_a_symlink_loop_is_refused_by_name(folder: Path) -> None:
    (folder / "b/back").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    assert "symlink loop" in refusal(folder / "b/back", folder)
    assert "symlink loop" in refusal(folder / "self.txt")
    assert len(found(folder)) == 7


def test_a_symlink_to_a_folder_elsewhere_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "else/x.txt").write_text("今年", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path / "else")
    assert found(folder)[str(folder / "link/x.txt")].refusal is None


def test_a_symlink_to_nowhere_is_refused_by_name(folder: Path) -> None:
    (folder / "gone.txt").symlink_to("nothing")
    assert "symlink to nowhere" in refusal(folder / "gone.txt")


def test_devices_pipes_and_sockets_are_refused_by_name(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(folder / "socket"))
    server.close()
    assert "named pipe" in refusal(folder / "pipe.txt")
    assert "socket" in refusal(folder / "socket")
    assert "character device" in refusal(Path("/dev/zero"), Path("/dev/zero"))


def test_what_does_not_exist_is_refused_by_name(folder: Path) -> None:
    assert "No such file" in refusal(folder / "nothing.txt", folder / "nothing.txt")


def test_a_nul_in_a_name_is_refused() -> None:
    assert "null byte" in (found("a\0b")["a\0b"].refusal or "")


def test_folders_may_nest_deeper_than_calls(tmp_path: Path) -> None:
    top = tmp_path / "deep"
    top.mkdir()
    here = os.open(top, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        assert all(each.refusal is None for each in walk([str(top)]))
    finally:
        subprocess.run(["rm", "-rf", str(top)], check=True)  # too deep for shutil.rmtree


def test_a_name_that_is_no_utf8_is_kept(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "简报".encode("gbk") + b".txt"
    Path(os.fsdecode(raw)).write_text("今年", encoding="utf-8")
    assert [os.fsencode(each.path) for each in walk([str(tmp_path)])] == [raw]


@pytest.mark.parametrize("end", ["\n", "\0", "\r\n"])
def test_a_list_of_paths_comes_from_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    listed = end.join([str(folder / "a.txt"), str(folder / "b"), ""])
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(listed.encode())))
    monkeypatch.setattr(sys, "stdin", stream)
    each = list(walk(["-"]))
    assert [one.inner for one in each if one.place == 0] == ["a.txt"]
    assert {one.inner for one in each if one.place == 1} == {"c.html", "d.md", "e/f.jsonl.gz"}


def test_a_change_of_the_content_changes_the_stamp_even_if_size_and_time_are_kept(folder: Path) -> None:
    path = folder / "a.txt"
    before, times = found(path)[str(path)], path.stat()
    path.write_text("明年", encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert found(path)[str(path)].stamp != before.stamp


def test_urls_are_walked_through_fsspec(folder: Path) -> None:
    pytest.importorskip("fsspec")
    each = list(walk([f"file://{folder}"]))
    assert {one.inner for one in each} == {"a.txt", "b/c.html", "b/d.md", "b/e/f.jsonl.gz", "zip.zip"}
    assert all(one.path.startswith("file://") for one in each)


@pytest.mark.parametrize("sources", [[], ["-", "-"]])
def test_sources_that_cannot_be_are_wrong_usage(sources: list[str]) -> None:
    with pytest.raises(UsageError):
        check_sources(sources)
