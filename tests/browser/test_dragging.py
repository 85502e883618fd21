"""Pages are dragged to their place in the grid of quality control, with the mouse and with a finger."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.house import House
from tests.browser.many import COUNT, make_many

NO_PICTURE = ("status of 404",)
KEYS = """
import json
from javon.apps.digitization.models import Page
pages = Page.objects.filter(object__identifier="{book}").order_by("position")
print(json.dumps(list(pages.values_list("key", flat=True))))
"""


@pytest.fixture(scope="module")
def many(house: House) -> str:
    return make_many(house)


def keys(house: House, book: str) -> list[str]:
    """The pages in the order of the book, as the database has them."""
    done = house.run("manage", "shell", "-v0", "-c", KEYS.format(book=book))
    found: list[str] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def opened(open_page: OpenPage, book: str, **named: object) -> Page:
    page = open_page(f"/work/{book}/pages/", role="operator", expect_errors=NO_PICTURE, **named)
    expect(page.locator(".qc-cell[aria-selected=true]")).to_be_visible()
    page.select_option("[data-order]", "book")
    page.focus("#qc-grid")
    page.keyboard.press("Home")
    return page


def point(page: Page, number: int, share: float = 0.5) -> tuple[float, float]:
    """Where the page of this place in the grid (from 1) stands: this share of its width, its middle."""
    box = page.locator(f".qc-cell[aria-posinset='{number}']").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2


def carry(page: Page, number: int, to: tuple[float, float]) -> None:
    """Take a page and hold it there."""
    page.mouse.move(*point(page, number))
    page.mouse.down()
    page.mouse.move(*to, steps=6)


def test_a_page_is_dragged_behind_and_before_another(open_page: OpenPage, house: House, many: str) -> None:
    page = opened(open_page, many)
    before = keys(house, many)
    carry(page, 2, point(page, 4, 0.8))
    expect(page.locator(".qc-drop")).to_be_visible()
    expect(page.locator(".qc-cell[data-moving]")).to_have_attribute("aria-posinset", "2")
    with page.expect_response("**/move/"):
        page.mouse.up()
    expect(page.locator(".qc-drop")).to_be_hidden()
    expect(page.locator(".qc-cell[aria-selected=true]")).to_have_attribute("aria-posinset", "4")
    assert keys(house, many)[:5] == [before[0], before[2], before[3], before[1], before[4]]
    carry(page, 4, point(page, 1, 0.2))
    with page.expect_response("**/move/"):
        page.mouse.up()
    assert keys(house, many)[:5] == [before[1], before[0], before[2], before[3], before[4]]
    assert violations(page) == []


def test_escape_cancels_and_a_page_let_go_where_it_was_stays(open_page: OpenPage, many: str) -> None:
    page = opened(open_page, many)
    moves: list[str] = []
    page.on("request", lambda request: moves.append(request.url) if "/move/" in request.url else None)
    carry(page, 2, point(page, 5, 0.8))
    page.keyboard.press("Escape")
    expect(page.locator(".qc-drop")).to_be_hidden()
    expect(page.locator(".qc-cell[data-moving]")).to_have_count(0)
    page.mouse.up()
    carry(page, 3, point(page, 3, 0.9))
    page.mouse.up()
    carry(page, 3, point(page, 2, 0.9))
    page.mouse.up()
    page.locator(".qc-cell[aria-posinset='6']").click()
    expect(page.locator(".qc-cell[aria-selected=true]")).to_have_attribute("aria-posinset", "6")
    assert moves == []


def test_the_grid_goes_on_at_its_edge(open_page: OpenPage, house: House, many: str) -> None:
    page = opened(open_page, many)
    area = page.locator("#qc-grid").bounding_box()
    assert area is not None
    taken = keys(house, many)[2]
    carry(page, 3, (area["x"] + 60, area["y"] + area["height"] - 4))
    page.wait_for_timeout(1500)
    far = page.evaluate("document.getElementById('qc-grid').scrollTop")
    assert far > 500
    assert page.locator(".qc-cell").count() < 150
    with page.expect_response("**/move/"):
        page.mouse.up()
    place = keys(house, many).index(taken)
    assert 10 < place < COUNT
    expect(page.locator(".qc-cell[aria-selected=true]")).to_have_attribute("aria-posinset", str(place + 1))


def test_in_another_order_it_is_said_how_to_drag(open_page: OpenPage, many: str) -> None:
    page = opened(open_page, many)
    page.select_option("[data-order]", "worst")
    carry(page, 2, point(page, 4, 0.8))
    expect(page.locator(".qc-drop")).to_be_hidden()
    expect(page.locator("[data-told]")).to_contain_text("kitobdagi tartibda")
    page.mouse.up()
    page.select_option("[data-order]", "book")
    expect(page.locator("[data-hand-bar]")).to_be_hidden()


def test_a_finger_that_rests_carries_and_one_that_moves_scrolls(open_page: OpenPage, house: House, many: str) -> None:
    page = opened(open_page, many, size=PHONE)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *at: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    before = keys(house, many)
    x, y = point(page, 1)
    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x, y - 12 * step))
    touch("touchEnd")
    page.wait_for_timeout(600)
    assert page.evaluate("scrollY + document.getElementById('qc-grid').scrollTop") > 0
    assert page.locator(".qc-cell[data-moving]").count() == 0
    page.keyboard.press("Home")
    page.locator(".qc-cell[aria-posinset='1']").scroll_into_view_if_needed()
    touch("touchStart", point(page, 1))
    page.wait_for_timeout(600)
    to = point(page, 2, 0.8)
    for share in (0.3, 0.6, 0.9, 1):
        touch("touchMove", (x + (to[0] - x) * share, to[1]))
    expect(page.locator(".qc-drop")).to_be_visible()
    with page.expect_response("**/move/"):
        touch("touchEnd")
    assert keys(house, many)[:3] == [before[1], before[0], before[2]]
