"""The commands for rules: what they write where, and how they end."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from commandline import run

from zsextract.rulenew import skeleton
from zsextract.rules import load_rules
from zsextract.rulespec import FileSpec

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "samples" / "pack-land"
INVALID = Path(__file__).parent / "data" / "rules" / "invalid"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of one rule with an example that is met."""
    directory = tmp_path / "pack"
    directory.mkdir()
    (directory / "mine.toml").write_text(
        'format = 1\nkind = "stage"\n[[rule]]\nid = "stage.mine"\nsummary = "a local word"\nwords = ["封顶"]\n'
        'gives = { stage = "started" }\n  [[rule.match]]\n  text = "全县封顶项目⟦6个⟧。"\n  stage = "started"\n',
        encoding="utf-8",
    )
    return directory


def test_list(pack: Path) -> None:
    done = run("rules", "list", "--rules", str(pack), "--kind", "stage")
    assert done.exit_code == 0
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["rule", "kind", "examples", "hits", "summary"]
    assert any(row.split()[:3] == ["stage.mine", "stage", "1+0"] for row in rows)
    assert {row.split()[1] for row in rows} == {"stage"}
    assert all(int(row.split()[3]) >= 0 for row in rows)


def test_list_as_json_counts_hits_on_the_samples(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("税收3亿元，税收4亿元。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02")
    done = run("rules", "list", "--json", "--kind", "role", "--samples", str(tmp_path))
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    assert rows["role.tax"]["hits"] >= 2
    assert rows["role.tax"]["examples"] >= 2
    assert rows["role.trade"]["hits"] == 0


def test_show(pack: Path) -> None:
    done = run("rules", "show", "stage.mine", "--rules", str(pack))
    assert done.exit_code == 0
    for words in (
        "stage.mine",
        "a local word",
        "封顶",
        "stage = 'started'",
        f"{pack / 'mine.toml'}:3",
        "全县封顶项目⟦6个⟧。",
    ):
        assert words in done.stdout


def test_show_puts_the_macros_in() -> None:
    shown = json.loads(run("rules", "show", "--json", "period.months").stdout)
    assert "{{" in shown["pattern"]
    assert "{{" not in shown["expanded"]
    assert len(shown["match"]) >= 2
    assert shown["reject"][0]["why"]
    assert run("rules", "show", "period.months").stdout.count("pattern") == 1


def test_show_offers_what_is_near() -> None:
    done = run("rules", "show", "role.taxes")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no rule 'role.taxes'; did you mean role.tax" in done.stderr


def test_check_tells_file_line_rule_reason_and_remedy(tmp_path: Path) -> None:
    shutil.copy(INVALID / "unknown-macro.toml", tmp_path / "demo.toml")
    done = run("rules", "check", str(tmp_path))
    assert done.exit_code == 1
    first, remedy = done.stdout.splitlines()
    assert first.startswith(f"{tmp_path / 'demo.toml'}:9: rule demo.a: unknown macro {{{{nummber}}}}")
    assert remedy.strip().startswith("define it under [macros]")
    assert done.stderr == "zsextract: 1 problem\n"
    (row,) = json.loads(run("rules", "check", "--json", str(tmp_path)).stdout)
    assert (row["line"], row["rule"], row["kind"]) == (9, "demo.a", "unknown-macro")


def test_check_reads_a_single_file_and_only_that() -> None:
    done = run("rules", "check", "--no-cost", str(PACK / "land.toml"))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "zsextract: no problems\n")


def test_test_tells_what_is_not_met(pack: Path) -> None:
    file = pack / "mine.toml"
    assert run("rules", "test", str(pack)).stderr == "zsextract: 1 example, no failures\n"
    file.write_text(file.read_text(encoding="utf-8").replace('封顶"]', '结顶"]'), encoding="utf-8")
    done = run("rules", "test", str(pack))
    assert done.exit_code == 1
    assert "stage.mine match[0] (whole set): stage is None and not 'started'" in done.stdout
    (row,) = json.loads(run("rules", "test", "--json", str(pack)).stdout)
    assert row["case"] == f"{file}::stage.mine::match[0]"


def test_test_goes_on_behind_a_broken_file(pack: Path) -> None:
    shutil.copy(INVALID / "stray-examples" / "demo.toml", pack / "demo.toml")
    shutil.copytree(INVALID / "stray-examples" / "examples", pack / "examples")
    done = run("rules", "test", str(pack))
    assert done.exit_code == 1
    assert "demo.b: has examples and is no rule of the file beside" in done.stderr
    assert "1 example, no failures" in done.stderr


