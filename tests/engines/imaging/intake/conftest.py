"""Pictures for the intake tests: one small page whose every corner is different, so that no turn goes unseen."""

import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def grey_page():
    """A smooth ramp, 96 × 64, with four different corners."""
    page = np.add.outer(np.arange(96) * 2, np.arange(64)).astype(np.uint8)
    page[:10, :10], page[:10, -10:], page[-10:, :10], page[-10:, -10:] = 0, 60, 120, 255
    return Image.fromarray(page)


@pytest.fixture
def colour_page(grey_page):
    """The same in three colours."""
    grey = np.asarray(grey_page)
    return Image.fromarray(np.dstack([grey, grey[::-1], np.full_like(grey, 77)]))
