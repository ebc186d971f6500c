"""`python -m kg.cli` is the console script."""

from kg.cli import main

main()
