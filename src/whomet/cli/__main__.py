"""`python -m whomet.cli` is `whomet`."""

from whomet.cli import main

main(prog_name="whomet")
