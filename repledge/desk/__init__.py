"""The review desk: server-rendered pages over one store, complete without JavaScript.

    request -> guard (headers, origin) -> visit (store, person, form) -> page function -> render

`make_app` builds it from a `Desk`: where the store is, and the callables that the desk is lent,
since it imports no stage. Each page is a plain function `Visit -> Page | Response`.
"""

from repledge.desk.app import make_app
from repledge.desk.serve import address_fault, is_loopback
from repledge.desk.settings import Captured, Checked, Desk

__all__ = ["Captured", "Checked", "Desk", "address_fault", "is_loopback", "make_app"]
