"""Records against annotations: what counts as right, and what is told of the rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commandline import run

from zsextract.errors import InputError
from zsextract.evaluate import Report, compare, evaluate, fits
from zsextract.goldfile import Documents, Item, read

TEXT = "前三季度签约项目12个，其中亿元以上项目5个，总投资86亿元，增长8.5%。市长林舟出席。签约项目又有12个。"


def item(family: str, words: str, nth: int = 1, **fields: Any) -> dict[str, Any]:
    """A found item with its offsets."""
    at = -1
    for _ in range(nth):
        at = TEXT.index(words, at + 1)
    return {"id": "x", "text": words, "start": at, "end": at + len(words), "bound": "exact", "rule": "demo.r", **fields}


def record(name: str = "a.txt", **families: Any) -> dict[str, Any]:
    """A record as far as it is read here."""
    return {"source": {"name": f"somewhere/{name}", "article": 0}, **families}


def gold(tmp_path: Path, **families: list[dict[str, Any]]) -> Documents:
    """An annotation of the text."""
    directory = tmp_path / "gold"
    directory.mkdir(exist_ok=True)
    (directory / "a.txt").write_text(TEXT, encoding="utf-8")
    (directory / "a.json").write_text(json.dumps({"raw": "a.txt", "articles": [families]}), encoding="utf-8")
    return read(directory)


def found(tmp_path: Path, *records: dict[str, Any]) -> Documents:
    """A file of records."""
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in records) + "\n\n", encoding="utf-8")
    return read(path)


def figures(report: Report, family: str) -> dict[str, tuple[int, int, int]]:
    """Hits, found and annotated, by level."""
    return {level: (one.hits, one.found, one.gold) for (name, level), one in report.tallies.items() if name == family}


COUNT = {"value": 12, "object": "project", "stage": "signed", "status": "actual", "threshold": None}


def test_a_count_that_is_right(tmp_path: Path) -> None:
    wanted = gold(tmp_path, counts=[{"text": "12个", "value": 12, "stage": "signed"}])
    report = evaluate(wanted, found(tmp_path, record(counts=[item("counts", "12个", **COUNT)])))
    assert figures(report, "counts") == {"core": (1, 1, 1), "full": (1, 1, 1)}
    assert report.faults == []
    assert report.tallies["counts", "core"].f1 == 1.0


def test_a_wrong_stage_is_a_fault_of_the_full_level_and_names_the_rule(tmp_path: Path) -> None:
    wanted = gold(tmp_path, counts=[{"text": "12个", "value": 12, "stage": "started"}])
    report = evaluate(wanted, found(tmp_path, record(counts=[item("counts", "12个", **COUNT)])))
    assert figures(report, "counts") == {"core": (1, 1, 1), "full": (0, 1, 1)}
    (false, miss) = sorted(report.faults, key=lambda fault: fault.kind)
    assert (miss.kind, miss.level, miss.rule, miss.differs) == ("miss", "full", "demo.r", ("stage",))
    assert (false.kind, false.rule) == ("false", "demo.r")
    assert "⟦12个⟧" in miss.item.context


def test_a_miss_and_a_false_alarm(tmp_path: Path) -> None:
    wanted = gold(tmp_path, amounts=[{"text": "86亿元", "value": 8600000000, "role": "investment"}])
    report = evaluate(
        wanted, found(tmp_path, record(rates=[item("rates", "8.5%", value=8.5, unit="%", kind="growth")]))
    )
    assert figures(report, "amounts") == {"core": (0, 0, 1), "full": (0, 0, 1)}
    assert figures(report, "rates") == {"core": (0, 1, 0), "full": (0, 1, 0)}
    assert [(fault.kind, fault.family, fault.rule) for fault in report.faults if fault.level == "core"] == [
        ("miss", "amounts", None), ("false", "rates", "demo.r"),
    ]  # fmt: skip
    tally = report.tallies["amounts", "core"]
    assert (tally.precision, tally.recall, tally.f1) == (0.0, 0.0, 0.0)


def test_which_occurrence_is_meant(tmp_path: Path) -> None:
    wanted = gold(tmp_path, counts=[{"text": "12个", "nth": 2, "value": 12, "stage": "signed"}])
    first = evaluate(wanted, found(tmp_path, record(counts=[item("counts", "12个", 1, **COUNT)])))
    second = evaluate(wanted, found(tmp_path, record(counts=[item("counts", "12个", 2, **COUNT)])))
    assert (first.tallies["counts", "core"].hits, second.tallies["counts", "core"].hits) == (0, 1)


def test_pairs_are_one_to_one(tmp_path: Path) -> None:
    wanted = gold(tmp_path, counts=[{"text": "12个", "value": 12, "stage": "signed"}])
    twice = [item("counts", "12个", **COUNT), item("counts", "项目12个", **COUNT)]
    report = evaluate(wanted, found(tmp_path, record(counts=twice)))
    assert figures(report, "counts")["core"] == (1, 2, 1)


def test_what_is_optional_counts_neither_way(tmp_path: Path) -> None:
    wanted = gold(tmp_path, counts=[{"text": "12个", "value": 12, "optional": True}])
    for records in ([], [record(counts=[item("counts", "12个", **COUNT)])], [record(counts=[item("counts", "12个")])]):
        assert figures(evaluate(wanted, found(tmp_path, *records)), "counts")["full"] == (0, 0, 0)


def test_counts_of_other_things_may_be_given(tmp_path: Path) -> None:
    report = evaluate(gold(tmp_path), found(tmp_path, record(counts=[item("counts", "5个", value=5, object="other")])))
    assert figures(report, "counts")["core"] == (0, 0, 0)


def test_so_may_the_targets_that_they_carry(tmp_path: Path) -> None:
    count = item("counts", "5个", value=5, object="other") | {"id": "c0"}
    target = item("targets", "5个", value=5, kind="count", of="c0")
    report = evaluate(gold(tmp_path), found(tmp_path, record(counts=[count], targets=[target])))
    assert figures(report, "targets")["core"] == (0, 0, 0)


def test_officials_are_compared_by_name(tmp_path: Path) -> None:
    wanted = gold(tmp_path, officials=[{"name": "林舟", "titles": [["市长", "市人民政府市长"], ["?", "领导"]]}])
    person = {"id": "o0", "name": "林舟", "titles": ["市长"], "start": 46, "end": 48, "rule": "official.before"}
    assert figures(evaluate(wanted, found(tmp_path, record(officials=[person]))), "officials")["full"] == (1, 1, 1)
    person["titles"] = ["市长", "书记"]
    report = evaluate(wanted, found(tmp_path, record(officials=[person])))
    assert figures(report, "officials") == {"core": (1, 1, 1), "full": (0, 1, 1)}
    assert {fault.differs for fault in report.faults if fault.kind == "miss"} == {("titles",)}


def size(value: int, bound: str) -> dict[str, Any]:
    """A threshold."""
    return {"value": value, "bound": bound}


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "fit"),
    [
        ("value", {"value": 5}, {"value": "any"}, True),
        ("bound", {"bound": "at_least"}, {"bound": ["exact", "at_least"]}, True),
        ("bound", {"bound": "at_most"}, {"bound": ["exact", "at_least"]}, False),
        ("status", {"status": "planned"}, {"status": "target"}, True),
        ("status", {"status": "actual"}, {"status": "target"}, False),
        ("status", {"status": "actual", "role": "threshold"}, {"status": "target"}, True),
        ("status", {"status": "actual"}, {}, True),
        (
            "threshold",
            {"threshold": {"value": 1, "bound": "exact"}},
            {"threshold": {"value": 1, "bound": "at_least"}},
            True,
        ),
        ("threshold", {"threshold": None}, {"threshold": {"value": 1, "bound": "at_least"}}, False),
        (
            "threshold",
            {"threshold": {"value": 2, "bound": "exact"}},
            {"threshold": {"value": 1, "bound": "exact"}},
            False,
        ),
        ("indicator", {"indicator": "新签约项目"}, {"indicator": "新签约重大项目"}, True),
        ("indicator", {"indicator": "税收"}, {"indicator": ["就业", "税收收入"]}, True),
        ("indicator", {"indicator": "税收"}, {"indicator": "新签约项目"}, False),
        ("indicator", {"indicator": "税收"}, {}, True),
        ("deadline", {"period": {"end": "2031-12-31"}}, {"deadline": "2031-12-31"}, True),
        ("deadline", {"period": None}, {"deadline": "2031-12-31"}, False),
    ],
)
def test_fields(name: str, ours: dict[str, Any], theirs: dict[str, Any], fit: bool) -> None:
    assert fits(name, Item("x", 0, 1, ours), Item("x", 0, 1, theirs)) is fit


def test_records_may_be_the_gold(tmp_path: Path) -> None:
    same = found(
        tmp_path, record(counts=[item("counts", "12个", **COUNT)], extra={"land": [item("land", "5个", value=5)]})
    )
    report = evaluate(same, same)
    assert all(one.hits == one.found == one.gold for one in report.tallies.values())
    assert figures(report, "land") == {"core": (1, 1, 1), "full": (1, 1, 1)}


def test_a_document_without_a_record_is_told(tmp_path: Path) -> None:
    report = evaluate(gold(tmp_path, counts=[{"text": "12个", "value": 12}]), found(tmp_path, record("b.txt")))
    assert report.unread == ["a.txt"]
    assert report.tallies["counts", "core"].recall == 0.0


def test_gains_and_losses(tmp_path: Path) -> None:
    old = found(tmp_path, record(counts=[item("counts", "12个", **COUNT), item("counts", "5个", value=5)]))
    moved = item("counts", "5个", value=5) | {"rule": "demo.other"}
    new = found(tmp_path, record(counts=[item("counts", "12个", **COUNT), moved]))
    gains, losses = compare(old, new)
    assert [key[4] for key in gains] == ["demo.other"]
    assert [key[4] for key in losses] == ["demo.r"]
    assert compare(old, old) == ([], [])


# --- what cannot be read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("r.jsonl", "{", r"r\.jsonl:1: no JSON"),
        ("r.jsonl", '{"source": {"name": "a"}}\n[]', r"r\.jsonl:2: no record"),
        ("g.json", '{"raw": "absent.txt", "articles": []}', r"its text .*absent\.txt: No such file"),
        (
            "g.json",
            '{"raw": "g.json", "articles": [{"counts": [{"text": "ab", "nth": 9}]}]}',
            r"\(occurrence 9\) is not in",
        ),
        ("g.json", '{"articles": []}', "no annotation"),
    ],
)
def test_what_cannot_be_read(name: str, content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read(path)


def test_more_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotations"):
        read(tmp_path)
    with pytest.raises(InputError, match="No such file"):
        read(tmp_path / "absent.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xe9\n")
    with pytest.raises(InputError, match="is not UTF-8"):
        read(tmp_path / "latin.jsonl")


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command(tmp_path: Path) -> None:
    gold(tmp_path, counts=[{"text": "12个", "value": 12, "stage": "started"}])
    found(tmp_path, record(counts=[item("counts", "12个", **COUNT)]))
    paths = [str(tmp_path / "gold"), str(tmp_path / "records.jsonl")]
    done = run("eval", *paths)
    assert done.exit_code == 0
    assert "miss  full counts  a.txt:8-11" in done.output
    assert "found with another stage  by demo.r" in done.output
    data = json.loads(run("eval", "--json", *paths).output)
    assert data["families"]["counts.core"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1, "found": 1}
    assert [fault["differs"] for fault in data["faults"] if fault["kind"] == "miss"] == [["stage"]]
    done = run("eval", "--compare", paths[1], paths[1])
    assert (done.exit_code, done.stdout) == (0, "")
    assert run("eval", paths[0]).exit_code == 2
    assert run("eval", paths[0], str(tmp_path / "absent")).exit_code == 1
