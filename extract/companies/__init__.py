"""Companies, governments and funds: who pledges, under which group."""

from extract.companies.model import Company, PartyMention
from extract.companies.registry import Companies, load_companies
from extract.companies.unknown import announcer_of, unknown_parties

__all__ = [
    "Companies",
    "Company",
    "PartyMention",
    "announcer_of",
    "load_companies",
    "unknown_parties",
]
