"""What can go wrong, and the exit code it ends a command with (sysexits, see README).

RepledgeError            1   anything of ours
├── UsageError          64   the command line asks for something that cannot be
├── BadInput            65   a file, page or row that cannot be read
├── NoNetwork           69   no source could be reached at all
├── CannotWrite         73   a file or folder cannot be made or written
│   └── DiskFull        74   no space left
├── AlreadyRunning      75   another run holds the lock, or the database stays locked
└── BadConfig           78   config.toml or a source file

Each message is one sentence: what, where, what to do.
"""

from __future__ import annotations


class RepledgeError(Exception):
    """Base of all our errors; the command line prints the message and ends with `exit_code`."""

    exit_code = 1


class UsageError(RepledgeError):
    """The command line asks for something that cannot be; raised by `repledge.cli`."""

    exit_code = 64


class BadInput(RepledgeError):
    """A file, page or row that cannot be read; where one of many fails it becomes an Issue."""

    exit_code = 65


class NoNetwork(RepledgeError):
    """No source could be reached: says nothing about there being no news."""

    exit_code = 69


class CannotWrite(RepledgeError):
    """A file or folder cannot be made or written."""

    exit_code = 73


class DiskFull(CannotWrite):
    """No space left on the device that holds the store or the evidence."""

    exit_code = 74


class AlreadyRunning(RepledgeError):
    """Another run holds the lock, or the database stayed locked past its time-out."""

    exit_code = 75


class BadConfig(RepledgeError):
    """config.toml or a data file of ours names an unknown key or an impossible value."""

    exit_code = 78
