"""A page number in an address: what is shown says its own number, and is never empty where there is something."""

from __future__ import annotations

import pytest

from javon.base.ui.paging import page_number, page_of

LAST, FIRST = 3, 1


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (None, FIRST), ("", FIRST), ("1", 1), (" 2 ", 2), ("3", LAST), ("4", LAST), ("99", LAST), (str(10**30), LAST),
        ("0", FIRST), ("-1", FIRST), ("abc", FIRST), ("2.5", FIRST), ("²", FIRST), ("٢", FIRST), ("1e3", FIRST),
    ],
)  # fmt: skip
def test_the_nearest_page_is_shown(asked: str | None, shown: int) -> None:
    assert page_number(asked, LAST) == shown


def test_a_page_holds_its_rows() -> None:
    rows = list(range(5))
    assert list(page_of(rows, "99", 2).object_list) == [4]
    assert (page_of(rows, "99", 2).number, page_of(rows, "99", 2).paginator.num_pages) == (3, 3)
    assert (list(page_of([], "7", 2).object_list), page_of([], "7", 2).number) == ([], 1)
