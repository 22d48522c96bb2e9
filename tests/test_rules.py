"""Rule files become a rule set: macros, kinds, packs, the cache, and the settings that name packs."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import regex

from zsextract import macros, rulebuild, rulecache
from zsextract.errors import RuleError
from zsextract.rules import RuleSet, load_rules, packs, rules_dir
from zsextract.rulespec import schema

EXAMPLES = """
  [[rule.match]]
  text = "净水⟦3处⟧"
  [[rule.match]]
  text = "污水⟦4处⟧"
  [[rule.reject]]
  text = "到处"
  why = "no number"
"""
DEMO = f"""
format = 1
kind = "demo"
[macros]
tenth = '''[一二三]'''
tenths = '''{{{{tenth}}}}成'''
[[rule]]
id = "demo.tenths"
summary = "a pattern with macros"
pattern = '''约?+{{{{tenths}}}}{{{{range_mark}}}}?+'''
anchors = ["成"]
gives = {{ unit = "%", scale = "10" }}
{EXAMPLES}
[[rule]]
id = "demo.words"
kind = "other"
summary = "words of another kind"
words = ["净水", "污水"]
priority = 60
{EXAMPLES}
[[rule]]
id = "demo.list"
kind = "other"
summary = "a word list"
lexicon = "waters"
{EXAMPLES}
[[rule]]
id = "demo.old"
summary = "switched off for good"
status = "retired"
words = ["井水"]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache directory of the test's own."""
    where = tmp_path / "cache"
    monkeypatch.setenv("ZSEXTRACT_CACHE", str(where))
    return where


