"""Pages and JSON travel packed (gzip) to whoever takes them so; a page is a third of its size then.

Static files are packed once by ``base.ui.assets``; pictures and downloads go as they are.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PackingMiddleware(GZipMiddleware):
    """Django's packing for whole answers that hold nobody's secret.

    The length of a packed page tells of what is in it (the attack called BREACH).  Whoever is logged in has a form's
    token on every page, so such pages go as they are; a visitor's token opens nothing, and JSON has none.  A file that
    is streamed has its length and its ranges: packed, a broken-off download could not go on.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Pack the answer unless it is a stream, or a page for somebody who is logged in."""
        page = response.get("Content-Type", "").startswith("text/html")
        if response.streaming or (page and settings.SESSION_COOKIE_NAME in request.COOKIES):
            return response
        return super().process_response(request, response)
