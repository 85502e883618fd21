"""The history of log-ins, in the journal; failures are told so that nobody can fill it with them."""

from __future__ import annotations

import logging
import time
from hashlib import sha256

from django.core.cache import cache

from javon.apps.people.models import User
from javon.base.audit import record

NAME_LENGTH = 150
#: Failures of one hour: of one name from one address the first five are told, then the 10th, 20th, 50th, 100th …;
#: of all together the first hundred, then in the same way, so that inventing names does not fill the journal either.
HOUR_S, EACH, ALL = 3600, 5, 100

log = logging.getLogger(__name__)


def login_note_success(*, user: User, address: str) -> None:
    """The person came in, all steps passed."""
    record(action="people.login", subject=f"user:{user.pk}", by=user, details={"address": address})


def login_note_failure(*, username: str, address: str) -> None:
    """Somebody tried ``username`` with a wrong password; the password itself is never kept."""
    _note("people.login_failed", "login", username, address)


def login_note_limit(*, username: str, address: str) -> None:
    """Somebody tried too often and is made to wait."""
    _note("people.login_limited", "login", username, address, each=1)


def code_note_failure(*, user: User, address: str) -> None:
    """Somebody who has the person's password gave a wrong code."""
    _note("people.code_failed", f"user:{user.pk}", user.username, address)


def logout_note(*, user: User, address: str) -> None:
    """The person left."""
    record(action="people.logout", subject=f"user:{user.pk}", by=user, details={"address": address})


def _note(action: str, subject: str, username: str, address: str, each: int = EACH) -> None:
    name = username[:NAME_LENGTH]
    tries, of_all = _count(f"{action} {subject} {name} {address}"), _count("all")
    if not _told(of_all, ALL) or (of_all <= ALL and not _told(tries, each)):
        return
    details: dict[str, str | int] = {"username": name, "address": address}
    if tries > each:
        details["tries"] = tries
    if of_all > ALL:
        details["all_tries"] = of_all
    log.warning("refused, %s: %s from %s, number %s in this hour", action, name, address, tries)
    record(action=action, subject=subject, by=None, details=details)


def _told(number: int, most: int) -> bool:
    """Whether the ``number``-th of its kind is told: the first ones, then ever fewer."""
    return number <= most or (number >= 10 and str(number).strip("0") in {"1", "2", "5"})


def _count(what: str) -> int:
    """How many there were of this in the hour that began with the first; two at once may count as one."""
    key = f"javon.told.{sha256(what.encode()).hexdigest()}"
    now = time.time()
    since, number = cache.get(key, (now, 0))
    if now - since >= HOUR_S:
        since, number = now, 0
    cache.set(key, (since, number + 1), max(since + HOUR_S - now, 1.0))
    return int(number) + 1
