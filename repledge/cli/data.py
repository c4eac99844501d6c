"""Documents in, verdicts out: import, check, export, explain, amounts, article."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click

import extract
from repledge import crawling, importing, pipeline
from repledge.cli import tables
from repledge.cli.context import Settings, console, now, pass_settings, talk, write_json
from repledge.cli.main import cli
from repledge.cli.stages import answer, locked_run
from repledge.config import Config
from repledge.contracts import Document
from repledge.crawl_archive import evidence_of
from repledge.errors import BadInput, UsageError
from repledge.feeds import claim_review, entries_of, exports
from repledge.feeds.sheets import WRITERS
from repledge.store import Store, reads
from scraper.article import read_page
from scraper.evidence import EvidenceWriter
from scraper.pdf import is_pdf

_FILES = click.Path(path_type=Path)


@cli.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILES)
@pass_settings
def import_(settings: Settings, files: tuple[Path, ...]) -> None:
    """Documents from JSON Lines, HTML or WARC files into the store.

    Also known announcements without a text: a list like the bundled one (JSON Lines), or the
    facility table of the Clean Investment Monitor (CSV; Rhodium Group and MIT CEEPR, CC BY 4.0).
    """
    with locked_run(settings, "import") as run:
        pipeline.import_files(run, files)
        answer(settings, run, "{imported} documents imported, {unchanged} already there; "
               "{issues} left out.")  # fmt: skip
        if run.issues and not (run.counts["imported"] or run.counts["unchanged"]):
            raise BadInput(f"{files[0]}: nothing in it could be read; see `repledge doctor`.")


@cli.command()
@click.argument("what", metavar="FILE|URL|-")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Its day of publication; default today.",
)
@click.option("--lang", default="en", show_default=True, help="Its language: en, ja or ko.")
@click.option("--save", is_flag=True, help="Also store the release and its verdicts.")
@pass_settings
def check(settings: Settings, what: str, day: datetime | None, lang: str, save: bool) -> None:
    """Verdicts for one release against the store, which stays as it is without --save.

    A file or standard input is plain text with the title as first line; .html files, PDFs
    and addresses are read as the crawler would read them.
    """
    published = day.date() if day else now().date()
    if save:
        title, rows = _checked_and_kept(settings, what, published, lang)
    else:
        config = settings.config()
        with settings.store(config) as store:
            document = _release(what, config, published, lang)
            title, rows = document.title, pipeline.check(document, store, config, now())
    if settings.as_json:
        for row in rows:
            write_json(verdict_row(row))
        return
    out = console()
    for row in rows:
        tables.print_card(out, row)
    if not rows:
        out.print(f"No pledge found in “{title}”.", markup=False)


def _checked_and_kept(
    settings: Settings, what: str, published: date, lang: str
) -> tuple[str, list[reads.Judged]]:
    with locked_run(settings, "check") as run:
        with evidence_of(run) as evidence:
            document = _release(what, run.config, published, lang, evidence)
        return document.title, pipeline.check_and_keep(run, document)


def _release(
    what: str,
    config: Config,
    published: date,
    lang: str,
    evidence: EvidenceWriter | None = None,
) -> Document:
    if what.startswith(("http://", "https://")):
        return crawling.fetch_release(what, config, now, evidence)
    data = sys.stdin.buffer.read() if what == "-" else importing.read_bytes(Path(what))
    if is_pdf(data) or what.lower().endswith((".html", ".htm")):
        name = "standard-input" if what == "-" else Path(what).resolve().as_uri()
        return crawling.page_document(data, name)
    return importing.from_text(data.decode("utf-8-sig", "replace"), what, published, lang)


def verdict_row(row: reads.Judged) -> dict[str, object]:
    """One verdict as DESIGN's JSON object."""
    return exports.verdict_object(row.claim, row.verdict, row.document, row.review)


@cli.command()
@click.argument("what", type=click.Choice(["verdicts", "claims", "ledger", "decisions"]))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "claimreview", *WRITERS]),
    default="jsonl",
)
@click.option("--bom", is_flag=True, help="CSV with a byte-order mark, for spreadsheet programs.")
@click.option("--out", type=_FILES, metavar="FILE", help="Where xlsx and parquet are written.")
@pass_settings
def export(settings: Settings, what: str, form: str, bom: bool, out: Path | None) -> None:
    """What the store holds, as JSON Lines, CSV, ClaimReview, XLSX or Parquet.

    docs/data_dictionary.md tells what each column means.
    """
    if form == "claimreview" and what != "verdicts":
        raise UsageError(f"claimreview is a form of verdicts, not of {what}; choose jsonl or csv.")
    if (out is None) is (form in WRITERS):
        raise UsageError(
            f"{form}: is written to a file; name it with --out."
            if out is None
            else f"{form}: goes to standard output; leave out --out and redirect it."
        )
    config = settings.config()
    with settings.store(config) as store:
        rows = _objects(what, store)
        if out is not None:
            WRITERS[form](what, rows, out)
            talk(str(out))
        elif form == "jsonl":
            for row in rows:
                write_json(row)
        elif form == "csv":
            text = io.StringIO(newline="")
            exports.write_csv(rows, text, bom=bom)
            click.echo(text.getvalue(), nl=False)
        else:
            for entry in entries_of(store):
                review = claim_review(entry, config.feeds)
                if review is not None:
                    write_json(review)


def _objects(what: str, store: Store) -> Iterable[dict[str, object]]:
    if what == "verdicts":
        return _verdicts(store)
    if what == "claims":
        claims = reads.claims_by_document(store)
        return (exports.claim_object(c) for found in claims.values() for c in found)
    if what == "ledger":
        return (exports.ledger_object(line) for line in reads.ledger(store))
    return (exports.decision_object(decision) for decision in reads.decisions(store))


def _verdicts(store: Store) -> Iterator[dict[str, object]]:
    for row in reads.judged(store):
        if row.document.kind != "trace":
            yield verdict_row(row)


@cli.command()
@click.argument("claim_id", metavar="ID")
@pass_settings
def explain(settings: Settings, claim_id: str) -> None:
    """One verdict in words: rule, comparisons, arithmetic, quotes, what would change it."""
    config = settings.config()
    with settings.store(config) as store:
        row = _the_one(store, claim_id)
    if settings.as_json:
        write_json(verdict_row(row))
    else:
        console().print(pipeline.explanation(row), markup=False, soft_wrap=True)


def _the_one(store: Store, beginning: str) -> reads.Judged:
    ids = reads.claim_ids_like(store, beginning)
    found = [row for claim_id in ids for row in reads.judged(store, claim_id)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(
            f"{beginning}: no verdict has this ID; `repledge export verdicts` lists them."
        )
    listing = "; ".join(f"{r.claim.id[:8]} {r.claim.quote.text[:60]}…" for r in found)
    raise BadInput(f"{beginning}: several verdicts have it, name one: {listing}")


@cli.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
def amounts(file: TextIO) -> None:
    """Money read from plain text, one JSON object a sum."""
    for row in extract.amount_rows(file):
        write_json(row)


@cli.command()
@click.argument("file", type=_FILES)
@click.option("--url", help="Where the page was; it may tell the date.")
def article(file: Path, url: str | None) -> None:
    """One page read as the crawler would: title, published, date_source, lang, text."""
    page = read_page(importing.read_bytes(file), url or file.resolve().as_uri())
    day = page.published.isoformat() if page.published else None
    write_json(
        {
            "title": page.title,
            "published": day,
            "date_source": page.date_source,
            "lang": page.lang,
            "text": page.text,
        }
    )
