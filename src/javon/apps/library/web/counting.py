"""What a reader's request sets going on the side, and what never stands in the reader's way."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import OperationalError
from django.http import HttpRequest

from javon.apps.library.actions import index_heal, use_count
from javon.apps.library.enums import UseKind
from javon.base.db.patience import patience

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

logger = logging.getLogger(__name__)
#: A reader waits so long for what is written on the side.
COUNTING_S = 0.3


def count_use(request: HttpRequest, object: DigitalObject, kind: UseKind) -> None:
    """Count one use; staff at work, a look ahead by the browser and a resumed download are none.

    A database that is busy writing something else costs one count, not the reader's page.
    """
    staff = getattr(request.user, "is_staff_member", False)
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method != "GET" or staff or ahead or request.headers.get("Range"):
        return
    try:
        with patience(COUNTING_S):
            use_count(object=object, kind=kind)
    except OperationalError as error:
        logger.warning("a use of %s was not counted: %s", object.identifier, error)


def heal_index() -> None:
    """Ask for a new index where a search found none that can be read."""
    try:
        with patience(COUNTING_S):
            index_heal()
    except OperationalError as error:
        logger.warning("a new index could not be asked for: %s", error)
