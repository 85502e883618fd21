"""The language of the terminal, and words in it without Django: the catalogues of the interface, read by the standard
library, so that commands which need no Django start as quickly as before.
"""

from __future__ import annotations

import gettext as catalogues
import os
from functools import cache
from pathlib import Path

from javon.engines.tools.causes import cause

_UI = Path(__file__).parents[1] / "base" / "ui"
#: Where the catalogues lie, by the letters of Uzbek Latin that ``JAVON_LATIN`` asks for; the first with a text says it.
CATALOGUES = {"1995": (_UI / "locale",), "2026": (_UI / "locale_2026", _UI / "locale")}
#: Django's name of a language -> its catalogue.  What no catalogue holds is Uzbek Latin, as it stands in the code.
LANGUAGES = {"uz": "uz", "uz-cyrl": "uz_Cyrl", "ru": "ru", "en": "en"}


def gettext_noop(text: str) -> str:
    """Mark a text for the collector; whoever shows it calls ``gettext``."""
    return text


def language() -> str:
    """The language of the environment: uz, uz-cyrl, ru or en; Uzbek Latin where it names none of them."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "").lower()
    name = told.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0]
    if name == "uz" and "cyr" in told:
        return "uz-cyrl"
    return name if name in LANGUAGES else "uz"


def letters() -> str:
    """The letters that Uzbek Latin is shown in: those of 1995, or of 2026; settings refuse anything else."""
    told = os.environ.get("JAVON_LATIN", "")
    return told if told in CATALOGUES else "1995"


def gettext(text: str) -> str:
    """The text in the language of the terminal."""
    return _catalogue(LANGUAGES[language()], letters()).gettext(text) if text else text


def ngettext(one: str, many: str, count: int) -> str:
    """The text that goes with this number."""
    return _catalogue(LANGUAGES[language()], letters()).ngettext(one, many, count)


def system_words(error: OSError) -> str:
    """What the system says, without the name of the file."""
    return gettext(cause(error))


@cache
def _catalogue(name: str, letters: str) -> catalogues.NullTranslations:
    found: catalogues.NullTranslations = catalogues.NullTranslations()
    for folder in reversed(CATALOGUES[letters]):
        path = folder / name / "LC_MESSAGES" / "django.mo"
        if path.exists():  # named in full: gettext itself would take uz for uz_Cyrl where the latter is not there
            with path.open("rb") as file:
                more = catalogues.GNUTranslations(file)
            more.add_fallback(found)
            found = more
    return found