def one_rule(rule_id: str, source: str, kind: str = "demo") -> str:
    """A file with a single rule."""
    return f'format = 1\nkind = "{kind}"\n[[rule]]\nid = "{rule_id}"\nsummary = "s"\n{source}\n'


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack with one rule file and one word list."""
    directory = tmp_path / "pack"
    (directory / "lexicons").mkdir(parents=True)
    (directory / "demo.toml").write_text(DEMO, encoding="utf-8")
    (directory / "lexicons" / "waters.txt").write_text(
        "# origin: made up\n雨水\n河水  # of a river\n\n", encoding="utf-8"
    )
    return directory


@pytest.fixture
def rules(pack: Path) -> RuleSet:
    """The built-in rules and the pack."""
    return load_rules([pack])


def test_a_pattern_has_its_macros_put_in(rules: RuleSet) -> None:
    rule = rules.rule("demo.tenths")
    assert rule.pattern is not None
    assert rule.pattern.startswith("约?+(?:(?:[一二三])成)(?:(?:")
    assert rule.regex.search("增长约三成。")[0] == "约三成"
    assert (rule.kind, rule.priority, rule.anchors, dict(rule.gives)) == (
        "demo",
        50,
        ("成",),
        {"unit": "%", "scale": "10"},
    )


def test_words_and_word_lists(rules: RuleSet) -> None:
    assert rules.rule("demo.words").words == ("净水", "污水")
    assert rules.rule("demo.list").words == ("雨水", "河水")
    words = [(word, rule.id) for word, rule in rules.words_of(["other", "demo"])]
    assert words == [("净水", "demo.words"), ("污水", "demo.words"), ("雨水", "demo.list"), ("河水", "demo.list")]
    with pytest.raises(RuleError, match="has words and no pattern"):
        _ = rules.rule("demo.words").regex


def test_a_pack_adds_to_a_word_list(pack: Path, rules: RuleSet) -> None:
    (pack / "lexicons" / "surnames.txt").write_text("㐂\n", encoding="utf-8")
    assert rules.lexicon("waters") == {"雨水", "河水"}
    assert "㐂" in rules.lexicon("surnames")
    assert rules.lexicon("surnames") > load_rules().lexicon("surnames")
    assert rules.without(["demo.words"]).lexicon("waters") == {"雨水", "河水"}
    with pytest.raises(RuleError, match="there is no such word list"):
        rules.lexicon("fires")


def test_kinds_and_order(rules: RuleSet) -> None:
    assert [rule.id for rule in rules.of("other")] == ["demo.words", "demo.list"]
    assert rules.of("no such kind") == ()
    assert "demo.old" not in [rule.id for rule in rules.rules]
    assert rules.kinds[-2:] == ("demo", "other")
    with pytest.raises(KeyError):
        rules.rule("demo.old")


def test_a_rule_says_where_it_stands(rules: RuleSet, pack: Path) -> None:
    lines = DEMO.splitlines()
    for rule_id in ("demo.tenths", "demo.words", "demo.list"):
        path, _, line = rules.rule(rule_id).where.rpartition(":")
        assert path == str(pack / "demo.toml")
        assert lines[int(line) - 1] == "[[rule]]"
        assert lines[int(line)] == f'id = "{rule_id}"'


def test_without_switches_rules_off(rules: RuleSet) -> None:
    fewer = rules.without(["demo.words"])
    assert [rule.id for rule in fewer.of("other")] == ["demo.list"]
    assert fewer.digest != rules.digest


def test_the_same_content_is_the_same_object(pack: Path, rules: RuleSet) -> None:
    assert load_rules([pack]) is rules
    (pack / "demo.toml").write_text(DEMO.replace("污水", "温泉水"), encoding="utf-8")
    changed = load_rules([pack])
    assert changed.rule("demo.words").words == ("净水", "温泉水")
    assert changed.digest != rules.digest


# --- packs ----------------------------------------------------------------------------------------------------------


def test_a_pack_switches_rules_off_and_may_replace_them(pack: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "pack.toml").write_text('format = 1\nname = "second"\ndisable = ["demo.w*", "demo.list"]\n')
    (second / "more.toml").write_text(
        'format = 1\nkind = "other"\n[[rule]]\nid = "demo.words"\nsummary = "anew"\nwords = ["海水"]\n',
        encoding="utf-8",
    )
    rules = load_rules([pack, second])
    assert [(rule.id, rule.words) for rule in rules.of("other")] == [("demo.words", ("海水",))]


def test_a_pack_cannot_take_an_id_that_is_in_force(pack: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / "demo.toml").write_text(DEMO, encoding="utf-8")
    with pytest.raises(RuleError, match=r"rule demo\.tenths: the id is taken by the rule at .*pack/demo\.toml:7"):
        load_rules([pack, second])


def test_shared_macros_are_for_every_file_of_the_pack(tmp_path: Path) -> None:
    (tmp_path / "macros.toml").write_text('format = 1\n[macros]\nwater = "[净污]水"\n', encoding="utf-8")
    (tmp_path / "demo.toml").write_text(one_rule("demo.w", 'pattern = "{{water}}厂"'), encoding="utf-8")
    assert load_rules([tmp_path]).rule("demo.w").pattern == "(?:[净污]水)厂"


def test_packs_come_from_the_project_the_environment_and_the_options(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "deep").mkdir(parents=True)
    (project / "pyproject.toml").write_text('[tool.zsextract]\nrules = ["own"]\n')
    found = packs([tmp_path / "c"], {"ZSEXTRACT_RULES": f"{tmp_path / 'a'}:{tmp_path / 'b'}"}, project / "deep")
    assert found == (project / "own", tmp_path / "a", tmp_path / "b", tmp_path / "c")
    assert packs([], {}, tmp_path) == ()


def test_a_wrong_project_setting_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.zsextract]\nrulez = ["own"]\n')
    with pytest.raises(RuleError, match=r"pyproject\.toml: \[tool\.zsextract\] knows only rules"):
        packs([], {}, tmp_path)


def test_a_pack_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="is no directory with rule files"):
        load_rules([tmp_path / "absent"])


# --- macros ---------------------------------------------------------------------------------------------------------


def test_macro_names_that_are_near_are_offered() -> None:
    with pytest.raises(macros.MacroError, match=r"unknown macro \{\{amuont\}\}; did you mean \{\{amount\}\}\?"):
        macros.expand("{{amuont}}", {"amount": "x"})
    with pytest.raises(macros.MacroError, match="known are: amount"):
        macros.expand("{{q}}", {"amount": "x"})


def test_quantifiers_are_no_macros() -> None:
    assert macros.expand("x{2}y{1,3}+", {}) == "x{2}y{1,3}+"


# --- the cache ------------------------------------------------------------------------------------------------------


def state(rules: RuleSet) -> list[object]:
    """Everything that a rule set says."""
    return [
        (rule.id, rule.kind, rule.summary, rule.status, rule.pattern, rule.words, rule.anchors, rule.priority,
         dict(rule.gives), rule.verbose, rule.where, rule.regex.pattern if rule.pattern else None)
        for rule in rules.rules
    ]  # fmt: skip


def forget() -> None:
    """Lose what this process knows, so that the cache is asked."""
    import zsextract.rules as module

    module._loaded.cache_clear()
    module._rule_set.cache_clear()
    module._compiled.cache_clear()
    module._kept.clear()


def test_kept_rules_are_the_rules(pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    fresh = state(load_rules([pack]))
    assert len(list(cache.iterdir())) == 2
    forget()
    monkeypatch.setattr(rulebuild, "_build", lambda *_: pytest.fail("the kept rules were not used"))
    assert state(load_rules([pack])) == fresh
    assert load_rules([pack]).rule("demo.tenths").regex.search("约三成")[0] == "约三成"


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b"\x00" * 40, b'[{"own_words": 3}]'])
def test_damaged_files_are_passed_over(damage: bytes, pack: Path, cache: Path) -> None:
    forget()
    fresh = state(load_rules([pack]))
    for file in cache.iterdir():
        file.write_bytes(damage)
    forget()
    assert state(load_rules([pack])) == fresh


def test_a_pickle_of_anything_else_is_refused(cache: Path) -> None:
    import hashlib

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return print, ("obeyed",)

    cache.mkdir()
    data = pickle.dumps({("x", False): Evil()})
    rulecache.save_patterns("k", [])
    (file,) = cache.iterdir()
    file.write_bytes(hashlib.sha256(data).digest() + data)
    assert rulecache.load_patterns("k") == {}


def test_nothing_is_kept_without_a_directory(pack: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZSEXTRACT_CACHE", "")
    forget()
    assert load_rules([pack]).rule("demo.tenths").regex.search("三成")
    assert not cache.exists()
    monkeypatch.setenv("ZSEXTRACT_CACHE", str(pack / "demo.toml"))  # a file where a directory should be
    forget()
    assert load_rules([pack]).rule("demo.tenths").regex.search("三成")


def test_only_a_few_sets_are_kept(cache: Path) -> None:
    for number in range(12):
        rulecache.save(f"k{number}", [])
    assert len(list(cache.iterdir())) == 8


# --- the schema for editors -----------------------------------------------------------------------------------------


def test_the_schema_accepts_the_built_in_files_and_refuses_broken_ones() -> None:
    import tomllib

    import jsonschema

    validator = jsonschema.Draft202012Validator(schema())
    for path in sorted(rules_dir().glob("*.toml")):
        if path.name != "macros.toml":
            assert list(validator.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))) == [], path
    broken = Path(__file__).parent / "data" / "rules" / "invalid"
    for name in ("schema", "schema-missing", "schema-value", "schema-file", "schema-type"):
        data = tomllib.loads((broken / f"{name}.toml").read_text(encoding="utf-8"))
        assert list(validator.iter_errors(data)), name


def test_patterns_of_the_numerals_are_built_in_macros(tmp_path: Path) -> None:
    (tmp_path / "demo.toml").write_text(
        'format = 1\nkind = "demo"\n[[rule]]\nid = "demo.n"\nsummary = "s"\npattern = "{{number}}处"\n',
        encoding="utf-8",
    )
    assert isinstance(load_rules([tmp_path]).rule("demo.n").regex, type(regex.compile("")))
    assert load_rules([tmp_path]).rule("demo.n").regex.search("污水1,200处")[0] == "1,200处"
