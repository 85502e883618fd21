"""The registry of measures, and the periods they count over."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from javon.apps.people.models import User
from javon.base.measures import DuplicateMeasureError, Measure, Period, measure, measures, register
from javon.base.measures import registry as registry_module


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_module, "_measures", {})


def people_joined() -> Measure:
    def rows(period: Period, person: object) -> object:
        joined = User.objects.filter(created_at__gte=period.start, created_at__lt=period.end)
        return joined if person is None else joined.filter(pk=person.pk)  # type: ignore[attr-defined] # a person

    return Measure(
        name="people.users_joined",
        label="Qoʻshilgan odamlar",
        unit="odam",
        count=lambda period, person: rows(period, person).count(),  # type: ignore[attr-defined] # a queryset
        rows=rows,  # type: ignore[arg-type] # a queryset
    )


@pytest.mark.django_db
def test_a_figure_and_the_rows_behind_it_agree(operator: User, reader: User) -> None:
    joined = register(people_joined())
    operator.created_at = datetime(2025, 3, 31, 18, 59, tzinfo=UTC)  # 23:59 in Tashkent, the last of March
    reader.created_at = datetime(2025, 3, 31, 19, 0, tzinfo=UTC)  # midnight: April
    operator.save()
    reader.save()
    march, april = Period.month(2025, 3), Period.month(2025, 4)
    assert (joined.count(march, None), joined.count(april, None)) == (1, 1)
    assert list(joined.rows(march, None)) == [operator]
    assert (joined.count(march, operator), joined.count(march, reader)) == (1, 0)


def test_measures_are_found_by_name() -> None:
    first = register(people_joined())
    assert measure("people.users_joined") is first
    assert measures() == [first]
    with pytest.raises(LookupError, match="nothing"):
        measure("people.nothing")


def test_a_name_has_one_meaning() -> None:
    register(people_joined())
    with pytest.raises(DuplicateMeasureError, match=r"people\.users_joined"):
        register(people_joined())


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.day(date(2025, 3, 8)), date(2025, 3, 8), date(2025, 3, 8)),
        (Period.month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (Period.month(2025, 12), date(2025, 12, 1), date(2025, 12, 31)),
        (Period.quarter(2025, 1), date(2025, 1, 1), date(2025, 3, 31)),
        (Period.quarter(2025, 4), date(2025, 10, 1), date(2025, 12, 31)),
        (Period.year(2025), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_whole_days(period: Period, first: date, last: date) -> None:
    assert (period.first, period.last) == (first, last)


def test_a_day_begins_at_midnight_in_tashkent() -> None:
    day = Period.day(date(2025, 3, 8))
    assert day.start == datetime(2025, 3, 7, 19, tzinfo=UTC)
    assert day.end == datetime(2025, 3, 8, 19, tzinfo=UTC)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2025, 3, 8), date(2025, 3, 7))
