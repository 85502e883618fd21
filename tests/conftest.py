"""Fixtures of the whole suite."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real scans, texts and hostile files; a test that needs it is skipped where it is absent."""
    folder = Path(os.environ.get("JAVON_TEST_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if not (folder / "MANIFEST.md").is_file():
        pytest.skip(f"no real test data at {folder} (set JAVON_TEST_DATA)")
    return folder
