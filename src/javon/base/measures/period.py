"""Spans of whole days in Tashkent, as plans and reports use them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from javon.base.clock import TASHKENT

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def day(cls, day: date) -> Period:
        """One day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month, 1 to 12."""
        return cls._months(year, month, 1)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """One quarter, 1 to 4."""
        return cls._months(year, (quarter - 1) * MONTHS_A_QUARTER + 1, MONTHS_A_QUARTER)

    @classmethod
    def year(cls, year: int) -> Period:
        """One calendar year."""
        return cls._months(year, 1, MONTHS_A_YEAR)

    @classmethod
    def _months(cls, year: int, month: int, count: int) -> Period:
        after = year * MONTHS_A_YEAR + (month - 1) + count
        end = date(after // MONTHS_A_YEAR, after % MONTHS_A_YEAR + 1, 1)
        return cls(date(year, month, 1), end - timedelta(days=1))

    @property
    def start(self) -> datetime:
        """The first moment, in UTC."""
        return datetime.combine(self.first, time.min, tzinfo=TASHKENT).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first moment after, in UTC: compare with ``<``."""
        return datetime.combine(self.last + timedelta(days=1), time.min, tzinfo=TASHKENT).astimezone(UTC)
