"""How often may be guessed: by name, by address, by device.  A stranger's guesses never use up those of a known device.

Nobody can tell the owner on a new device from a stranger who guesses for the same name.  So a device on which the
person has logged in before counts by itself, and whoever is refused elsewhere gets a *turn*: after a minute's wait one
try of that browser is looked at, whatever others did meanwhile.
"""

from __future__ import annotations

import math
import secrets
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import RateLimitUsage, consume, truncate_ip
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import ngettext

from javon.apps.people.web.devices import TURN, cookie_leave, device_of, mark_of

#: A turn comes after this wait, and is lost if nobody takes it up.
WAIT_S, TURN_S = 60, 900
SALT = "javon.people.turn"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many wrong tries in so many seconds."""

    name: str
    amount: int
    seconds: int


#: On a device where the person has logged in before, or in an open session.
DEVICE = Limit("device", 5, 5 * 60)
#: Strangers: for one name from one address, for anything from one address, for one name from anywhere.
NAME_HERE, ADDRESS, NAME = Limit("name-here", 5, 5 * 60), Limit("address", 20, 10 * 60), Limit("name", 30, 10 * 60)
#: Turns, counted in the same way.
TURN_HERE, TURN_ADDRESS, TURN_NAME = Limit("turn-here", 3, 60), Limit("turn-address", 10, 60), Limit("turn-name", 6, 60)
#: Any log-ins of strangers from one address, the right ones too: each costs a hash of a password.
KNOCKS = Limit("knocks", 60, 60)
#: Codes by people who have the password, from devices that are not known: of a million codes so many a day.
CODES = Limit("codes", 30, 24 * 3600)

Way = list[tuple[Limit, str]]


class TooOftenError(ValidationError):
    """The try is not looked at; the text says when to try again."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(
            ngettext(
                "Urinishlar juda koʻp. Shu oynani yopmang: %(count)s soniyadan keyin qayta urining, "
                "oʻshanda navbatingiz keladi.",
                "Urinishlar juda koʻp. Shu oynani yopmang: %(count)s soniyadan keyin qayta urining, "
                "oʻshanda navbatingiz keladi.",
                wait_s,
            )
            % {"count": wait_s},
            code="too_many_login_attempts",
        )


def try_begin(request: HttpRequest, name: str, *, codes: str = "") -> RateLimitUsage:
    """Count a try for this log-in name before it is looked at; what comes back is rolled back where it was right.

    ``codes``: a key of its own for tries at the second step, which begin where the password is known already.

    Raises:
        TooOftenError: it must not be looked at now.
    """
    address = truncate_ip(get_adapter().get_client_ip(request))
    subject, here = f"{codes}{name}", f"{codes}{name} {address}"
    device = _known(request, name)
    usage = _taken(request, [(DEVICE, f"{device} {subject}")]) if device else None
    if usage is None and _taken(request, [(KNOCKS, address)]):
        usage = _taken(request, [(NAME_HERE, here), (ADDRESS, address), (CODES if codes else NAME, subject)])
    if usage is None:
        turn = [(TURN_HERE, here), (TURN_ADDRESS, address), (CODES if codes else TURN_NAME, subject)]
        usage = _turn_taken(request, subject, turn)
    if usage is None:
        raise TooOftenError(_turn_give(request, subject))
    return usage


def _known(request: HttpRequest, name: str) -> str:
    """What tells this device from all others: the cookie of an earlier log-in, or the session that is open on it."""
    if request.user.is_authenticated and request.user.get_username() == name:
        return f"session {request.session.session_key}"
    return device_of(request, name)


def _taken(request: HttpRequest, way: Way) -> RateLimitUsage | None:
    """One try of each of these limits, or none of any."""
    taken = RateLimitUsage(usage=[])
    for limit, key in way:
        rate = {limit.name: f"{limit.amount}/{limit.seconds}s/key"}
        usage = consume(request, app="javon", action=limit.name, config=rate, key=key)
        if usage is None:
            taken.rollback()
            return None
        taken.usage += usage.usage
    return taken


def _turn_taken(request: HttpRequest, subject: str, way: Way) -> RateLimitUsage | None:
    """The turn of this browser, if it has come; it is good for one try."""
    turn = _turn(request, subject)
    if turn is None or time.time() < turn[1] + WAIT_S or not cache.add(_used(turn[0]), True, TURN_S):
        return None
    usage = _taken(request, way)
    if usage is None:
        cache.delete(_used(turn[0]))
    return usage


def _turn_give(request: HttpRequest, subject: str) -> int:
    """Give this browser a turn, unless it waits for one; gives the seconds until then."""
    turn = _turn(request, subject)
    if turn is None or cache.get(_used(turn[0])):
        turn = (secrets.token_urlsafe(9), time.time())
        value = [mark_of(subject), *turn]
        cookie_leave(request, TURN, signing.dumps(value, salt=SALT), TURN_S)
    return max(1, math.ceil(turn[1] + WAIT_S - time.time()))


def _turn(request: HttpRequest, subject: str) -> tuple[str, float] | None:
    try:
        mark, number, since = signing.loads(request.COOKIES.get(TURN, ""), salt=SALT, max_age=TURN_S)
    except (signing.BadSignature, ValueError):
        return None
    return (str(number), float(since)) if mark == mark_of(subject) else None


def _used(number: str) -> str:
    return f"javon.turn.{number}"
