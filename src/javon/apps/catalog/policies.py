"""Who may change the catalogue."""

from __future__ import annotations

from javon.apps.people.enums import Role
from javon.apps.people.models import User

EDITORS = frozenset({Role.HEAD, Role.CATALOGUER, Role.OPERATOR, Role.ADMINISTRATOR})


def can_edit_records(user: User | None) -> bool:
    """Whether this person may make and change records; ``None`` is the program itself."""
    return user is None or (user.is_active and user.role in EDITORS)
