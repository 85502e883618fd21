"""The history of log-ins, in the journal."""

from __future__ import annotations

from javon.apps.people.models import User
from javon.base.audit import record

NAME_LENGTH = 150


def login_note_success(*, user: User, address: str) -> None:
    """The person came in, all steps passed."""
    record(action="people.login", subject=f"user:{user.pk}", by=user, details={"address": address})


def login_note_failure(*, username: str, address: str) -> None:
    """Somebody tried ``username`` with a wrong password; the password itself is never kept."""
    details = {"username": username[:NAME_LENGTH], "address": address}
    record(action="people.login_failed", subject="login", by=None, details=details)


def login_note_limit(*, username: str, address: str) -> None:
    """Somebody tried too often and is made to wait."""
    details = {"username": username[:NAME_LENGTH], "address": address}
    record(action="people.login_limited", subject="login", by=None, details=details)


def logout_note(*, user: User, address: str) -> None:
    """The person left."""
    record(action="people.logout", subject=f"user:{user.pk}", by=user, details={"address": address})
