"""Whatever a book is called, no page is wider than its window, from a small telephone to a wall."""

from __future__ import annotations

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.hostile import make_hostile
from tests.browser.house import House

NARROW, WIDE = {"width": 320, "height": 640}, {"width": 2560, "height": 1300}
LISTS = ("/", "/search", "/search?q=uzunsarlavha", "/work/", "/work/jobs/", "/people/journal/?q=uzunsarlavha")
OTHERS = (
    "/work/new/", "/people/", "/people/add/", "/people/me/", "/people/journal/", "/accounts/password/change/",
    "/accounts/2fa/", "/accounts/sessions/",
)  # fmt: skip
OF_A_BOOK = (
    "/book/{}/", "/book/{}/read", "/book/{}/read?page=2&q=kitob", "/work/{}/", "/work/{}/record/", "/work/{}/contents/",
    "/work/{}/pages/", "/work/{}/pages/p0001/",
)  # fmt: skip
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
#: The tallest name in a list, in lines of its own letters.
LINES = """() => Math.max(...[...document.querySelectorAll(".clamp")].map((name) =>
  name.clientHeight / parseFloat(getComputedStyle(name).lineHeight)))"""


@pytest.fixture(scope="module")
def books(house: House) -> list[str]:
    """Published books of such names."""
    return make_hostile(house)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "2560"])
@pytest.mark.parametrize("language", ["uz", "ru"])
def test_no_page_is_wider_than_its_window(
    open_page: OpenPage, books: list[str], size: dict[str, int], language: str
) -> None:
    page = open_page("/", size=size, role="administrator", language=language)
    paths = [*LISTS, *OTHERS, *(path.format(book) for book in books for path in OF_A_BOOK)]
    wide = {}
    for path in paths:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if (more := page.evaluate(TOO_WIDE)) > 0:
            wide[path] = more
    assert wide == {}


def test_lists_show_a_few_lines_of_a_name(open_page: OpenPage, books: list[str]) -> None:
    page = open_page("/search", size=NARROW, role="administrator")
    for path in LISTS:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        if page.locator(".clamp").count():
            assert page.evaluate(LINES) < 3.5
        assert violations(page) == []


def test_the_page_of_a_book_shows_the_whole_name(open_page: OpenPage, books: list[str]) -> None:
    page = open_page(f"/book/{books[0]}/", size=NARROW)
    heading = page.locator("main h1")
    assert heading.evaluate("element => element.scrollHeight - element.clientHeight") <= 1
    assert violations(page) == []


def test_a_name_from_right_to_left_is_laid_so(open_page: OpenPage, books: list[str]) -> None:
    page = open_page(f"/book/{books[2]}/", size=NARROW)
    assert page.locator("main h1").get_attribute("dir") == "auto"
