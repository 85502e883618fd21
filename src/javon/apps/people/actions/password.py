"""Passwords: made once by the administrator, then the person's own."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from javon.apps.people.errors import NotAllowedError
from javon.apps.people.models import User
from javon.apps.people.policies import can_manage_people
from javon.base.audit import record

#: No letters that look alike: it is read from paper or told over the telephone.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4


def one_time_password() -> str:
    """Four groups of four signs: 79 bits by chance, easy to copy by hand."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


def user_reset_password(*, user: User, by: User | None) -> str:
    """Give the person a new one-time password, which must be changed at the next log-in; ends the open sessions.

    Returns:
        The password; it is shown once and kept nowhere.

    Raises:
        NotAllowedError: ``by`` may not manage people.
    """
    if not can_manage_people(by):
        raise NotAllowedError
    password = one_time_password()
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        record(action="people.user_reset_password", subject=f"user:{user.pk}", by=by)
    end_sessions(user)
    return password


def user_remove_second_factor(*, user: User, by: User | None) -> int:
    """Let somebody who lost the telephone and the recovery codes in by the password alone; ends the open sessions.

    Returns:
        How many means of confirming a log-in were removed; 0 where the person had none.

    Raises:
        NotAllowedError: ``by`` may not manage people.
    """
    if not can_manage_people(by):
        raise NotAllowedError
    with transaction.atomic():
        removed = int(Authenticator.objects.filter(user=user).delete()[0])
        if removed:
            record(action="people.user_remove_second_factor", subject=f"user:{user.pk}", by=by)
    if removed:
        end_sessions(user)
    return removed


def user_set_own_password(*, user: User, password: str) -> User:
    """The person chooses a password; from now on no change is demanded.

    Raises:
        ValidationError: The password is too weak.
    """
    validate_password(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        record(action="people.user_set_own_password", subject=f"user:{user.pk}", by=user)
    return user


def end_sessions(user: User) -> None:
    """Log the person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()
