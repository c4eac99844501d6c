"""All commands: importing a module registers its commands on the group."""

from repledge.cli import data, desk, night, operating, quality, sources, stages  # noqa: F401
