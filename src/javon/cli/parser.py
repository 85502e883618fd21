"""What every command's arguments are read with: argparse, its own words too in the language of the terminal."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from javon.config import words
from javon.config.words import gettext as _

# argparse asks the catalogue of the whole process; ours is chosen by the terminal and may change in tests.
argparse._ = words.gettext  # type: ignore[attr-defined] # where argparse looks its own words up
argparse.ngettext = words.ngettext  # type: ignore[attr-defined] # as above


@dataclass(frozen=True, slots=True)
class Help:
    """What ``--help`` tells beside the arguments, in texts marked with ``gettext_noop``.

    ``examples`` are command lines, shown as they are, each with what it is for; ``notes`` stand below, a line each.
    """

    about: str
    examples: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def description(self) -> str:
        """The text above the arguments."""
        return _(self.about)

    def epilog(self) -> str:
        """The text below the arguments; "" for none."""
        width = max((len(line) for line, _purpose in self.examples), default=0)
        parts = [_("misollar:")] if self.examples else []
        parts += [f"  {line:<{width}}  {_(purpose)}".rstrip() for line, purpose in self.examples]
        parts += ["", *(_(note) for note in self.notes)] if self.examples and self.notes else map(_, self.notes)
        return "\n".join(parts)


def parser_of(prog: str, help: Help) -> argparse.ArgumentParser:
    """A parser that leaves the lines of its description and its examples as they are."""
    return argparse.ArgumentParser(
        prog=prog,
        description=help.description(),
        epilog=help.epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
