"""The commands ``rules``, ``explain`` and ``eval``."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from zsextract.cli import Complaint, Inputs, Misuse, files_argument, say, write
from zsextract.errors import InputError, RuleError

if TYPE_CHECKING:
    from datetime import datetime

    from zsextract.rules import RuleSet

Command = TypeVar("Command", bound=Callable[..., Any])
# What JSON leaves as it is and a terminal obeys: C1 controls, turns of direction, line ends, half surrogates.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

packs_option = click.option(
    "--rules", "packs", metavar="DIR", multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Add the rules of this directory; may be repeated.",
)  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
path_argument = click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))


def _show(lines: Iterable[str]) -> None:
    """Write lines to standard output; what rule files and pages hold is shown and not obeyed."""
    from zsextract.output.visible import visible

    write("".join(f"{visible(line)}\n" for line in lines).encode())


def _write_json(data: Any) -> None:
    """JSON in UTF-8; what a terminal would obey is written as its code."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    write((_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode())


def _count(number: int, thing: str) -> str:
    """no problems, 1 problem, 2 problems."""
    many = f"{thing}es" if thing.endswith("s") else f"{thing}s"
    return f"1 {thing}" if number == 1 else f"{number or 'no'} {many}"


def _directories(packs: Sequence[Path]) -> tuple[Path, ...]:
    """The built-in directory and every pack in force."""
    from zsextract.rules import packs as in_force
    from zsextract.rules import rules_dir

    return (rules_dir(), *in_force(packs))


def _load(packs: Sequence[Path]) -> RuleSet:
    from zsextract.rules import load_rules

    return load_rules(_directories(packs)[1:])


@click.group("rules")
def rules_group() -> None:
    """List, show, check, test and begin rules.

    What is found is in rule files: TOML, with words or patterns and with examples. A directory of such files is a pack;
    --rules DIR, the variable ZSEXTRACT_RULES and [tool.zsextract] in pyproject.toml add one.
    """


@rules_group.command("list")
@click.option("--kind", help="Only rules of this kind.")
@click.option(
    "--samples", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Count how often each rule's words stand in the texts of this directory.  [default: samples, if it is there]",
)  # fmt: skip
@json_option
@packs_option
def list_rules(kind: str | None, samples: Path | None, as_json: bool, packs: tuple[Path, ...]) -> None:
    """List the rules: id, kind, examples and counter-examples, hits on the samples, summary."""
    import zsextract.rulelist as rulelist
    from zsextract.output.columns import columns
    from zsextract.rules import rules_dir

    rules = _load(packs)
    if samples is None and (beside := rules_dir().parent / "samples").is_dir():
        samples = beside
    counted = rulelist.hits(rules, rulelist.views(samples)) if samples else None
    rows = [row for row in rulelist.summaries(rules, _directories(packs), counted) if kind in (None, row["kind"])]
    if as_json:
        _write_json(rows)
        return
    head = {"id": "rule", "kind": "kind", "examples": "examples", "hits": "hits", "summary": "summary"}
    _show(columns([head, *({**row, "examples": f"{row['examples']}+{row['counter_examples']}"} for row in rows)]))


@rules_group.command("show")
@click.argument("rule_id", metavar="ID")
@json_option
@packs_option
def show_rule(rule_id: str, as_json: bool, packs: tuple[Path, ...]) -> None:
    """Show one rule: its pattern with the macros put in, its words and examples, and where it stands."""
    import zsextract.rulelist as rulelist

    rules = _load(packs)
    try:
        rule = rules.rule(rule_id)
    except KeyError:
        from difflib import get_close_matches

        near = get_close_matches(rule_id, [rule.id for rule in rules.rules], n=3)
        hint = f"; did you mean {', '.join(near)}?" if near else "; see `zsextract rules list`"
        raise Misuse(f"there is no rule {rule_id!r}{hint}") from None
    details = rulelist.details(rule)
    if as_json:
        _write_json(details)
    else:
        _show(_detail_lines(details))


def _detail_lines(details: dict[str, Any]) -> Iterable[str]:
    for key, value in details.items():
        if value in (None, [], {}):
            continue
        if key in ("match", "reject", "known_failure"):
            for example in value:
                more = ", ".join(f"{name} = {given!r}" for name, given in example.items() if name != "text")
                yield f"{key:13}  {example['text']}{'    ' + more if more else ''}"
        elif isinstance(value, list):
            yield f"{key:13}  {'、'.join(value)}"
        elif isinstance(value, dict):
            yield f"{key:13}  {', '.join(f'{name} = {given!r}' for name, given in value.items())}"
        elif key != "expanded" or value != details["pattern"]:
            yield f"{key:13}  {value}"


@rules_group.command("check")
@path_argument
@click.option("--no-cost", is_flag=True, help="Leave out the timing of patterns on hostile text, which takes seconds.")
@json_option
@packs_option
def check_rules(paths: tuple[Path, ...], no_cost: bool, as_json: bool, packs: tuple[Path, ...]) -> None:
    """Say what is wrong in rule files: file, line, rule, reason, remedy.

    Without a PATH, the built-in rules and the packs in force; else that file or directory, as a pack on top of them.
    Ends with status 1 where something is wrong.
    """
    from zsextract.rulecheck import check

    directories = _directories(packs)
    extra = [path for path in paths if not any(_inside(path, known) for known in directories)]
    found = check([*directories, *extra], only=paths, cost=not no_cost)
    if as_json:
        _write_json([_problem_row(problem) for problem in found])
    else:
        _show(line for problem in found for line in str(problem).split("\n"))
    say(_count(len(found), "problem"))
    if found:
        raise click.exceptions.Exit(1)


