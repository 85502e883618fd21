"""Every page: readable by all (axe), whole on a phone, in four languages, in light and dark."""

from __future__ import annotations

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, OpenPage

OPEN_PAGES = (
    "/", "/search?q=kitob", "/search?q=qwrtzx", "/book/{book}/", "/book/{book}/read", "/accounts/login/",
    "/no-such-page",
)  # fmt: skip
STAFF_PAGES = (
    "/", "/work/", "/work/new/", "/work/{book}/", "/work/{book}/pages/", "/work/{book}/pages/p0001/", "/work/jobs/",
    "/people/", "/people/new/", "/people/profile/",
)  # fmt: skip
CASES = [(path, "") for path in OPEN_PAGES] + [(path, "administrator") for path in STAFF_PAGES]
NOT_FOUND = ("status of 404",)


@pytest.mark.parametrize(("path", "role"), CASES)
def test_page_is_accessible_in_both_themes(open_page: OpenPage, book: str, path: str, role: str) -> None:
    for theme in ("light", "dark"):
        page = open_page(path.format(book=book), role=role, theme=theme, expect_errors=NOT_FOUND)
        page.wait_for_load_state("networkidle")
        assert violations(page) == []


@pytest.mark.parametrize(("path", "role"), CASES)
def test_page_fits_a_phone(open_page: OpenPage, book: str, path: str, role: str) -> None:
    page = open_page(path.format(book=book), role=role, size=PHONE, expect_errors=NOT_FOUND)
    page.wait_for_load_state("networkidle")
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
    assert violations(page) == []


@pytest.mark.parametrize(
    ("language", "word"),
    [("uz", "Elektron kutubxona"), ("uz-cyrl", "Электрон кутубхона"), ("ru", "Электронная библиотека"),
     ("en", "Electronic library")],
)  # fmt: skip
def test_language_switch_is_on_every_page(open_page: OpenPage, language: str, word: str) -> None:
    page = open_page("/search", size=DESKTOP)
    page.click(f"button[name=language][value={language}]")
    page.goto("/")
    assert word in page.title()
    assert page.locator(f"button[name=language][value={language}][aria-current=true]").count() == 1
