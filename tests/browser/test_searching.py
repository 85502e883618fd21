"""The search page in a real browser: parts of it are exchanged, and nothing of the rest may be lost by that."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

KEPT = "Object.keys(sessionStorage).filter((name) => name === 'htmx-history-cache')"


def ask(page: Page, words: str) -> None:
    """Type and press Enter, and wait for the answer."""
    page.fill("#q", words)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search?q={words}*")
    expect(page.locator("#results [data-summary]")).to_be_visible()


def test_the_page_works_after_back(open_page: OpenPage) -> None:
    page = open_page("/search")
    ask(page, "kitob")
    ask(page, "javon")
    page.go_back()
    page.wait_for_url("**/search?q=kitob*")
    expect(page.locator("#q")).to_have_value("kitob")
    page.locator("#q").press_sequentially(" o", delay=30)
    page.fill("#q", "kito")
    expect(page.locator("#suggestions")).to_be_visible()
    before = page.locator("html").get_attribute("data-theme")
    page.locator("[data-theme-toggle]").first.click()
    assert page.locator("html").get_attribute("data-theme") != before
    assert page.evaluate(KEPT) == [], "results of staff stay in no storage"
    page.click("button[name=language][value=ru]")
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def test_results_stand_once_and_keep_the_focus(open_page: OpenPage) -> None:
    page = open_page("/search?q=kitob")
    facet = page.locator("[id^=facet-script-]").first
    name = facet.get_attribute("id")
    facet.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{name}")).to_have_attribute("aria-current", "true")
    expect(page.locator(f"#{name}")).to_be_focused()
    assert page.locator("#results").count() == 1
    assert page.locator("[aria-live] [aria-live]").count() == 0
    summary = " ".join(page.locator("#results [data-summary]").inner_text().split())
    expect(page.locator("#find-said")).to_have_text(summary)
    page.check("#exact")
    page.wait_for_url("**exact=1**")
    assert f"script={name.removeprefix('facet-script-')}" in page.url
    expect(page.locator(f"#{name}")).to_have_attribute("aria-current", "true")
    expect(page.locator("#exact")).to_be_focused()


def test_completions_do_not_cover_the_results(open_page: OpenPage) -> None:
    page = open_page("/search")
    page.fill("#q", "kito")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=kito*")
    page.wait_for_timeout(600)
    expect(page.locator("#suggestions")).to_be_hidden()
    page.locator("#q").press_sequentially("b")
    page.keyboard.press("Escape")
    page.wait_for_timeout(600)
    expect(page.locator("#suggestions")).to_be_hidden()
