"""Patterns that are compiled when first used, so that importing a module costs no compilation.

A process that reads one article spends more time compiling than reading, and needs half of the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, ClassVar

_METHODS = ("match", "search", "fullmatch", "sub", "split", "findall", "finditer")


class Lazy:
    """A pattern of `re` that is compiled when one of its methods is first asked for.

    From then on its methods are those of the compiled pattern itself, and a call costs nothing more.

    >>> Lazy("[万亿]元").search("86亿元").span()
    (2, 4)
    """

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    sub: Callable[..., str]
    split: Callable[..., list[Any]]
    findall: Callable[..., list[Any]]
    finditer: Callable[..., Iterator[re.Match[str]]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = self._compiled()
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)

    def _compiled(self) -> Any:
        return re.compile(self.pattern, self.flags)


class LazyRegex(Lazy):
    r"""The same of the regex package, for ``\p{Han}`` and a look-behind of any length; ``flags`` are those of `re`.

    To compile one takes long, but a compiled one can be kept: those of all modules lie together in the cache. So this
    is also for what is seldom asked for and slow to compile, as a class with the Chinese characters is. A call takes
    0.2 µs more than one of `re`, which `Lazy` is for: what is asked for of every figure or sentence.
    """

    _made: ClassVar[list[LazyRegex]] = []

    def __init__(self, pattern: str, flags: int = 0) -> None:
        super().__init__(pattern, flags)
        self._made.append(self)

    def _compiled(self) -> Any:
        import regex

        import zsextract.rulecache as rulecache

        source = self.pattern, int(self.flags)
        return rulecache.revived(_kept(len(self._made)).get(source)) or regex.compile(*source)


@cache
def _kept(count: int) -> Mapping[tuple[str, int], bytes]:
    """What is kept of the first ``count`` patterns, made where it is not there yet."""
    import zsextract.rulecache as rulecache

    sources = sorted({(each.pattern, int(each.flags)) for each in LazyRegex._made[:count]})
    key = rulecache.key_of(part for pattern, flags in sources for part in (pattern, str(flags)))
    kept = rulecache.load_patterns(key, "modules")
    if not kept:
        rulecache.save_patterns(key, sources, "modules")
    return kept
