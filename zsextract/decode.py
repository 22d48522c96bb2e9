"""Bytes to text: which encoding, why, and how many bytes no encoding explains.

Offsets everywhere in zsextract count code points of `Source.text`: line ends as read, a byte-order mark not counted.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zsextract.errors import EmptyInput, NotText

# The commonest characters of news, in both scripts: what a right decoding is full of and a wrong one is not.
_COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "事平形相全表间样与关各重新线内数正心反明看原又利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党"
    "程展五果料象员位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手期根论运农指区强放决西被做必战先回则"
    "任取据处府市县委书记招商引投项目亿元企业签约万省镇州副局政协增长完成"
    "這為個國時來們會對發動過說產種後學經進著電裡實現點從業還開應間樣與關線內數質氣變條沒結問無軍東總設長題員論運農區強戰則據處縣"
    "書記項億簽約萬鎮協資，。、：；“”（）"
)
_SLICE = 65536
_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"\xff\xd8\xff", b"GIF8",
    b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"SQLite format 3", b"RIFF", b"MZ\x90",
)  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_FAMILY = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5hkscs": "big5", "cp950": "big5"}
_CODEC = {"big5": "big5hkscs"}  # a superset of Big5 with the characters that Windows and Hong Kong add


class Source(NamedTuple):
    """One input as text, with the encoding it was read in, the reason for it, and the bytes that did not fit."""

    name: str
    text: str
    encoding: str
    why: str
    undecodable: int

    @property
    def id(self) -> str:
        """The SHA-256 hex digest of the text in UTF-8: the same article has the same id in any encoding."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def from_text(text: str, name: str) -> Source:
    """A source out of text that is decoded already; raises EmptyInput where there is nothing but blanks."""
    return _source(name, text.removeprefix("\ufeff"), "utf-8", "given as text", 0)


def decode(data: bytes, name: str) -> Source:
    """Read bytes as text; wrong bytes are replaced and counted, never fatal.

    Raises NotText for binary data and EmptyInput for nothing but blanks.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], name, encoding, "byte-order mark")
    if data.startswith(_MAGIC):
        raise NotText(f"{name}: this is a binary file, not text; convert it to text or HTML first")
    if b"\0" not in data:
        try:
            return _source(name, data.decode(), "utf-8", "valid UTF-8", 0)
        except UnicodeDecodeError:
            pass
    return _guess(data, name)


def _guess(data: bytes, name: str) -> Source:
    """The candidate under which the bytes read most like Chinese; raises NotText where none does."""
    declared = _declared(data)
    samples = list(_samples(data))
    best, score = "", 0.0
    for encoding in _candidates(declared, data):
        points = _score(samples, encoding) + (0.02 if encoding == declared else 0.0)
        if points > score:
            best, score = encoding, points
    if not best or (b"\0" in data and not best.startswith("utf-16")) or _controls(samples, best) > 0.02:
        raise NotText(f"{name}: the bytes are no text in any encoding known here (UTF-8, UTF-16, GB18030, Big5)")
    why = "declared in the page and fits best" if best == declared else "reads best as Chinese"
    return _decoded(data, name, best, why)


def _candidates(declared: str | None, data: bytes) -> list[str]:
    """Encodings to try, the likelier first: an equal score does not displace an earlier one."""
    names = ["utf-8", "gb18030", "big5"]
    if len(data) % 2 == 0:
        names += ["utf-16-le", "utf-16-be"]
    if declared is not None and declared not in names:
        names.append(declared)
    return names


def _declared(data: bytes) -> str | None:
    """The encoding that an HTML or XML head names, as a name of ours, or None."""
    found = _DECLARED.search(data, 0, 4096)
    if found is None:
        return None
    label = found[1].decode("ascii").lower().replace("_", "-")
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return _FAMILY.get(name, name)


def _samples(data: bytes) -> Iterator[bytes]:
    """Up to three slices of the data: its head, its middle (a page's head is all ASCII), its end.

    They are cut at line feeds, which are a byte of nothing else in any encoding but UTF-16, for which they are even.
    """
    if len(data) <= 3 * _SLICE:
        yield data
        return
    for at in (0, len(data) // 2, len(data) - _SLICE):
        start = data.find(b"\n", at, at + _SLICE) + 1 if at else 0
        start = (start or at) & ~1
        yield data[start : start + _SLICE]


def _score(samples: list[bytes], encoding: str) -> float:
    """How Chinese the samples read: share of common characters among the non-ASCII, less what does not decode."""
    common = other = bad = 0
    for sample in samples:
        try:
            text = sample.decode(_CODEC.get(encoding, encoding), "replace")
        except (LookupError, UnicodeError):
            return 0.0
        bad += text.count("\ufffd")
        text = re.sub(r"[\x00-\x7f\ufffd]+", "", text)
        other += len(text)
        common += sum(map(_common().__contains__, text))
    total = other + bad
    if not total:
        return 0.01 if encoding == "utf-8" else 0.005 * encoding.startswith("utf-16")
    return max(0.001, (common - 2 * bad) / total + 0.002 * other / total)


def commonness(text: str) -> float:
    """The share of the non-ASCII characters of a text that are common in Chinese news: 0.4 to 0.8 where it is any."""
    wide = re.sub(r"[\x00-\x7f]+", "", text)
    return sum(map(_common().__contains__, wide)) / max(1, len(wide))


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON)


def _controls(samples: list[bytes], encoding: str) -> float:
    """The share of control characters that no text has."""
    text = "".join(sample.decode(_CODEC.get(encoding, encoding), "replace") for sample in samples)
    return len(re.findall(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)) / max(1, len(text))


def _decoded(data: bytes, name: str, encoding: str, why: str) -> Source:
    """Decode everything in one encoding; count what had to be replaced."""
    codec = _CODEC.get(encoding, encoding)
    text = data.decode(codec, "replace")
    own = "\ufffd".encode(codec, "ignore")  # a replacement character that stands in the data itself is no fault of it
    lost = text.count("\ufffd") - (data.count(own) if own else 0)
    return _source(name, text, encoding, why, max(0, lost))


def _source(name: str, text: str, encoding: str, why: str, undecodable: int) -> Source:
    if not text or text.isspace():
        raise EmptyInput(f"{name}: there is no text in it")
    return Source(name, text, encoding, why, undecodable)
