"""What users install: the wheel alone, in an environment of its own, from a folder that is not the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import zsextract

ROOT = Path(__file__).resolve().parent.parent


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == zsextract.__version__
    assert f"## [{zsextract.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_public_name_can_be_had() -> None:
    assert dir(zsextract) == sorted(zsextract.__all__)
    assert all(hasattr(zsextract, name) for name in zsextract.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = zsextract.nonsense


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sources."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT)]
    subprocess.run(command, check=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_rules_and_types_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {f"zsextract/{path.relative_to(ROOT)}" for path in (ROOT / "rules").rglob("*.t*") if path.is_file()}
    assert rules <= names
    assert "zsextract/py.typed" in names
    assert all(name.startswith("zsextract") for name in names)


@pytest.mark.slow
def test_the_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    sample = ROOT / "samples" / "county-signing.txt"
    away = tmp_path / "elsewhere"
    away.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ZSEXTRACT"))}
    done = subprocess.run(
        [scripts / "zsextract", "parse", str(sample)], cwd=away, env=clean, capture_output=True, check=True
    )
    (wanted,) = json.loads((ROOT / "tests" / "golden" / "county-signing.txt.json").read_text(encoding="utf-8"))
    record = json.loads(done.stdout)
    assert record == wanted | {"source": wanted["source"] | {"name": str(sample)}}
    assert done.stderr == b""
