"""Rule files on disk: which there are, their TOML, and where in a file a rule stands.

At run time the examples of a rule are cut out of the text before the TOML is parsed: `tomllib` reads about 1 MB/s,
examples are most of a file, and only ``rules check`` and ``rules test`` need them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from zsextract.errors import RuleError

SHARED_MACROS = "macros.toml"
PACK = "pack.toml"
EXAMPLES = "examples"
_SORTS = ("match", "reject", "known_failure")

# Compiled when first used: a start that finds kept rules needs none of them.
_EXAMPLES = (
    r"(?m)^[ \t]*\[\[?rule\.(?:match|reject|known_failure)\b[^\n]*\n"
    r"(?:(?![ \t]*\[\[?[A-Za-z_][\w.]*\]\]?[ \t]*(?:\#|$))[^\n]*(?:\n|\Z))*+"
)
_RULE_HEAD = r"(?m)^[ \t]*\[\[rule\]\]"


class RuleFile(NamedTuple):
    """The text of one file; ``pack`` counts the directories: 0 is the built-in one."""

    path: str
    text: str
    pack: int

    @property
    def name(self) -> str:
        """The file name without the directories."""
        return Path(self.path).name


def read_directory(directory: Path, pack: int) -> list[RuleFile]:
    """The TOML files of a directory in the order of their names; raises `RuleError` where it cannot be read."""
    if not directory.is_dir():
        raise RuleError(directory, None, "is no directory with rule files; give the directory of a pack")
    return [read(path, pack) for path in sorted(directory.glob("*.toml"))]


def signature(directory: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time of change and size of the TOML files: equal ones need not be read again. Empty where none can be."""
    try:
        with os.scandir(directory) as entries:
            found = [(each.name, each.stat()) for each in entries if each.name.endswith(".toml")]
    except OSError:
        return ()
    return tuple(sorted((name, state.st_mtime_ns, state.st_size) for name, state in found))


def read(path: Path, pack: int = 0) -> RuleFile:
    """One file; raises `RuleError` where it is unreadable or not UTF-8."""
    try:
        return RuleFile(str(path), path.read_text(encoding="utf-8"), pack)
    except OSError as error:
        raise RuleError(path, None, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise RuleError(path, None, f"is not UTF-8 at byte {error.start}; save it as UTF-8") from None


def parse(file: RuleFile, *, examples: bool) -> dict[str, Any]:
    """The TOML as a dictionary, with or without the examples; raises `RuleError` with the line of a mistake.

    Examples stand behind their rule or, where they are many, in ``examples/`` under the same file name.
    """
    if not examples:
        return _loads(file.path, without_examples(file.text))
    data = _loads(file.path, file.text)
    apart = Path(file.path).parent / EXAMPLES / file.name
    if apart.is_file():
        _add_examples(data, read(apart))
    return data


def _loads(path: str, text: str) -> dict[str, Any]:
    import tomllib  # a start that finds kept rules does without it

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(path, None, f"is no valid TOML: {error}") from None


def _add_examples(data: dict[str, Any], file: RuleFile) -> None:
    """Put the examples of ``[["rule.id".match]]`` tables into their rules."""
    rules = {rule["id"]: rule for rule in data.get("rule", []) if isinstance(rule, dict) and "id" in rule}
    for rule_id, tables in _loads(file.path, file.text).items():
        if rule_id not in rules:
            raise RuleError(file.path, rule_id, "has examples and is no rule of the file beside")
        if not isinstance(tables, dict) or not set(tables) <= set(_SORTS):
            raise RuleError(file.path, rule_id, f"examples are {', '.join(_SORTS)} and nothing else")
        for sort, cases in tables.items():
            rules[rule_id][sort] = [*rules[rule_id].get(sort, []), *cases]


def without_examples(text: str) -> str:
    """The text with every example blanked; the number of lines stays, so that messages keep theirs.

    >>> without_examples('[[rule]]\\nid = "a.b"\\n  [[rule.match]]\\n  text = "⟦x⟧"\\n[[rule]]\\n')
    '[[rule]]\\nid = "a.b"\\n\\n\\n[[rule]]\\n'
    """
    return re.sub(_EXAMPLES, lambda found: "\n" * found[0].count("\n"), text)


def lines_of_rules(text: str) -> list[int]:
    """The line (from 1) on which each ``[[rule]]`` of a file begins, in order."""
    return [text.count("\n", 0, head.start()) + 1 for head in re.finditer(_RULE_HEAD, text)]


def project_packs(start: Path) -> tuple[Path, ...]:
    """The packs that ``[tool.zsextract] rules`` of the nearest pyproject.toml names; raises `RuleError`."""
    here = start.resolve()
    file = next((path for at in (here, *here.parents) if (path := at / "pyproject.toml").is_file()), None)
    if file is None:
        return ()
    text = read(file).text
    if "tool.zsextract" not in text:  # spares every other project the parsing
        return ()
    section = parse(RuleFile(str(file), text, 0), examples=True).get("tool", {}).get("zsextract", {})
    named = section.get("rules", [])
    if set(section) - {"rules"} or not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise RuleError(file, None, '[tool.zsextract] knows only rules = ["directory of a pack", …]')
    return tuple(file.parent / name for name in named)
