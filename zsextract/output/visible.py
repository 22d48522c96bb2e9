"""Text from a page, made safe to show in a terminal: every control character becomes a sign that can be seen."""

from __future__ import annotations

import re

# Control characters, among them ESC and the C1 set that some terminals obey; marks that turn the writing direction;
# lone surrogates, which no terminal's encoding can carry.
_UNSAFE = re.compile(r"[\x00-\x1F\x7F-\x9F\uD800-\uDFFF\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]")


def visible(text: str, *, lines: bool = False) -> str:
    """The text without a character that a terminal would obey; ``lines`` keeps line ends and tabs.

    >>> visible("\\x1b[31m合同\\n金额\\u202e")
    '␛[31m合同␊金额⟨202E⟩'
    """
    return _UNSAFE.sub(lambda found: found[0] if lines and found[0] in "\n\t" else _sign(found[0]), text)


def _sign(character: str) -> str:
    """The picture of a control character, or its code point in brackets."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨{code:04X}⟩"
