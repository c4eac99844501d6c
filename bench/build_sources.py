"""Builds scraper/sources/*.toml from a collection of front doors.

    python bench/build_sources.py SOURCES.jsonl scraper/sources

SOURCES.jsonl holds one object a front door: id, name, kind, url, language, country, owner (company,
government, state, wire), sector, grade (A seen live, B used in published code, C inferred from
addresses of releases, D only remembered), status (use, check, blocked, fallback, backfill,
use-to-discover), evidence, note. Files that exist are overwritten: hand-made changes of a shipped
source belong into the tables below.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from scraper.sources import source_of, toml_of

# what a first visit should find, until visits have told better: links at the front door, and days
# without anything new that are no cause for alarm (weekends and holidays for the busiest)
EXPECT = {
    "wire": {"min_items": 10, "max_silent_days": 4},
    "government": {"min_items": 5, "max_silent_days": 21},
    "state": {"min_items": 5, "max_silent_days": 30},
    "company": {"min_items": 3, "max_silent_days": 60},
}
EXPECT_OF = {  # reports with a release in them are rarer than reports
    "sec-submissions": {"min_items": 1, "max_silent_days": 120},
    "white-house-investments-list-trump-effect": {"min_items": 20, "max_silent_days": 120},
}
ZONES = {
    "US": "America/New_York", "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "EU": "Europe/Brussels",
    "CA": "America/Toronto", "TW": "Asia/Taipei", "GB": "Europe/London", "FR": "Europe/Paris",
}  # fmt: skip
# where a newsroom's days are not those of its country's press
ZONES_OF = {
    "America/Los_Angeles": "apple-newsroom intel nvidia applied-materials lam-research amgen "
    "california-go-biz microsoft amazon-press",
    "America/Chicago": "texas-governor made-in-alabama mississippi-development-authority "
    "louisiana-economic-development arkansas-edc oklahoma-commerce kansas-commerce "
    "tennessee-tnecd texas-instruments toyota-usa lexus-usa exxonmobil",
    "America/Phoenix": "arizona-commerce-authority first-solar amkor",
    "America/Boise": "micron",
    "America/Indiana/Indianapolis": "indiana-iedc eli-lilly",
    "America/Detroit": "general-motors gm-investor-releases ford-media ford-from-the-road "
    "stellantis-north-america michigan-medc",
    "Europe/Zurich": "roche novartis",
    "Europe/Brussels": "toyota-europe",
}
# the name under which a company speaks, where its title says more or something else
COMPANIES = {
    "Toyota": "toyota-global-japanese toyota-global-english toyota-usa toyota-europe",
    "Lexus": "lexus-usa",
    "Honda": "honda-global honda-japan honda-usa",
    "Nissan": "nissan-global",
    "Hyundai Motor Group": "hyundai-motor-group-english hyundai-motor-group-korean hyundai-usa",
    "Kia": "kia-usa",
    "Panasonic": "panasonic-japanese panasonic-english",
    "Mitsubishi Heavy Industries": "mitsubishi-heavy-industries-japanese",
    "Nippon Steel": "nippon-steel-english",
    "SoftBank Group": "softbank-group-english softbank-group-japanese",
    "Hitachi": "hitachi-english",
    "Sony": "sony-english",
    "JFE Steel": "jfe-steel-english",
    "J-POWER": "j-power-english",
    "Samsung Electronics": "samsung-global-newsroom samsung-semiconductors samsung-newsroom-korean",
    "SK hynix": "sk-hynix-english sk-hynix-korean",
    "LG Electronics": "lg-newsroom",
    "LG Energy Solution": "lg-energy-solution-english lg-energy-solution-korean "
    "lg-energy-solution-newsroom-page",
    "LG": "lg-corp-media",
    "POSCO": "posco-english posco-korean",
    "Qcells": "hanwha-qcells-usa",
    "SK Innovation": "sk-innovation-sk-on",
    "General Motors": "general-motors gm-investor-releases",
    "Ford": "ford-media ford-from-the-road",
    "Stellantis": "stellantis-north-america",
    "Tesla": "tesla-investor-press sec-submissions",
    "TSMC": "tsmc-press-centre",
    "Apple": "apple-newsroom",
    "Amazon": "amazon-press",
    "Sanofi": "sanofi-us",
    "MP Materials": "mp-materials mp-materials-investors",
}
REFERENCES = {
    "globenewswire-list-of-all-feeds": "A page that lists feeds, no releases; take single feeds "
    "from it.",
    "gdelt-doc-2-0": "An index of other people's articles for looking back, without texts.",
    "sec-company-tickers": "A table of companies with their EDGAR numbers, no releases.",
}
KINDS = {
    "white-house-investments-list-trump-effect": "watched",
    "sec-edgar-latest-8-k": "edgar",
    "sec-submissions": "edgar",
    "lg-energy-solution-english": "wordpress",
    "lg-energy-solution-korean": "wordpress",
    "federal-register-api": "federal_register",
}
NOTES = {
    "sec-edgar-latest-8-k": "robots.txt closes /cgi-bin/ at times; then this is refused, and the "
    "submissions of single companies stay open",
    "sec-submissions": "Tesla's; put another CIK (10 digits) in its place for another company",
}
STORIES = ("yonhap", "kyodo-news", "google-news")  # wires that write themselves; others pass on
URLS = {  # what the collection names only as the root of an interface
    "federal-register-api": "https://www.federalregister.gov/api/v1/documents.json"
    "?conditions[term]=investment&conditions[agencies][]=commerce-department"
    "&conditions[agencies][]=energy-department&conditions[agencies][]=treasury-department",
}
BLOCKED = {
    "commerce-department-news": "403 to every reader without a browser (seen August 2026)",
    "lg-energy-solution-newsroom-page": "its list is drawn by a script, plain readers get an empty "
    "page or a refusal",
    "ford-media": "403 even for robots.txt",
    "tesla-investor-press": "403 to plain readers",
}
_NUMBERS = r"\d{8,}(?:,? (?:and )?\d{8,})*"  # of private notes: they mean nothing to others
_DROPPED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"find_string/read_file(?: id)? {_NUMBERS}:? ?",
        rf",? in {_NUMBERS}",
        rf"\({_NUMBERS}\)",
        rf"\b(?:id )?{_NUMBERS}:? ?",
        r"^code search: ",
        r"^read it; ",
        r"^[;,:] ?",
    )
)
_REPOSITORY = re.compile(
    r"(?:AB9IL/stream-sources|ArchiveTeam/urls-sources|Kleinster2/financial-charts|"
    r"koala73/worldmonitor)"
)


def record_of(row: dict[str, str]) -> dict[str, Any]:
    """A row of the collection as the record of a source file."""
    name = row["id"]
    record: dict[str, Any] = {
        "title": row["name"], "kind": _kind(row), "url": URLS.get(name, row["url"]),
        "company": _company(row), "owner": row["owner"], "document": _document(row),
        "sector": row["sector"],
        "country": row["country"], "language": row["language"],
        "zone": _named(ZONES_OF, name) or ZONES[row["country"]],
    }  # fmt: skip
    if reason := _reason(row):
        record |= {"enabled": False, "reason": reason}
    if row["status"] == "blocked":
        record["blocked"] = True
    record |= {
        "grade": row["grade"],
        "evidence": _words(row["evidence"]) or "read by published code",
        "see": _see(row["evidence"]),
        "notes": NOTES.get(name) or _words(row["note"]),
    }
    record["expect"] = EXPECT_OF.get(name, EXPECT[row["owner"]])
    return {key: value for key, value in record.items() if value is not None}


def _kind(row: dict[str, str]) -> str:
    if row["id"] in REFERENCES:
        return "reference"
    return KINDS.get(row["id"], row["kind"])


def _document(row: dict[str, str]) -> str:
    if row["id"].startswith(STORIES):
        return "wire"
    if row["id"].startswith(("sec-edgar", "sec-submissions")):
        return "filing"
    if row["id"] in KINDS and KINDS[row["id"]] == "watched":
        return "list"
    return "government" if row["owner"] in {"government", "state"} else "release"


def _reason(row: dict[str, str]) -> str | None:
    if row["id"] in REFERENCES:
        return REFERENCES[row["id"]]
    if row["status"] == "blocked":
        return f"The host refuses readers like us: {BLOCKED[row['id']]}."
    if row["status"] == "fallback":
        return "A pattern for hosts that refuse us; make a source of your own from it."
    if row["grade"] == "D":
        return "Only remembered: nobody was seen to read it; run `repledge sources check` on it."
    if row["status"] == "check":
        return "Unproven: what is known of it is in doubt; run `repledge sources check` on it."
    return None


def _company(row: dict[str, str]) -> str | None:
    if row["owner"] != "company":
        return _named(COMPANIES, row["id"])
    return _named(COMPANIES, row["id"]) or row["name"]


def _named(table: dict[str, str], name: str) -> str | None:
    return next((key for key, names in table.items() if name in names.split()), None)


def _words(text: str) -> str | None:
    """The text without the numbers of private notes that it was gathered from."""
    for pattern in _DROPPED:
        text = pattern.sub("", text)
    text = text.replace("pages corpus holds", "stored pages:").replace("against it", "but another")
    text = re.sub(r"^\(([^()]*)\)", r"\1", re.sub(r"^and ", "published code and ", text))
    text = re.sub(r"\s+", " ", re.sub(r" +(?=[,;:)])", "", text)).strip(" ;:,")
    return text or None


def _see(evidence: str) -> str | None:
    found = _REPOSITORY.search(evidence)
    return f"https://github.com/{found[0]}" if found else None


def main() -> None:
    """Write one file a row."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("collection", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    for line in options.collection.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = toml_of(source_of({"name": row["id"]} | record_of(row), row["id"]))
        (options.folder / f"{row['id']}.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
