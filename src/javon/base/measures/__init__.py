"""The registry of countable evidence: a figure in a report is always a measure, with the rows behind it."""

from javon.base.measures.period import Period
from javon.base.measures.registry import DuplicateMeasureError, Measure, measure, measures, register

__all__ = ["DuplicateMeasureError", "Measure", "Period", "measure", "measures", "register"]
