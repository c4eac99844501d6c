"""All commands: importing a module registers its commands on the group."""

from repledge.cli import data, quality, stages  # noqa: F401
