"""Builds extract/data/companies.csv from open company registers.

    python bench/build_companies.py NAMES_DIR TEXTS.tar.xz... > extract/data/companies.csv

NAMES_DIR holds company_tickers.json (SEC), EdinetcodeDlInfo.csv (EDINET, cp932), CORPCODE.xml
(DART) and financedatabase/{JPX,KSC,KOE}.csv (FinanceDatabase, MIT). The texts (any English prose)
tell which names are everyday words: a name of one or two such words is marked `guarded`.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from extract.companies.names import name_key, strip_legal_form
from repledge.ids import slug

US_COMPANIES = 2_600  # the SEC list is ordered by size; below this rank come shells and small banks
EVERYDAY = 25  # occurrences in lower case that make a word an everyday word
HEADER = """\
# Built by bench/build_companies.py from: SEC company_tickers.json (US public domain), EDINET code
# list (Financial Services Agency of Japan, public data licence 1.0), DART corporation codes
# (Financial Supervisory Service of Korea, open data), FinanceDatabase (Jeroen Bouma, MIT). Do not
# edit by hand: short names, subsidiaries, joint ventures stand in parties/*.toml, which win."""

_NO_COMPANY = re.compile(
    r"\b(?:ETF|FUND|FUNDS|TRUST|SPDR|ACQUISITION|ISHARES|INVESCO|PROSHARES|VANECK|NUVEEN|BANCORP|"
    r"BANCSHARES|MUNICIPAL|INCOME|SERIES|SPAC|CAPITAL TRUST|BOND|TREASURY|DIVIDEND|SAVINGS)\b",
    re.IGNORECASE,
)
_STATE_SUFFIX = re.compile(r"\s*[/\\](?:[A-Z]{2,4}|NEW|ADR|MN|FI)?[/\\]?\s*$|/ADR$")
_SECTORS = {  # industry groups of FinanceDatabase and EDINET -> our codes, where one fits
    "Semiconductors & Semiconductor Equipment": "semiconductors",
    "Automobiles & Components": "automotive",
    "輸送用機器": "automotive",
    "Pharmaceuticals, Biotechnology & Life Sciences": "pharma_biotech",
    "医薬品": "pharma_biotech",
    "Technology Hardware & Equipment": "electronics",
    "電気機器": "electronics",
    "精密機器": "electronics",
    "Banks": "finance_real_estate",
    "銀行業": "finance_real_estate",
    "保険業": "finance_real_estate",
    "不動産業": "finance_real_estate",
    "Diversified Financials": "finance_real_estate",
    "Insurance": "finance_real_estate",
    "Real Estate": "finance_real_estate",
    "Food & Staples Retailing": "food_consumer",
    "Food, Beverage & Tobacco": "food_consumer",
    "Household & Personal Products": "food_consumer",
    "Retailing": "food_consumer",
    "食料品": "food_consumer",
    "小売業": "food_consumer",
    "Transportation": "transport_logistics",
    "陸運業": "transport_logistics",
    "海運業": "transport_logistics",
    "空運業": "transport_logistics",
    "Telecommunication Services": "telecom_media",
    "Media & Entertainment": "telecom_media",
    "情報・通信業": "telecom_media",
    "Energy": "oil_gas",
    "石油・石炭製品": "oil_gas",
    "鉱業": "oil_gas",
    "Utilities": "advanced_energy",
    "電気・ガス業": "advanced_energy",
    "鉄鋼": "metals",
    "非鉄金属": "metals",
    "化学": "chemicals_materials",
    "ゴム製品": "chemicals_materials",
    "ガラス・土石製品": "chemicals_materials",
    "パルプ・紙": "chemicals_materials",
    "機械": "machinery_industrial",
}
Row = dict[str, str]


