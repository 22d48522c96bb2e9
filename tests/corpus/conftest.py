"""Corpora on disk and the command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Done:
    """A process that has ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Command:
    """Runs `zsextract batch` in `folder`, with the stand-in for the pipeline unless `real`."""

    folder: Path
    real: bool = False

    def start(self, *args: object, **options: Any) -> subprocess.Popen[str]:
        if not {"--jobs", "--engine"} & set(args):
            args = (*args, "--jobs", 1)  # a worker takes half a second to start
        program = ["-m", "zsextract"] if self.real else [str(HERE / "run_standin.py")]
        path = os.pathsep.join([str(ROOT), str(HERE)])
        return subprocess.Popen(
            [sys.executable, *program, "batch", *map(str, args)],
            cwd=self.folder, env={**os.environ, "PYTHONPATH": path}, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
        )  # fmt: skip

    def __call__(self, *args: object, input: str | None = None, **options: Any) -> Done:
        process = self.start(*args, **options)
        try:
            out, err = process.communicate(input, timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return Done(process.returncode, out, err)


@pytest.fixture
def batch(tmp_path: Path) -> Command:
    """The command with the stand-in, in a folder of its own."""
    return Command(tmp_path)


@pytest.fixture
def real_batch(tmp_path: Path) -> Command:
    """The command as users have it."""
    return Command(tmp_path, real=True)


def article(number: int, repeat: int = 3) -> str:
    """A made-up article with `repeat` sums of `number` times 100,000,000."""
    return f"第{number}号简报\n" + f"会上签约项目{number}个，总投资{number}亿元。\n" * repeat


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of so many articles, in folders of ten."""

    def make(count: int, name: str = "corpus", repeat: int = 3) -> Path:
        for number in range(count):
            folder = tmp_path / name / f"{number // 10:04}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number}.txt").write_text(article(number, repeat), encoding="utf-8")
        return tmp_path / name

    return make


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def names(path: Path) -> list[str]:
    """The source names of the records of a file."""
    return [record["source"]["name"] for record in lines(path)]


def reasons(out: Path) -> dict[str, tuple[str, str]]:
    """What the error file of an output says: name -> (stage, reason)."""
    path = out.with_name(out.name + ".errors.jsonl")
    return {each["name"]: (each["stage"], each["reason"]) for each in lines(path)} if path.exists() else {}
