"""Adding people, changing their roles, shutting them out."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from javon.apps.people.actions.password import end_sessions, one_time_password
from javon.apps.people.enums import Role
from javon.apps.people.errors import LastAdministratorError, NotAllowedError
from javon.apps.people.models import User
from javon.apps.people.policies import can_manage_people
from javon.apps.people.queries.people import active_administrators, user_by_name
from javon.base.audit import record
from javon.base.db.locks import serialize

FIRST_ADMINISTRATOR = "administrator"


def user_create(
    *, username: str, full_name: str = "", email: str = "", role: str = Role.READER, by: User | None
) -> tuple[User, str]:
    """Add a person with a one-time password that must be changed at the first log-in.

    Returns:
        The person, and the password: it is shown once and kept nowhere.

    Raises:
        NotAllowedError: ``by`` may not manage people.
        ValidationError: A field is not as it must be, such as a log-in name that is taken.
    """
    if not can_manage_people(by):
        raise NotAllowedError
    password = one_time_password()
    user = User(username=username, full_name=full_name, email=email, role=role, must_change_password=True)
    user.set_password(password)
    with transaction.atomic():
        user.full_clean()
        user.save()
        _note("people.user_create", user, by, {"username": user.username, "role": str(role)})
    return user, password


def user_restore(*, username: str) -> User:
    """The person of this log-in name; made where there is none, as an account that nobody can log in to.

    What the preservation store says people did stays theirs; an administrator opens the account where the person still
    works here.
    """
    known = user_by_name(username)
    if known is not None:
        return known
    user = User(username=username, is_active=False, must_change_password=True)
    user.set_unusable_password()
    with transaction.atomic():
        user.full_clean()
        user.save()
        _note("people.user_restore", user, None, {"username": user.username})
    return user


def user_update(*, user: User, full_name: str, email: str, by: User | None) -> User:
    """Correct the person's name or address.  ``NotAllowedError``; ``ValidationError`` on a bad field."""
    if not can_manage_people(by):
        raise NotAllowedError
    before = {"full_name": user.full_name, "email": user.email}
    user.full_name, user.email = full_name, email
    with transaction.atomic():
        user.full_clean()
        user.save(update_fields=["full_name", "email"])
        _note("people.user_update", user, by, {"before": before, "after": {"full_name": full_name, "email": email}})
    return user


def user_change_role(*, user: User, role: str, by: User | None) -> User:
    """Give the person another role.

    Raises:
        NotAllowedError: ``by`` may not manage people.
        LastAdministratorError: No administrator would be left.
        ValidationError: There is no such role.
    """
    if not can_manage_people(by):
        raise NotAllowedError
    before = user.role
    if before == role:
        return user
    with transaction.atomic():
        if before == Role.ADMINISTRATOR:
            _keep_an_administrator(user)
        user.role = role
        user.full_clean()
        user.save(update_fields=["role"])
        _note("people.user_change_role", user, by, {"before": str(before), "after": str(role)})
    return user


def user_deactivate(*, user: User, by: User | None) -> User:
    """Shut the person out and end the open sessions; what the person did stays.

    Raises:
        NotAllowedError: ``by`` may not manage people.
        LastAdministratorError: No administrator would be left.
    """
    if not can_manage_people(by):
        raise NotAllowedError
    with transaction.atomic():
        _keep_an_administrator(user)
        user.is_active = False
        user.save(update_fields=["is_active"])
        _note("people.user_deactivate", user, by)
    end_sessions(user)
    return user


def user_activate(*, user: User, by: User | None) -> User:
    """Let the person in again.  ``NotAllowedError`` when ``by`` may not manage people."""
    if not can_manage_people(by):
        raise NotAllowedError
    with transaction.atomic():
        user.is_active = True
        user.save(update_fields=["is_active"])
        _note("people.user_activate", user, by)
    return user


def administrator_ensure() -> tuple[User, str | None]:
    """The first administrator, made if there is none.

    Returns:
        The administrator, and the one-time password when the person was made just now, else ``None``.
    """
    with transaction.atomic():
        serialize("javon.people.administrator")
        present = active_administrators().order_by("pk").first()
        if present is not None:
            return present, None
        return user_create(username=_free_name(), role=Role.ADMINISTRATOR, by=None)


def _free_name() -> str:
    """The plain name, or with a number behind it when somebody else has that name."""
    number, name = 1, FIRST_ADMINISTRATOR
    while user_by_name(name) is not None:
        number += 1
        name = f"{FIRST_ADMINISTRATOR}{number}"
    return name


def _keep_an_administrator(user: User) -> None:
    serialize("javon.people.administrator")
    if not active_administrators().exclude(pk=user.pk).exists() and user.role == Role.ADMINISTRATOR:
        raise LastAdministratorError


def _note(action: str, user: User, by: User | None, details: dict[str, Any] | None = None) -> None:
    record(action=action, subject=f"user:{user.pk}", by=by, details=details)
