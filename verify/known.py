"""Announcements that are known without their text: facts with links, as earlier evidence.

The bundled list (data/known_pledges.jsonl) is shown beside a verdict as the first public trace that
we know; it never changes a relation. Rows that a user imports become documents of kind `trace` in
the store and count as evidence like any other.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

from repledge.contracts import Amount, Claim, Commitment, Document, Horizon, Place, Qualifier, Quote
from repledge.errors import BadInput
from repledge.ids import content_hash, stable_id
from verify.candidates import candidate_of
from verify.evidence import Evidence
from verify.linking import is_same_line, is_same_money

# Words of the list's sector column -> our codes; what is not named here is `mixed`.
_SECTORS = {
    "batteries": "batteries", "battery": "batteries", "semiconductors": "semiconductors",
    "automotive": "automotive", "autos": "automotive", "pharma": "pharma_biotech",
    "pharmaceuticals": "pharma_biotech", "data centres": "ai_data_centers",
    "ai infrastructure": "ai_data_centers", "energy": "advanced_energy",
    "grid equipment": "advanced_energy", "technology": "electronics", "electronics": "electronics",
    "ai servers": "electronics", "home appliances": "electronics",
    "critical minerals": "critical_minerals", "chemicals": "chemicals_materials",
    "retail": "food_consumer", "toys": "food_consumer", "food": "food_consumer",
    "logistics": "transport_logistics", "aerospace": "aerospace_defense",
    "shipbuilding": "aerospace_defense", "machinery": "machinery_industrial",
    "property": "finance_real_estate", "fintech": "finance_real_estate",
}  # fmt: skip
_TECHNOLOGIES = {
    "Batteries": "batteries", "Critical Minerals": "critical_minerals", "Solar": "advanced_energy",
    "Wind": "advanced_energy", "Storage": "advanced_energy", "Hydrogen": "advanced_energy",
    "Zero Emission Vehicles": "automotive",
}  # fmt: skip
_CIM_LINK = "https://www.cleaninvestmentmonitor.org/"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """How names become ids and places: functions of extraction, passed in by the pipeline."""

    party_id: Callable[[str], str]
    place: Callable[[str], Place]
    to_usd: Callable[[int, str, date], int | None]


def bundled_traces(names: Gazetteer) -> tuple[Evidence, ...]:
    """The known announcements that come with the project."""
    path = resources.files("verify") / "data" / "known_pledges.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_pledge(json.loads(line), names) for line in lines if line.strip())


def read_known_pledges(path: Path, names: Gazetteer) -> Iterator[Evidence]:
    """A list of known announcements of your own; raises BadInput with file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadInput(
            f"{path}: cannot be read ({error.strerror}); name a JSON Lines file."
        ) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _pledge(json.loads(line), names)
            except (ValueError, KeyError, TypeError) as error:
                raise BadInput(
                    f"{path}:{number}: is no known pledge ({error!r}); it needs id, date, company, "
                    "amount, currency, project, place and sources."
                ) from error


def read_clean_investment_monitor(path: Path, names: Gazetteer) -> Iterator[Evidence]:
    """Facilities of the Clean Investment Monitor (Rhodium Group, MIT CEEPR; CC BY 4.0).

    Capital there is in constant dollars and partly estimated, so no sum is taken: site, company,
    technology and announcement date are. Raises BadInput where the header is another one.
    """
    try:
        file = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise BadInput(
            f"{path}: cannot be read ({error.strerror}); name the facility table."
        ) from error
    with file:
        header = next((row for row in csv.reader(file) if "Announcement_Date" in row), None)
        if header is None:
            raise BadInput(f"{path}: has no column Announcement_Date; name the facility table.")
        for row in csv.DictReader(file, fieldnames=header):
            day = row.get("Announcement_Date") or ""
            if row.get("Company") and day[:4].isdigit():
                yield _facility(row, day, names)


def first_trace(claim: Claim, traces: Mapping[str, tuple[Evidence, ...]]) -> Evidence | None:
    """The earliest known announcement that speaks of the claim's project, before the claim.

    Site and party count, not equal amounts; a party's nationwide plans only where the sum agrees.
    """
    before = (e for e in traces.get(claim.company_id or "", ()) if _is_before(claim, e))
    return min(before, key=lambda e: e.document.published, default=None)


def by_party(traces: tuple[Evidence, ...]) -> dict[str, tuple[Evidence, ...]]:
    """Traces filed under the ids of their parties."""
    found: dict[str, list[Evidence]] = {}
    for trace in traces:
        for claim in trace.claims:
            for party in {claim.company_id, *claim.partner_ids} - {None}:
                found.setdefault(str(party), []).append(trace)
    return {party: tuple(items) for party, items in found.items()}


