"""The full-text index behind one small interface."""

from javon.engines.index.marks import find_words
from javon.engines.index.model import (
    Count,
    Hit,
    IndexLine,
    IndexPage,
    IndexWork,
    KnownPage,
    Part,
    Query,
    Results,
    Suggestion,
    Why,
    WorkHit,
    index_lines,
    lines_of_json,
    running_words,
    words_of_json,
)
from javon.engines.index.page_index import PageIndex
from javon.engines.index.plan import make_plan
from javon.engines.index.writer import IndexBusyError, IndexDamagedError, IndexWriter

__all__ = [
    "Count",
    "Hit",
    "IndexBusyError",
    "IndexDamagedError",
    "IndexLine",
    "IndexPage",
    "IndexWork",
    "IndexWriter",
    "KnownPage",
    "PageIndex",
    "Part",
    "Query",
    "Results",
    "Suggestion",
    "Why",
    "WorkHit",
    "find_words",
    "index_lines",
    "lines_of_json",
    "make_plan",
    "running_words",
    "words_of_json",
]
