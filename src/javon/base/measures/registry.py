"""What a measure is, and the closed list of those that the apps declare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from javon.base.db.actor import Actor
from javon.base.measures.period import Period

Number = int | float


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that the system counts by itself.

    Attributes:
        name: ``<app>.<plural>_<participle>``, such as "digitization.pages_digitized".
        label: What a person reads, translated late.
        unit: The unit, translated late ("sahifa", "soat").
        count: ``(period, person) -> number``; ``person=None`` counts everybody's work.
        rows: ``(period, person) -> queryset`` of the evidence behind the figure.
    """

    name: str
    label: str | Promise
    unit: str | Promise
    count: Callable[[Period, Actor], Number]
    rows: Callable[[Period, Actor], QuerySet[Any, Model]]


class DuplicateMeasureError(Exception):
    """Two measures claim one name: a figure must have one meaning."""


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> Measure:
    """Add a measure; called from an app's ``measures.py``.  ``DuplicateMeasureError`` when the name is taken."""
    if measure.name in _measures:
        raise DuplicateMeasureError(f"there is a measure {measure.name!r} already")
    _measures[measure.name] = measure
    return measure


def measure(name: str) -> Measure:
    """The measure of this name; ``LookupError`` when nobody declared it."""
    try:
        return _measures[name]
    except KeyError as error:
        raise LookupError(f"there is no measure {name!r}") from error


def measures() -> list[Measure]:
    """All measures, by name."""
    return [_measures[name] for name in sorted(_measures)]
