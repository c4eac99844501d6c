"""The OpenAPI 3.1 description of the query API; `repledge docs` prints it to openapi.json here.

The desk serves the printed file. The objects in it are the JSON Schemas of docs/schemas/.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from repledge import __version__
from repledge.contracts import RelationCode, VerdictCode

FILE = "openapi.json"
Schema = Mapping[str, Any]
_WORD: Schema = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^\x00-\x1f]*$"}
_DAY: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_PARAMETERS: tuple[tuple[str, Schema, str], ...] = (
    ("company", _WORD, "A company group, as `company_id` names it"),
    ("sector", _WORD, "A sector code"),
    ("country", _WORD, "ISO 3166 alpha-2"),
    ("verdict", {"enum": list(get_args(VerdictCode))}, "A verdict code"),
    ("relation", {"enum": list(get_args(RelationCode))}, "A relation code"),
    ("source", _WORD, "A newsroom"),
    ("lang", _WORD, "The language of the release"),
    ("since", _DAY, "First day of publication"),
    ("until", _DAY, "Last day of publication"),
    ("changed_since", _MOMENT, "Only what changed, or was judged by a person, after this moment"),
    ("after", {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d~[\w:.-]{1,80}$"},
     "`next` of the page before"),
    ("limit", {"type": "integer", "minimum": 1, "maximum": 200, "default": 100}, "Most rows"),
)  # fmt: skip


@cache
def openapi() -> dict[str, Any]:
    """The description as the desk serves it."""
    text = resources.files("repledge.desk").joinpath(FILE).read_text("utf-8")
    described: dict[str, Any] = json.loads(text)
    return described


def printed(schemas: Path) -> str:
    """The description as text, made with the JSON Schemas in a folder."""
    return json.dumps(_described(schemas), ensure_ascii=False, indent=1) + "\n"


def _described(schemas: Path) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Repledge: verdicts on investment pledges",
            "version": __version__,
            "description": "Read-only. A token of scope `signed` sees what a person signed, with "
            "corrections and withdrawals; of scope `all` also what waits for a reader. Poll with "
            "`changed_since`; follow `next` until it is null. Times are UTC, money is whole units.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": {
            "/verdicts": {"get": _list_of_verdicts()},
            "/verdicts/{claim_id}": {"get": _one("verdict", "claim_id", "Told")},
            "/ledger/{company_id}": {"get": _one("ledger", "company_id", "Ledger", forbidden=True)},
            "/sources": {"get": _get("sources", "The newsrooms and their health", [], "Sources")},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(schemas),
        },
    }


def _list_of_verdicts() -> Schema:
    parameters = [
        {"name": name, "in": "query", "schema": schema, "description": words}
        for name, schema, words in _PARAMETERS
    ]
    described = _get("verdicts", "Verdicts, oldest release first", parameters, "Page")
    return {**described, "responses": {**described["responses"], "400": _fault("Not understood")}}


def _one(name: str, parameter: str, answer: str, *, forbidden: bool = False) -> Schema:
    parameters = [{"name": parameter, "in": "path", "required": True, "schema": {"type": "string"}}]
    described = _get(name, f"One {name}", parameters, answer)
    other = {"403": _fault("Not for this scope")} if forbidden else {"404": _fault("Unknown")}
    return {**described, "responses": {**described["responses"], **other}}


def _get(name: str, words: str, parameters: Sequence[Schema], answer: str) -> Schema:
    body = {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}}
    return {
        "operationId": name,
        "summary": words,
        "parameters": parameters,
        "responses": {
            "200": {"description": words, "content": body},
            "401": _fault("No good token"),
            "503": _fault("A run is writing; come again"),
        },
    }


def _fault(words: str) -> Schema:
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}
    return {"description": words, "content": body}


def _schemas(folder: Path) -> dict[str, Schema]:
    return {
        "Verdict": _plain(folder / "verdict.schema.json"),
        "Line": _plain(folder / "ledger.schema.json"),
        "Told": _object(
            claim_id={"type": "string"},
            state={"enum": ["pending", "signed", "corrected", "withdrawn", "rejected"]},
            updated=_MOMENT,
            signed_at={"type": ["string", "null"], "format": "date-time"},
            note={"type": ["string", "null"]},
            verdict={
                "anyOf": [_of("Verdict"), {"type": "null"}],
                "description": "null where it was withdrawn",
            },
        ),
        "Page": _object(verdicts=_list("Told"), next={"type": ["string", "null"]}),
        "Ledger": _object(lines=_list("Line")),
        "Source": _object(
            name={"type": "string"},
            kind={"type": "string"},
            url={"type": "string"},
            language={"type": ["string", "null"]},
            state={"type": "string"},
            last_ok={"type": ["string", "null"]},
            newest_item={"type": ["string", "null"]},
        ),
        "Sources": _object(sources=_list("Source")),
        "Fault": _object(fault={"type": "string"}),
    }


def _plain(path: Path) -> Schema:
    described: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return {name: value for name, value in described.items() if name != "$schema"}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _list(name: str) -> Schema:
    return {"type": "array", "items": _of(name)}


def _of(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
