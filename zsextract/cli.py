"""The command line. Data goes to standard output, talk to standard error; the work is done elsewhere.

Exit status: 0 every input was read; 1 some input was not (each is named, the others are written); 2 wrong usage.
What a command needs is imported when it runs, so that ``--help`` costs little more than click itself.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from zsextract import __version__
from zsextract.errors import InputError, RuleError, UsageError, ZsextractError

if TYPE_CHECKING:
    from datetime import datetime

    from zsextract.decode import Source
    from zsextract.records import Record

# What a start builds stays, and at the end all goes: to look through it for circles each time a few hundred objects
# more are there, and once more when the process ends, would take a fifth of the time in which one article is read.
_COLLECT_AFTER = 50_000

T = TypeVar("T")
Command = TypeVar("Command", bound=Callable[..., Any])

# Commands that live in modules of their own: where, and what the overview says of them.
ELSEWHERE = {
    "batch": ("zsextract.cli_batch:batch_command", "Convert whole corpora to records, at any size."),
    "rules": ("zsextract.cli_rules:rules_group", "List, show, check, test and begin rules."),
    "explain": ("zsextract.cli_rules:explain_command", "Show how each decision about a file came about."),
    "eval": ("zsextract.cli_rules:eval_command", "Measure records against annotated articles."),
}


class Complaint(click.ClickException):
    """One line on standard error, then exit status 1."""

    def show(self, file: Any = None) -> None:
        """Write the line."""
        say(self.message)


class Misuse(Complaint):
    """One line on standard error, then exit status 2."""

    exit_code = 2


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs, and turns our errors into exit statuses."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order of the overview."""
        return [*self.commands, *ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported where need be."""
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = ELSEWHERE[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, without importing what it lists."""
        rows = [(name, command.get_short_help_str(80)) for name, command in self.commands.items()]
        rows += [(name, summary) for name, (_, summary) in ELSEWHERE.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has gone away (``| head -1``) is no error."""
        gc.set_threshold(_COLLECT_AFTER)
        try:
            return super().invoke(ctx)
        except (RuleError, UsageError) as error:
            raise Misuse(str(error)) from error
        except ZsextractError as error:
            raise Complaint(str(error)) from error
        except BrokenPipeError:
            _abandon_stdout()
            ctx.exit(0)
        finally:
            gc.freeze()


def say(message: str) -> None:
    """One line on standard error; names of files and rules may hold characters that a terminal would obey."""
    from zsextract.output.visible import visible

    click.echo(f"zsextract: {visible(message)}", err=True)


def write(data: bytes) -> None:
    """Write to standard output at once, whatever its encoding; a full disk is told, a closed pipe raised."""
    if sys.stdout is None:  # the shell's >&-
        raise Complaint("the output cannot be written: standard output is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _abandon_stdout()
        raise Complaint(f"the output cannot be written: {error.strerror or error}") from error


def _abandon_stdout() -> None:
    """Keep Python from failing once more when it flushes standard output at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Inputs:
    """The inputs of one command, one after the other: what cannot be read is named, and the rest goes on."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files) or ("-",)
        self.failed = 0

    def each(self, work: Callable[[bytes, str], Iterable[T]]) -> Iterator[T]:
        """What ``work`` makes of every input's bytes and name."""
        from zsextract.inputs import STDIN

        for file in self.files:
            name = STDIN if file == "-" else file
            try:
                yield from work(self._read(file), name)
            except InputError as error:
                self._fail(str(error))
            except (RuleError, UsageError):
                raise
            except Exception as error:  # a mistake of ours must not cost the other inputs
                kind = type(error).__name__
                self._fail(f"{name}: internal error, please report it with this input: {kind}: {error}")

    def _read(self, file: str) -> bytes:
        from zsextract.inputs import read_input, read_stream

        return read_input(file) if file != "-" else read_stream(sys.stdin.buffer if sys.stdin else None)

    def _fail(self, message: str) -> None:
        self.failed += 1
        say(message)

    def finish(self) -> None:
        """End with status 1 where an input failed."""
        if self.failed:
            raise click.exceptions.Exit(1)


def _source(data: bytes, name: str) -> Source:
    """The bytes as text; says so where some of them are none."""
    from zsextract.decode import decode

    source = decode(data, name)
    if source.undecodable:
        lost = f"{source.undecodable} bytes are no {source.encoding}"
        say(f"{name}: warning: {lost}; each stands as U+FFFD in the text")
    return source


def repair_options(command: Command) -> Command:
    """``--repair`` and ``--no-repair``, for the commands that repair."""
    without = click.option(
        "--no-repair", "without", metavar="NAME", multiple=True,
        help="Leave out this repair; may be repeated.",
    )  # fmt: skip
    only = click.option(
        "--repair", "only", metavar="NAME", multiple=True,
        help="Do this repair alone; may be repeated.",
    )  # fmt: skip
    return only(without(command))


files_argument = click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(allow_dash=True))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="zsextract", message="%(prog)s %(version)s")
def main() -> None:
    """Sums, projects, officials and targets out of Chinese investment-promotion news, each with its evidence."""


