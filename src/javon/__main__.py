"""`python -m javon`: the same as the `javon` command."""

from javon.cli import main

raise SystemExit(main())
