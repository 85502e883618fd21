"""IIIF Image API 3.0, level 2, as a bare ASGI application in front of Django."""

from javon.apps.library.web.images.server import ImageServer, Source, cookie_of

__all__ = ["ImageServer", "Source", "cookie_of"]
