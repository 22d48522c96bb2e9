"""One pass over a text: chains of posts and the names that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zsextract.find.officials.chains import is_office, joined, titles
from zsextract.find.officials.names import Name, follow, name_at, name_before
from zsextract.find.officials.posts import Post, post_at
from zsextract.find.officials.vocabulary import Vocabulary
from zsextract.spans import Span

_BRACKET = re.compile(r" {0,2}\(([^()\n]{1,24})\)")
_GAP = re.compile(r"(?: {0,2}\((?:挂职|兼职?|女|[正副][县处厅科]级|主持工作|拟任|提名|代|试用期)\))?+ {0,3}")
_COLON = re.compile(r"(?:还有|包括|有|是|如下|分别是|分别为)?+[::] {0,2}|(?:还有|包括|有|为) {0,2}")
_SEPARATOR = re.compile(r" {0,2}(?:、| {0,2}和|以及|及|与|,和|、和) {0,2}| {1,4}")
_APPOINTED = re.compile(
    r"(?:为|任|担任|兼任|出任|任命为|升任|接任|就任|当选为|当选|调任|转任|履新|同志任|改任|续任|连任)\Z"
)
_OFFICE_END = re.compile(r"[\s,。;、:)]|职务|一职|的职务|$|候选人|\(")
_ASIDE = re.compile(
    r"(?:,(?:男|女))?+(?:,[一-龥]{1,3}族)?+"
    r"(?:,|、|:| {1,6}|\t|\n| ?[-—–]{1,2} ?|\()(?:现任|时任|原任|任|原|曾任|系)?+\Z"
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name with posts at one place of the text; ``rule`` is the id of the construction that showed it."""

    name: str
    span: Span
    titles: tuple[str, ...]
    chain: tuple[Post, ...]
    rule: str
    office: bool
    group: int


@dataclass(slots=True)
class Reading:
    """What one pass found: names with posts, and posts without a name, which short forms may need."""

    sightings: list[Sighting] = field(default_factory=list)
    loose: list[Post] = field(default_factory=list)


def read(view: str, words: Vocabulary, masked: Sequence[Span]) -> Reading:
    """Read a whole view; what lies in ``masked`` is not searched."""
    reader = _Reader(view, words)
    hidden = iter((*masked, Span(len(view) + 1, len(view) + 1)))
    mask = next(hidden)
    for found in words.anchor.finditer(view):
        end = found.end()
        while mask.end <= end - 1:
            mask = next(hidden)
        if mask.start < end or end <= reader.floor:
            continue
        reader.anchor(end)
    reader.flush()
    return Reading(reader.sightings, reader.loose)


