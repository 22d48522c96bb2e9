"""The errors of zsextract; each says what is wrong and what to do.

ZsextractError
├── InputError          one input cannot be read or is no text; the others go on
│   ├── EmptyInput
│   └── NotText
├── RuleError           a rule file is wrong: file, rule id, reason
└── UsageError          an option or argument does not fit
"""

from __future__ import annotations


class ZsextractError(Exception):
    """The root: catch it to catch everything that zsextract raises on purpose."""


class InputError(ZsextractError):
    """One input cannot be read or parsed."""


class EmptyInput(InputError):
    """There is nothing in the input but blanks."""


class NotText(InputError):
    """The bytes are no text in any encoding that is known here."""


class RuleError(ZsextractError):
    """A rule file is wrong; the message names file, rule and reason."""

    def __init__(self, path: object, rule: str | None, reason: str) -> None:
        self.path, self.rule, self.reason = str(path), rule, reason
        super().__init__(f"{path}: {f'rule {rule}: ' if rule else ''}{reason}")


class UsageError(ZsextractError):
    """An option or argument does not fit."""
