"""The verdict on a page and the reasons for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from javon.engines.page import Box


class Verdict(StrEnum):
    """What a person should do with a page."""

    GOOD = "good"
    LOOK = "look"
    RESCAN = "rescan"


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to look at a page: a code of ``engines.quality``, how bad it is, and the measured value.

    ``severity`` is the verdict that this flag alone would give.  The words for people are made from ``code`` and
    ``value`` by the interface, in the reader's language.  ``places`` are the spots that it speaks of, in pixels of the
    processed page; empty where it speaks of the page as a whole.
    """

    code: str
    severity: Verdict
    value: float = 0.0
    limit: float = 0.0
    places: tuple[Box, ...] = ()


def flag_to_json(flag: Flag) -> list[Any]:
    """``[code, severity, value, limit]``, and where there are any the places as a fifth, each ``[l, t, r, b]``."""
    plain: list[Any] = [str(flag.code), flag.severity.value, flag.value, flag.limit]
    return [*plain, [box.as_list() for box in flag.places]] if flag.places else plain


def flag_from_json(values: Sequence[Any]) -> Flag:
    """The flag that ``flag_to_json`` wrote, or an older one without places."""
    code, severity, value, limit, *places = values
    return Flag(code, Verdict(severity), value, limit, tuple(Box(*box) for box in places[0]) if places else ())
