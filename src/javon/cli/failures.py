"""What is said of files and pages that `javon read` could not read, and of pages to be looked at, without Django."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from javon.config.words import gettext as _
from javon.engines.imaging.intake import MESSAGES, REASONS, WARNINGS, Code, Notice, Why
from javon.engines.pipeline import FAILURES, Flag, PageFailed
from javon.engines.pipeline.document import BadSource
from javon.engines.quality.codes import REASONS as FLAGS
from javon.engines.quality.codes import describe


def source_words(source: BadSource) -> str:
    """Why a file has no pages."""
    if source.code in list(Code):
        return _(MESSAGES[Code(source.code)]) % {"file": source.path.name, "detail": source.detail}
    if source.code in list(Why):
        return _(REASONS[Why(source.code)]) % {"file": source.path}
    return source.message


def notice_words(notice: Notice) -> str:
    """What is to be known of a file that was taken all the same."""
    return _(WARNINGS[notice.code]) % {"file": Path(notice.file).name, "detail": notice.detail}


def page_words(lost: PageFailed) -> str:
    """Why a page was given up."""
    name = lost.task.source.name
    if lost.code in list(Code):
        return _(MESSAGES[Code(lost.code)]) % {"file": name, "detail": lost.detail}
    if lost.reason in FAILURES:
        return f"{name}: {_(FAILURES[lost.reason])}"
    return lost.message


def flag_words(flags: Iterable[Flag]) -> str:
    """Everything that is said against a page, in one line."""
    return "; ".join(describe(_(FLAGS[flag.code]), flag.code, flag.value, flag.limit) for flag in flags)
