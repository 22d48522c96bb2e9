"""Sums, projects, officials and targets out of Chinese investment-promotion news, each with its evidence.

>>> from zsextract import extract
>>> (record,) = extract("岳阳市今年新签约项目12个，总投资86亿元。")
>>> record.counts[0].value, record.amounts[0].value
(12, 8600000000)

The names below are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zsextract.errors import EmptyInput, InputError, NotText, RuleError, UsageError, ZsextractError
    from zsextract.pipeline import extract, extract_bytes
    from zsextract.records import Record, schema
    from zsextract.rules import RuleSet, load_rules

__version__ = "0.1.0"

_HOMES = {
    "EmptyInput": "errors",
    "InputError": "errors",
    "NotText": "errors",
    "Record": "records",
    "RuleError": "errors",
    "RuleSet": "rules",
    "UsageError": "errors",
    "ZsextractError": "errors",
    "extract": "pipeline",
    "extract_bytes": "pipeline",
    "load_rules": "rules",
    "schema": "records",
}

__all__ = [
    "EmptyInput",
    "InputError",
    "NotText",
    "Record",
    "RuleError",
    "RuleSet",
    "UsageError",
    "ZsextractError",
    "__version__",
    "extract",
    "extract_bytes",
    "load_rules",
    "schema",
]


def __getattr__(name: str) -> Any:
    """Load a public name from the module that defines it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names."""
    return __all__
