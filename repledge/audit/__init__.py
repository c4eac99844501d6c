"""An audit of a list of pledges: every entry accounted for, each sum counted once, what is new.

    file -> items (reading) -> claims of each entry (claims) -> duplicates and overlaps (inside)
         -> verdicts against what came before (judging) -> totals -> changes -> page, rows, JSON

`judging`, `claims` and `inside` join extraction and verification; the rest is plain data.
"""

from repledge.audit.changes import changes_between
from repledge.audit.items import Audit, Entry, PledgeList
from repledge.audit.judging import Knowledge, audit_list, compared
from repledge.audit.objects import LABELS, audit_object, csv_rows, entry_object, labels_of, quoted
from repledge.audit.page import audit_page
from repledge.audit.reading import read_list

__all__ = [
    "LABELS",
    "Audit",
    "Entry",
    "Knowledge",
    "PledgeList",
    "audit_list",
    "audit_object",
    "audit_page",
    "changes_between",
    "compared",
    "csv_rows",
    "entry_object",
    "labels_of",
    "quoted",
    "read_list",
]
