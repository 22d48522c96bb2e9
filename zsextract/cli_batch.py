"""`zsextract batch`: whole corpora. Only options and messages here; the work is done in `corpus` and `output`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from zsextract.corpus.run import Stopped, Summary

_INTERRUPTED = 128  # added to the number of the signal, as shells do


@click.command("batch")
@click.argument("sources", nargs=-1, metavar="SOURCE…")
@click.option("-o", "--out", required=True, metavar="OUT", help="Where the records go; the name says how (see above).")
@click.option("--glob", "globs", multiple=True, metavar="PATTERN", help="In folders, take only names like this.")
@click.option("--text-field", metavar="NAME", help="Column of the text in JSON Lines, CSV, Parquet.  [text, content …]")
@click.option("--id-field", metavar="NAME", help="Column that names a row; else its number does.")
@click.option("--date-field", metavar="NAME", help="Column of the day of publication (2024-02-22).")
@click.option("--rules", multiple=True, metavar="DIR", type=click.Path(exists=True, file_okay=False),
              help="Add the rules of this directory; may be repeated.")  # fmt: skip
@click.option("--text", "keep_text", is_flag=True, help="Keep the repaired text in each record.")
@click.option("--tables", multiple=True, type=click.Choice(["csv", "parquet", "sqlite", "duckdb"]),
              help="Tables beside OUT: articles, amounts, counts, rates, officials, targets.")  # fmt: skip
@click.option("--bom", is_flag=True, help="Begin CSV tables with a byte order mark, as Excel wants it.")
@click.option("--dedupe", type=click.Choice(["exact", "near"]), help="Say of each copy which record it repeats.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Worker processes.  [the cores]")
@click.option("--timeout", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds for one article.")
@click.option("--max-size", type=click.IntRange(1), default=64, show_default=True, help="Megabytes of one article.")
@click.option("--resume", is_flag=True, help="Go on with an interrupted run; do what has changed since.")
@click.option("--force", is_flag=True, help="Begin anew, and replace an output that exists.")
@click.option("--strict", is_flag=True, help="Stop at the first input that fails.")
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="What works.")
@click.option("--ray-address", metavar="ADDRESS", help="A Ray cluster that runs; else one is started here.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.pass_context
def batch(ctx: click.Context, /, **given: Any) -> None:
    """Convert whole corpora to records, at any size, without losing an article.

    SOURCE is a file, a folder (searched recursively), a URL (s3://…, through fsspec), or - for a list of paths on
    standard input. Read are .txt .html .md, rows of .jsonl .csv .parquet, archives .zip .tar .warc, and what is packed
    as .gz .bz2 .xz .zst.

    OUT ends in .jsonl, .jsonl.gz, .jsonl.zst, .parquet (nested), .sqlite or .duckdb (tables); a name without a dot is a
    folder with one file for each input. Beside it: OUT.errors.jsonl names everything that failed (exit status 1),
    OUT.journal is what --resume goes by.
    """
    from zsextract.corpus.items import BatchError, Busy
    from zsextract.corpus.run import Stopped
    from zsextract.output.batch import Request, carry_out

    given["target"] = (ctx.obj or {}).get("extractor") if isinstance(ctx.obj, dict) else None
    request = Request(**given)
    try:
        summary = carry_out(request, sys.stderr)
    except Stopped as stopped:
        _tell_stopped(request.out, stopped)
        ctx.exit(_INTERRUPTED + stopped.signal if stopped.signal else 1)
    except Busy:
        raise
    except BatchError as error:
        raise BatchError(f"{error}; {_go_on(request.out)}") from error
    if not request.quiet:
        _tell(request.out, summary)
    ctx.exit(1 if summary.errors else 0)


batch_command = batch


def _tell_stopped(out: str, stopped: Stopped) -> None:
    if stopped.failure is not None:
        click.echo(f"zsextract: stopped: {stopped.failure.name}: {stopped.failure.reason}", err=True)
    click.echo(f"zsextract: {_go_on(out)}", err=True)


def _go_on(out: str) -> str:
    return f"{out} is not finished; go on with the same command and --resume"


def _tell(out: str, summary: Summary) -> None:
    from zsextract.corpus.progress import clock, size_of

    if summary.unchanged:
        click.echo(f"{out}: nothing to do, {summary.inputs} inputs unchanged", err=True)
        return
    done = summary.records - summary.before
    before = f" ({summary.before} of them before)" if summary.before else ""
    copies = f", {summary.copies} copies" if summary.copies else ""
    click.echo(
        f"{out}: {summary.records} articles{before} of {summary.inputs} inputs, {size_of(summary.size)}{copies}, "
        f"in {clock(summary.seconds)} ({done / max(summary.seconds, 0.001):.0f} articles/s)",
        err=True,
    )
    if summary.errors:
        click.echo(f"{summary.errors} failed: {out}.errors.jsonl", err=True)
