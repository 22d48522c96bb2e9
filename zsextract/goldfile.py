"""What `zsextract eval` reads: records, and annotations made by people, brought to one shape.

An annotation is a JSON file beside its text: ``{"raw": "a.txt", "encoding": "utf-8", "articles": [{"amounts": […]}]}``.
Its items have the fields of the record, but in place of offsets the words verbatim from the raw text (``text``) and,
where these come more than once, which occurrence it is (``nth``, from 1). A field that is left out has its usual value
(status actual, currency CNY, object project, unit %, bound exact, else null); a list holds several accepted values;
``"optional": true`` marks what may be found or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from zsextract.errors import InputError

FAMILIES = ("amounts", "counts", "rates", "officials", "targets")
DEFAULTS: dict[str, dict[str, Any]] = {
    "amounts": {"currency": "CNY", "role": "other"},
    "counts": {"object": "project"},
    "rates": {"unit": "%", "kind": "growth"},
    "targets": {"kind": "count"},
}


@dataclass(frozen=True, slots=True)
class Item:
    """One figure or person of a document; a person of an annotation has no place and is known by name alone."""

    family: str
    start: int
    end: int
    fields: dict[str, Any]
    context: str = ""

    @property
    def optional(self) -> bool:
        """True where neither missing nor finding it counts."""
        return bool(self.fields.get("optional")) or (
            self.family == "counts" and "other" in _list(self.fields.get("object"))
        )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Documents:
    """Items by the file name of their document."""

    items: dict[str, list[Item]] = field(default_factory=dict)


def read(path: Path) -> Documents:
    """Records (JSON lines), one annotation, or a directory of annotations; raises `InputError`."""
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        if not files:
            raise InputError(f"{path}: no annotations (*.json) in this directory")
        found = Documents()
        for file in files:
            found.items.update(_annotation(file, _json(_text(file), f"{file}")).items)
        return found
    text = _text(path)
    if path.suffix == ".json":
        data = _json(text, f"{path}")
        if isinstance(data, dict) and "articles" in data:
            return _annotation(path, data)
    return _records(path, text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8; records are written in UTF-8 by `zsextract parse`") from None


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError as error:
        raise InputError(f"{where}: no JSON: {error}") from None


def _records(path: Path, text: str) -> Documents:
    found = Documents()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        record = _json(line, f"{path}:{number}")
        try:
            items = found.items.setdefault(Path(record["source"]["name"]).name, [])
            items += _record_items(record)
        except (KeyError, TypeError, AttributeError):
            raise InputError(f"{path}:{number}: no record; `zsextract parse` writes them") from None
    return found


def _record_items(record: dict[str, Any]) -> Iterator[Item]:
    families = {name: record.get(name, []) for name in FAMILIES} | dict(record.get("extra") or {})
    others = {row["id"] for row in families["counts"] if row.get("object") == "other"}
    for family, rows in families.items():
        for row in rows:
            if family == "targets" and row.get("of") in others:  # like the count, it may be given or left out
                row = {**row, "optional": True}
            yield Item(family, row["start"], row["end"], row, f"⟦{row.get('text') or row.get('name')}⟧")


def _annotation(path: Path, data: Any) -> Documents:
    try:
        raw = path.parent / data["raw"]
        text = raw.read_bytes().decode(data.get("encoding", "utf-8-sig"), "replace")
        items = [item for article in data["articles"] for item in _article_items(article, text, path)]
    except OSError as error:
        raise InputError(f"{path}: its text {error.filename}: {error.strerror}") from None
    except (KeyError, TypeError, AttributeError, LookupError) as error:
        raise InputError(f"{path}: no annotation: {type(error).__name__} {error}") from None
    return Documents({raw.name: items})


def _article_items(article: dict[str, Any], text: str, path: Path) -> Iterator[Item]:
    families = {name: article.get(name, []) for name in FAMILIES} | dict(article.get("extra") or {})
    for family, rows in families.items():
        for row in rows:
            if family == "officials":
                yield Item(family, 0, 0, row, row["name"])
                continue
            start = _nth(text, row["text"], row.get("nth", 1))
            if start < 0:
                raise InputError(f"{path}: {row['text']!r} (occurrence {row.get('nth', 1)}) is not in the text")
            end = start + len(row["text"])
            yield Item(
                family, start, end, {"bound": "exact"} | DEFAULTS.get(family, {}) | row, _around(text, start, end)
            )


def _nth(text: str, words: str, nth: int) -> int:
    """The offset of an occurrence, -1 where there is none."""
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            break
    return at


def _around(text: str, start: int, end: int) -> str:
    """The words with a little of what stands before and after."""
    return f"{text[max(0, start - 16) : start]}⟦{text[start:end]}⟧{text[end : end + 16]}".replace("\n", "⏎")
