"""``python -m zsextract``: the command line."""

from __future__ import annotations

from zsextract.cli import main

if __name__ == "__main__":
    main()
