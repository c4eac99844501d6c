"""All commands: importing a module registers its commands on the group."""

from repledge.cli import (  # noqa: F401
    audit,
    backfill,
    data,
    desk,
    followup,
    night,
    operating,
    quality,
    sources,
    stages,
)