def main() -> None:
    """Write the table to standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", type=Path)
    parser.add_argument("texts", type=Path, nargs="*")
    arguments = parser.parse_args()
    everyday = everyday_words(arguments.texts)
    registers = [american(arguments.names), japanese(arguments.names), korean(arguments.names)]
    fields = ["id", "name", "names", "country", "sector", "guarded"]
    out = csv.DictWriter(sys.stdout, fields, lineterminator="\n")
    sys.stdout.write(HEADER + "\n")
    out.writeheader()
    out.writerows(unique((row for register in registers for row in register), everyday))


def american(folder: Path) -> Iterator[Row]:
    """Companies that report to the SEC, by size, without funds, trusts and shells."""
    table = json.loads((folder / "company_tickers.json").read_text(encoding="utf-8"))
    seen: set[int] = set()
    for row in table.values():
        title = _STATE_SUFFIX.sub("", row["title"]).strip().replace(" A S", " A/S")
        if row["cik_str"] in seen or _NO_COMPANY.search(title):
            continue
        seen.add(row["cik_str"])
        if len(seen) > US_COMPANIES:
            return
        yield {"name": cased(title), "names": "", "country": "", "sector": ""}


def japanese(folder: Path) -> Iterator[Row]:
    """Listed companies of EDINET that FinanceDatabase calls small or larger."""
    sized = {
        row["symbol"].split(".")[0]
        for row in _table(folder / "financedatabase" / "JPX.csv")
        if row["market_cap"] in {"Mega Cap", "Large Cap", "Mid Cap", "Small Cap"}
    }
    lines = (folder / "EdinetcodeDlInfo.csv").read_text(encoding="cp932").splitlines()[2:]
    for row in csv.reader(lines):
        listed, capital, name, english, industry, code = (row[i] for i in (2, 4, 6, 7, 10, 11))
        large = capital.isdigit() and int(capital) >= 5_000  # million yen
        if listed == "上場" and english and (code[:4] in sized or large):
            yield {
                "name": cased(unicodedata.normalize("NFKC", english)),
                "names": re.sub(r"\(.*|\s", "", unicodedata.normalize("NFKC", name)),
                "country": "JP",
                "sector": _SECTORS.get(industry, ""),
            }


def korean(folder: Path) -> Iterator[Row]:
    """Listed companies of DART that FinanceDatabase knows: the main market, and larger KOSDAQ."""
    korean_names = {
        code: node.findtext("corp_name", "")
        for node in ElementTree.parse(folder / "CORPCODE.xml").getroot()
        if (code := node.findtext("stock_code", "").strip())
    }
    for market in ("KSC", "KOE"):
        for row in _table(folder / "financedatabase" / f"{market}.csv"):
            code = row["symbol"].split(".")[0]
            small = row["market_cap"] in {"", "Nano Cap"} or (
                market == "KOE" and row["market_cap"] == "Micro Cap"
            )
            if code in korean_names and not small:
                yield {
                    "name": cased(row["name"]),
                    "names": korean_names[code],
                    "country": "KR",
                    "sector": _SECTORS.get(row["industry_group"], ""),
                }


def unique(rows: Iterable[Row], everyday: frozenset[str]) -> Iterator[Row]:
    """One row a name, with an id and its everyday spellings marked."""
    seen: set[str] = set()
    for row in rows:
        bare = strip_legal_form(row["name"])
        names = [n for n in (strip_legal_form(row["names"]),) if len(n) > 1]
        keys = {name_key(name) for name in (bare, *names)}
        identity = slug(bare)
        if len(bare) < 2 or keys & seen or identity in seen:
            continue
        seen |= keys | {identity}
        guarded = bare if is_everyday(bare, everyday) or is_bare(bare, row["country"]) else ""
        yield {**row, "id": identity, "name": bare, "names": "|".join(names), "guarded": guarded}


def is_everyday(name: str, everyday: frozenset[str]) -> bool:
    """Whether every word of the name is a word of ordinary prose, or the name is very short."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return len(name) <= 3 or (len(words) <= 2 and all(word in everyday for word in words))


def is_bare(name: str, country: str) -> bool:
    """Whether the name is one word that a town bears, or one Latin word of a firm in Asia."""
    return " " not in name and (bool(country) or bool(towns() & {name}))


@cache
def towns() -> frozenset[str]:
    """Names of the gazetteer, built before (bench/build_places.py)."""
    path = Path("extract/data/gazetteer.csv")
    with path.open(encoding="utf-8") as file:
        return frozenset(row[0] for row in csv.reader(file))


def everyday_words(archives: list[Path]) -> frozenset[str]:
    """Words that the texts use in lower case."""
    counts: Counter[str] = Counter()
    for archive in archives:
        with tarfile.open(archive) as tar:
            for member in tar:
                if member.isfile() and (file := tar.extractfile(member)):
                    text = file.read().decode("utf-8", "replace")
                    counts.update(re.findall(r"(?<![\w.@/-])[a-z]{2,}(?![\w@/-])", text))
    return frozenset(word for word, count in counts.items() if count >= EVERYDAY)


def cased(name: str) -> str:
    """A register's capitals as a reader writes the name; short words without vowels stay."""
    if not name.isupper() or (len(name) <= 4 and name.isalpha()):
        return name
    return " ".join(_cased_word(word) for word in name.split())


def _cased_word(word: str) -> str:
    consonants = len(word) <= 4 and not re.search("[AEIOUY]", word)
    initials = consonants or "&" in word or "." in word[:-1]
    return word if initials else word.capitalize()


def _table(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    main()
