"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` rewrites the records in tests/golden."""
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden, and fail where that changed it"
    )


def pytest_configure(config: pytest.Config) -> None:
    """A machine that checks others' work must not write the answers itself."""
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is refused where CI is set; run it at your desk and review the diff")


@pytest.fixture
def samples() -> Path:
    """The folder of sample articles."""
    return SAMPLES
