"""An extractor that stands in for the pipeline: quick, record-shaped, and with articles that misbehave on order."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import time
from collections.abc import Iterator

from zsextract.corpus.items import Extractor, Line
from zsextract.errors import NotText

_SUM_RE = re.compile(r"(\d+)亿元")


def make(*, keep_text: bool = False, **_: object) -> Extractor:
    """The extractor of a worker."""

    def extract(body: bytes | str, name: str, date: str | None) -> Iterator[Line]:
        text = body if isinstance(body, str) else _decoded(body)
        _misbehave(text)
        yield Line(json.dumps(_record(text, name, date), ensure_ascii=False, separators=(",", ":")), text)

    return extract


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise NotText("binary data") from None


def _misbehave(text: str) -> None:
    if "坏:" not in text:
        return
    if "坏:异常" in text:
        raise ValueError("an article that raises")
    if "坏:死" in text:
        os._exit(3)
    if "坏:杀" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "坏:睡" in text:
        time.sleep(600)
    if "坏:转" in text:
        sum(range(10**13))  # a loop in C, deaf to any exception


def _record(text: str, name: str, date: str | None) -> dict[str, object]:
    amounts = [
        {"id": f"a{n}", "value": int(match[1]) * 10**8, "text": match[0], "start": match.start(), "end": match.end()}
        for n, match in enumerate(_SUM_RE.finditer(text))
    ]
    identity = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = {"name": name, "encoding": "utf-8", "article": 0, "start": 0, "end": len(text)}
    return {"schema_version": "1", "id": identity, "source": source, "published": date, "amounts": amounts}
