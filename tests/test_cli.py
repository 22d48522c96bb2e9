"""The command line as a user meets it: data on stdout, talk on stderr, exit status 0, 1 or 2."""

from __future__ import annotations

import json
from pathlib import Path

import click
import jsonschema
import pytest
from commandline import run

from zsextract import __version__
from zsextract.cli import ELSEWHERE, main

TEXT = "岳阳日报讯 10月9日，平江县新签约项目12个，总投资86.5亿元，同比增长8.1%。县委书记阮若川出席。\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A file with a small article."""
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_parse_writes_one_object_to_a_line(page: Path) -> None:
    done = run("parse", str(page))
    assert (done.exit_code, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    record = json.loads(line)
    assert record["source"]["name"] == str(page)
    assert [amount["value"] for amount in record["amounts"]] == [8_650_000_000]
    assert "亿元" in line


@pytest.mark.parametrize("args", [("parse",), ("parse", "-")])
def test_standard_input(args: tuple[str, ...], page: Path) -> None:
    done = run(*args, given=TEXT)
    assert done.exit_code == 0
    record = json.loads(done.stdout)
    assert record["source"]["name"] == "<stdin>"
    from_file = json.loads(run("parse", str(page)).stdout)
    assert record == from_file | {"source": from_file["source"] | {"name": "<stdin>"}}


def test_indent_is_the_same_data(page: Path) -> None:
    spread = run("parse", "--indent", str(page)).stdout
    assert spread.count("\n") > 20
    assert json.loads(spread) == json.loads(run("parse", str(page)).stdout)


def test_text_adds_the_repaired_article(page: Path) -> None:
    assert "text" not in json.loads(run("parse", str(page)).stdout)
    assert json.loads(run("parse", "--text", str(page)).stdout)["text"].strip() == TEXT.strip()


def test_date_is_for_pages_without_one(page: Path, samples: Path) -> None:
    assert json.loads(run("parse", str(page)).stdout)["published"] is None
    assert json.loads(run("parse", "--date", "2023-10-09", str(page)).stdout)["published"] == "2023-10-09"
    dated = samples / "county-signing.txt"
    assert run("parse", "--date", "2001-01-01", str(dated)).stdout == run("parse", str(dated)).stdout


def test_several_files_in_their_order(samples: Path) -> None:
    names = [str(samples / name) for name in ("newspaper-page.txt", "county-signing.txt")]
    made = [json.loads(line)["source"] for line in run("parse", *names).stdout.splitlines()]
    assert [source["name"] for source in made] == [names[0]] * (len(made) - 1) + [names[1]]
    assert [source["article"] for source in made] == [*range(len(made) - 1), 0]


def test_normalize_leaves_a_clean_text_as_it_is(page: Path) -> None:
    crlf = TEXT.replace("\n", "\r\n").encode()
    assert run("normalize", str(page)).stdout_bytes == TEXT.encode()
    assert run("normalize", given=crlf).stdout_bytes == crlf


def test_normalize_repairs() -> None:
    assert run("normalize", given="總投資約３５億(yì)元,、增長8%。").stdout == "总投资约35亿元、增长8%。"


def test_repairs_can_be_chosen() -> None:
    noisy = "總投資３５億元。"
    assert run("normalize", "--no-repair", "script", given=noisy).stdout == "總投資35億元。"
    assert run("normalize", "--repair", "script", given=noisy).stdout == "总投资３５亿元。"


@pytest.mark.parametrize("command", ["parse", "normalize"])
def test_an_unknown_repair_is_wrong_usage(command: str) -> None:
    done = run(command, "--repair", "magic", given=TEXT)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "magic" in done.stderr
    assert "pinyin" in done.stderr


def test_schema_describes_the_records(page: Path) -> None:
    described = json.loads(run("schema").stdout)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    validator = jsonschema.Draft202012Validator(described)
    for args in ((), ("--text",)):
        validator.validate(json.loads(run("parse", *args, str(page)).stdout))


def test_schema_of_rule_files() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(run("schema", "rules").stdout))


def test_version() -> None:
    assert run("--version").stdout == f"zsextract {__version__}\n"


@pytest.mark.parametrize("name", ["parse", "normalize", "schema", *ELSEWHERE])
def test_every_command_has_help(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert f"zsextract {name}" in done.stdout
    overview = run("--help").stdout
    assert f"\n  {name} " in overview


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_overview_says_what_the_lazy_commands_say(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help is not None
    assert command.help.replace("\n", " ").startswith(ELSEWHERE[name][1].rstrip("."))


class TestTable:
    """``--format table``, for a person."""

    def test_shows_the_evidence_in_its_place(self, page: Path) -> None:
        done = run("parse", "--format", "table", str(page))
        assert done.exit_code == 0
        assert "⟦86.5" in done.stdout
        assert "阮若川" in done.stdout
        assert "\x1b" not in done.stdout

    def test_text_adds_the_article(self, page: Path) -> None:
        assert "岳阳日报讯 10月9日" in run("parse", "--format", "table", "--text", str(page)).stdout

    def test_a_page_cannot_control_the_terminal(self) -> None:
        nasty = "\x1b[31m标题[/b][red]\x9b2J\n\n平江县\x07签约项目12个\u202e，总投资86亿元\x1b]0;x\x07。\n"
        done = run("parse", "--format", "table", "--text", given=nasty)
        assert done.exit_code == 0
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(done.stdout)
        assert "[/b][red]" in done.stdout

    def test_every_sample_can_be_shown(self, samples: Path) -> None:
        done = run("parse", "--format", "table", "--text", *map(str, sorted(samples.glob("*.txt"))))
        assert (done.exit_code, done.stderr) == (0, "")
