"""The shelf, made once for all tests that only read it."""

from __future__ import annotations

import pytest
from tests.engines.index.shelf import shelf

from javon.engines.index import PageIndex


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> PageIndex:
    return shelf(tmp_path_factory.mktemp("index"))
