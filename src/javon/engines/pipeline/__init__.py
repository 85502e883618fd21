"""Recipes that compose the other rooms: page in, page result out; document assembly."""

from javon.engines.pipeline.executor import Progress, run_pages
from javon.engines.pipeline.outcome import FAILURES, Outcome, PageDone, PageFailed, Reason
from javon.engines.pipeline.page import read_page
from javon.engines.pipeline.result import (
    PageOptions,
    PageResult,
    PageTask,
    result_from_json,
    result_to_json,
)
from javon.engines.quality import Flag, Verdict

__all__ = [
    "FAILURES",
    "Flag",
    "Outcome",
    "PageDone",
    "PageFailed",
    "PageOptions",
    "PageResult",
    "PageTask",
    "Progress",
    "Reason",
    "Verdict",
    "read_page",
    "result_from_json",
    "result_to_json",
    "run_pages",
]
