"""The web application as ASGI: static files and pictures are served in front of Django, which gets all the rest.

From outside in: whose request it is, answers in pieces, static files, pictures, how long a body may be, a turn for the
page, Django.
"""

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
from javon.base.ui.turns import Turns  # noqa: E402 -- needs the apps ready
from javon.config.bodies import BodyLimit, Scope  # noqa: E402 -- needs the apps ready
from javon.config.busy import BusyDatabase  # noqa: E402 -- needs the apps ready
from javon.config.doors.pages import Pages  # noqa: E402 -- needs the apps ready
from javon.config.doors.pieces import Pieces  # noqa: E402 -- needs the apps ready
from javon.config.proxies import Proxies  # noqa: E402 -- as the others
from javon.config.uploads import UploadPieces  # noqa: E402 -- as the others

doors = Doors()


async def _works_here(scope: Scope) -> bool:
    """Whether a member of staff sends this, who may bring files."""
    header: bytes = dict(scope["headers"]).get(b"cookie", b"")
    return await doors.works_here(cookie_of(header.decode("latin-1"), settings.SESSION_COOKIE_NAME))


limits = settings.JAVON_LIMITS
# One client may have as many pages wait as a reading room behind one address asks for at once.
turns = Turns(limits.pages, waiting=limits.waiting, of_one=limits.waiting)
# Django types its scope more narrowly than the ASGI standard does.
pages = UploadPieces(BodyLimit(Pages(cast(Any, django), turns), _works_here, most=limits.form))
pictures = ImageServer(
    pages, doors.find, hosts=is_our_host, cookie=settings.SESSION_COOKIE_NAME, waiting=limits.waiting
)
application = Proxies(Pieces(StaticServer(BusyDatabase(pictures))), settings.JAVON_PROXIES)
