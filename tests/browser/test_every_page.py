"""Every page: readable by all (axe), whole on a phone, in four languages, in light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, OpenPage

OPEN_PAGES = (
    "/", "/search", "/search?q=kitob", "/search?q=qwrtzx", "/book/{book}/", "/book/{book}/read",
    "/book/{book}/read?page=2&q=kitob", "/accounts/login/",
)  # fmt: skip
STAFF_PAGES = (
    "/", "/work/", "/work/?text=qwrtzx", "/work/new/", "/work/{book}/", "/work/{book}/record/", "/work/{book}/pages/",
    "/work/{book}/pages/p0001/", "/work/{book}/pages/p0003/", "/work/jobs/", "/work/jobs/?state=failed", "/people/",
    "/people/add/", "/people/me/", "/people/journal/", "/people/journal/?q=qwrtzx", "/accounts/password/change/",
    "/accounts/2fa/", "/accounts/sessions/", "/accounts/logout/",
)  # fmt: skip
#: Addresses that refuse, the status, and who asks.
REFUSALS = (("/no-such-page", 404, ""), ("/work/{book}/do/accept/", 405, "administrator"), ("/work/", 403, "reader"))
CASES = [(path, "") for path in OPEN_PAGES] + [(path, "administrator") for path in STAFF_PAGES]
SIZES = (("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE))


def check(page: Page) -> None:
    """Nothing is wider than the window, nothing is closed to anybody."""
    page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    assert violations(page) == []


@pytest.mark.parametrize(("path", "role"), CASES)
def test_page_is_open_to_everybody_and_fits(open_page: OpenPage, book: str, path: str, role: str) -> None:
    for theme, size in SIZES:
        page = open_page(path.format(book=book), role=role, theme=theme, size=size)
        assert page.url.endswith(path.format(book=book)), "it led elsewhere"
        check(page)


@pytest.mark.parametrize(("path", "status", "role"), REFUSALS)
def test_refusal_is_a_page_of_the_house(open_page: OpenPage, book: str, path: str, status: int, role: str) -> None:
    for theme, size in SIZES:
        page = open_page("/", role=role, theme=theme, size=size, expect_errors=(f"status of {status}",))
        answer = page.goto(path.format(book=book))
        assert answer is not None
        assert answer.status == status
        assert page.locator("main h1").inner_text()
        check(page)


def test_dialogs_are_open_to_everybody(open_page: OpenPage, book: str) -> None:
    for path, names in (
        (f"/work/{book}/pages/", ("qc-keys", "qc-redo", "qc-label")),
        (f"/book/{book}/read", ("keys",)),
    ):
        page = open_page(path, role="operator", theme="dark")
        page.wait_for_load_state("networkidle")
        for name in names:
            page.evaluate("name => document.getElementById(name).showModal()", name)
            assert violations(page) == []
            page.keyboard.press("Escape")


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