@main.command()
@files_argument
@click.option("--indent", is_flag=True, help="Spread each record over lines, for reading.")
@click.option("--text", is_flag=True, help="Add the repaired text of the article.")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="The day of publication of pages that give none.",
)  # fmt: skip
@click.option(
    "--format", "layout", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True,
    help="Lines of JSON for programs, or tables for people.",
)  # fmt: skip
@click.option(
    "--rules", "packs", metavar="DIR", multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Add the rules of this directory; may be repeated.",
)  # fmt: skip
@repair_options
def parse(
    files: tuple[str, ...], indent: bool, text: bool, date: datetime | None, layout: str, packs: tuple[Path, ...],
    only: tuple[str, ...], without: tuple[str, ...],
) -> None:  # fmt: skip
    """Write a record of each article in the files.

    One JSON object to a line and article, in UTF-8. Without a FILE, or for a FILE named -, standard input is read.
    """
    from zsextract.pipeline import extract_source
    from zsextract.rules import load_rules
    from zsextract.rules import packs as all_packs

    rules = load_rules(all_packs(packs))
    day = date.date() if date else None

    def output(data: bytes, name: str) -> Iterator[bytes]:
        """The records of one input, in the layout that was asked for."""
        source = _source(data, name)
        made = extract_source(source, date=day, rules=rules, keep_text=text, only=only or None, without=without)
        return _tables(made, source, text) if layout == "table" else _lines(made, indent)

    inputs = Inputs(files)
    for made in inputs.each(output):
        write(made)
    inputs.finish()


def _lines(records: Iterable[Record], indent: bool) -> Iterator[bytes]:
    """Records as JSON."""
    from zsextract.output.jsonl import line

    return (line(record, indent=indent) for record in records)


def _tables(records: Iterable[Record], source: Source, text: bool) -> Iterator[bytes]:
    """Records as tables, in colour where standard output is a terminal."""
    from zsextract.output.table import table

    colour = sys.stdout.isatty()
    return (table(record, source.text, whole=text, colour=colour).encode() for record in records)


@main.command()
@files_argument
@repair_options
def normalize(files: tuple[str, ...], only: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Write the repaired text of the files.

    Simplified characters, half-width digits, no noise, in UTF-8. A text that needs no repair comes out as it went in.
    """
    from zsextract.repair import repair

    def output(data: bytes, name: str) -> Iterator[bytes]:
        """The repaired text of one input."""
        yield repair(_source(data, name), only=only or None, without=without).text.encode("utf-8", "replace")

    inputs = Inputs(files)
    for made in inputs.each(output):
        write(made)
    inputs.finish()


@main.command()
@click.argument("what", type=click.Choice(["record", "rules"]), default="record")
def schema(what: str) -> None:
    """Write the JSON Schema of a record, or of a rule file."""
    import json

    described = import_module(f"zsextract.{'records' if what == 'record' else 'rulespec'}").schema()
    write((json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode())
