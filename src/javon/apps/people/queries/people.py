"""Lists of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from javon.apps.people.enums import Role
from javon.apps.people.models import User
from javon.base.db.sealing import OtherKeyError, unseal


def people_listed(text: str = "", role: str = "") -> QuerySet[User]:
    """Everybody whose name holds ``text``, in this role if one is given; the active first, then by name.

    Each row says in ``has_second_factor`` whether the person confirms the log-in by a code.
    """
    totp = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    people = User.objects.annotate(has_second_factor=Exists(totp))
    if text:
        people = people.filter(Q(full_name__icontains=text) | Q(username__icontains=text))
    if role:
        people = people.filter(role=role)
    return people.order_by("-is_active", "full_name", "username")


def user_by_name(username: str) -> User | None:
    """The person of this log-in name, however its letters are written; ``None`` where there is none."""
    return User.objects.filter(username=User.normalize_username(username)).first()


def usernames(keys: Iterable[str]) -> dict[str, str]:
    """The log-in names of the people with these keys, as far as they still have one."""
    wanted = {int(key) for key in keys if key.isascii() and key.isdecimal()}
    return {str(key): name for key, name in User.objects.filter(pk__in=wanted).values_list("pk", "username")}


def keys_called(text: str, most: int = 100) -> list[int]:
    """Keys of at most so many people whose name or log-in name holds ``text``."""
    return list(people_listed(text).values_list("pk", flat=True)[:most])


def active_administrators() -> QuerySet[User]:
    """Those who can let others in."""
    return User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)


def sealed_away() -> list[User]:
    """People whose second factor nobody can check any more: the key it was sealed with is not here."""
    return [found.user for found in Authenticator.objects.select_related("user") if not _readable(found.data)]


def _readable(data: dict[str, Any]) -> bool:
    try:
        for name in ("secret", "seed"):
            unseal(data.get(name, ""))
    except OtherKeyError:
        return False
    return True


def active_of(roles: Sequence[str]) -> list[User]:
    """Who is active in one of these roles and has logged in with a password of their own; in the order of the roles."""
    found = User.objects.filter(role__in=roles, is_active=True, must_change_password=False)
    return sorted(found, key=lambda person: (list(roles).index(person.role), person.full_name, person.username))
