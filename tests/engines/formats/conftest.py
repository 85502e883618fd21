"""The invented book, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.formats.sample import make_book

from javon.engines.page import Document


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Four pages: cover with a picture, two pages of a chapter, one of two columns."""
    folder: Path = tmp_path_factory.mktemp("book")
    return make_book(folder)
