"""Macros of rule files: ``{{name}}`` in a pattern stands for a piece that is written once.

A macro is put in as ``(?:…)``, so that it can be quantified and its alternatives stay inside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_USE = r"\{\{([^{}]*)\}\}"


class MacroError(ValueError):
    """An unknown or cyclic macro; the message is the reason."""


def used(text: str) -> list[str]:
    """The names of the macros that a pattern or a macro uses itself, in order.

    >>> used("{{number}}(?:{{scale}})?元{2}")
    ['number', 'scale']
    """
    return re.findall(_USE, text)


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with every macro put in; raises `MacroError` for an unknown name or a circle.

    >>> expand("{{n}}元", {"n": "{{d}}+|两", "d": "[0-9]"})
    '(?:(?:[0-9])+|两)元'
    """
    return _expand(pattern, macros, ())


def _expand(text: str, macros: Mapping[str, str], within: tuple[str, ...]) -> str:
    def put(found: re.Match[str]) -> str:
        """The macro that is used here, itself expanded."""
        name = found[1]
        if name in within:
            raise MacroError(f"macro {{{{{name}}}}} uses itself: {' → '.join((*within, name))}")
        if name not in macros:
            raise MacroError(f"unknown macro {{{{{name}}}}}{_nearest(name, macros)}")
        return f"(?:{_expand(macros[name], macros, (*within, name))})"

    return re.sub(_USE, put, text)


def _nearest(name: str, macros: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, macros, n=1)
    return f"; did you mean {{{{{near[0]}}}}}?" if near else f"; known are: {', '.join(sorted(macros)) or 'none'}"


def closure(texts: list[str], macros: Mapping[str, str]) -> set[str]:
    """The names that the texts use, directly or through other macros; unknown ones are left out."""
    found: set[str] = set()
    waiting = [name for text in texts for name in used(text)]
    while waiting:
        name = waiting.pop()
        if name in macros and name not in found:
            found.add(name)
            waiting += used(macros[name])
    return found
