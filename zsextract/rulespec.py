"""What a rule file may say: the pydantic models of the TOML, apart from the compiled `zsextract.rules.Rule`.

The models are strict about names: a misspelt key is an error, not a silence. The JSON Schema that editors use is made
from them (`zsextract schema rules`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from zsextract.errors import RuleError

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)+$")]
Kind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
MacroName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Status = Literal["draft", "stable", "retired"]
Scalar = str | bool | int


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MatchSpec(BaseModel):
    """An example: the text with the expected mention inside ``⟦ ⟧``; every further key is a field it must have."""

    model_config = ConfigDict(extra="allow", frozen=True)

    text: Annotated[str, StringConstraints(pattern="⟦[^⟦⟧]+⟧")] = Field(description="a text with ⟦the mention⟧ marked")
    date: str | None = Field(None, description="the publication date of the text, for periods without a year")
    place: Any = Field(None, description="the expected place: its words, or a table of its fields")
    family: str | None = Field(None, description="the family of the item, where in doubt; none: nothing must be found")
    alone: bool = Field(True, description="false where the example needs the other rules of its kind")

    @property
    def expected(self) -> dict[str, Any]:
        """The fields that the found item must have."""
        return dict(self.model_extra or {}) | ({} if self.place is None else {"place": self.place})


class RejectSpec(_Strict):
    """A counter-example: what ``⟦ ⟧`` marks (or, unmarked, the whole text) must not be found by the rule."""

    text: Text
    why: Text = Field(description="why this is none, in plain words")
    date: str | None = None
    family: str | None = None
    alone: bool = True


class RuleSpec(_Strict):
    """One rule: exactly one of a pattern, a list of words, or a lexicon."""

    id: RuleId = Field(description="kind.variant, unique over all files and never used again for something else")
    summary: Text = Field(description="what it finds, in plain words")
    kind: Kind | None = Field(None, description="overrides the kind of the file")
    status: Status = Field("stable", description="draft rules run, with fewer examples asked for; retired ones do not")
    pattern: Text | None = Field(None, description="a regular expression over the matching view, with {{macros}}")
    words: list[Text] | None = Field(None, min_length=1, description="the words themselves")
    lexicon: Text | None = Field(None, description="the name of a word list in lexicons/, without .txt")
    verbose: bool = Field(False, description="blanks and # comments in the pattern do not count")
    anchors: list[Text] = Field([], description="every match contains one of these")
    priority: int = Field(50, ge=0, le=100, description="of two mentions of one span the higher one wins")
    gives: dict[str, Scalar | list[str]] = Field({}, description="what the rule says about its mention: role, unit …")
    match: list[MatchSpec] = Field([], description="examples")
    reject: list[RejectSpec] = Field([], description="counter-examples")
    known_failure: list[MatchSpec] = Field([], description="examples that are not met yet; one that is met is an error")

    @model_validator(mode="after")
    def _one_source(self) -> RuleSpec:
        given = [name for name in ("pattern", "words", "lexicon") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"needs exactly one of pattern, words, lexicon; has {' and '.join(given) or 'none'}")
        return self


class FileSpec(_Strict):
    """One rule file."""

    format: Literal[1] = Field(description="the version of this format")
    kind: Kind = Field(description="what the rules of this file find")
    summary: str | None = None
    macros: dict[MacroName, Text] = Field({}, description="pieces of patterns, used as {{name}}")
    rule: list[RuleSpec] = Field([], description="the rules, in order")


class MacrosSpec(_Strict):
    """``macros.toml``: macros that every file beside it may use."""

    format: Literal[1]
    macros: dict[MacroName, Text]


class PackSpec(_Strict):
    """``pack.toml``: what a directory of further rules is, and which rules it switches off."""

    format: Literal[1]
    name: Text | None = None
    summary: str | None = None
    disable: list[str] = Field([], description="ids of rules to switch off; `kind.*` for all of a kind's variants")


_Model = TypeVar("_Model", bound=BaseModel)


def validated(model: type[_Model], data: dict[str, Any], path: object) -> _Model:
    """The validated model; raises `RuleError` for the first thing wrong, with file, rule and reason."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        rule, reason = problems(error, data)[0]
        raise RuleError(path, rule, reason) from None


def problems(error: ValidationError, data: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Each thing wrong as (id of the rule or None, reason)."""
    found: dict[tuple[str | None, str], list[Any]] = {}
    for item in error.errors(include_url=False):
        where = list(item["loc"])
        rule = None
        if len(where) >= 2 and where[0] == "rule" and isinstance(where[1], int):
            rule = _rule_name(data, where[1])
            where = where[2:]
        key = ".".join(str(part) for part in where if not _is_branch(part))
        found.setdefault((rule, key), []).append(item)
    return [(rule, f"{key}: {_reason(items)}" if key else _reason(items)) for (rule, key), items in found.items()]


def _reason(items: list[Any]) -> str:
    """Why a value does not fit; of the branches of a union only that none does."""
    if len(items) > 1:
        return (
            f"is neither text, nor a whole number, nor true or false, nor a list of texts; it is {items[0]['input']!r}"
        )
    return _plain(items[0])


def _is_branch(part: int | str) -> bool:
    """True for the names that pydantic gives to the branches of a union."""
    return isinstance(part, str) and (part in {"str", "bool", "int", "list[str]"} or "[" in part)


def _rule_name(data: dict[str, Any], index: int) -> str:
    try:
        return str(data["rule"][index]["id"])
    except (KeyError, IndexError, TypeError):
        return f"number {index + 1}"


def _plain(item: Any) -> str:
    """The reason of one pydantic error, in words for somebody who writes rules."""
    match item["type"]:
        case "extra_forbidden":
            return "no such key"
        case "missing":
            return "is missing"
        case "value_error":
            return str(item["ctx"]["error"])
        case _:
            return f"{item['msg'][:1].lower()}{item['msg'][1:]}; it is {item['input']!r:.60}"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a rule file, for editors."""
    made = FileSpec.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "zsextract rule file", **made}
