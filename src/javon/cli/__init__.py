"""The `javon` command: each sub-command is one module, imported only when it is called.

A command module has ``add_arguments(parser)`` and ``run(options) -> int`` (the exit status), a docstring that is its
help text, and where they help ``EXAMPLES``.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from javon.cli.surprises import surprise_words

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
    """Run one sub-command and return its exit status.

    0 done, 1 failed or only partly done, 2 wrong usage or nothing done, 130 interrupted, 141 nobody reads any more.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Oʻ must not end the work
            stream.reconfigure(errors="replace")
    try:
        return _answered(arguments)
    except KeyboardInterrupt:
        _show_cursor()
        return 130
    except BrokenPipeError:
        _silence()
        return 141


def _answered(arguments: Sequence[str]) -> int:
    """Do what was asked, and have all of it written out."""
    try:
        if arguments and arguments[0] in COMMANDS:
            return _run(arguments[0], arguments[1:])
        _usage(arguments)
        return 0 if not arguments or arguments[0] in {"-h", "--help"} else 2
    finally:
        sys.stdout.flush()


def _run(name: str, arguments: Sequence[str]) -> int:
    try:
        module = importlib.import_module(f"javon.cli.{name}")
        parser = argparse.ArgumentParser(
            prog=f"javon {name}",
            description=module.__doc__,
            epilog=getattr(module, "EXAMPLES", None),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(parser)
        return int(module.run(parser.parse_args(arguments)))
    except BrokenPipeError:
        raise
    except Exception as error:
        print(f"javon {name}: {surprise_words(error)}", file=sys.stderr)
        return 1


def _show_cursor() -> None:
    """A bar hides the cursor; one that was broken off while it opened or closed may not have shown it again."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            stream.write("\x1b[?25h")
            stream.flush()
            return


def _silence() -> None:
    """Keep Python from complaining about standard output once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(arguments: Sequence[str]) -> None:
    out = sys.stdout if not arguments or arguments[0].startswith("-") else sys.stderr
    if arguments and not arguments[0].startswith("-"):
        print(f"javon: there is no command {arguments[0]!r}", file=out)
    lines = [f"  {name:<10} {text}" for name, text in COMMANDS.items()]
    print("usage: javon COMMAND [ARGUMENTS]\n\n" + "\n".join(lines), file=out)
    print("\njavon COMMAND --help lists the arguments of a command.", file=out)
