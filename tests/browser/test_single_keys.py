"""Keys of a single letter or sign can be switched off, for all pages at once (WCAG 2.1.4)."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_single_keys_can_be_switched_off(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=3", role="operator")
    expect(page.locator("#sheet canvas").first).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys-title")).to_be_focused()
    page.uncheck("#single-keys")
    page.keyboard.press("Escape")
    for key in ("t", "m", "/", "2", "?"):
        page.keyboard.press(key)
    expect(page.locator("#reader")).to_have_attribute("data-view", "image")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#place")).to_have_value("4")
    page.goto("/search?q=kitob")
    page.locator("h1").click(force=True)
    page.keyboard.press("/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body || document.activeElement.id === 'main'")
    page.goto(f"/work/{book}/pages/")
    expect(page.locator(".qc-cell[aria-selected=true]")).to_be_visible()
    for key in ("l", "d", "?"):
        page.keyboard.press(key)
        assert page.locator("dialog[open]").count() == 0
    page.locator("[data-dialog=qc-keys]").click()
    page.check("#single-keys")
    page.keyboard.press("Escape")
    page.focus("#qc-grid")
    page.keyboard.press("l")
    expect(page.locator("#qc-label")).to_be_visible()
