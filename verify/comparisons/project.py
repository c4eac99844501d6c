"""What: the project's own name, or names that both claims share besides the party's."""

from __future__ import annotations

from repledge.contracts import Claim, Comparison
from verify.wording import comparable, names_in


def project_names(claim: Claim) -> frozenset[str]:
    """Names in the project's title and city, without those of the parties."""
    parties = names_in(" ".join(filter(None, (claim.company, *claim.partners))))
    words = names_in(" ".join(filter(None, (claim.project, claim.place.city))))
    return words - parties


def compare_project(claim: Claim, earlier: Claim) -> Comparison:
    """Same where the project's names are equal, close where they share one, else different."""
    ours, theirs = project_names(claim), project_names(earlier)
    left, right = claim.project, earlier.project
    if not ours or not theirs:
        sentence = "One of the two names no project."
        return Comparison(
            field="project", level="missing", sentence=sentence, left=left, right=right
        )
    shared = ours & theirs
    if not shared and not comparable(" ".join(ours), " ".join(theirs)):
        sentence = "The two name their project in different scripts."
        return Comparison(
            field="project", level="missing", sentence=sentence, left=left, right=right
        )
    if not shared:
        sentence = f"{left} and {right} share no name."
        return Comparison(
            field="project", level="different", sentence=sentence, left=left, right=right
        )
    level = "same" if shared in (ours, theirs) else "close"
    sentence = f"Both name {', '.join(sorted(shared))}."
    return Comparison(field="project", level=level, sentence=sentence, left=left, right=right)  # type: ignore[arg-type]
