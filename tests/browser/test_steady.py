"""Nothing jumps while a page is loaded over a slow line on a telephone: layout shift, as browsers count it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, OpenPage

#: What search engines call good (web.dev/cls).
MOST = 0.1
COUNT = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
  }).observe({ type: "layout-shift", buffered: true });
}"""
#: A slow mobile line, in bytes a second and milliseconds.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}


def slowly(page: Page, path: str) -> float:
    """The sum of all shifts while the page is loaded."""
    page.add_init_script(f"({COUNT})()")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return float(page.evaluate("window.shifts.reduce((sum, value) => sum + value, 0)"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("query", ["", "?page=2", "?page=2&q=kitob", "?q=kitob"])
def test_the_reader_stands_still(open_page: OpenPage, book: str, size: dict[str, int], query: str) -> None:
    page = open_page("/accounts/login/", size=size)
    assert slowly(page, f"/book/{book}/read{query}") < MOST
    expect(page.locator("#sheet canvas").first).to_be_visible()
    expect(page.locator(".plain-page")).to_have_count(0)
    assert violations(page) == []


@pytest.mark.parametrize("path", ["/", "/search", "/search?q=kitob", "/book/{book}/"])
def test_other_pages_stand_still(open_page: OpenPage, book: str, path: str) -> None:
    page = open_page("/accounts/login/", size=PHONE)
    assert slowly(page, path.format(book=book)) < MOST


def test_the_plain_picture_lies_where_the_page_will_be_drawn(open_page: OpenPage, book: str) -> None:
    for size in (PHONE, DESKTOP):
        page = open_page("/accounts/login/", size=size)
        page.route("**/openseadragon.min.js", lambda _route: None)
        page.goto(f"/book/{book}/read?page=2", wait_until="commit")
        picture = page.locator(".plain-page")
        expect(picture).to_be_visible()
        sheet = page.locator("#sheet").bounding_box()
        assert picture.bounding_box() == sheet
        assert picture.evaluate("element => getComputedStyle(element).objectFit") == "contain"


def test_the_text_can_be_as_small_and_as_large_as_it_goes(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=2", size=PHONE)
    page.wait_for_load_state("networkidle")
    page.click('[data-do="text"]')
    for button in ("smaller", "larger"):
        for _time in range(7):
            page.click(f'[data-do="{button}"]')
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
