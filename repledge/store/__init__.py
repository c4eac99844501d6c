"""The store: one SQLite file, opened by `open_store`, read by `reads`, written by `writes`."""

from repledge.store.store import (
    Store,
    check_store,
    open_store,
    plain_errors,
    require_whole,
    run_lock,
)

__all__ = ["Store", "check_store", "open_store", "plain_errors", "require_whole", "run_lock"]
