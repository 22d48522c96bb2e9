"""A real Ray cluster on this machine: the same bytes as the local engine, also when a node is lost on the way."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import HERE, ROOT, Command, reasons

ray = pytest.importorskip("ray")

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Ray's own warnings are not ours to judge

MakeCorpus = Callable[..., Path]


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    """A head that only holds data, and three nodes with a processor each."""
    from ray.cluster_utils import Cluster

    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(HERE)])
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    memory = {"object_store_memory": 100 * 2**20, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **memory})
    try:
        yield made
    finally:
        made.shutdown()  # type: ignore[no-untyped-call]
        os.environ.pop("PYTHONPATH")
        if before is not None:
            os.environ["PYTHONPATH"] = before


def test_a_node_lost_on_the_way_loses_no_article(batch: Command, corpus: MakeCorpus, cluster: object) -> None:
    folder = corpus(2000, repeat=20)
    (folder / "0003/bad.txt").write_text("坏:杀", encoding="utf-8")
    (folder / "0150/slow.txt").write_text("坏:睡", encoding="utf-8")
    rows = "".join(f'{{"text": "第{n}行，投资{n}亿元。"}}\n' for n in range(2000))
    (folder / "0100/rows.jsonl").write_text(rows, encoding="utf-8")
    nodes = [cluster.add_node(num_cpus=1, object_store_memory=100 * 2**20) for _ in range(3)]  # type: ignore[attr-defined]
    options = ["corpus", "--timeout", 3]
    assert batch(*options, "-o", "local.jsonl").code == 1
    process = batch.start(*options, "-o", "ray.jsonl", "--engine", "ray", "--ray-address", cluster.address)  # type: ignore[attr-defined]
    log = batch.folder / "ray.jsonl.work/log.jsonl"
    while not (log.exists() and log.stat().st_size) and process.poll() is None:
        time.sleep(0.05)
    assert process.poll() is None, process.communicate()
    cluster.remove_node(nodes[0], allow_graceful=False)  # type: ignore[attr-defined]
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    assert (batch.folder / "ray.jsonl").read_bytes() == (batch.folder / "local.jsonl").read_bytes()
    assert reasons(batch.folder / "ray.jsonl") == reasons(batch.folder / "local.jsonl")
    assert {stage for stage, _ in reasons(batch.folder / "ray.jsonl").values()} == {"worker", "timeout"}


def test_urls_in_and_out(batch: Command, corpus: MakeCorpus, cluster: object) -> None:
    folder = corpus(30)
    out = batch.folder / "far/away/out.jsonl.gz"
    options = ["--engine", "ray", "--ray-address", cluster.address]  # type: ignore[attr-defined]
    done = batch(f"file://{folder}", "-o", f"file://{out}", "--tables", "sqlite", *options)
    assert done.code == 0, done.err
    assert batch(f"file://{folder}", "-o", "near.jsonl.gz").code == 0
    assert out.read_bytes() == (batch.folder / "near.jsonl.gz").read_bytes()
    assert (out.parent / "out.sqlite").exists()
    assert "nothing to do" in batch(f"file://{folder}", "-o", f"file://{out}", "--resume", *options).err
    assert batch(f"file://{folder}", "-o", f"file://{out}").code == 2


def test_an_address_where_nothing_answers_is_an_error(batch: Command, corpus: MakeCorpus) -> None:
    corpus(1)
    done = batch("corpus", "-o", "out.jsonl", "--engine", "ray", "--ray-address", "127.0.0.1:1")
    assert done.code == 1
    assert "Ray at 127.0.0.1:1" in done.err
    assert "Traceback" not in done.err
