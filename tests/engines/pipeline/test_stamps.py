"""Print under a stamp, on the page of the report: read, and never *good* without a word."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from javon.engines.pipeline import PageTask, read_page
from javon.engines.quality import Code, Verdict


@pytest.mark.scans
def test_print_under_a_stamp_is_read_and_flagged_and_colours_stay(test_data: Path, tmp_path: Path):
    source = test_data / "reports" / "34-stamps" / "page.jpg"
    (result,) = read_page(PageTask("1", source, tmp_path))

    text = " ".join(result.page.text.split())
    assert text.startswith("BUYRUQ")
    assert len(text.split()) >= 85
    assert "Maktab oʻqituvchisi bolalar bilan birga" in text
    assert result.verdict is Verdict.LOOK
    (flag,) = (flag for flag in result.flags if flag.code is Code.STAMP_OVER_TEXT)
    assert len(flag.places) == 1
    assert result.background is not None
    behind = cv2.imread(str(tmp_path / result.background)).astype(int)
    blue, green, red = (behind[:, :, channel] for channel in range(3))
    assert np.count_nonzero((blue - red > 60) & (blue - green > 50)) > 3000
    assert np.count_nonzero((red - blue > 80) & (red - green > 80)) > 2000