def _is_before(claim: Claim, trace: Evidence) -> bool:
    told, day = trace.document, claim.published
    # an announcement of "August 2025" is not known to come before one of 6 August
    parts = {"year": 1, "month": 2, "day": 3}[told.precision]
    if told.published.timetuple()[:parts] >= day.timetuple()[:parts]:
        return False
    return any(one_project(claim, old, trace) for old in trace.claims)


def one_project(claim: Claim, old: Claim, trace: Evidence) -> bool:
    """Whether both claims speak of one project or one sum of money, by site and party."""
    k = candidate_of(claim, old, trace)
    project = claim.role != "umbrella" and k.level("place") == "same"
    return is_same_money(claim, k) or (project and is_same_line(claim, k))


def _pledge(row: Mapping[str, Any], names: Gazetteer) -> Evidence:
    published, precision = _day(row["date"])
    link = row["sources"][0]
    document = Document(
        id=f"known:{row['id']}", url=link, source="known pledges", title=row["project"],
        published=published, lang="en", text="", kind="trace", precision=precision,
        announcer=row["announcer"], content_hash=content_hash(*map(str, sorted(row.items()))),
    )  # fmt: skip
    text = f"{row['announcer']}: {row['project']} ({row['place']})"
    claim = _claim(row, document, text, names)
    return Evidence(document, (claim,))


def _claim(row: Mapping[str, Any], document: Document, text: str, names: Gazetteer) -> Claim:
    years, role = row.get("horizon_years"), row["role"]
    start = document.published.year
    return Claim(
        id=stable_id("trace", document.id),
        document_id=document.id,
        published=document.published,
        main=True,
        quote=Quote(document_id=document.id, start=0, end=len(text), text=text),
        company=row["company"],
        company_id=names.party_id(row["company"]),
        amount=_amount(row, document.published, names),
        role=role if role in {"total", "additional", "component", "umbrella"} else "total",
        sector=_SECTORS.get(row["sector"].split(";")[0].strip().lower(), "mixed"),
        place=names.place(row["place"]),
        project=row["project"],
        horizon=Horizon(start=start, end=start + years, years=years) if years else Horizon(),
        operational_by=row.get("by_year"),
        jobs=row.get("jobs"),
        commitment=row["commitment"] if row["commitment"] in get_args(Commitment) else "plan",
        confidence=1.0,
        voice="press",
    )


def _amount(row: Mapping[str, Any], day: date, names: Gazetteer) -> Amount | None:
    if row.get("amount") is None:
        return None
    value, code = int(row["amount"]), row["currency"]
    qualifier: Any = row["qualifier"] if row["qualifier"] in get_args(Qualifier) else "exact"
    return Amount(
        value=value, low=0 if qualifier == "up_to" else value, high=value, currency=code,
        qualifier=qualifier, text=f"{value:,} {code}", start=0, end=0,
        usd=value if code == "USD" else names.to_usd(value, code, day),
    )  # fmt: skip


def _facility(row: Mapping[str, str], day: str, names: Gazetteer) -> Evidence:
    published = date.fromisoformat(day[:10]) if len(day) >= 10 else _day(day)[0]
    place = names.place(row.get("Address") or "")
    key = row.get("unique_id") or stable_id("cim", row["Company"], row.get("Address"), day)
    title = f"{row['Company']}: {row.get('Technology', '')} {row.get('Subcategory', '')}".strip()
    document = Document(
        id=f"cim:{key}", url=_CIM_LINK, source="Clean Investment Monitor", title=title,
        published=published, lang="en", text="", kind="trace",
        content_hash=content_hash(title, day, row.get("Address") or ""),
    )  # fmt: skip
    claim = Claim(
        id=stable_id("trace", document.id), document_id=document.id, published=published, main=True,
        quote=Quote(document_id=document.id, start=0, end=len(title), text=title),
        company=row["Company"], company_id=names.party_id(row["Company"]),
        sector=_TECHNOLOGIES.get(row.get("Technology", ""), "advanced_energy"),
        place=replace(place, country="US", region=row.get("State") or place.region),
        confidence=1.0, voice="press",
    )  # fmt: skip
    return Evidence(document, (claim,))


def _day(text: str) -> tuple[date, Literal["day", "month", "year"]]:
    """A date as precise as it is written; an unknown day or month counts as the first."""
    match text.count("-"):
        case 2:
            return date.fromisoformat(text), "day"
        case 1:
            return date.fromisoformat(f"{text}-01"), "month"
        case _:
            return date(int(text), 1, 1), "year"
