"""Money on the currency specifications of Recognizers-Text: ours beside the Python peers.

    python bench/money.py FOLDER [--errors]

FOLDER holds English/, Japanese/ and Korean/CurrencyModel.json. Right = the same characters, the
same value and the same currency, each specified sum once. Specified currency words without a number
(the "dollar" of "dollar rose") are no sums and are left out on both sides; parts of a unit (50
cents) count as fractions of it. Peers (bench/requirements.txt, an environment of their own) are
measured where they can be imported; of those that give no currency only text and value are asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

LANGUAGES = ("English", "Japanese", "Korean")
PARTS = {"Cent": ("USD", 0.01), "Pence": ("GBP", 0.01)}
GENERIC = {"Dollar": "USD", "Pound": "GBP", "Rupee": "INR", "Franc": "CHF", "Bitcoin": "BTC",
           "Netherlands guilder": "NLG"}  # fmt: skip
Found = tuple[str, float, str | None]  # text, value, currency


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    out = sys.stdout.write
    for language in LANGUAGES:
        path = options.folder / language / "CurrencyModel.json"
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
        for name, read in readers(language):
            right, missed, extra = score(rows, read, out if options.errors else None)
            f1 = 2 * right / (2 * right + missed + extra) if right else 0.0
            out(
                f"{language:9} {name:22} F1 {f1:.3f}  right {right} missed {missed} extra {extra}\n"
            )


def specified(row: dict[str, object]) -> list[Found]:
    """The sums that a row of the specification asks for."""
    sums: list[Found] = []
    for result in row["Results"]:  # type: ignore[attr-defined]
        facts = result["Resolution"]
        if facts.get("value") is None:
            continue
        currency, size = PARTS.get(facts["unit"], (facts.get("isoCurrency"), 1.0))
        code = currency or GENERIC.get(facts["unit"], facts["unit"])
        sums.append((result["Text"].strip().lower(), float(facts["value"]) * size, code))
    return sums


def score(
    rows: Iterable[dict[str, object]],
    read: Callable[[str], list[Found]],
    report: Callable[[str], object] | None,
) -> tuple[int, int, int]:
    """How many sums were right, missed, and found without being asked for."""
    right = missed = extra = 0
    for row in rows:
        left = read(str(row["Input"]))
        for wanted in specified(row):
            match = next((found for found in left if same(wanted, found)), None)
            if match:
                left.remove(match)
                right += 1
            else:
                missed += 1
                if report:
                    report(f"  missed {wanted} in {row['Input']!r}\n")
        extra += len(left)
        if left and report:
            report(f"  extra {left} in {row['Input']!r}\n")
    return right, missed, extra


def same(wanted: Found, found: Found) -> bool:
    close = abs(wanted[1] - found[1]) <= 1e-6 * max(1.0, abs(wanted[1]))
    return close and wanted[0] == found[0] and found[2] in {None, wanted[2]}


def readers(language: str) -> Iterable[tuple[str, Callable[[str], list[Found]]]]:
    """Ours, then the peers that are installed here."""
    for make in (ours, recognizers, quantulum, price_parser):
        try:
            yield make.__name__, make(language)
        except ImportError:
            continue


def ours(_: str) -> Callable[[str], list[Found]]:
    from extract.money import amount_rows

    return lambda text: [
        (row["text"].strip().lower(), row["value"], row["currency"]) for row in amount_rows([text])
    ]


def recognizers(language: str) -> Callable[[str], list[Found]]:
    from recognizers_number_with_unit import recognize_currency

    culture = {"English": "en-us", "Japanese": "ja-jp", "Korean": "ko-kr"}[language]

    def read(text: str) -> list[Found]:
        found: list[Found] = []
        for result in recognize_currency(text, culture):
            facts = result.resolution
            if facts.get("value") is None:
                continue
            currency, size = PARTS.get(facts["unit"], (facts.get("isoCurrency"), 1.0))
            code = currency or GENERIC.get(facts["unit"], facts["unit"])
            found.append((result.text.strip().lower(), float(facts["value"]) * size, code))
        return found

    return read


def quantulum(_: str) -> Callable[[str], list[Found]]:
    from quantulum3 import parser

    def read(text: str) -> list[Found]:
        money = [q for q in parser.parse(text) if q.unit.entity.name == "currency"]
        return [(q.surface.strip().lower(), float(q.value), None) for q in money]

    return read


def price_parser(_: str) -> Callable[[str], list[Found]]:
    from price_parser import Price

    def read(text: str) -> list[Found]:
        price = Price.fromstring(text)
        if price.amount is None or price.currency is None:
            return []
        surface = f"{price.currency}{price.amount_text}"
        shown = surface if surface in text else f"{price.currency} {price.amount_text}"
        return [(shown.strip().lower(), float(price.amount), None)]

    return read


if __name__ == "__main__":
    main()