class _Reader:
    """The state of the pass: where reading may go back to, and the chain of posts that waits for its name."""

    __slots__ = ("chain", "floor", "group", "loose", "sightings", "view", "words")

    def __init__(self, view: str, words: Vocabulary) -> None:
        self.view, self.words = view, words
        self.floor = 0
        self.group = 0
        self.chain: list[Post] = []
        self.sightings: list[Sighting] = []
        self.loose: list[Post] = []

    def anchor(self, end: int) -> None:
        """Read the post that ends at ``end`` and the names after it."""
        floor = self.chain[-1].end if self.chain else self.floor
        post = post_at(self.view, end, floor, self.words)
        if post is None:
            return
        if self.chain and not joined(self.view, self.chain[-1], post):
            self.flush()
            post = post_at(self.view, end, self.floor, self.words) or post
        if post.stands == "group" and not post.has_organ:
            return
        self.chain.append(post)
        names = self._names_after(end)
        if names:
            self._emit(names, "official.title_name")
            self.floor = names[-1].end
            self.chain = []

    def flush(self) -> None:
        """The chain has no name after it: look for one before it."""
        if self.chain:
            found = self._name_first()
            if found:
                name, rule = found
                self._emit([name], rule)
            else:
                self.loose += self.chain
            self.floor = max(self.floor, self.chain[-1].end)
        self.chain = []

    def _emit(self, names: Sequence[Name], rule: str) -> None:
        chain = tuple(self.chain)
        office = is_office(chain)
        if chain[-1].stands == "group":
            rule = "official.group"
        posts = titles(self.view, chain) if office else ()
        self.group += 1
        for at, name in enumerate(names):
            construction = "official.list" if at and rule == "official.title_name" else rule
            self.sightings.append(
                Sighting(name.text, Span(name.start, name.end), posts, chain, construction, office, self.group)
            )

    # ------------------------------------------------------------------------------------------- names after posts
    def _names_after(self, end: int) -> list[Name]:
        view = self.view
        start = _GAP.match(view, end).end()  # type: ignore[union-attr]
        last = self.chain[-1]
        if start < len(view) and view[start] in "::还包有是":
            colon = _COLON.match(view, start)
            if colon and (last.stands == "group" or (":" in colon[0] and last.has_organ)):
                start = colon.end()
        trust = (1.0 if last.has_organ or last.stands == "head" else 0.0) + (0.5 if len(self.chain) > 1 else 0.0)
        name = self._person(start, trust)
        if name is None:
            return []
        found = [name]
        while True:
            following = self._next_name(found[-1].end, found)
            if following is None:
                return found
            found.append(following)

    def _person(self, start: int, trust: float) -> Name | None:
        """A name at ``start`` that is an everyday word only where trust allows it."""
        name = name_at(self.view, start, self.words, trust=trust)
        if name is None:
            return None
        if name.text in self.words.stops and (trust < 1.0 or name.follow < 3.0):
            return None
        return name

    def _next_name(self, end: int, found: Sequence[Name]) -> Name | None:
        """The next name of a list that goes on at ``end``."""
        view = self.view
        while (bracket := _BRACKET.match(view, end)) is not None:
            end = bracket.end()
        separator = _SEPARATOR.match(view, end)
        if separator is None:
            return None
        name = name_at(view, separator.end(), self.words, trust=0.5)
        if name is None or name.follow < 1.0 or name.score < 3.0:
            return None
        if name.follow < 3.0 and (name.text in self.words.stops or self._post_within(name)):
            return None
        if separator[0].isspace() and name.follow < 2.0:
            return None
        return name

    def _post_within(self, name: Name) -> bool:
        """True where the words from the name on make a post: 武陵区委书记 after 、."""
        anchor = self.words.anchor.search(self.view, name.start, name.end + 12)
        if anchor is None:
            return False
        between = self.view[name.start : anchor.end()]
        if any(char in between for char in ",、。;:( \n"):
            return False
        post = post_at(self.view, anchor.end(), name.start, self.words)
        return post is not None and post.start < name.end

    # ------------------------------------------------------------------------------------------ names before posts
    def _name_first(self) -> tuple[Name, str] | None:
        view, words = self.view, self.words
        first, last = self.chain[0], self.chain[-1]
        if last.stands == "group":
            return None
        start = first.start
        ends = _OFFICE_END.match(view, last.end) is not None
        appointed = _APPOINTED.search(view, max(self.floor, start - 5), start)
        if appointed:
            return self._appointed(appointed.start()) if ends else None
        removed = self._removed(start)
        if removed:
            return removed
        if not first.has_organ:
            name = name_before(view, start, self.floor, words)
            if name:
                return name, "official.name_title"
        return self._aside(start, last.end)

    def _appointed(self, end: int) -> tuple[Name, str] | None:
        view = self.view
        if view[max(0, end - 2) : end] == "同志":
            end -= 2
        name = name_before(view, end, self.floor, self.words)
        return (name, "official.appointed") if name else None

    def _removed(self, start: int) -> tuple[Name, str] | None:
        view = self.view
        end = start
        if view[end - 1 : end] == "的":
            end -= 1
        if view[max(0, end - 2) : end] == "同志":
            end -= 2
        cut = view.rfind("免去", max(self.floor, end - 16), end)
        if cut < 0:
            return None
        name = name_before(view, end, cut + 2, self.words)
        return (name, "official.removed") if name and name.start == cut + 2 else None

    def _aside(self, start: int, end: int) -> tuple[Name, str] | None:
        view = self.view
        aside = _ASIDE.search(view, max(self.floor, start - 12), start)
        if aside is None or not (end >= len(view) or view[end] in ",。;、)\n "):
            return None
        name = name_before(view, aside.start(), self.floor, self.words)
        if name is None or follow(view, name.end, self.words) < 3.0:
            return None
        bracket = aside[0].startswith("(")
        if not bracket and not self.chain[0].has_organ:
            return None
        return name, "official.bracket" if bracket else "official.aside"


def offices(sightings: Sequence[Sighting]) -> Iterator[Sighting]:
    """The sightings that make somebody an official."""
    return (sighting for sighting in sightings if sighting.office and sighting.titles)
