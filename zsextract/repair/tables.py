"""The data that repair needs, read when first asked for: files of ``rules/repair`` and of the OpenCC package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def repair_dir() -> Path:
    """``rules/repair``: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules" / "repair"
    return inside if inside.is_dir() else package.parent / "rules" / "repair"


def rows(name: str) -> Iterator[list[str]]:
    """The tab-separated rows of a file in ``rules/repair``, without comments and blank lines."""
    return (line.split("\t") for line in lines(name))


def lines(name: str) -> Iterator[str]:
    """The lines of a file in ``rules/repair``, without comments and blank ones."""
    text = (repair_dir() / name).read_text("utf-8")
    return (line for line in text.split("\n") if line and line[0] != "#")


class SortedLines:
    """A file of ``rules/repair`` whose lines are in order of their first characters, searched as it lies on the disk.

    To cut a large file into lines takes longer than to find the few that a page needs.
    """

    def __init__(self, name: str) -> None:
        self._data = b"\n" + (repair_dir() / name).read_bytes()

    def beginning_with(self, first: str) -> str:
        """The line that begins with a character, without its end; empty for none."""
        data, key = self._data, first.encode("utf-8", "surrogatepass")
        low, high = 0, len(data)  # the line begins behind low, and not behind high
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2 + 1)
            end = data.find(b"\n", middle + 1, high)
            line = data[middle + 1 : end if end >= 0 else high]
            if line.startswith(key):
                return line.decode("utf-8")
            if line < key and line:
                low = middle + 1 + len(line)
            else:
                high = middle
        return ""


@cache
def _opencc_dir() -> Path:
    """Where the package has its dictionaries; finding it does not import it, and with it a library of its own."""
    found = find_spec("opencc")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package opencc is not installed; pip install zsextract brings it")
    return Path(found.origin).parent / "dictionary"


def opencc_rows(name: str) -> Iterator[tuple[str, str]]:
    """Key and first value of each row of a dictionary file in the OpenCC package."""
    for key, values in opencc_choices(name):
        yield key, values[0]


def opencc_choices(name: str) -> Iterator[tuple[str, list[str]]]:
    """Key and all values of each row of a dictionary file in the OpenCC package."""
    for line in (_opencc_dir() / f"{name}.txt").read_text("utf-8").splitlines():
        key, _, values = line.partition("\t")
        if values:
            yield key, values.split(" ")
