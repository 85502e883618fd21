"""Fixtures of the people tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> Iterator[None]:
    """Every test starts with no log-in attempts counted against it."""
    cache.clear()
    yield
    cache.clear()