@pytest.mark.parametrize("case", ["known_failure", "reject"])
def test_cases_that_turn(case: str, pack: Path) -> None:
    file = pack / "mine.toml"
    text = file.read_text(encoding="utf-8").replace("[[rule.match]]", f"[[rule.{case}]]")
    if case == "reject":
        text = text.replace('stage = "started"\n', 'why = "x"\n').replace('{ why = "x"\n', '{ stage = "started" }\n')
        text = text.replace('gives = { stage = "started" }\n}', 'gives = { stage = "started" }')
    file.write_text(text, encoding="utf-8")
    done = run("rules", "test", str(pack))
    assert done.exit_code == 1
    assert {"known_failure": "is met now: make it a [[rule.match]]", "reject": "finds '6个'"}[case] in done.stdout


def test_a_known_failure_that_fails_is_fine(pack: Path) -> None:
    file = pack / "mine.toml"
    text = file.read_text(encoding="utf-8").replace("[[rule.match]]", "[[rule.known_failure]]")
    file.write_text(text.replace("封顶项目⟦", "结顶项目⟦"), encoding="utf-8")
    assert run("rules", "test", str(pack)).exit_code == 0


@pytest.mark.parametrize("kind", [*load_rules().kinds, "extra"])
def test_new_writes_a_file_that_loads(kind: str, tmp_path: Path) -> None:
    done = run("rules", "new", kind)
    assert done.exit_code == 0
    assert done.stdout == skeleton(kind)
    (tmp_path / "new.toml").write_text(done.stdout, encoding="utf-8")
    assert load_rules([tmp_path]).rule(f"{kind}.example").status == "draft"
    spec = FileSpec.model_validate(tomllib.loads(done.stdout))
    assert (len(spec.rule[0].match), len(spec.rule[0].reject)) == (2, 1)


def test_new_knows_the_kinds() -> None:
    done = run("rules", "new", "colour")
    assert done.exit_code == 2
    assert "there is no kind 'colour'; there are " in done.stderr


def test_the_schema_is_published() -> None:
    made = json.loads(run("schema", "rules").stdout)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(made["required"]) == {"format", "kind"}


# --- packs ----------------------------------------------------------------------------------------------------------


def parsed(*arguments: str) -> dict[str, object]:
    """The record of the pack's article."""
    done = run("parse", *arguments, str(PACK / "article.txt"))
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_the_sample_pack() -> None:
    record = parsed("--rules", str(PACK))
    extra = record["extra"]
    assert isinstance(extra, dict)
    assert [(one["text"], one["value"], one["unit"], one["bound"], one["status"]) for one in extra["land"]] == [
        ("约1200亩", 1200, "亩", "approx", "actual"),
        ("40公顷", 600, "亩", "exact", "actual"),
        ("3500亩", 3500, "亩", "exact", "target"),
    ]
    assert [(one["text"], one["value"], one["rule"]) for one in extra["jobs"]] == [
        ("1.2万人", 12000, "jobs.brought"), ("2000人以上", 2000, "jobs.brought"),
    ]  # fmt: skip
    assert extra["land"][0]["period"]["end"] == "2031-09-30"
    assert extra["land"][0]["place"]["name"].endswith("桃江县")
    text = (PACK / "article.txt").read_text(encoding="utf-8")
    for items in extra.values():
        assert all(text[one["start"] : one["end"]] == one["text"] for one in items)
    assert "extra" not in parsed()


def test_packs_by_environment_and_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZSEXTRACT_RULES", str(PACK))
    assert "extra" in parsed()
    monkeypatch.delenv("ZSEXTRACT_RULES")
    (tmp_path / "pyproject.toml").write_text(f'[tool.zsextract]\nrules = ["{PACK}"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "extra" in parsed()


def test_a_rule_of_an_own_family_must_name_it(tmp_path: Path) -> None:
    head = 'format = 1\nkind = "extra"\n[[rule]]\nid = "extra.x"\nsummary = "s"\n'
    for source, reason in (
        ('words = ["亩"]', 'needs family = "name"'),
        ("pattern = '''[0-9]亩'''\ngives = { family = \"land\" }", "needs a group (?P<number>…)"),
    ):
        (tmp_path / "x.toml").write_text(f"{head}{source}\n", encoding="utf-8")
        done = run("parse", "--rules", str(tmp_path), str(PACK / "article.txt"))
        assert done.exit_code == 2
        assert "rule extra.x" in done.stderr
        assert reason in done.stderr
