"""What a worker makes of a page that does not work."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest
import pyvips

from javon.engines.pipeline import PageFailed, PageTask, Reason, worker


def _cv2_error(code: int, message: str) -> cv2.error:
    error = cv2.error(message)
    error.code = code
    return error


def _vips_error(detail: str) -> pyvips.Error:
    error = pyvips.Error("unable to call tiffsave")
    error.detail = detail
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), Reason.MEMORY),
        (_cv2_error(cv2.Error.StsNoMem, "Failed to allocate 1200000000 bytes"), Reason.MEMORY),
        (_cv2_error(cv2.Error.StsAssert, "Assertion failed"), Reason.ERROR),
        (_vips_error("vips_tracked: out of memory -- size == 4768MB\n"), Reason.MEMORY),
        (_vips_error("unable to write to file"), Reason.ERROR),
    ],
)
def test_every_library_says_in_its_own_way_that_memory_is_out(error, reason, monkeypatch):
    def fail(task: PageTask, *, careful: bool) -> None:
        raise error

    monkeypatch.setattr(worker, "read_page", fail)
    outcome = worker.attempt(PageTask("1", Path("scan.tif"), Path("out")))
    assert isinstance(outcome, PageFailed)
    assert outcome.reason is reason
