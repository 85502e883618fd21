"""What every command's arguments are read with: argparse, its own words too in the language of the terminal."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from javon.config import words
from javon.config.words import gettext as _

# argparse asks the catalogue of the whole process; ours is chosen by the terminal and may change in tests.
argparse._ = words.gettext  # type: ignore[attr-defined] # where argparse looks its own words up
argparse.ngettext = words.ngettext  # type: ignore[attr-defined] # as above

#: argparse's own words: they stand in the catalogues with the others of its texts.
UNKNOWN = "unrecognized arguments: %s"


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


class Parser(argparse.ArgumentParser):
    """argparse, with the option that was perhaps meant beside one that there is not."""

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override] # argparse overloads it
        """The options; ends the program with the usage and status 2 where an argument is unknown."""
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            options = [word.partition("=")[0] for word in unknown if word.startswith("-")]
            meant = [perhaps(option, _options_of(self)) for option in options]
            self.error("; ".join([_(UNKNOWN) % " ".join(unknown), *filter(None, meant)]))
        return found


def perhaps(word: str, known: Iterable[str]) -> str:
    """The question after the nearest of the known words; "" where none is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return _("balki %(word)s demoqchidirsiz?") % {"word": near[0]} if near else ""


def _options_of(parser: argparse.ArgumentParser) -> list[str]:
    """The options of a command and of its own sub-commands."""
    found = list(parser._option_string_actions)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                found += _options_of(inner)
    return found


def parser_of(prog: str, help: Help) -> Parser:
    """A parser that leaves the lines of its description and its examples as they are."""
    return Parser(
        prog=prog,
        description=help.description(),
        epilog=help.epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
