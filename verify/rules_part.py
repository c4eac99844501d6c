"""Rules for parts: money inside a larger sum announced before (carveout, joint venture)."""

from __future__ import annotations

from repledge.contracts import Amount, Claim, Milestone
from verify.candidates import Candidate
from verify.case import Case, both_say, speaks_for_itself
from verify.comparisons.amount import is_printed, same_sum, usd_of
from verify.comparisons.party import everybody
from verify.linking import GENERATION, apart, is_same_line, named_party, related_party
from verify.recall import belongs, is_share, is_slice
from verify.states import governments, is_at_home, of_a_country

_BEGUN: frozenset[Milestone] = frozenset({"ground_broken", "under_way", "opened"})
LEAD = 600  # characters of title and first sentences, which tell what a release is about


def carved_out(case: Case) -> tuple[Candidate, ...]:
    """The text calls this money part of a larger sum, and that sum was announced before.

    Where it does not print the larger sum, the one told before for the same project is meant.
    """
    claim, whole = case.claim, case.claim.whole
    if sliced := tuple(k for k in case.candidates if _sliced_from(case, k)):
        return _as_first_told(sliced)
    if case.sibling(whole):
        return ()
    stake = is_share(claim.quote.text)
    found = tuple(
        k
        for k in case.candidates
        if whole and _is_whole(claim, whole, k) and not (stake and k.claim.role == "total")
    )
    if whole is None and not claim.disclosed:
        found = tuple(k for k in case.candidates if _piece_of_project(claim, k))
    return _as_first_told(found)


def _sliced_from(case: Case, k: Candidate) -> bool:
    """The part's own sentence prints the party's larger programme, told before, as what it is
    part of; its text may print a nearer whole besides."""
    claim, total = case.claim, k.claim
    if claim.role != "component" or total.role != "umbrella" or k.level("amount") != "lower":
        return False
    if not named_party(k) or apart(k, "place", "nature"):
        return False
    printed = [told for told in case.recalled(total.amount) if told == claim.quote.text]
    return bool(printed) and all(map(belongs, printed)) and not is_share(claim.quote.text)


