"""The only source of "now", so that a test can hold the time still."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TASHKENT = ZoneInfo("Asia/Tashkent")


def now() -> datetime:
    """The present moment, in UTC, aware of its zone."""
    return datetime.now(tz=UTC)


def today() -> date:
    """The calendar day in Tashkent, where the library's day begins and ends."""
    return now().astimezone(TASHKENT).date()
