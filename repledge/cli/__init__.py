"""The command line. Data go to standard output, talk to standard error; exit codes of errors.py."""

from repledge.cli.main import main

__all__ = ["main"]
