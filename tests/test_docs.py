"""The README is true: its commands give the output it shows (``--update-golden`` rewrites it), its code runs."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import zsextract
from zsextract.cli import main
from zsextract.decode import from_text
from zsextract.repair import PASSES, repair

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
_CONSOLE = re.compile(r"(?<=```console\n).*?(?=```\n)", re.DOTALL)
_COMMAND = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_PYTHON = re.compile(r"```python\n(.*?)```\n", re.DOTALL)


def readme() -> str:
    """The README's text."""
    return README.read_text(encoding="utf-8")


def output(command: str) -> str:
    """What a shell shows for a command that is run in the checkout."""
    place = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": place, "COLUMNS": "100"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode()


def rerun(block: re.Match[str]) -> str:
    """A block of commands with what they give today."""
    return _COMMAND.sub(lambda each: f"$ {each['command']}\n{output(each['command'])}", block[0])


@pytest.mark.skipif(shutil.which("jq") is None, reason="the README's commands use jq")
def test_commands_give_what_the_readme_shows(request: pytest.FixtureRequest) -> None:
    written = readme()
    today = _CONSOLE.sub(rerun, written)
    if request.config.getoption("--update-golden") and today != written:
        README.write_text(today, encoding="utf-8")
        pytest.fail("README.md was rewritten; review it with git diff")
    assert today.splitlines() == written.splitlines()


@pytest.mark.parametrize("number", range(len(_PYTHON.findall(readme()))))
def test_python_examples_run(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = _PYTHON.findall(readme())[number]
    example = doctest.DocTestParser().get_doctest(code, {}, f"README example {number}", str(README), 0)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example).failed == 0


def test_every_command_and_every_option_of_parse_is_there() -> None:
    text, context = readme(), click.Context(main)
    for name in main.list_commands(context):
        assert f"zsextract {name}" in text
    parse = main.get_command(context, "parse")
    assert parse is not None
    for parameter in parse.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}" in text, f"{parameter.opts[0]} is not explained"


def test_every_repair_and_every_field_is_there() -> None:
    text = readme()
    for each in PASSES:
        assert f"`{each.name}`" in text, f"the repair {each.name} is not in the table"
    for field in zsextract.Record.__struct_fields__:
        assert f"`{field}`" in text or field == "schema_version", f"{field} is not explained"


_REPAIR = re.compile(r"^\| `(\w+)` \| (\w+) \| `([^`]*)`.*? \| `([^`]*)` \|$", re.MULTILINE)


@pytest.mark.parametrize(("name", "kind", "found", "repaired"), _REPAIR.findall(readme()))
def test_the_table_of_repairs_is_true(name: str, kind: str, found: str, repaired: str) -> None:
    assert {each.name: each.kind for each in PASSES}[name] == kind
    if "…" not in found:  # a piece of a page that shows only on the page
        found = found.replace("⏎", "\n").replace("\\u200b", "\u200b")
        made = repair(from_text(found, "README"))
        assert made.text.strip() == repaired
        assert name in {step.name for step in made.steps}


def test_what_is_linked_or_named_exists() -> None:
    for document in (README, CONTRIBUTING, ROOT / "samples" / "README.md"):
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([\w./-]+)\)", text):
            assert (document.parent / target).exists(), f"{document.name} links {target}"
    for path in re.findall(r"(?<![\w/])(?:samples|benchmarks)/[\w./-]*\w", readme()):
        assert (ROOT / path).exists(), f"the README names {path}"


def test_the_map_names_every_module() -> None:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    for path in (ROOT / "zsextract").iterdir():
        name = path.name if path.suffix == ".py" else f"{path.name}/"
        covered = ("rule*.py" in text and name.startswith("rule")) or ("cli*.py" in text and name.startswith("cli"))
        if not name.startswith("__") and (path.suffix == ".py" or (path / "__init__.py").exists()):
            assert covered or f"`{name}`" in text, f"{name} is not on the map"


def test_every_sample_is_described() -> None:
    text = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "samples").iterdir():
        assert path.name in text or path.name == "README.md", f"{path.name} is not described"
