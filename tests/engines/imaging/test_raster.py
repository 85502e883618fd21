"""What every step shares."""

from __future__ import annotations

import numpy as np
import pytest

from javon.engines.imaging.raster import percentile, plausible_dpi

PIXELS = np.random.default_rng(7).integers(0, 256, (37, 53)).astype(np.uint8)


@pytest.mark.parametrize("pixels", [PIXELS, PIXELS[:1, :1], PIXELS[::3, ::2], np.full((9, 9), 255, np.uint8)])
@pytest.mark.parametrize("share", [0, 2, 20, 50, 75, 99, 100])
def test_a_percentile_counted_from_levels_is_the_usual_one(pixels: np.ndarray, share: float) -> None:
    assert percentile(pixels, share) == pytest.approx(float(np.percentile(pixels, share)))


def test_a_percentile_of_a_part() -> None:
    where = (PIXELS % 3 == 0).astype(np.uint8)
    assert percentile(PIXELS, 50, where) == float(np.median(PIXELS[where > 0]))


@pytest.mark.parametrize("longest", [1, 5, 11])
def test_the_resolution_of_the_smallest_picture_is_one_that_files_can_state(longest: int) -> None:
    assert plausible_dpi(np.zeros((1, longest), np.uint8)) == 1.0
