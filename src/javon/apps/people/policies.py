"""Who may do what with people, the journal and the background jobs.  What a person may do follows from the role.

``None`` as a person is the program itself, which may do everything.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from javon.apps.people.enums import STAFF, Role
from javon.apps.people.models import User

Person = User | AnonymousUser | None

MANAGERS = frozenset({Role.ADMINISTRATOR})
OVERSEERS = frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.DIRECTOR})


def has_role(user: Person, roles: frozenset[Role]) -> bool:
    """Whether the person is active, has a password of their own, and is in one of these roles."""
    if user is None:
        return True
    return isinstance(user, User) and user.is_active and not user.must_change_password and user.role in roles


def can_work(user: Person) -> bool:
    """Whether the person works in the centre, in whatever role."""
    return has_role(user, STAFF)


def can_see_people(user: Person) -> bool:
    """Whether the person may see who works here and who reads."""
    return has_role(user, OVERSEERS)


def can_manage_people(user: Person) -> bool:
    """Whether the person may add people, change their roles and passwords, and shut them out."""
    return has_role(user, MANAGERS)


def can_see_journal(user: Person) -> bool:
    """Whether the person may read the journal of changes."""
    return has_role(user, OVERSEERS)


def can_manage_jobs(user: Person) -> bool:
    """Whether the person may start failed background jobs again."""
    return has_role(user, STAFF - {Role.DIRECTOR})
