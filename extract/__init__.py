"""Documents to claims: `read_document` is the stage, everything else serves it."""

from extract.claims import Settings, read_document
from extract.companies import load_companies
from extract.money import amount_rows
from extract.places import place_mentions
from extract.rates import to_usd

VERSION = "6"  # raised with every change of what is read: stored documents are then read again

__all__ = [
    "VERSION",
    "Settings",
    "amount_rows",
    "load_companies",
    "place_mentions",
    "read_document",
    "to_usd",
]
