"""The command line as the tests run it."""

from __future__ import annotations

from click.testing import CliRunner, Result

from zsextract.cli import main


def run(*args: str, given: bytes | str | None = None) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, list(args), input=given, prog_name="zsextract")
