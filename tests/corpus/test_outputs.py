"""Every kind of output, read back by those who are to read it."""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from zsextract.output.csvtables import CsvTables
from zsextract.output.parquet import record_schema
from zsextract.output.tables import TABLES, rows
from zsextract.output.writers import Kind, Part, TableKind, Writer, tables_path
from zsextract.records import Amount, Count, Official, Rate, Record, Target

FAMILIES = {"amounts": Amount, "counts": Count, "rates": Rate, "officials": Official, "targets": Target}
PERIOD = {"text": "今年1—8月", "start": "2024-01-01", "end": "2024-08-31"}
PLACE = {"text": "全市", "name": "湖南省岳阳市", "code": "430600"}


def figure(id: str, value: object, **more: object) -> dict[str, object]:
    base = {"id": id, "value": value, "upper": None, "bound": "exact", "text": "86亿元", "start": 4, "end": 9,
            "interval": [value, value], "damaged": False, "label": "总投资", "status": "actual", "period": PERIOD,
            "place": PLACE, "rule": "amount.cny"}  # fmt: skip
    return base | more


def record(number: int) -> dict[str, Any]:
    """A record with something in every family."""
    threshold = {"value": 200000000, "upper": None, "bound": "at_least", "currency": "CNY"}
    return {
        "schema_version": "1", "id": f"{number:064x}",
        "source": {"name": f"corpus/{number}.txt", "encoding": "utf-8", "article": 0, "start": 0, "end": 99},
        "title": "=1+1的标题", "subtitle": None, "publisher": "岳阳日报", "authors": ["刘敏", "唐清"], "editors": [],
        "published": "2024-09-01T09:23", "place": PLACE, "script": "hans",
        "repairs": {"pinyin": 0, "script": 0, "punctuation": 1, "mojibake": 0, "chrome": 2}, "warnings": ["template"],
        "amounts": [figure("a0", 8600000000, currency="CNY", role="investment", of="c0"),
                    figure("a1", Decimal("0.35"), currency="USD", role="other", of=None)],
        "counts": [figure("c0", 12, unit="个", object="project", stage="signed", threshold=threshold,
                          classes=["重大", "外资"], within=None)],
        "rates": [figure("r0", Decimal("-3.1"), unit="%", kind="growth", of="a0")],
        "officials": [{"id": "o0", "name": "李明远", "titles": ["市委书记", "市长"], "place": PLACE,
                       "actions": ["出席"], "start": 1, "end": 4, "mentions": [[1, 4], [7, 10]], "rule": "official"}],
        "targets": [{"id": "t0", "indicator": "新签约项目", "kind": "count", "value": 12, "upper": None,
                     "bound": "at_least", "unit": "个", "currency": None, "status": "target", "period": PERIOD,
                     "owner": PLACE, "each": None, "within": None, "of": "c0", "text": "12个", "start": 4, "end": 7}],
    }  # fmt: skip


def encoded(number: int) -> bytes:
    return Record.from_dict(record(number)).to_json().encode() + b"\n"


def write(
    folder: Path, final: Path, kind: Kind | TableKind, *, tables: bool = False, count: int = 3, **more: Any
) -> Path:
    """Write records to an output."""
    with Writer([Part(final, folder / "staged" / final.name, kind, tables, **more)]) as writer:
        writer.write((f"{n % 2}/in.txt", encoded(n)) for n in range(count))
    return final


def test_the_example_is_a_record() -> None:
    assert json.loads(encoded(1))["amounts"][1]["value"] == 0.35


def test_gzip_and_zstd_hold_the_lines_and_are_the_same_every_time(tmp_path: Path) -> None:
    zstd = pytest.importorskip("backports.zstd")
    expected = b"".join(map(encoded, range(3)))
    for kind, unpack in (("jsonl.gz", gzip.decompress), ("jsonl.zst", zstd.decompress)):
        one = write(tmp_path, tmp_path / f"one.{kind}", kind).read_bytes()  # type: ignore[arg-type]
        other = write(tmp_path, tmp_path / f"other.{kind}", kind).read_bytes()  # type: ignore[arg-type]
        assert one == other
        assert unpack(one) == expected


