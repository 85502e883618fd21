"""Passwords of encrypted PDFs: from the command line, a file, standard input or the environment; kept nowhere."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from javon.config.words import gettext as _
from javon.config.words import system_words

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
        metavar=_("MATN"),
        help=_(
            "yopiq PDF paroli, bir necha marta berish mumkin; uni boshqa dasturlar va buyruqlar tarixi koʻradi, "
            "shuning uchun --password-file yaxshiroq"
        ),
    )
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar=_("FAYL"),
        help=_(
            "yopiq PDF parollari, har satrda bittadan; - berilsa, parol soʻraladi yoki kirishdan oʻqiladi; "
            "%(variable)s orqali ham berish mumkin"
        )
        % {"variable": VARIABLE},
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
            return [getpass.getpass(_("PDF paroli: "), sys.stderr)]
        return sys.stdin.read().splitlines()
    except (EOFError, UnicodeDecodeError) as error:
        raise PasswordsUnreadableError(f"--password-file {file}: " + _("bu UTF-8 matn emas")) from error
    except OSError as error:
        raise PasswordsUnreadableError(f"--password-file {file}: {system_words(error)}") from error
