"""A batch run as the user asks for it: checks the request, chooses engine and writers, and lets them run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO, cast

import zsextract.corpus.dedupe as dedupe
from zsextract import __version__
from zsextract.corpus.items import ExtractorSpec, ReadOptions, WorkOptions
from zsextract.corpus.progress import report_for
from zsextract.corpus.run import Check, EngineMaker, Job, Summary, convert
from zsextract.corpus.store import Places, Store
from zsextract.corpus.streams import filesystem, is_url, zstd_module
from zsextract.corpus.walk import check_sources
from zsextract.errors import UsageError
from zsextract.output.parquet import arrow
from zsextract.output.writers import Kind, Part, TableKind, Writer, kind_of, tables_path
from zsextract.rules import load_rules, packs

if TYPE_CHECKING:
    from zsextract.corpus.local import Engine

PIPELINE = "zsextract.output.lines:extractor"


@dataclass(frozen=True, slots=True)
class Request:
    """The options of the command, as they were given. `target` names another extractor than the pipeline."""

    sources: tuple[str, ...]
    out: str
    globs: tuple[str, ...] = ()
    text_field: str | None = None
    id_field: str | None = None
    date_field: str | None = None
    rules: tuple[str, ...] = ()
    keep_text: bool = False
    tables: tuple[TableKind, ...] = ()
    bom: bool = False
    dedupe: dedupe.Mode | None = None
    jobs: int | None = None
    timeout: float = 60.0
    max_size: int = 64
    resume: bool = False
    force: bool = False
    strict: bool = False
    engine: Literal["local", "ray"] = "local"
    ray_address: str | None = None
    quiet: bool = False
    target: str | None = None


def carry_out(request: Request, stream: TextIO) -> Summary:
    """Do what is asked for; talk goes to `stream`. UsageError before anything is touched, else as `convert`."""
    kind = kind_of(request.out)
    places = _places(request)
    parts = _parts(request, kind, places)
    _check(request, kind, parts)
    in_place = kind == "jsonl" and request.dedupe is None
    job = Job(
        sources=request.sources,
        places=places,
        work=_work(request),
        globs=request.globs,
        resume=request.resume,
        force=request.force,
        strict=request.strict,
        in_place=in_place,
        fingerprint=_fingerprint(request),
        outputs=tuple(part.final for part in parts),
    )

    def finish(store: Store, check: Check) -> int:
        """Make the outputs that the log itself does not become; how many copies were marked."""
        return _finish(store, check, request, parts if not in_place else parts[1:], in_place=in_place)

    return convert(job, _engine(request), finish, report_for(stream, quiet=request.quiet))


def _places(request: Request) -> Places:
    """Beside the output; for a URL in the current folder, from where it is sent when it is done."""
    out = request.out.rstrip("/") or request.out
    return Places(Path(out.rsplit("/", 1)[-1]), out) if is_url(out) else Places(Path(out))


def _parts(request: Request, kind: Kind, places: Places) -> list[Part]:
    """The output itself, and the tables beside it."""
    staged = places.work / "staged"
    parts = [Part(places.out, staged / places.out.name, kind, tables=False)]
    for each in dict.fromkeys(request.tables):
        path = tables_path(places.out, each)
        if path == places.out or any(path == part.final for part in parts):
            raise UsageError(f"{path} would be written twice")
        parts.append(Part(path, staged / path.name, each, tables=True, bom=request.bom))
    return parts


def _check(request: Request, kind: Kind, parts: list[Part]) -> None:
    """Raise UsageError for whatever would go wrong for certain."""
    check_sources(request.sources)
    read = {os.path.abspath(each) for each in request.sources}
    for part in parts:
        if os.path.abspath(part.final) in read:
            raise UsageError(f"{part.final} is a source and an output; give the output another name")
    kinds = {part.kind for part in parts}
    if request.bom and "csv" not in kinds:
        raise UsageError("--bom is for CSV tables: add --tables csv")
    if request.dedupe is not None:
        dedupe.require(request.dedupe)
    if kinds & {"parquet", "duckdb"}:
        arrow()
    if kind == "jsonl.zst":
        zstd_module()
    if not (request.resume or request.force):
        for part in parts[1:]:
            if part.final.exists():
                raise UsageError(f"{part.final} exists: replace it with --force")
        if is_url(request.out):
            fs, path = filesystem(request.out)
            if fs.exists(path):
                raise UsageError(f"{request.out} exists: replace it with --force")


def _work(request: Request) -> WorkOptions:
    options = {
        "rules": tuple(os.path.abspath(each) for each in _packs(request)),
        "keep_text": request.keep_text,
        "with_text": request.dedupe is not None,
    }
    return WorkOptions(
        extractor=ExtractorSpec(request.target or PIPELINE, options),
        read=ReadOptions(request.text_field, request.id_field, request.date_field, request.max_size * 2**20),
        dedupe=request.dedupe,
        timeout=request.timeout,
    )


def _packs(request: Request) -> tuple[Path, ...]:
    return packs([Path(each) for each in request.rules])


def _fingerprint(request: Request) -> str:
    """Everything besides the inputs that decides what the records are."""
    return json.dumps(
        {
            "version": __version__,
            "rules": "" if request.target else load_rules(_packs(request)).digest,
            "fields": [request.text_field, request.id_field, request.date_field],
            "text": request.keep_text,
            "dedupe": request.dedupe,
            "max_size": request.max_size,
            "globs": request.globs,
            "out": kind_of(request.out),
        },
        ensure_ascii=False,
    )


def _engine(request: Request) -> EngineMaker:
    if request.engine == "ray":
        from zsextract.corpus.ray_engine import RayEngine

        return lambda options, scratch, check: RayEngine(options, request.ray_address, request.jobs, check)

    def local(options: WorkOptions, scratch: Path, check: Check) -> AbstractContextManager[Engine]:
        """The engine of this machine, loaded only when it is used."""
        from zsextract.corpus.local import LocalEngine

        return LocalEngine(options, request.jobs or _cores(), scratch, check)

    return local


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _finish(store: Store, check: Check, request: Request, parts: list[Part], *, in_place: bool) -> int:
    """Write the outputs; how many copies were marked."""
    places = store.places
    marker = dedupe.Marker(request.dedupe, places.work / "seen.sqlite") if request.dedupe else None
    if in_place and not store.is_in_order():
        parts = [Part(places.out, places.work / "staged" / places.out.name, "jsonl", tables=False), *parts]
    with marker or nullcontext():
        if parts:
            with Writer(parts) as writer:
                writer.write(_outgoing(store, check, marker))
    if in_place and all(part.final != places.out for part in parts):
        store.move()
    if places.remote is not None:
        _send(places, parts)
    return marker.copies if marker else 0


def _outgoing(store: Store, check: Check, marker: dedupe.Marker | None) -> Iterator[tuple[str, bytes]]:
    for inner, line in store.lines():
        check()
        yield inner, marker.mark(line) if marker else line


def _send(places: Places, parts: list[Part]) -> None:
    """Send the outputs to where the URL says, and keep nothing here."""
    from zsextract.output.writers import discard

    fs, path = filesystem(cast(str, places.remote))
    folder = path.rsplit("/", 1)[0]
    fs.makedirs(folder, exist_ok=True)
    for final in dict.fromkeys([places.out, *(part.final for part in parts)]):
        target = path if final == places.out else f"{folder}/{final.name}"
        if final.is_dir() and fs.exists(target):
            fs.rm(target, recursive=True)
        fs.put(os.fspath(final), target, recursive=final.is_dir())
        discard(final)
