"""What every page knows: its language, the languages it can be read in, and the menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from javon import __version__
from javon.base.ui.menu import entries_for

#: Codes that a browser understands (BCP 47) and the short sign of each language of the interface.
HTML_LANGUAGES = {"uz": "uz-Latn", "uz-cyrl": "uz-Cyrl", "ru": "ru", "en": "en"}
SHORT = {"uz-cyrl": "Ўз", "ru": "Ру", "en": "En"}
SHORT_UZBEK = {"1995": "Oʻz", "2026": "Öz"}


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the switch."""

    code: str
    html: str
    short: str
    name: str
    current: bool


def layout(request: HttpRequest) -> dict[str, Any]:
    """Language of the page, the switch, and the menu for this person."""
    code = get_language() or settings.LANGUAGE_CODE
    short = SHORT | {"uz": SHORT_UZBEK[settings.JAVON_LATIN]}
    return {
        "layout": {
            "language": code,
            "html_language": HTML_LANGUAGES.get(code, code),
            "languages": [
                Language(key, HTML_LANGUAGES[key], short[key], str(name), key == code)
                for key, name in settings.LANGUAGES
            ],
            "menu": entries_for(request),
            "version": __version__,
        }
    }
