"""Stopping a person who has no right, with a sentence."""

from __future__ import annotations

from collections.abc import Callable

from javon.apps.digitization.errors import NotAllowedError
from javon.apps.people.models import User
from javon.base.db.said import gettext as _


def require(policy: Callable[[User | None], bool], by: User | None) -> None:
    """Raise ``NotAllowedError`` unless the policy lets this person do it."""
    if not policy(by):
        raise NotAllowedError(_("Sizda bu amal uchun huquq yoʻq. Xizmat rahbariga murojaat qiling."))
