"""The steps from an empty file to the present schema, in order; each is one SQL file.

A step that has been released is never edited: a change is a new file and a new entry here. The
printed result is `schema.sql`, which a test compares (`make docs` prints it again).
"""

from __future__ import annotations

import sqlite3
from importlib import resources

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

STEPS = ("schema_001", "schema_002", "schema_003", "schema_004", "schema_005", "schema_006")
SCHEMA_VERSION = len(STEPS)
APPLICATION_ID = 0x52504C47  # "RPLG": marks the file as ours

migrations = Migrations("repledge")


def _step(name: str, number: int) -> None:
    @migrations(name=name)
    def apply(db: Database) -> None:
        sql = resources.files("repledge.store").joinpath(f"{name}.sql").read_text("utf-8")
        for statement in statements(sql):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def statements(sql: str) -> list[str]:
    """The single statements of a script: `executescript` would end the step's transaction."""
    found, part = [], ""
    for line in sql.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    return found


for _number, _name in enumerate(STEPS, start=1):
    _step(_name, _number)
