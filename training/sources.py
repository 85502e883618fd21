"""Where the texts of the lines come from.  Every source is named, with its licence, here and in SOURCES.md.

What Debian's packages and the project bring is there on every machine; small texts of the test data are taken where
``JAVON_TEST_DATA`` names a folder that has them.
"""

from __future__ import annotations

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from javon.engines.language import to_latin
from javon.engines.ocr import traineddata
from javon.engines.ocr.models import Model, model_file

ROOT = Path(__file__).resolve().parents[1]
HUNSPELL = Path("/usr/share/hunspell")
#: The numbers of a model's parts: its list of words, and the names that dawg2wordlist wants.
_WORDS = 19


@dataclass(frozen=True, slots=True)
class Source:
    """A text or a list of words: what it is, under which licence, and how its words are got (none where absent)."""

    name: str
    licence: str
    load: Callable[[], tuple[str, ...]]


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\u00ad", "").replace("\ufeff", "").split())


@cache
def model_words(name: str) -> tuple[str, ...]:
    """The words of the dictionary in a model of Debian."""
    file = model_file(Model(name, f"tesseract-ocr-{name}", ""))
    work = Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108 -- files of a moment, names with the process number
    parts = {part: work / f"words-{os.getpid()}-{part}" for part in (traineddata.UNICHARSET, _WORDS)}
    listed = work / f"words-{os.getpid()}.txt"
    try:
        for part, path in parts.items():
            path.write_bytes(traineddata.read_part(file, part))
        subprocess.run(["dawg2wordlist", *map(str, parts.values()), str(listed)], check=True, capture_output=True)
        return _tokens(listed.read_text(encoding="utf-8"))
    finally:
        for path in (*parts.values(), listed):
            path.unlink(missing_ok=True)


@cache
def hunspell(name: str) -> tuple[str, ...]:
    """The stems of a word list of hunspell."""
    file = HUNSPELL / f"{name}.dic"
    if not file.is_file():
        return ()
    lines = file.read_text(encoding="utf-8-sig").splitlines()[1:]
    return tuple(word for word in (line.split("/")[0].split("\t")[0].strip() for line in lines) if word)


@cache
def hunspell_latin() -> tuple[str, ...]:
    """The Uzbek word list in Latin letters."""
    return tuple(to_latin("\n".join(hunspell("uz_UZ"))).split("\n"))


_ENTRY = re.compile(r'^(msgid|msgstr)(?:\[\d\])? "(.*)"$|^"(.*)"$')


@cache
def interface(language: str) -> tuple[str, ...]:
    """The texts of the project's own interface in ``uz_Cyrl``, ``ru``, ``en``, or ``uz`` for the originals."""
    catalogue = "en" if language == "uz" else language
    file = ROOT / f"src/javon/base/ui/locale/{catalogue}/LC_MESSAGES/django.po"
    wanted, texts, on = ("msgid" if language == "uz" else "msgstr"), [], False
    for line in file.read_text(encoding="utf-8").splitlines():
        match = _ENTRY.match(line)
        if match:
            on = match[1] == wanted if match[1] else on
            if on:
                texts.append((match[2] or match[3] or "") + ("" if match[3] else " "))
    plain = re.sub(r"%\(\w+\)[sd]|\\n|\\|%[sd]|<[^>]*>", " ", " ".join(texts))
    return _tokens(plain)


@cache
def manuals() -> tuple[str, ...]:
    """The project's manuals for librarians and readers, without tables and code."""
    files = sorted([*ROOT.glob("docs/librarian/*.md"), *ROOT.glob("docs/reader/*.md")])
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return _tokens(re.sub(r"[*`#_]|\]\([^)]*\)|\[", "", "\n".join(line for line in lines if not line.startswith("|"))))


@cache
def bible() -> tuple[str, ...]:
    """The King James Bible of Debian's `bible-kjv`, without the numbers of verses."""
    try:
        done = subprocess.run(["bible", "-f", "gen1:1-rev22:21"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ()
    return _tokens(re.sub(r"(?m)^\S+ ", "", done.stdout))


def _test_text(*parts: str) -> Path | None:
    told = os.environ.get("JAVON_TEST_DATA")
    file = Path(told, "text", *parts) if told else None
    return file if file and file.is_file() else None


@cache
def declaration(language: str) -> tuple[str, ...]:
    """The Universal Declaration of Human Rights."""
    file = _test_text("udhr", f"udhr_{language}.xml")
    return _tokens(" ".join(ElementTree.parse(file).getroot().itertext())) if file else ()  # noqa: S314 -- own data


@cache
def langdata(name: str) -> tuple[str, ...]:
    """Sample phrases of Tesseract's langdata."""
    file = _test_text("tess-langdata", name)
    return _tokens(file.read_text(encoding="utf-8")) if file else ()


def _model(name: str) -> Source:
    return Source(f"word list in Debian's tesseract model {name}", "Apache-2.0", lambda: model_words(name))


def _hunspell(package: str, name: str, licence: str) -> Source:
    return Source(f"word list of Debian's {package}", licence, lambda: hunspell(name))


def _interface(language: str) -> Source:
    return Source(f"interface of Javon, {language}", "the project's own", lambda: interface(language))


def _langdata(name: str) -> Source:
    return Source(f"tesseract-ocr/langdata {name}", "Apache-2.0", lambda: langdata(name))


SOURCES = {
    "uzb": _model("uzb"),
    "uzb_cyrl": _model("uzb_cyrl"),
    "rus": _model("rus"),
    "eng": _model("eng"),
    "hunspell-uz": _hunspell("hunspell-uz", "uz_UZ", "GPL-2.0-or-later"),
    "hunspell-uz-latin": Source(
        "word list of Debian's hunspell-uz, in Latin letters by Javon", "GPL-2.0-or-later", hunspell_latin
    ),
    "hunspell-ru": _hunspell("hunspell-ru", "ru_RU", "BSD-like, see the package"),
    "hunspell-en": _hunspell("hunspell-en-us", "en_US", "SCOWL, free use with notice"),
    "hunspell-kk": _hunspell("hunspell-kk", "kk_KZ", "GPL-2.0, LGPL-2.1 or MPL-1.1"),
    "interface-uz": _interface("uz"),
    "interface-uz-cyrl": _interface("uz_Cyrl"),
    "interface-ru": _interface("ru"),
    "interface-en": _interface("en"),
    "manuals": Source("manuals of Javon in Uzbek", "the project's own", manuals),
    "bible": Source("King James Bible of Debian's bible-kjv-text", "public domain", bible),
    "declaration-en": Source(
        "Universal Declaration of Human Rights, English", "public document", lambda: declaration("eng")
    ),
    "declaration-ru": Source(
        "Universal Declaration of Human Rights, Russian", "public document", lambda: declaration("rus")
    ),
    "langdata-uzb": _langdata("uzb.training_text"),
    "langdata-uzb-cyrl": _langdata("uzb_cyrl.training_text"),
    "langdata-rus": _langdata("rus.training_text"),
    "langdata-kaz": _langdata("kaz.training_text"),
}
