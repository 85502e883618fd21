"""The verdict on a page and the reasons for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a person should do with a page."""

    GOOD = "good"
    LOOK = "look"
    RESCAN = "rescan"


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to look at a page: a code of ``engines.quality``, how bad it is, and the measured value.

    ``severity`` is the verdict that this flag alone would give.  The words for people are made from ``code`` and
    ``value`` by the interface, in the reader's language.
    """

    code: str
    severity: Verdict
    value: float = 0.0
    limit: float = 0.0
