"""Jobs of the tests' own, forgotten again after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from javon.base.jobs import job, registry


@pytest.fixture
def new_job() -> Iterator[Callable[..., str]]:
    """Registers a function as a job for the time of one test: ``new_job(function, retries=2)`` gives its name."""
    names: list[str] = []

    def register(function: Callable[..., Any], **options: Any) -> str:
        name = f"test.job_{len(names)}"
        job(name, **options)(function)
        names.append(name)
        return name

    yield register
    for name in names:
        registry.forget(name)
