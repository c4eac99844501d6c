"""Documents to claims: `read_document` is the stage, everything else serves it."""

from extract.claims import Settings, read_document

__all__ = ["Settings", "read_document"]
