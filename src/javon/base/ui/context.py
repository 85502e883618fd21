"""What every page knows: its language and the languages it can be read in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

#: Codes that a browser understands (BCP 47) for the codes of the interface.
HTML_LANGUAGES = {"uz": "uz-Latn", "uz-cyrl": "uz-Cyrl", "ru": "ru", "en": "en"}


def layout(request: HttpRequest) -> dict[str, Any]:
    """Language of the page and of the switch."""
    code = get_language() or settings.LANGUAGE_CODE
    return {"layout": {"language": code, "html_language": HTML_LANGUAGES.get(code, code)}}
