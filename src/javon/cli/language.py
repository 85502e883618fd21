"""Convert text between the alphabets of Uzbek, or name the language of a text.

Reads a file or standard input, writes standard output; both are UTF-8.
"""

from __future__ import annotations

import argparse
import codecs
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from javon.cli.parser import Help
from javon.config.words import gettext as _
from javon.config.words import gettext_noop, system_words
from javon.engines.language import ALPHABETS, WRITTEN, identify, to_alphabet
from javon.engines.tools.plain import plain

HELP = Help(
    gettext_noop(
        "Matnni boshqa oʻzbek alifbosiga oʻgiradi yoki matn tilini aytadi.\n"
        "Fayldan yoki kirishdan oʻqib, natijani chiqishga yozadi; ikkalasi ham UTF-8."
    ),
    (
        ("./javon language convert --to cyrl book.txt > kitob.txt", gettext_noop("lotindan kirillga")),
        ("./javon language convert --to latn-2026 book.txt", gettext_noop("islohot harflarida: Ş Ç Ö Ğ")),
        ('echo "Ўткан кунлар" | ./javon language convert --to latn', gettext_noop("kirilldan lotinga")),
        ("./javon language identify --lines book.txt", gettext_noop("har satrning tili")),
    ),
)

_PIECE = 1 << 16
#: Characters looked at to name a language.
_SAMPLE = 8000


class BadEncodingError(Exception):
    """The input is not UTF-8; the message names the file, the place and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``convert --to ALPHABET [--from ALPHABET] [FILE]`` and ``identify [FILE]``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar=_("AMAL"))
    change = actions.add_parser("convert", help=_("matnni boshqa oʻzbek yozuvida yozish"))
    change.add_argument(
        "--to",
        choices=WRITTEN,
        required=True,
        help=_("kerakli yozuv: 1995-yil lotini, kirill, 1993-yil lotini yoki islohot harflari (Ş Ç Ö Ğ)"),
    )
    change.add_argument(
        "--from",
        dest="source",
        choices=tuple(ALPHABETS),
        default="",
        help=_("matn yozuvi; berilmasa, har satrda oʻzi aniqlanadi (latn-1929 — yangalif)"),
    )
    change.add_argument(
        "file", nargs="?", metavar=_("FAYL"), help=_("UTF-8 matn; berilmasa yoki - boʻlsa, kirishdan oʻqiladi")
    )
    guess = actions.add_parser("identify", help=_("til, alifbo va ishonchlilikni tabulyatsiya bilan ajratib yozish"))
    guess.add_argument("--lines", action="store_true", help=_("har satrga alohida javob va satrning oʻzi"))
    guess.add_argument(
        "file", nargs="?", metavar=_("FAYL"), help=_("UTF-8 matn; berilmasa yoki - boʻlsa, kirishdan oʻqiladi")
    )


def run(options: argparse.Namespace) -> int:
    """Do what was asked; 0 done, 1 unreadable input."""
    try:
        with _opened(options.file) as source:
            pieces = _pieces(source, _name(options.file))
            _write(_answers(options, pieces))
    except (OSError, BadEncodingError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        print(f"javon language: {_message(error)}", file=sys.stderr)
        return 1
    return 0


def _answers(options: argparse.Namespace, pieces: Iterator[str]) -> Iterator[str]:
    if options.action == "convert":
        return (to_alphabet(piece, options.to, options.source) for piece in pieces)
    if options.lines:
        return (_line(line) for piece in pieces for line in piece.splitlines())
    return iter([_guess("".join(_beginning(pieces))) + "\n"])


def _line(line: str) -> str:
    return f"{_guess(line)}\t{line}\n"


def _guess(text: str) -> str:
    found = identify(text)
    return f"{found.language}\t{found.script}\t{found.confidence:.2f}"


def _beginning(pieces: Iterator[str]) -> Iterator[str]:
    """Enough of a text to name its language; the rest is read too, so that a writer is not cut off."""
    length = 0
    for piece in pieces:
        if length < _SAMPLE:
            yield piece
        length += len(piece)


def _pieces(source: BinaryIO, name: str) -> Iterator[str]:
    """Decoded text in pieces that end at a line end, so that a large file never stands in memory whole."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    rest, done = "", 0
    while True:
        block = source.read(_PIECE)
        pending = len(decoder.getstate()[0])
        try:
            text = rest + decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise BadEncodingError(_encoding_message(name, done - pending + error.start)) from None
        done += len(block)
        if not block:
            break
        cut = _cut(text)
        if cut:
            yield text[:cut]
        rest = text[cut:]
    if text:
        yield text


def _cut(text: str) -> int:
    """The end of the last whole line, or of the last word of a very long line."""
    line = text.rfind("\n") + 1
    return line if line or len(text) < 16 * _PIECE else text.rfind(" ") + 1


def _write(pieces: Iterator[str]) -> None:
    out, seen = sys.stdout.buffer, sys.stdout.isatty()
    for piece in map(plain, pieces) if seen else pieces:  # who writes into a file gets every sign of the text
        out.write(piece.encode("utf-8"))
    out.flush()


def _opened(file: str | None) -> BinaryIO:
    return sys.stdin.buffer if file in {None, "-"} else Path(str(file)).open("rb")


def _name(file: str | None) -> str:
    return _("standart kirish") if file in {None, "-"} else str(file)


def _encoding_message(name: str, place: int) -> str:
    return _(
        "%(name)s: %(place)s-bayt UTF-8 emas. Matnni UTF-8 qilib saqlang yoki oʻgiring: "
        "`iconv -f WINDOWS-1251 -t UTF-8` yoki `iconv -f UTF-16 -t UTF-8`."
    ) % {"name": name, "place": place}


def _message(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or _('standart kirish')}: {system_words(error)}"
    return str(error)
