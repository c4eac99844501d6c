"""Exports as files of other programs: XLSX (extra `xlsx`) and Parquet (extra `parquet`).

A file is put in place whole or not at all. Two exports of one store are equal byte by byte.
"""

from __future__ import annotations

import errno
import importlib
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from repledge.errors import CannotWrite, DiskFull, UsageError
from repledge.feeds.columns import ColumnType, columns_of, value_at
from repledge.feeds.exports import safe_cell
from repledge.text import clean

MOST_ROWS = 1_048_575  # of a sheet, without its heading (Excel specifications and limits)
MOST_LETTERS = 32_767  # of a cell
EXACT = 10**15  # spreadsheet programs keep 15 digits of a number: larger ones are written as text
_BATCH = 10_000
_EPOCH = datetime(2000, 1, 1)

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")

Row = Mapping[str, Any]


def write_xlsx(what: str, rows: Iterable[Row], path: Path) -> None:
    """One sheet with a heading that stays in view; raises UsageError without the extra, CannotWrite
    or DiskFull with the path.
    """
    openpyxl = _library("openpyxl", "xlsx")
    with _in_place(path) as part:
        book = openpyxl.Workbook(write_only=True)
        book.properties.created = book.properties.modified = _EPOCH
        sheet = book.create_sheet(what)
        sheet.freeze_panes = "A2"
        try:
            _fill(sheet, openpyxl.cell.WriteOnlyCell, what, rows)
        finally:
            sheet.close()
        book.save(part)
        _without_times(part)


def _fill(sheet: Any, cell_of: Any, what: str, rows: Iterable[Row]) -> None:
    columns = columns_of(what)
    sheet.append(_text(cell_of, sheet, name) for name in columns)
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise UsageError(f"{what}: a sheet holds {MOST_ROWS:,} rows; export csv or parquet.")
        sheet.append([_cell(cell_of, sheet, row, *column) for column in columns.items()])


def _cell(cell_of: Any, sheet: Any, row: Row, name: str, kind: ColumnType) -> Any:
    value = value_at(row, name, kind)
    if kind == "list" and value is not None:
        value = "; ".join(map(str, value))
    if isinstance(value, int) and abs(value) >= EXACT:
        value = str(value)
    return _text(cell_of, sheet, value) if isinstance(value, str) else value


def _text(cell_of: Any, sheet: Any, value: str) -> Any:
    """A cell that is text whatever it looks like: neither a formula nor an error value."""
    words = str(safe_cell(value))
    if not words:
        return None
    if len(words) > MOST_LETTERS:
        words = f"{words[: MOST_LETTERS - 1]}…"
    cell = cell_of(sheet, words)
    cell.data_type = "s"
    return cell


def _without_times(part: Path) -> None:
    """The same archive with one time for all its members, and none in its properties."""
    with zipfile.ZipFile(part) as made:
        members = [(name, made.read(name)) for name in made.namelist()]
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members:
            if name == "docProps/core.xml":
                body = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", body)
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)


def write_parquet(what: str, rows: Iterable[Row], path: Path) -> None:
    """A table with typed columns; raises UsageError without the extra, CannotWrite or DiskFull."""
    arrow = _library("pyarrow", "parquet")
    parquet = _library("pyarrow.parquet", "parquet")
    columns = columns_of(what)
    types = {
        "text": arrow.string(), "json": arrow.string(), "int": arrow.int64(),
        "float": arrow.float64(), "bool": arrow.bool_(), "date": arrow.date32(),
        "list": arrow.list_(arrow.string()),
    }  # fmt: skip
    schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
    with _in_place(path) as part, parquet.ParquetWriter(part, schema) as writer:
        for batch in _batches(rows):
            data = {
                name: [_plain(value_at(row, name, kind)) for row in batch]
                for name, kind in columns.items()
            }
            writer.write_table(arrow.table(data, schema=schema))


def _plain(value: Any) -> Any:
    """Text without controls and lone surrogates; here no program runs a formula."""
    if isinstance(value, list):
        return [clean(str(one)) for one in value]
    return clean(value) if isinstance(value, str) else value


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


WRITERS: Mapping[str, Callable[[str, Iterable[Row], Path], None]] = {
    "xlsx": write_xlsx,
    "parquet": write_parquet,
}


def _library(name: str, extra: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{extra}: needs a package that is not installed; run "
            f"`pip install 'repledge[{extra}]'`, or export csv."
        ) from error


@contextmanager
def _in_place(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place when all is written, and is gone where not."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.touch()
        yield part
        os.replace(part, path)
    except OSError as error:
        kind = DiskFull if error.errno == errno.ENOSPC else CannotWrite
        raise kind(f"{path}: cannot be written ({error.strerror}); name another file.") from error
    finally:
        part.unlink(missing_ok=True)
