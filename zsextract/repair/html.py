"""HTML to the text of its article: tags, scripts, entities and everything round the article become edits.

The work is done in `htmledits`; only a page that may be HTML pays for what that needs.
"""

from __future__ import annotations

from zsextract.repair.passes import Pass
from zsextract.spans import Edit


def find(text: str) -> list[Edit]:
    """The edits that leave the article of a page; in a text that is no HTML, those that take stray tags out."""
    if "<" not in text and "/p>" not in text and "property--" not in text:
        return []
    from zsextract.repair.htmledits import edits

    return edits(text)


PASS = Pass("html", "chrome", "tags, scripts, entities of HTML and what stands round the article", find)