def _inside(path: Path, directory: Path) -> bool:
    return path.resolve().is_relative_to(directory.resolve())


def _problem_row(problem: Any) -> dict[str, Any]:
    names = ("path", "line", "rule", "kind", "reason", "remedy")
    return {name: getattr(problem, name) for name in names}


@rules_group.command("test")
@path_argument
@json_option
@packs_option
def test_rules(paths: tuple[Path, ...], as_json: bool, packs: tuple[Path, ...]) -> None:
    """Run the examples and counter-examples of rules, alone and with the whole set on.

    Without a PATH, those of the built-in rules and the packs in force; else those of that file or directory, which is
    added as a pack if it is none in force. Ends with status 1 where one is not met.
    """
    import zsextract.rulelist as rulelist
    import zsextract.ruletest as ruletest

    directories = _directories(packs)
    extra = [path for path in paths if path.is_dir() and not any(_inside(path, one) for one in directories)]
    rules = _load([*packs, *extra])
    done, failures, broken = 0, [], 0
    for file in rulelist.files_of(paths or directories):
        try:
            ran = list(ruletest.test([file], rules))
        except RuleError as error:
            say(str(error))
            broken += 1
            continue
        done += len(ran)
        failures += [failure for _, failed in ran for failure in failed]
    if as_json:
        _write_json([{"case": one.case.name, "setting": one.setting, "reason": one.reason} for one in failures])
    else:
        _show(line for failure in failures for line in str(failure).split("\n"))
    say(f"{_count(done, 'example')}, {_count(len(failures), 'failure')}")
    if failures or broken:
        raise click.exceptions.Exit(1)


@rules_group.command("new")
@click.argument("kind")
@packs_option
def new_rule(kind: str, packs: tuple[Path, ...]) -> None:
    """Write a commented rule file to begin with, to standard output."""
    from zsextract.rulenew import skeleton

    known = (*_load(packs).kinds, "extra")
    if kind not in known:
        raise Misuse(f"there is no kind {kind!r}; there are {', '.join(sorted(set(known)))}")
    write(skeleton(kind).encode())


@click.command("explain")
@files_argument
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="The day of publication of pages that give none.",
)  # fmt: skip
@json_option
@packs_option
def explain_command(files: tuple[str, ...], date: datetime | None, as_json: bool, packs: tuple[Path, ...]) -> None:
    """Show how each decision about a file came about.

    Every repair, the bounds of articles and sentences, each figure and person with its rule and with what gave it its
    period, place, parent and status, and the candidates that lost, with the reason.
    """
    from zsextract.explain import explain
    from zsextract.output.explanation import lines

    rules = _load(packs)
    day = date.date() if date else None
    inputs = Inputs(files)
    for explanation in inputs.each(lambda data, name: [explain(data, name, date=day, rules=rules)]):
        if as_json:
            _write_json(explanation)
        else:
            write(lines(explanation, colour=sys.stdout.isatty()).encode())
    inputs.finish()


@click.command("eval")
@click.argument("paths", nargs=-1, metavar="GOLD RECORDS", type=click.Path(path_type=Path))
@click.option(
    "--compare", nargs=2, metavar="OLD NEW", type=click.Path(path_type=Path),
    help="List what one file of records has and another has not.",
)  # fmt: skip
@click.option("--faults/--no-faults", default=True, show_default=True, help="List every miss and every false alarm.")
@json_option
def eval_command(paths: tuple[Path, ...], compare: tuple[Path, Path] | None, faults: bool, as_json: bool) -> None:
    """Measure records against annotated articles: precision, recall and F1 of each family.

    GOLD is a directory of annotations, one annotation, or a file of records taken as right; RECORDS is what
    `zsextract parse` wrote. Every miss and false alarm is listed with the rule that fired.
    """
    from zsextract.goldfile import read

    if len(paths) != (0 if compare else 2):
        raise click.UsageError("give GOLD and RECORDS, or --compare OLD NEW")
    try:
        if compare:
            _write_comparison(compare, as_json)
            return
        from zsextract.evaluate import evaluate
        from zsextract.output.evaluation import fault_line, figures, report_data

        report = evaluate(read(paths[0]), read(paths[1]))
    except InputError as error:
        raise Complaint(str(error)) from None
    for name in report.unread:
        say(f"{name}: there is no record of it; everything in it counts as missed")
    if as_json:
        _write_json(report_data(report, faults))
    else:
        _show([*figures(report), *(fault_line(fault) for fault in report.faults if faults)])


def _write_comparison(paths: tuple[Path, Path], as_json: bool) -> None:
    from zsextract.evaluate import compare
    from zsextract.goldfile import read
    from zsextract.output.evaluation import comparison_data, comparison_lines

    gains, losses = compare(read(paths[0]), read(paths[1]))
    if as_json:
        _write_json(comparison_data(gains, losses))
        return
    _show(comparison_lines(gains, losses))
    say(f"{_count(len(gains), 'gain')}, {_count(len(losses), 'loss')}")