def test_a_folder_has_one_file_for_each_input(tmp_path: Path) -> None:
    write(tmp_path, tmp_path / "out", "folder", count=5)
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")) == [
        "0/in.txt.jsonl", "1/in.txt.jsonl",
    ]  # fmt: skip
    assert (tmp_path / "out/0/in.txt.jsonl").read_bytes() == encoded(0) + encoded(2) + encoded(4)


def test_nested_parquet_is_read_by_pyarrow_and_by_duckdb(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    duckdb = pytest.importorskip("duckdb")
    path = write(tmp_path, tmp_path / "out.parquet", "parquet", count=4100)
    table = pq.read_table(path)
    assert table.num_rows == 4100
    assert pq.ParquetFile(path).num_row_groups == 9
    first = table.slice(0, 1).to_pylist()[0]
    assert first["amounts"][1]["value"] == Decimal("0.350000")
    assert first["counts"][0]["threshold"]["value"] == 200000000
    assert first["officials"][0]["mentions"] == [[1, 4], [7, 10]]
    assert first["targets"][0]["period"]["end"].isoformat() == "2024-08-31"
    asked = "SELECT sum(a.value) FROM (SELECT unnest(amounts) AS a FROM read_parquet(?)) WHERE a.role = 'investment'"
    assert duckdb.execute(asked, [str(path)]).fetchone() == (8600000000 * 4100,)


def test_the_parquet_schema_has_every_field_of_the_record() -> None:
    pa = pytest.importorskip("pyarrow")
    schema = record_schema()
    assert set(schema.names) == set(Record.__struct_fields__)
    for family, model in FAMILIES.items():
        fields = {field.name for field in schema.field(family).type.value_type}
        assert fields == set(model.__struct_fields__), family
    assert pa.types.is_decimal(schema.field("amounts").type.value_type.field("value").type)


def test_every_field_of_the_record_has_a_column() -> None:
    """Evidence of several places (`mentions`) and the text have none: they belong to the nested outputs."""
    left_out = {"officials": {"mentions"}, "articles": {"schema_version", "extra", "text", "amounts", "counts", "rates",
                                                        "officials", "targets"}}  # fmt: skip
    for table in TABLES:
        known = {str(column.path[0]) for column in table.columns}
        model = FAMILIES.get(table.name, Record)
        assert set(model.__struct_fields__) - known == left_out.get(table.name, set()), table.name


def test_sqlite_tables_answer_questions(tmp_path: Path) -> None:
    path = write(tmp_path, tmp_path / "out.sqlite", "sqlite", count=2500)
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    asked = """SELECT publisher, sum(value), count(*) FROM amounts JOIN articles USING (article)
               WHERE role = 'investment' AND period_start >= '2024-01-01' GROUP BY publisher"""
    assert db.execute(asked).fetchall() == [("岳阳日报", 8600000000 * 2500, 2500)]
    assert db.execute("SELECT DISTINCT typeof(value) FROM amounts WHERE id = 'a0'").fetchall() == [("integer",)]
    titles = "SELECT t.value FROM officials, json_each(titles) AS t WHERE article = 7"
    assert db.execute(titles).fetchall() == [("市委书记",), ("市长",)]
    keys = {row[1] for row in db.execute("PRAGMA table_info(amounts)") if row[5]}
    assert keys == {"article", "id"}
    db.close()


def test_duckdb_tables_answer_questions(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = write(tmp_path, tmp_path / "out.duckdb", "duckdb", count=2500)
    db = duckdb.connect(str(path), read_only=True)
    asked = """SELECT publisher, sum(value), min(period_end) FROM amounts JOIN articles USING (article)
               WHERE role = 'investment' GROUP BY publisher"""
    [(publisher, total, end)] = db.execute(asked).fetchall()
    assert (publisher, total, end.isoformat()) == ("岳阳日报", 8600000000 * 2500, "2024-08-31")
    assert db.execute("SELECT value FROM rates LIMIT 1").fetchone() == (Decimal("-3.1"),)
    assert db.execute("SELECT titles[2] FROM officials LIMIT 1").fetchone() == ("市长",)
    keys = "SELECT count(DISTINCT table_name) FROM duckdb_constraints() WHERE constraint_type = ?"
    assert db.execute(keys, ["PRIMARY KEY"]).fetchone() == (6,)
    assert db.execute(keys, ["FOREIGN KEY"]).fetchone()[0] >= 5
    db.close()


def test_parquet_tables_are_read_by_duckdb(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    folder = write(tmp_path, tmp_path / "out-parquet", "parquet", tables=True)
    assert {path.stem for path in folder.iterdir()} == {table.name for table in TABLES}
    asked = f"SELECT count(*), max(stage) FROM '{folder}/counts.parquet' WHERE list_contains(classes, '外资')"
    assert duckdb.execute(asked).fetchone() == (3, "signed")


@pytest.mark.parametrize("bom", [False, True])
def test_csv_tables_are_harmless_in_a_spreadsheet(tmp_path: Path, bom: bool) -> None:
    folder = write(tmp_path, tmp_path / "out-csv", "csv", tables=True, bom=bom)
    raw = (folder / "articles.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") is bom
    with open(folder / "articles.csv", encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["title"] == "'=1+1的标题"
    assert first["authors"] == "刘敏；唐清"
    with open(folder / "rates.csv", encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["value"] == "-3.1"
    with open(folder / "amounts.csv", encoding="utf-8-sig", newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)][:2] == ["8600000000", "0.35"]


def test_every_formula_is_neutralised(tmp_path: Path) -> None:
    tables = CsvTables(tmp_path)
    for number, title in enumerate(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1"]):
        head, *_ = rows(record(number) | {"title": title}, number)
        tables.add(*head)
    tables.close()
    with open(tmp_path / "articles.csv", encoding="utf-8", newline="") as file:
        assert all(row["title"].startswith("'") for row in csv.DictReader(file))


def test_pandas_reads_the_tables(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    folder = write(tmp_path, tmp_path / "out-csv", "csv", tables=True)
    frame = pandas.read_csv(folder / "amounts.csv")
    assert frame["value"].sum() == pytest.approx(3 * 8600000000.35)


def test_numbers_that_no_column_can_hold_are_null(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    huge = record(0)
    huge["amounts"][0] |= {"value": 10**40, "interval": [10**40, 10**40]}
    for kind in ("sqlite", "duckdb"):
        with Writer([Part(tmp_path / f"o.{kind}", tmp_path / "s" / f"o.{kind}", kind, tables=True)]) as writer:
            writer.write(iter([("a", Record.from_dict(huge).to_json().encode() + b"\n")]))


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    final = tmp_path / "out.jsonl.gz"
    final.write_bytes(b"before")
    part = Part(final, tmp_path / "staged" / "out.jsonl.gz", "jsonl.gz", tables=False)
    tables = Part(tmp_path / "out.sqlite", tmp_path / "staged" / "out.sqlite", "sqlite", tables=True)
    with pytest.raises(ValueError, match="Expecting"), Writer([part, tables]) as writer:
        writer.write(iter([("a", encoded(0)), ("a", b"{\n")]))
    assert final.read_bytes() == b"before"


def test_the_command_writes_records_and_all_tables_in_one_run(real_batch: Command) -> None:
    (real_batch.folder / "a.txt").write_text("会上签约项目12个，总投资86亿元。", encoding="utf-8")
    kinds: tuple[TableKind, ...] = ("csv", "parquet", "sqlite", "duckdb")
    options = [word for kind in kinds for word in ("--tables", kind)]
    done = real_batch("a.txt", "-o", "out.jsonl", "--bom", *options)
    assert done.code == 0, done.err
    assert all(tables_path(real_batch.folder / "out.jsonl", kind).exists() for kind in kinds)
    db = sqlite3.connect(real_batch.folder / "out.sqlite")
    assert db.execute("SELECT value, role FROM amounts").fetchall() == [(8600000000, "investment")]
    db.close()
    again = real_batch("a.txt", "-o", "other.jsonl", "--tables", "csv")
    assert again.code == 0
    assert real_batch("a.txt", "-o", "out.jsonl.gz", "--tables", "csv").code == 2
