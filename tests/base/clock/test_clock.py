"""The only source of now."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from javon.base import clock


def test_now_is_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_the_day_turns_at_midnight_in_tashkent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 3, 7, 18, 59, tzinfo=UTC))
    assert clock.today() == date(2025, 3, 7)
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 3, 7, 19, 0, tzinfo=UTC))
    assert clock.today() == date(2025, 3, 8)
