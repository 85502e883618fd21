"""An object in review, for the tests of everything that is done with one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.apps.digitization.making import done_object

from javon.apps.digitization.models import DigitalObject, Page


@pytest.fixture
def book(db: None, tmp_path: Path) -> DigitalObject:
    """Three pages, read."""
    return done_object(tmp_path / "kitob", "birinchi sahifa", "ikkinchi sahifa matni", "uchinchi")


@pytest.fixture
def first(book: DigitalObject) -> Page:
    """Its first page."""
    return Page.objects.select_related("object").get(object=book, key="p0001")
