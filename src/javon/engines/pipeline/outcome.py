"""What became of a page: done, or failed with a reason that a person can act upon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from javon.engines.pipeline.result import PageResult, PageTask


class Reason(StrEnum):
    """Why a page could not be done."""

    BAD_FILE = "bad-file"
    CRASH = "crash"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    ERROR = "error"


#: What a page is given up for, beside bad files: templates in Uzbek Latin, as the other tables of the engines.
FAILURES: Mapping[Reason, str] = {
    Reason.CRASH: "Sahifa uni oʻqiydigan dasturni ishdan chiqardi. Qayta skanerlang yoki boshqa formatda saqlang.",
    Reason.TIMEOUT: "Sahifaga ishlov berish juda choʻzilib ketdi. Qayta skanerlang yoki sahifani qayta ishlang.",
    Reason.MEMORY: "Sahifa uchun xotira yetmadi. Pastroq aniqlikda skanerlang.",
    Reason.ERROR: "Sahifaga ishlov berishda kutilmagan xato boʻldi. Sahifani qayta ishlang.",
}


@dataclass(frozen=True, slots=True)
class PageDone:
    """A page task with its results; ``seconds`` is wall time in the worker, ``cpu_seconds`` its CPU time."""

    task: PageTask
    results: tuple[PageResult, ...]
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class PageFailed:
    """A page task that was given up.  ``message`` names the file and says what to do; ``code`` is the kind of error.

    ``code`` is the intake's code for a bad file ("truncated") and ``detail`` its figures, else the same as ``reason``.
    """

    task: PageTask
    reason: Reason
    message: str
    code: str = ""
    attempts: int = 1
    detail: str = ""


Outcome = PageDone | PageFailed

#: Failures that may be nobody's fault (a killed worker, a full memory): tried once more, alone.
RETRIED = frozenset({Reason.CRASH, Reason.TIMEOUT, Reason.MEMORY})
