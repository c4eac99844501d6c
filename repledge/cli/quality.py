"""How good and how healthy: evaluate, doctor, replay."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

import extract
from extract.milestones import milestones_at
from extract.voice import voice_of
from repledge import pipeline
from repledge.cli import tables
from repledge.cli.context import Settings, console, pass_settings, write_json
from repledge.cli.data import verdict_row
from repledge.cli.main import cli
from repledge.desk import partner_api_spec
from repledge.errors import BadInput, CannotWrite
from repledge.evaluate import report, score
from repledge.evaluate.against import gained_and_lost, keep_faults, kept_faults, printed
from repledge.evaluate.oracle import Names
from repledge.evaluate.run import evaluate_sets
from repledge.feeds.dictionary import data_dictionary
from repledge.store import Store, check_store, links, open_store, reads
from repledge.store.store import printed_schema
from scraper.directory import directory
from scraper.evidence import check_captures, check_folder
from scraper.sources import shipped_sources
from verify import how_we_decide

LEAST_FREE_BYTES = 500_000_000  # a night of two hundred newsrooms writes about a tenth of this


@cli.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--oracle", is_flag=True, help="Judge the gold claims: errors of verification alone.")
@click.option("--errors", type=int, default=0, metavar="N", help="Also print the first N errors.")
@click.option("--keep", type=click.Path(path_type=Path), help="Write all errors to this file.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Print answers gained and lost since an evaluation that was kept.",
)
@pass_settings
def evaluate(
    settings: Settings,
    folders: tuple[Path, ...],
    oracle: bool,
    errors: int,
    keep: Path | None,
    against: Path | None,
) -> None:
    """Score the whole pipeline on gold sets (folders with releases.jsonl and gold.jsonl)."""
    before = kept_faults(against) if against else None
    names = Names(pipeline.party_id, extract.to_usd, voice_of, milestones_at) if oracle else None
    matched = evaluate_sets(folders, extract.read_document, names)
    figures = score.figures(matched)
    if settings.as_json:
        write_json(figures)
    else:
        click.echo(report.table(figures))
    faults = report.faults(matched)
    for fault in faults[:errors]:
        click.echo(fault)
    if before is not None:
        click.echo(printed(*gained_and_lost(before, faults)))
    if keep:
        keep_faults(faults, keep)


@cli.command()
@click.option("--evidence", is_flag=True, help="Also read every kept page again, by its digest.")
@pass_settings
def doctor(settings: Settings, evidence: bool) -> int:
    """Health: the store, the disk, the open issues; with --evidence all that was ever kept."""
    config = settings.config()
    out = console()
    with settings.store(config) as store:
        faults = [f"store: {fault}" for fault in check_store(store)]
        faults += _disk_faults(settings.store_path(config))
        for issue in reads.issues(store)[:20]:
            where = issue["document_id"] or issue["source"] or ""
            out.print(
                f"{issue['level']} {issue['stage']} {where}: {issue['message']}", markup=False
            )
        counts = reads.counts(store)
        if evidence:
            faults += _evidence_faults(store, config.path(config.paths.evidence))
    for fault in faults:
        out.print(f"FAULT {fault}", markup=False)
    out.print(f"{counts['documents']} documents, {counts['claims']} claims; {len(faults)} faults.")
    return 1 if faults else 0


def _evidence_faults(store: Store, folder: Path) -> list[str]:
    """Faults of the files, and of what the store says lies in them."""
    found = (*check_folder(folder), *check_captures(folder, links.captures(store)))
    return [f"evidence: {fault}" for fault in found]


def _disk_faults(path: Path) -> list[str]:
    free = shutil.disk_usage(path.parent).free
    if free >= LEAST_FREE_BYTES:
        return []
    return [f"disk: {free // 1_000_000} MB free at {path.parent}; make room for the next night."]


@cli.command()
@click.option("--as-of", "day", required=True, type=click.DateTime(["%Y-%m-%d"]))
@pass_settings
def replay(settings: Settings, day: datetime) -> None:
    """Verdicts as they would have been on a day: nothing later is looked at, nothing is stored."""
    config = settings.config()
    with settings.store(config) as store:
        rows = pipeline.as_of(store, config, day.date())
    if settings.as_json:
        for row in rows:
            write_json(verdict_row(row))
    else:
        tables.print_flagged(console(), rows)


def _from_schemas(folder: Path, page: Callable[[Path], str]) -> str:
    try:
        return page(folder / "docs" / "schemas")
    except OSError as error:
        raise BadInput(f"{error.filename}: cannot be read; name the checkout.") from error


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def docs(folder: Path) -> None:
    """Print what is derived, in a checkout: schema, decision table, newsrooms, API, dictionary."""
    with tempfile.TemporaryDirectory() as scratch:
        store = open_store(Path(scratch) / "schema.db")
        pages = {
            folder / "repledge" / "store" / "schema.sql": printed_schema(store),
            folder / "docs" / "how_we_decide.md": how_we_decide(),
            folder / "docs" / "sources.md": directory(shipped_sources()),
            folder / "repledge" / "desk" / partner_api_spec.FILE: _from_schemas(
                folder, partner_api_spec.printed
            ),
            folder / "docs" / "data_dictionary.md": _from_schemas(folder, data_dictionary),
        }
        store.close()
    for path, text in pages.items():
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CannotWrite(
                f"{path}: cannot be written ({error.strerror}); name the checkout."
            ) from error
        click.echo(path)
