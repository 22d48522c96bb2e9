"""The words and the plain values that a record is made of: what a field may say, as types.

A type of words is closed: a word that is not in it is a mistake of a rule. What the patterns demand is checked where a
record is read from outside, see `zsextract.records`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

Bound = Literal["exact", "at_least", "at_most", "approx", "range"]
Status = Literal["actual", "planned", "target"]
Role = Literal[
    "investment", "paid_in", "foreign_capital", "output", "tax", "trade", "funding", "subsidy", "threshold", "other"
]
Counted = Literal["project", "enterprise", "activity", "other"]
Stage = Literal[
    "planned", "in_talks", "signed", "registered", "introduced", "started", "under_construction", "landed",
    "completed", "in_production",
]  # fmt: skip
RateUnit = Literal["%", "个百分点", "倍"]
RateKind = Literal["growth", "completion", "share", "other"]
TargetKind = Literal["amount", "count", "rate"]
Script = Literal["hans", "hant", "mixed"]
WarningName = Literal["template", "fiction", "digits_stripped", "damaged", "truncated", "no_article"]

Number = int | Decimal
Interval = tuple[Number | None, Number | None]
Offset = Annotated[int, Meta(ge=0)]
Filled = Annotated[str, Meta(min_length=1)]
Currency = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
DivisionCode = Annotated[str, Meta(pattern=r"^[0-9]{6}$")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Published = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$")]
