"""503 before anything of Django is asked: one sentence, in the language of whoever asks."""

from __future__ import annotations

import json

from django.conf import settings
from django.http.cookie import parse_cookie
from django.utils import translation
from django.utils.html import format_html

from javon.config.bodies import Scope, Send

RETRY_S = 30
PAGE = (
    '<!doctype html><html lang="{}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Javon</title><p>{}</p></html>"
)


async def refuse(scope: Scope, send: Send, text: str) -> None:
    """Say ``text`` (marked for translation) with 503."""
    headers: dict[bytes, bytes] = dict(scope["headers"])
    language = parse_cookie(headers.get(b"cookie", b"").decode("latin-1")).get(settings.LANGUAGE_COOKIE_NAME, "")
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        said = translation.gettext(text)
    accepted = headers.get(b"accept", b"")
    if b"application/json" in accepted and b"text/html" not in accepted:
        kind, body = b"application/json", json.dumps({"error": said}, ensure_ascii=False).encode()
    else:
        kind, body = b"text/html; charset=utf-8", format_html(PAGE, language, said).encode()
    told = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", str(RETRY_S).encode()),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": told})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
