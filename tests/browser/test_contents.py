"""The editor of contents: by keyboard and by touch, saved for readers, and the found contents brought back."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage


def opened(open_page: OpenPage, book: str, **named: object) -> Page:
    page = open_page(f"/work/{book}/contents/", role="operator", **named)
    expect(titles(page).first).to_be_focused()
    return page


def titles(page: Page) -> Locator:
    return page.locator(".toc-row textarea")


def values(page: Page) -> list[list[str]]:
    """Level, title and page of every entry, as they stand on the screen."""
    read = (
        "row => [row.querySelector('span').textContent, ...[...row.querySelectorAll('[name]')].map(box => box.value)]"
    )
    return page.locator(".toc-row").evaluate_all(f"rows => rows.map({read})")


def test_contents_are_written_by_keyboard_and_read(open_page: OpenPage, book: str) -> None:
    page = opened(open_page, book)
    found = values(page)
    mine = [str(int(found[0][0]) + 1), "Yangi bob", found[0][2]]
    page.keyboard.press("Alt+Enter")
    page.keyboard.type("Yangi bob")
    page.keyboard.press("Alt+ArrowRight")
    expect(titles(page).nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    assert values(page)[:2] == [mine, found[0]]
    page.keyboard.press("Alt+z")
    page.keyboard.press("Tab")
    page.keyboard.type("yoʻq")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-error]")).to_have_text("Kitobda yoʻq sahifani koʻrsatgan bandlar: 2.")
    box = page.locator(".toc-row [name=page]").nth(1)
    expect(box).to_be_focused()
    box.fill(found[0][2])
    page.keyboard.press("Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Saqlandi")
    assert values(page) == [found[0], mine, *found[1:]]
    assert violations(page) == []
    reader = open_page(f"/book/{book}/contents")
    expect(reader.get_by_text("Yangi bob")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-reset-button]").click()
    expect(page.locator("[data-state]")).to_contain_text("Topilgan mundarija qaytarildi")
    assert values(page) == found


def test_contents_are_changed_on_a_phone(open_page: OpenPage, book: str) -> None:
    page = opened(open_page, book, size=PHONE)
    found = values(page)
    titles(page).nth(1).tap()
    page.locator("[data-do=remove]").tap()
    assert values(page) == [found[0], *found[2:]]
    page.locator("[data-do=undo]").tap()
    assert values(page) == found
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_second_of_two_loses_nothing(open_page: OpenPage, book: str) -> None:
    first, second = opened(open_page, book), opened(open_page, book, expect_errors=("status of 409",))
    for page, words in ((first, "Birinchi xodim"), (second, "Ikkinchi xodim")):
        titles(page).first.fill(words)
        page.keyboard.press("Control+s")
    expect(second.locator("[data-error]")).to_contain_text("boshqa xodim")
    second.once("dialog", lambda dialog: dialog.accept())
    second.reload()
    expect(titles(second).first).to_have_value("Birinchi xodim")
    second.locator("[data-take=mine]").click()
    expect(titles(second).first).to_have_value("Ikkinchi xodim")
    second.locator("[data-do=undo]").click()
    second.once("dialog", lambda dialog: dialog.accept())
    second.locator("[data-reset-button]").click()
    expect(second.locator("[data-state]")).to_contain_text("Topilgan mundarija qaytarildi")
