"""What was done already: a small record beside each page's files, so that the same work is not done twice.

The record is written last.  It counts only for the same bytes of the same source, page and options.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from javon.engines.pipeline.page import RESULT
from javon.engines.pipeline.result import PageResult, PageTask, result_from_json

RECORD = "done.json"
#: Raised when the meaning of the files changes: older pages are then done again.
VERSION = 1


def finished(task: PageTask) -> list[PageResult] | None:
    """The results of a page that was done before with the same input, or None."""
    try:
        record = json.loads((task.out_dir / RECORD).read_text(encoding="utf-8"))
        if record["input"] != _input(task):
            return None
        return [read_result(task.out_dir / str(part)) for part in record["parts"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def mark_finished(task: PageTask, results: Sequence[PageResult]) -> None:
    """Record that the page is done; its files stand already."""
    record = {"input": _input(task), "parts": [result.part for result in results]}
    part = task.out_dir / f".{RECORD}.{os.getpid()}.part"
    part.write_text(json.dumps(record), encoding="utf-8")
    part.replace(task.out_dir / RECORD)


def read_result(folder: Path) -> PageResult:
    """Read the ``result.json`` of a part.

    Raises:
        OSError, ValueError, KeyError: it is not there or not whole.
    """
    return result_from_json(json.loads((folder / RESULT).read_text(encoding="utf-8")))


def _input(task: PageTask) -> dict[str, Any]:
    stat = task.source.stat()
    return {
        "version": VERSION,
        "source": str(task.source.resolve()),
        "size": stat.st_size,
        "modified": stat.st_mtime_ns,
        "frame": task.frame,
        "options": json.loads(json.dumps(asdict(task.options), default=list)),
    }
