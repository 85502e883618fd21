"""Lines of the log: one line a message, none of its signs an order for a terminal, and no traceback for a refusal."""

from __future__ import annotations

import copy
import logging
import time

from javon.engines.tools.plain import plain, plain_line

#: What strangers bring about on purpose; so many lines a minute are enough to know of it.
MOST, MINUTE_S = 60, 60.0


def is_refusal(record: logging.LogRecord) -> bool:
    """Whether the line tells of a request that was refused, or that met a busy database, not of a fault of ours."""
    if record.name.startswith("django.security"):
        return True
    status = int(getattr(record, "status_code", 500))
    return record.name == "django.request" and (status < 500 or status == 503)


class LineFormatter(logging.Formatter):
    """A message on one line; below it the traceback, where a fault of ours has one."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the name is logging's
        line = copy.copy(record)
        line.message = plain_line(record.message) + (_from(record) if is_refusal(record) else "")
        return super().formatMessage(line)

    def format(self, record: logging.LogRecord) -> str:
        if is_refusal(record):
            record = copy.copy(record)
            record.exc_info = record.exc_text = record.stack_info = None
        return plain(super().format(record))


class RefusalFilter(logging.Filter):
    """Lets so many lines about refusals through a minute; how many were not told stands in the next one that is."""

    def __init__(self) -> None:
        super().__init__()
        self._since, self._number, self._untold = 0.0, 0, 0

    def filter(self, record: logging.LogRecord) -> bool:
        if not is_refusal(record):
            return True
        now = time.monotonic()
        if now - self._since >= MINUTE_S:
            self._since, self._number = now, 0
        self._number += 1
        if self._number > MOST:
            self._untold += 1
            return False
        record.untold, self._untold = self._untold, 0
        return True


def _from(record: logging.LogRecord) -> str:
    """Who asked, and what became of the lines before."""
    request = getattr(record, "request", None)
    meta = getattr(request, "META", {})
    method, status = getattr(request, "method", "?"), getattr(record, "status_code", "?")
    untold = getattr(record, "untold", 0)
    told = f" [{status}, {method} from {meta.get('REMOTE_ADDR', '?')}]"
    return told + (f" (and {untold} before that were not told)" if untold else "")
