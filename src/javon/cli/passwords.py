"""Passwords of encrypted PDFs: from the command line, a file, standard input or the environment; kept nowhere."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

VARIABLE = "JAVON_PDF_PASSWORD"
#: Standard input as a file's name.
INPUT = Path("-")


class PasswordsUnreadableError(Exception):
    """The passwords cannot be read; the message says from where and why."""


def add_password_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--password`` and ``--password-file``."""
    parser.add_argument(
        "--password",
        action="append",
        default=[],
        metavar="TEXT",
        help="a password of encrypted PDFs, may be given several times; other programs and the shell's history see it, "
        "so better --password-file",
    )
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help=f"passwords of encrypted PDFs, one a line; - asks for it, or reads standard input; or set {VARIABLE}",
    )


def passwords_of(options: argparse.Namespace) -> tuple[str, ...]:
    """Every password given, in the order in which they are tried.

    Raises:
        PasswordsUnreadableError: the file cannot be read.
    """
    # Taken out of the environment, so that no program started later inherits it.
    spoken = os.environ.pop(VARIABLE, "")
    found = [*options.password, *_lines(options.password_file), spoken]
    return tuple(dict.fromkeys(password for password in found if password))


def _lines(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        if file != INPUT:
            return file.read_text(encoding="utf-8").splitlines()
        if sys.stdin.isatty():
            return [getpass.getpass("PDF password: ", sys.stderr)]
        return sys.stdin.read().splitlines()
    except (EOFError, UnicodeDecodeError) as error:
        raise PasswordsUnreadableError(f"--password-file {file}: it is not a text in UTF-8") from error
    except OSError as error:
        raise PasswordsUnreadableError(f"--password-file {file}: {error.strerror or error}") from error
