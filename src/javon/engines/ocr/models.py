"""Which model of Tesseract reads which language, and where the models lie.

Measured on rendered pages (3 mild and 3 hard a language, error of letters in %, signs folded; seconds of CPU a page):

======== ===================================== ======
language model                                 CPU s
======== ===================================== ======
uz-Cyrl  Cyrillic 0.12 / 0.22                  0.9
uz-Cyrl  uzb_cyrl 0.67 / 0.86                  0.9
uz-Cyrl  uzb_cyrl+rus 0.39 / 0.66              1.1
uz-Latn  uzb 0.05 / 0.15                       1.4
uz-Latn  Latin 0.12 / 0.34                     1.4
uz-Latn  eng 0.61 / 0.79                       0.9
ru       rus 0.05 / 0.13                       0.9
======== ===================================== ======

``uzb_cyrl`` has no ``ь щ ы ? ! « »`` in its set of characters, the script model ``Cyrillic`` has them all: it is used
alone.  ``uzb`` and ``uzb_cyrl`` ask in their configuration for each other to be loaded, which puts Cyrillic letters
into Latin words; ``VARIABLES`` takes that back.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from javon.engines.ocr import traineddata
from javon.engines.ocr.recognizer import NoModelError

#: The models that the project brings: taught by `./javon train`, each with a card that says from what.
TAUGHT = Path(__file__).with_name("taught")


@dataclass(frozen=True, slots=True)
class Model:
    """A model file of Tesseract: ``name`` without ".traineddata", and the Debian package that brings it."""

    name: str
    package: str
    script: str


CYRILLIC = Model("Cyrillic", "tesseract-ocr-script-cyrl", "Cyrl")
LATIN = Model("Latin", "tesseract-ocr-script-latn", "Latn")
DEBIAN_UZBEK = Model("uzb", "tesseract-ocr-uzb", "Latn")
#: Our own, taught from ``eng``, with what ``uzb`` has not: all signs of books, the letters of 1993 and of the reform.
UZBEK_LATIN = Model("javon_latn", "", "Latn")
#: Our own, taught from ``Cyrillic``: asked for numbers, signs and Roman numerals only (``ocr.second``).
OWN_CYRILLIC = Model("javon_cyrl", "", "Cyrl")
RUSSIAN = Model("rus", "tesseract-ocr-rus", "Cyrl")
ENGLISH = Model("eng", "tesseract-ocr-eng", "Latn")
#: Our own: letters wrong 9.6 % where ``rus`` has 21.0 (18th century, books kept apart), 2.5 for 6.1 (before 1918).
OLD_RUSSIAN = Model("javon_rus_old", "", "Cyrl")
#: Our own, for Uzbek in the Latin letters of 1929 to 1940: 0.1 % of drawn lines wrong where ``Latin`` has 7.
YANALIF = Model("javon_yanalif", "", "Latn")

#: BCP 47 tag -> the single model that reads it best.
BY_LANGUAGE = {"uz-Latn": UZBEK_LATIN, "uz-Cyrl": CYRILLIC, "ru": RUSSIAN, "en": ENGLISH}

#: For a language of that script that has no model of its own.
BY_SCRIPT = {"Cyrl": CYRILLIC, "Latn": LATIN}

#: Given at initialization, where they win over the configuration inside a model.
VARIABLES = {
    # The trap: `uzb` loads `uzb_cyrl` beside itself and the other way round.
    "tessedit_load_sublangs": "",
    # Words of white on black are read again inverted; our pages come dark on light.
    "tessedit_do_invert": "0",
    # Takes newspaper columns with wide gaps between words for tables and reads across them; we find tables ourselves.
    "textord_tabfind_find_tables": "0",
    "debug_file": "/dev/null",
}


def model_for(language: str, script: str = "") -> Model:
    """The model for a BCP 47 tag, else for an ISO 15924 script, else the Latin script model."""
    return BY_LANGUAGE.get(language) or BY_SCRIPT.get(script, LATIN)


def _folders() -> Iterator[Path]:
    yield TAUGHT
    told = os.environ.get("TESSDATA_PREFIX")
    if told:
        yield Path(told)
    yield from sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True)
    yield Path("/usr/share/tessdata")


def model_folder(model: Model) -> str:
    """The folder that holds the model, with the closing slash that Tesseract wants.

    Raises:
        NoModelError: it is not installed.
    """
    return f"{model_file(model).parent}/"


def model_file(model: Model) -> Path:
    """The file of the model: the project's own before Debian's.

    Raises:
        NoModelError: it is not installed.
    """
    for folder in _folders():
        file = folder / f"{model.name}.traineddata"
        if file.is_file():
            return file
    raise NoModelError(f"the recognition model {model.name!r} is missing: apt-get install {model.package}")


@lru_cache(maxsize=16)
def can_write(model: Model) -> frozenset[str]:
    """All characters that can come out of the model, the space too, read from its file.

    Most are single characters; a letter that has no code of its own comes as letter and combining mark together.

    Raises:
        NoModelError: it is not installed.
    """
    unicharset = traineddata.read_part(model_file(model), traineddata.UNICHARSET)
    return frozenset(filter(None, traineddata.characters(unicharset)))