def _as_first_told(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The newest total first (it is the one that is live), each as it was first told, by the party
    itself where it spoke."""

    def first_told(k: Candidate) -> int:
        alike = (o.days for o in found if _one_figure(k.claim.amount, o.claim.amount))
        return max(alike, default=k.days)

    return tuple(
        sorted(found, key=lambda k: (not speaks_for_itself(k.claim), first_told(k), -k.days))
    )


def _one_figure(left: Amount | None, right: Amount | None) -> bool:
    return left is not None and right is not None and is_printed(left, right)


def _is_whole(claim: Claim, whole: Amount, k: Candidate) -> bool:
    """The larger sum that the text prints, told before; of the party itself under whatever role,
    or of a state that pays, where the text says that it was told."""
    total = k.claim.amount
    if total is None or not same_sum(whole, total) or apart(k, "place"):
        return False
    if k.claim.role == "umbrella" and named_party(k):
        return True
    if of_a_country(k.claim) and not related_party(k):
        return claim.disclosed and is_printed(whole, total)
    return k.level("company") == "same" and k.level("amount") == "lower"


def _piece_of_project(claim: Claim, k: Candidate) -> bool:
    known = k.level("amount") == "lower" and k.level("company") == "same"
    return claim.role == "component" and known and is_same_line(claim, k)


def part_of_known(case: Case) -> tuple[Candidate, ...]:
    """A part, by its own words, of money told before: of the party's running total, or of the
    larger total that the text recalls."""
    claim = case.claim
    if case.sibling(claim.whole):
        return ()
    held = tuple(
        k
        for k in case.candidates
        if k.level("amount") == "lower"
        and related_party(k)
        and _inside_programme(case, k)
        and not apart(k, "place", "sector", "window")
        and k.level("nature") == "same"
        and k.days <= GENERATION
    )
    return _as_first_told(held)


def _inside_programme(case: Case, k: Candidate) -> bool:
    claim = case.claim
    sliced = claim.role != "umbrella" and is_slice(claim.quote.text)
    sliced = sliced or (claim.main and is_slice(case.evidence.document.body[:LEAD]))
    printed = case.recalled(k.claim.amount)
    if not claim.main and not claim.disclosed:
        # of a sum told beside the news, only its own sentence says what holds it
        printed = tuple(told for told in printed if told == claim.quote.text)
    if claim.role == "total" and case.sibling(k.claim.amount):
        printed = ()  # a sum that is news of its own, and is not called the whole of this one
    said = _said_part(claim) or sliced or any(map(belongs, printed))
    return k.claim.role == "umbrella" and said


def _said_part(claim: Claim) -> bool:
    return claim.disclosed and claim.role == "component"


def part_of_copy(case: Case) -> tuple[Candidate, ...]:
    """A part, printed then too, of a sum in the same text that repeats this week's announcement."""
    return _printed_then(case, _part_of_whole(case, "copy"))


def part_of_echo(case: Case) -> tuple[Candidate, ...]:
    """A part, printed then too, of a sum in the same text that somebody else repeats."""
    return _printed_then(case, _part_of_whole(case, "echo"))


def _printed_then(case: Case, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The earlier texts that print the part's own sum: a part first told now is cut from the old
    total, not repeated."""
    own = case.claim.amount
    return tuple(
        k
        for k in found
        if own
        and any(
            same_sum(own, told)
            for told in (
                *(t.amount for t in k.evidence.sums),
                *(c.amount for c in k.evidence.claims if c.amount),
            )
        )
    )


def part_of_status(case: Case) -> tuple[Candidate, ...]:
    """A part of a sum in the same text that is told as progress, as the whole is; or whose ground
    is broken or doors are open, of a whole that the text recalls."""
    begun = _BEGUN & set(case.claim.milestones)
    return _part_of_whole(case, "status", *(["past"] if begun else []))


def part_of_old(case: Case) -> tuple[Candidate, ...]:
    """A part of a sum in the same text that is itself old money, and no new part of it."""
    old = _part_of_whole(case, "carveout", "restated", "past", "copy", "echo", "extended")
    return old or (_part_of_whole(case, "upsized") if case.claim.disclosed else ())


def _part_of_whole(case: Case, *relations: str) -> tuple[Candidate, ...]:
    """What proves the whole, where it is found to stand in one of the relations."""
    claim, whole = case.claim, case.sibling(case.claim.whole)
    finding = case.siblings.get(whole.id) if whole else None
    if whole is None or finding is None or claim.role != "component" or not _inside(claim, whole):
        return ()
    found = "past" if finding.retold_as_past else finding.relation
    if found not in relations or whole.role == "total":
        return finding.evidence if found in relations else ()
    ours = everybody(claim)
    return tuple(k for k in finding.evidence if _speaks_of(ours, k.claim))


def _speaks_of(parties: frozenset[str], old: Claim) -> bool:
    """The older sum is one of these parties', or of a state that pays them."""
    return bool(parties & everybody(old)) or bool(governments(old))


def _inside(claim: Claim, whole: Claim) -> bool:
    """A sum of the party itself, or of those whom a state pays; entries of a list are no parts."""
    if claim.voice == "list":
        return False
    one_party = bool(everybody(claim) & everybody(whole))
    return one_party or bool(governments(whole))


def under_state_deal(case: Case) -> tuple[Candidate, ...]:
    """A project abroad paid by a government whose agreed total over all such projects was told
    before."""
    claim = case.claim
    states = {state for state in governments(claim) if not is_at_home(claim, state)}
    if claim.role == "umbrella" and not claim.disclosed:
        return ()
    deals = tuple(
        k
        for k in case.candidates
        if (states & governments(k.claim) or (_said_part(claim) and _named_state(k)))
        and k.claim.role == "umbrella"
        and k.level("amount") == "lower"
        and not apart(k, "place", "nature", "window")
        and k.days <= GENERATION
    )
    own = tuple(k for k in deals if states & governments(k.claim)) or deals
    return tuple(sorted(own, key=lambda k: (not speaks_for_itself(k.claim), -usd_of(k.claim))))


def _named_state(k: Candidate) -> bool:
    return k.level("company") == "close" and bool(governments(k.claim))


def _retold(case: Case, k: Candidate) -> bool:
    """The whole of the text is the total that the partner told."""
    whole = case.sibling(case.claim.whole)
    finding = case.siblings.get(whole.id) if whole else None
    found = finding.evidence if finding else ()
    return any(k.claim.id == other.claim.id for other in found)


def _told_itself(claim: Claim, k: Candidate) -> bool:
    """The party had told that total on its own."""
    return k.level("company") == "same" and both_say(claim.whole, k.claim.amount)


def _said_partners(claim: Claim, old: Claim) -> bool:
    """One text names the other's party as a partner; parent and unit are no venture."""
    return old.company in claim.partners or claim.company in old.partners


def _is_that_part(claim: Claim, k: Candidate) -> bool:
    """The project that the share belongs to was itself told as a part of something larger."""
    return k.claim.role == "component" and both_say(claim.whole, k.claim.amount)


def partners_share(case: Case) -> tuple[Candidate, ...]:
    """A smaller sum by a partner for the project that the other partner announced."""
    claim = case.claim
    if claim.role != "component" or any(_told_itself(claim, k) for k in case.candidates):
        return ()
    return tuple(
        k
        for k in case.candidates
        if k.level("company") == "part"
        and _said_partners(claim, k.claim)
        and k.level("amount") == "lower"
        and (k.claim.role == "total" or _is_that_part(claim, k))
        and not apart(k, "place", "nature")
        and (_retold(case, k) if claim.whole else is_same_line(claim, k))
    )


def stake_in_project(case: Case) -> tuple[Candidate, ...]:
    """A partner's stake, by its own words, in a project whose larger sum was told before."""
    claim = case.claim
    if claim.role in {"umbrella", "additional"} or not is_share(claim.quote.text):
        return ()
    found = tuple(k for k in case.candidates if _holds_stake(k))
    return tuple(sorted(found, key=lambda k: (not case.told_here(k.claim.amount), -k.score)))


def _holds_stake(k: Candidate) -> bool:
    """A project at that place, larger than the stake, of a party that one of the texts names."""
    here = k.level("place") in {"same", "close"} and k.level("sector") in {"same", "close"}
    larger = k.level("amount") == "lower" and k.level("nature") == "same"
    return named_party(k) and here and larger and k.claim.role == "total"
