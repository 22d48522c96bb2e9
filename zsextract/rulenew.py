"""``zsextract rules new``: a commented rule file to begin with."""

from __future__ import annotations

_HEAD = """\
# Rules of the kind {kind}. `zsextract rules check THIS_DIRECTORY` says what is wrong, `rules test` runs the examples.
#:schema zsextract-rules.schema.json
format = 1
kind = "{kind}"

# Pieces of patterns, written once and used as {{{{name}}}}. Each must be used; {{{{number}}}} and its kin are there.
# [macros]
# scale = '''[万亿]'''

[[rule]]
id = "{kind}.example"             # kind.variant; never used again for something else
summary = "what it finds, in plain words"
status = "draft"                  # draft while you work on it, then stable; retired switches it off for good
"""

_WORDS = """\
words = ["第一个词", "第二个词"]  # simplified, half-width: the matching view holds nothing else
"""

_PATTERN = """\
# Simplified and half-width, as the matching view is. Possessive quantifiers (++, *+, ?+), and a look-behind before each
# run of digits, keep it fast on any text.
pattern = '''(?<![0-9])[0-9]++亩'''
anchors = ["亩"]                  # every match contains one of these; spares the rest of the text
"""

_GIVES = {
    "role": 'gives = { role = "investment" }   # what the words say of an amount',
    "stage": 'gives = { stage = "signed" }      # what the words say of a count',
    "currency": 'gives = { currency = "CNY" }      # ISO 4217; scale = "10" where one unit is more than one',
    "measure": 'gives = { object = "project" }    # project, enterprise, activity, other; none: never a figure',
    "status": 'gives = { status = "planned" }    # actual, planned, target',
    "extra": 'gives = { family = "land", unit = "亩" }   # the name under extra in the record',
}

_EXAMPLES = """\
priority = 50                     # of two mentions of the same words the higher one wins

  # Two examples at least, from real text: ⟦ ⟧ round the figure that must be found, and the fields that it must have.
  [[rule.match]]
  text = "今年⟦12⟧的例子"
  [[rule.match]]
  text = "去年⟦13⟧的例子"

  # One counter-example at least: what looks like it and is none.
  [[rule.reject]]
  text = "这不是例子"
  why = "says why"
"""

_PATTERN_KINDS = frozenset({"period", "place", "official", "article"})


def skeleton(kind: str) -> str:
    """A rule file of that kind with one rule to fill in."""
    source = _PATTERN if kind in _PATTERN_KINDS else _WORDS
    gives = _GIVES.get(kind, '# gives = { key = "value" }      # what the rule says about its mention')
    return f"{_HEAD.format(kind=kind)}{source}{gives}\n{_EXAMPLES}"
