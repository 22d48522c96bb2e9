"""CONTRIBUTING's transcript of adding a rule, run as it is written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CONTRIBUTING = Path(__file__).resolve().parent.parent / "CONTRIBUTING.md"
_SECTION = re.compile(r"^## Add a rule in five steps\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"```console\n(.*?)```\n", re.DOTALL)
_STEP = re.compile(r"^\$ (?P<command>.*\n(?:>.*\n)*)(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Each command of the transcript with the output that it shows; ``> `` goes on with a command."""
    section = _SECTION.search(text + "\n## ")
    assert section, "CONTRIBUTING.md has no section 'Add a rule in five steps'"
    for block in _CONSOLE.findall(section[1]):
        for step in _STEP.finditer(block):
            yield re.sub(r"^> ?", "", step["command"], flags=re.MULTILINE), step["output"]


def test_the_transcript_is_true(tmp_path: Path) -> None:
    place = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": place, "ZSEXTRACT_RULES": ""}
    done = list(steps(CONTRIBUTING.read_text(encoding="utf-8")))
    assert len(done) >= 10
    for command, shown in done:
        ran = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert ran.stdout.decode() == shown, command
