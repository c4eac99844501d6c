"""Small lists and what was known before them."""

from datetime import date
from typing import Any

from extract import read_document
from repledge.audit import Audit, Knowledge, audit_list, audit_object, read_list
from repledge.contracts import Document
from verify import Evidence, MemoryHistory

DAY = date(2025, 8, 15)


def audited(text: str, *evidences: Evidence, name: str = "a.md", since: date | None = None,
            **knowledge: Any) -> Audit:  # fmt: skip
    pledges = read_list(name, text.encode(), DAY, DAY)
    return audit_list(pledges, Knowledge(history=MemoryHistory(evidences), **knowledge), since)


def told(text: str, *evidences: Evidence, **options: Any) -> dict[str, Any]:
    return audit_object(audited(text, *evidences, **options))


def steps(found: dict[str, Any]) -> dict[str, int]:
    return {step["label"]: step["usd"] for step in found["arithmetic"]}


def released(day: date, title: str, text: str) -> Evidence:
    document = Document(
        id=f"r-{day}", url=f"https://acme.example/{day}", source="acme-newsroom", title=title,
        published=day, lang="en", text=text,
    )  # fmt: skip
    read = read_document(document)
    return Evidence(document, read.claims, read.sums)
