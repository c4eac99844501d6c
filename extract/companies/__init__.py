"""Companies, governments and funds: who pledges, under which group."""

from extract.companies.introduced import introduced_parties, newsroom_parties
from extract.companies.model import Company, PartyMention
from extract.companies.registry import Companies, load_companies
from extract.companies.unknown import announcer_of, unknown_parties

__all__ = [
    "Companies",
    "Company",
    "PartyMention",
    "announcer_of",
    "introduced_parties",
    "load_companies",
    "newsroom_parties",
    "unknown_parties",
]
