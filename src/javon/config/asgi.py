"""The web application as ASGI: static files and pictures are served in front of Django, which gets all the rest."""

from __future__ import annotations

import os
from typing import Any, cast

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
django = get_asgi_application()

from django.conf import settings  # noqa: E402 -- needs the apps ready

from javon.apps.library.web.images import ImageServer, cookie_of  # noqa: E402 -- needs the apps ready
from javon.apps.library.web.images.doors import Doors, is_our_host  # noqa: E402 -- needs the apps ready
from javon.base.ui.assets import StaticServer  # noqa: E402 -- needs the apps ready
from javon.config.bodies import BodyLimit, Scope  # noqa: E402 -- needs the apps ready
from javon.config.proxies import Proxies  # noqa: E402 -- as the others

doors = Doors()


async def _works_here(scope: Scope) -> bool:
    """Whether a member of staff sends this, who may bring files."""
    header: bytes = dict(scope["headers"]).get(b"cookie", b"")
    return await doors.works_here(cookie_of(header.decode("latin-1"), settings.SESSION_COOKIE_NAME))


# Django types its scope more narrowly than the ASGI standard does.
pages = BodyLimit(cast(Any, django), _works_here)
pictures = ImageServer(pages, doors.find, hosts=is_our_host, cookie=settings.SESSION_COOKIE_NAME)
application = Proxies(StaticServer(pictures), settings.JAVON_PROXIES)
