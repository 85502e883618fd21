"""The editor of contents: by keyboard and by touch, saved, and the found contents brought back."""

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
    # Readers see it when it is released; whoever works on the book sees it at once.
    assert values(opened(open_page, book)) == [found[0], mine, *found[1:]]
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


def test_several_entries_are_moved_and_indented_at_once(open_page: OpenPage, book: str) -> None:
    page = opened(open_page, book)
    found = values(page)
    for title in ("Uch", "Ikki", "Bir"):
        titles(page).first.focus()
        page.keyboard.press("Alt+Enter")
        page.keyboard.type(title)
    level, place = found[0][0], found[0][2]
    made = [[level, title, place] for title in ("Bir", "Ikki", "Uch")]
    assert values(page) == [found[0], *made, *found[1:]]
    titles(page).nth(1).focus()
    page.keyboard.press("Shift+ArrowDown")
    page.locator("[data-do=more]").click()
    expect(page.locator("[data-chosen-count]")).to_contain_text("3")
    page.keyboard.press("Alt+ArrowRight")
    deeper = [[str(int(level) + 1), title, place] for _level, title, place in made]
    assert values(page) == [found[0], *deeper, *found[1:]]
    page.keyboard.press("Alt+ArrowUp")
    assert values(page) == [*deeper, found[0], *found[1:]]
    page.keyboard.press("Alt+Delete")
    assert values(page) == found
    for _step in range(3):
        page.keyboard.press("Alt+z")
    assert values(page) == [found[0], *made, *found[1:]]
    titles(page).nth(1).click(modifiers=["Shift"])
    expect(page.locator("[data-chosen-count]")).to_be_empty()
    titles(page).nth(3).click(modifiers=["Shift"])
    assert page.locator(".toc-row[data-chosen]").count() == 3
    assert violations(page) == []


def test_a_book_is_left_without_contents(open_page: OpenPage, book: str) -> None:
    page = opened(open_page, book)
    found = values(page)
    page.locator("[data-do=clear]").click()
    assert values(page) == []
    page.locator("[data-do=undo]").click()
    assert values(page) == found
    page.locator("[data-do=clear]").click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-save-button]").click()
    expect(page.locator("[data-origin]")).to_have_text("Kitob mundarijasiz")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-reset-button]").click()
    expect(page.locator("[data-state]")).to_contain_text("Topilgan mundarija qaytarildi")
    assert values(page) == found
