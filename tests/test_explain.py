"""Explanations: every decision with its reason, and nothing from a page that a terminal would obey."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zsextract.explain import explain
from zsextract.explain.edits import repairs
from zsextract.output.explanation import lines
from zsextract.rules import load_rules

PACK = Path(__file__).resolve().parent.parent / "samples" / "pack-land"
PAGE = """桃江县召开招商引资调度会
来源：桃江日报　2031-10-12　记者　高山

本报讯 今年1—9月，桃江县新签约项目64个，其中10亿元以上项目5个，总投资213.7亿元，同比增长16.2%。县委书记林舟主持会议。

四季度，力争引进项目20个以上。会上发放资料300份，电话0731-1234567，投入电量30GWh。
"""


def explained(text: str, *packs: Path) -> dict[str, Any]:
    """The explanation of a text."""
    return explain(text.encode(), "page.txt", date=None, rules=load_rules(packs))


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    """The explanation of the page above."""
    return explained(PAGE)


def mention(page: dict[str, Any], family: str, text: str) -> dict[str, Any]:
    """What is told of one mention."""
    (found,) = (m for m in page["articles"][0]["mentions"] if (m["family"], m["text"]) == (family, text))
    return found  # type: ignore[no-any-return]


def reasons(page: dict[str, Any], family: str, text: str) -> dict[str, str]:
    """The words that gave a mention its fields."""
    return {each["field"]: each.get("text", "") for each in mention(page, family, text)["because"]}


def test_each_figure_has_its_rule_and_its_reasons(page: dict[str, Any]) -> None:
    assert reasons(page, "counts", "64个") == {"period": "今年1—9月", "place": "桃江县"}
    assert reasons(page, "counts", "5个")["within"] == "64个"
    assert reasons(page, "counts", "5个")["threshold"] == "10亿元以上"
    assert reasons(page, "rates", "16.2%")["of"] == "213.7亿元"
    rule = mention(page, "amounts", "213.7亿元")["rule"]
    assert rule["id"] == "role.investment"
    assert rule["summary"]
    assert re.search(r"amounts\.toml:\d+$", rule["where"])


def test_a_goal_names_the_word_that_makes_it_one(page: dict[str, Any]) -> None:
    told = next(each for each in mention(page, "counts", "20个以上")["because"] if each["field"] == "status")
    assert told["text"] == "力争"
    assert told["reason"].startswith("status.target.aim: ")
    assert mention(page, "targets", "20个以上")["fields"]["of"]


def test_all_offsets_are_into_the_source(page: dict[str, Any]) -> None:
    article = page["articles"][0]
    spans = [*article["mentions"], *article["rejected"], *article["masked"]]
    spans += [each for m in article["mentions"] for each in m["because"] if "text" in each]
    assert spans
    for span in spans:
        assert PAGE[span["start"] : span["end"]] == span["text"]
    joined = "".join(PAGE[start:end] for start, end in article["sentences"])
    assert "".join(joined.split()) in "".join(PAGE.split())
    assert any(PAGE[start:end].startswith("四季度") for start, end in article["sentences"])


def test_what_lost_is_there_with_the_reason(page: dict[str, Any]) -> None:
    lost = {each["text"]: each for each in page["articles"][0]["rejected"]}
    assert lost["300份"]["reason"] == "counts neither projects, enterprises nor activities, and is no goal"
    assert lost["300份"]["rule"].startswith("measure.")
    assert lost["30"]["reason"] == "no unit that the rules know stands behind it"
    assert all(each["reason"] for each in lost.values())


def test_repairs_are_shown_where_they_were_made() -> None:
    text = "桃江縣(xiàn)簽(qiān)約(yuē)項(xiàng)目(mù)１２個，，總投資(zī)３.５億元。"
    page = explained(text)
    assert {step["kind"] for step in page["repairs"]} >= {"pinyin", "script"}
    for step in page["repairs"]:
        assert step["count"] >= len(step["edits"]) > 0
        for edit in step["edits"]:
            assert edit["before"] in text or step["kind"] == "script"
    (pinyin,) = (step for step in page["repairs"] if step["kind"] == "pinyin")
    assert pinyin["edits"][0] == {"start": 3, "end": 9, "before": "(xiàn)", "after": ""}


def test_insertions_have_a_place() -> None:
    from zsextract.decode import from_text
    from zsextract.repair import Repaired, Step
    from zsextract.spans import AlignedText, Edit

    first = AlignedText.of("ab((cd", [Edit(2, 4, "")])
    second = AlignedText.of(first.text, [Edit(0, 0, ">"), Edit(2, 2, ","), Edit(4, 4, ".")])
    source = from_text("ab((cd", "x")
    steps = (Step("one", "chrome", 1, first), Step("two", "punctuation", 3, second))
    told = list(repairs(Repaired(source, second.text, steps, ())))
    assert [(edit["start"], edit["end"], edit["after"]) for edit in told[1]["edits"]] == [
        (0, 0, ">"),
        (2, 2, ","),
        (6, 6, "."),
    ]


def test_own_families_are_explained_like_any_other() -> None:
    page = explained((PACK / "article.txt").read_text(encoding="utf-8"), PACK)
    assert mention(page, "land", "约1200亩")["rule"]["id"] == "land.mu"
    assert reasons(page, "land", "约1200亩")["period"] == "今年1—9月"
    told = next(each for each in mention(page, "land", "3500亩")["because"] if each["field"] == "status")
    assert told["text"].startswith("力争")


def test_the_text_for_people_says_what_the_data_says(page: dict[str, Any]) -> None:
    shown = lines(page)
    for words in ("64个", "period from “今年1—9月”", "within from “64个”", "lost", "role.investment", "not searched"):
        assert words in shown
    assert "\x1b" not in shown
    assert "\x1b[" in lines(page, colour=True)


def test_the_explanation_tells_what_parse_gives(page: dict[str, Any]) -> None:
    from zsextract import extract

    (record,) = extract(PAGE)
    found = {(item.id, item.start, item.end) for item in record.items()}
    assert {(m["id"], m["start"], m["end"]) for m in page["articles"][0]["mentions"]} == found


def test_a_date_for_a_page_without_one() -> None:
    page = explain("1至8月，全市签约项目12个。".encode(), "x", date=date(2031, 9, 2), rules=load_rules())
    assert mention(page, "counts", "12个")["fields"]["period"]["end"] == "2031-08-31"


# --- hostile pages --------------------------------------------------------------------------------------------------

HOSTILE = (
    "\x1b]0;taken\x07桃江县\x1b[2J\x1b[31m召开[bold red]招商[/bold red]会\u202e议\n"
    "来源：桃江\x1b[5m日报[/]　2031-10-12　作者：高\x9b31m山\n\n"
    "本报讯 今年1—9月，[link=http://x]桃江县[/link]新签约\x1b[8m项目64个\u202e，总投资\x08\x0882\r13.7亿元\u2066[/b]。"
    "县委书记林\x1b[1m舟\x1b]8;;http://x\x07主持\x7f。力争再引进\x85项目20\u2028个\x1b(0以上\x1bc。[red]会场有\x1b[6n座位300个[/red]\n"
    "\n" + "会议认为，招商引资是高质量发展的源头活水，全县上下要保持定力，主动对接，把项目一个一个谈下来。\n" * 20
)
OURS = re.compile(rb"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")  # colours, and the links that rich may write itself
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029]")


def in_terminal(arguments: list[str], path: Path) -> str:
    """What a terminal gets of a command, our own colours taken out."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "ZSEXTRACT_RULES": ""}
    command = [sys.executable, "-m", "zsextract", *arguments, str(path)]
    process = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=environment)
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # how Linux tells that the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    assert process.wait() == 0, shown.decode()
    return OURS.sub(b"", shown).decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    "arguments", [["parse"], ["parse", "--indent"], ["parse", "--format", "table"], ["explain"], ["explain", "--json"]],
    ids=" ".join,
)  # fmt: skip
def test_a_hostile_page_controls_nothing(arguments: list[str], tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE, encoding="utf-8", newline="")
    shown = in_terminal(arguments, path)
    assert "64" in shown
    assert not OBEYED.search(shown), sorted(set(OBEYED.findall(shown)))


def test_a_hostile_page_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE, encoding="utf-8", newline="")
    assert "[bold red]" in in_terminal(["explain"], path)


def test_hostile_names_of_files_and_rules_control_nothing(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    text = 'format = 1\nkind = "extra"\n[[rule]]\nid = "x.y"\nsummary = "\\u001b[31mred \\u202e"\n'
    text += 'words = ["\\u001b[5m亩"]\ngives = { family = "land" }\n'
    (pack / "x.toml").write_text(text, encoding="utf-8")
    for arguments in (["rules", "list", "--rules"], ["rules", "show", "x.y", "--rules"]):
        assert not OBEYED.search(in_terminal(arguments, pack))


def test_json_is_json_for_any_page(tmp_path: Path) -> None:
    page = explained(HOSTILE)
    assert json.loads(json.dumps(page, ensure_ascii=False)) == json.loads(json.dumps(page))
