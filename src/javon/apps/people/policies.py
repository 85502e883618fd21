"""Who may do what with people, the journal and the background jobs.  What a person may do follows from the role.

``None`` as a person is the program itself, which may do everything.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from javon.apps.people.enums import STAFF, Role
from javon.apps.people.models import User
from javon.apps.people.queries.people import active_of

Person = User | AnonymousUser | None

MANAGERS = frozenset({Role.ADMINISTRATOR})
#: Whom to ask first; the administrator, who may do most, is asked last.
HELPING = (Role.HEAD, Role.CATALOGUER, Role.OPERATOR, Role.DIRECTOR, Role.ADMINISTRATOR)
MOST_NAMED = 3
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


def who_can_help(policy: Callable[[Person], bool], person: Person) -> str:
    """Who of this house has the right that ``policy`` asks for, in a sentence; readers are told roles, not names."""
    roles = [role for role in HELPING if policy(User(role=role))]
    helpers = active_of(roles) or active_of([Role.ADMINISTRATOR])
    if not helpers:
        return ""
    if not has_role(person, STAFF):
        named = dict.fromkeys(str(helper.get_role_display()) for helper in helpers)
        return _("Bunga huquqi borlar: %(who)s.") % {"who": ", ".join(named)}
    names = [f"{helper} ({helper.get_role_display()})" for helper in helpers[:MOST_NAMED]]
    return _("Yordam bera oladi: %(who)s.") % {"who": ", ".join(names)}
