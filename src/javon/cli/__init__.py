"""The `javon` command: each sub-command is one module, imported only when it is called.

A command module has ``add_arguments(parser)`` and ``run(options) -> int`` (the exit status) and a docstring whose
first line is its help text.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

#: Name on the command line -> one line of help.  The module is ``javon.cli.<name>``.
COMMANDS = {
    "up": "set up what is missing, show the sample shelf, serve",
    "digitize": "digitize files or folders into a readable, searchable object",
    "read": "the page pipeline alone: searchable PDF/A, ALTO, text and a JSON line per page",
    "language": "convert between Uzbek scripts, or identify a language",
    "worker": "run the background jobs",
    "doctor": "show every external program and setting, and what is missing",
    "rebuild": "bring database and index back from the preservation store alone",
    "audit": "check the journal",
    "test": "run every check: lint, types, contracts, tests on both databases, browser journeys",
    "bench": "measure Javon beside its peers",
    "manage": "Django's own management commands",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit status (0 done, 1 failed, 2 wrong usage, 130 interrupted)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in {"-h", "--help"} or arguments[0] not in COMMANDS:
        _usage(arguments)
        return 0 if not arguments or arguments[0] in {"-h", "--help"} else 2
    name, rest = arguments[0], arguments[1:]
    module = importlib.import_module(f"javon.cli.{name}")
    parser = argparse.ArgumentParser(prog=f"javon {name}", description=module.__doc__)
    module.add_arguments(parser)
    try:
        return int(module.run(parser.parse_args(rest)))
    except KeyboardInterrupt:
        return 130


def _usage(arguments: Sequence[str]) -> None:
    out = sys.stdout if not arguments or arguments[0].startswith("-") else sys.stderr
    if arguments and not arguments[0].startswith("-"):
        print(f"javon: there is no command {arguments[0]!r}", file=out)
    lines = [f"  {name:<10} {text}" for name, text in COMMANDS.items()]
    print("usage: javon COMMAND [ARGUMENTS]\n\n" + "\n".join(lines), file=out)
