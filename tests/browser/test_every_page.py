"""Every page: readable by all (axe), whole on a phone, in four languages, in light and dark."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import polib
import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, OpenPage, Screen, Show
from tests.browser.house import ROOT

OPEN_PAGES = (
    "/", "/search", "/search?q=javon", "/search?q=qwrtzx", "/book/{book}/", "/book/{book}/read",
    "/book/{book}/read?page=2&q=kitob", "/accounts/login/",
)  # fmt: skip
STAFF_PAGES = (
    "/", "/work/", "/work/?text=qwrtzx", "/work/new/", "/work/{book}/", "/work/{book}/record/",
    "/work/{book}/contents/", "/work/{book}/pages/", "/work/{book}/pages/p0001/",
    "/work/{book}/pages/p0003/", "/work/archive/", "/work/changes/", "/work/{book}/changes/",
    "/work/jobs/", "/work/jobs/?state=failed", "/people/",
    "/people/add/", "/people/me/", "/people/journal/", "/people/journal/?q=qwrtzx", "/accounts/password/change/",
    "/accounts/2fa/", "/accounts/sessions/", "/accounts/logout/",
)  # fmt: skip
#: Addresses that refuse, the status, and who asks.
REFUSALS = (("/no-such-page", 404, ""), ("/work/{book}/do/accept/", 405, "administrator"), ("/work/", 403, "reader"))
CASES = [(path, "") for path in OPEN_PAGES] + [(path, "administrator") for path in STAFF_PAGES]
#: Every language, theme and size; the longest words stand on the narrowest screen.
SCREENS = (
    Screen("light", "desktop", "uz"), Screen("dark", "desktop", "en"), Screen("light", "phone", "ru"),
    Screen("dark", "phone", "uz-cyrl"),
)  # fmt: skip
CATALOGUES = {"en": "en", "ru": "ru", "uz-cyrl": "uz_Cyrl"}
#: Everything that a page says of its own: its texts, and the texts of attributes; a book's words carry their language.
SAID = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = new Set();
  const own = (element) => !element.closest("kbd") && element.closest("[lang]") === document.documentElement;
  while (walker.nextNode()) if (own(walker.currentNode.parentElement)) said.add(walker.currentNode.data.trim());
  for (const name of ["title", "placeholder", "aria-label", "alt"]) {
    const bearers = [...document.querySelectorAll(`[${name}]`)].filter(own);
    bearers.forEach((element) => said.add(element.getAttribute(name).trim()));
  }
  return [...said, document.title.split(" · ").at(-2)];
}"""


@cache
def other_words(language: str) -> frozenset[str]:
    """Texts of the program that are said otherwise in this language."""
    path = ROOT / f"src/javon/base/ui/locale/{CATALOGUES[language]}/LC_MESSAGES/django.po"
    entries = polib.pofile(str(path))
    same = {entry.msgstr for entry in entries}
    return frozenset(entry.msgid for entry in entries if entry.msgstr and entry.msgid not in same)


def check(page: Page, language: str) -> None:
    """Nothing is wider than the window, nothing is closed to anybody, nothing is said in another language."""
    page.wait_for_load_state("networkidle")
    if language in CATALOGUES:
        assert set(page.evaluate(SAID)) & other_words(language) == set()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    assert violations(page) == []


@pytest.mark.parametrize(("path", "role"), CASES)
def test_page_is_open_to_everybody_and_fits(show: Show, book: str, path: str, role: str) -> None:
    for screen in SCREENS:
        page = show(path.format(book=book), replace(screen, role=role))
        assert page.url.endswith(path.format(book=book)), "it led elsewhere"
        check(page, screen.language)


@pytest.mark.parametrize(("path", "status", "role"), REFUSALS)
def test_refusal_is_a_page_of_the_house(show: Show, book: str, path: str, status: int, role: str) -> None:
    for screen in SCREENS:
        page = show("/", replace(screen, role=role), expect_errors=(f"status of {status}",))
        answer = page.goto(path.format(book=book))
        assert answer is not None
        assert answer.status == status
        assert page.locator("main h1").inner_text()
        check(page, screen.language)


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
