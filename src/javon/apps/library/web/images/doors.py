"""Who may see which picture: the same policy as everywhere, asked in a thread and remembered for one second.

One second is how long a withdrawn object may still be seen: with it, a page full of tiles costs one query.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Generic, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host

from javon.apps.digitization.actions.lost import lost_ask
from javon.apps.digitization.policies import can_see_work
from javon.apps.library.queries.images import PageImage, page_image
from javon.apps.library.web.images.server import Source

REMEMBERED_S = 1.0
MOST_REMEMBERED = 20_000
Value = TypeVar("Value")


class Memory(Generic[Value]):
    """Values by name for a short while."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._values: OrderedDict[str, tuple[float, Value]] = OrderedDict()

    def get(self, name: str) -> tuple[Value] | None:
        """The value in a tuple, or None where it is not known or too old."""
        kept = self._values.get(name)
        return (kept[1],) if kept and kept[0] > self._clock() else None

    def put(self, name: str, value: Value) -> None:
        """Remember a value."""
        self._values[name] = (self._clock() + REMEMBERED_S, value)
        self._values.move_to_end(name)
        if len(self._values) > MOST_REMEMBERED:
            self._values.popitem(last=False)


class Doors:
    """Gives out pictures to those who may see them.  What is forbidden looks like what does not exist."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._images: Memory[PageImage | None] = Memory(clock)
        self._staff: Memory[bool] = Memory(clock)

    async def find(self, image_id: str, cookie: str) -> Source | None:
        """The picture, if the visitor with this session cookie may see it."""
        known = self._images.get(image_id)
        if known is None:
            known = (await sync_to_async(_look_up)(image_id),)
            self._images.put(image_id, known[0])
        image = known[0]
        if image is None or not (image.public or await self.works_here(cookie)):
            return None
        return Source(image.path, image.version, image.public)

    async def works_here(self, cookie: str) -> bool:
        """Whether the session is that of a member of staff."""
        if not cookie:
            return False
        known = self._staff.get(cookie)
        if known is None:
            known = (await sync_to_async(_sees_work)(cookie),)
            self._staff.put(cookie, known[0])
        return known[0]


def is_our_host(header: str) -> bool:
    """Whether the Host header names this site."""
    domain, _port = split_domain_port(header)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _look_up(image_id: str) -> PageImage | None:
    with _own_connection():
        found = page_image(image_id)
        if found is not None and not found.path.exists():
            lost_ask(identifier=image_id.partition("~")[0])
        return found


def _sees_work(cookie: str) -> bool:
    """Whether the session belongs to a member of staff; Django itself checks the session's hash."""
    with _own_connection():
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(cookie)
        return can_see_work(get_user(request))


@contextmanager
def _own_connection() -> Iterator[None]:
    """No request of Django stands around this thread, so its connection is looked after here."""
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()
