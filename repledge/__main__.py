"""`python -m repledge`: the same as the console script."""

from repledge.cli import main

main()
