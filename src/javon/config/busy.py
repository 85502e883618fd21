"""A database that does not answer, met before a request reaches Django's pages: pictures, long bodies."""

from __future__ import annotations

import logging

from django.db import Error
from django.utils import translation

from javon.base.ui.errors import RETRY_S, TEXTS, database_gone
from javon.config.bodies import Application, Message, Receive, Scope, Send

log = logging.getLogger(__name__)


class BusyDatabase:
    """Hands requests to ``inner``; where the database did not answer it, answers 503 and when to ask again."""

    def __init__(self, inner: Application) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._inner(scope, receive, noticed)
        except Error as error:
            if begun or scope["type"] != "http" or not database_gone(error):
                raise
            log.warning("the database does not answer: %s", error)
            await _say(send)


async def _say(send: Send) -> None:
    with translation.override(None):
        words = ". ".join(map(str, TEXTS[503])).encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"%d" % RETRY_S)]
    headers += [(b"content-length", b"%d" % len(words)), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": words})
