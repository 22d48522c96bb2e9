"""The command line with the stand-in for the pipeline: for what a misbehaving article does to a run."""

from __future__ import annotations

from zsextract.cli import main

if __name__ == "__main__":
    main(obj={"extractor": "standin:make"}, prog_name="zsextract")
