"""Recipes that compose the other rooms: page in, page result out; document assembly."""

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
    "Flag",
    "PageOptions",
    "PageResult",
    "PageTask",
    "Verdict",
    "read_page",
    "result_from_json",
    "result_to_json",
]
