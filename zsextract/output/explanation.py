"""An explanation for a person at a terminal: repairs, bounds, figures with their reasons, candidates that lost.

What comes from the page is shown, never obeyed: no markup is read in it and no control character reaches the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

from rich.console import Console
from rich.text import Text

from zsextract.output.visible import visible

_MOST_EDITS = 8
_MOST_WORDS = 40
_PLAIN_WIDTH = 160  # where the output is no terminal

_STYLES = {"amounts": "bold yellow", "counts": "bold cyan", "rates": "bold green", "officials": "bold magenta"}


def lines(explanation: dict[str, Any], *, colour: bool = False) -> str:
    """The explanation as text; ``colour`` adds the terminal's colour codes."""
    out = StringIO()
    console = Console(
        file=out, force_terminal=colour or None, no_color=not colour or None, width=None if colour else _PLAIN_WIDTH,
        highlight=False, markup=False, emoji=False, soft_wrap=True,
    )  # fmt: skip
    for line in _all(explanation):
        console.print(line)
    return out.getvalue()


def _all(explanation: dict[str, Any]) -> Iterator[Text]:
    source = explanation["source"]
    yield _line((source["name"], "bold"), f"  {source['characters']} characters, {source['encoding']}: {source['why']}")
    if source["undecodable"]:
        yield _line(f"  {source['undecodable']} bytes could not be decoded")
    for step in explanation["repairs"]:
        yield from _repair(step)
    for article in explanation["articles"]:
        yield from _article(article)


def _line(*parts: str | tuple[str, str]) -> Text:
    """A line of pieces, each with a style or without; every piece made safe."""
    line = Text()
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        line.append(visible(text), style=style)
    return line


def _short(text: str) -> str:
    return text if len(text) <= _MOST_WORDS else f"{text[: _MOST_WORDS // 2]}…{text[-_MOST_WORDS // 2 :]}"


def _place(row: dict[str, Any]) -> str:
    return f"[{row['start']}, {row['end']})"


def _repair(step: dict[str, Any]) -> Iterator[Text]:
    yield _line("repair  ", (step["pass"], "bold blue"), f"  {step['kind']}, {step['count']}")
    for edit in step["edits"][:_MOST_EDITS]:
        before, after = _short(edit["before"]), _short(edit["after"])
        yield _line(
            ("    " + _place(edit) + "  ", "dim"), (before or "nothing", "red"), " → ", (after or "nothing", "green")
        )
    if len(step["edits"]) > _MOST_EDITS:
        yield _line((f"    and {len(step['edits']) - _MOST_EDITS} more", "dim"))


def _article(article: dict[str, Any]) -> Iterator[Text]:
    yield _line(
        f"article {article['number']}  ", (article["title"] or "(no title)", "bold"), (f"  {_place(article)}", "dim"),
        f"  {len(article['sentences'])} sentences",
    )  # fmt: skip
    for warning in article["warnings"]:
        yield _line("  warning  ", (warning, "bold red"))
    for span in article["masked"]:
        yield _line(("  not searched  " + _place(span) + "  ", "dim"), (_short(span["text"]), "dim"))
    for mention in article["mentions"]:
        yield from _mention(mention)
    for each in article["rejected"]:
        yield _line(
            ("  lost  ", "red"), (_place(each) + "  ", "dim"), _short(each["text"]), "  ",
            (f"{each['stage']} {each['rule']}: ", "dim"), each["reason"],
        )  # fmt: skip


def _mention(mention: dict[str, Any]) -> Iterator[Text]:
    family, rule = mention["family"], mention["rule"]
    yield _line(
        (f"  {mention['id']:4}", "bold"), (f"{family:10}", "dim"), (_place(mention) + "  ", "dim"),
        (mention["text"], _STYLES.get(family, "bold")),
    )  # fmt: skip
    shown = ", ".join(f"{name} {_value(value)}" for name, value in mention["fields"].items())
    yield _line("        ", shown)
    if rule:
        where = f"  {rule['where']}" if rule["where"] else ""
        yield _line(("        rule ", "dim"), (rule["id"], "blue"), f"  {rule['summary'] or ''}", (where, "dim"))
    for each in mention["because"]:
        by = f"from “{_short(each['text'])}” {_place(each)}  " if "text" in each else ""
        yield _line((f"        {each['field']} ", "dim"), by, each["reason"])


def _value(value: Any) -> str:
    """A field for reading: a period by its words and days, a place by its name."""
    if isinstance(value, dict) and "text" in value:
        rest = value.get("name") or f"{value.get('start') or '…'} to {value.get('end') or '…'}"
        return f"“{value['text']}” ({rest})"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return str(value)
