"""Quality control in a real browser: two thousand pages, and every deed by keyboard, seen again in the database."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.house import House
from tests.browser.many import COUNT, make_many

NO_PICTURE = ("status of 404",)
REFUSED = ("status of 400",)
LOOK = """
import json
from javon.apps.digitization.models import Page
fields = ("key", "position", "label", "status", "run", "overrides", "excluded", "blank", "part", "width", "height")
rows = Page.objects.filter(object__identifier="{book}").order_by("position")
print(json.dumps([
    dict(zip((*fields, "accepted", "file"), row)) for row in rows.values_list(*fields, "reviewed_at", "source__name")
], default=str))
"""


@pytest.fixture(scope="module")
def many(house: House) -> str:
    return make_many(house)


@pytest.fixture(scope="module")
def own_book(house: House, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A book of this module's own: six scans with lines of bars and a printed number."""
    folder = tmp_path_factory.mktemp("skan") / "sinov"
    folder.mkdir()
    for number in range(1, 7):
        draw(folder / f"{number}.png", number)
    done = house.run("digitize", str(folder), "--title", "Nazorat sinovi", "--language", "uz-Latn")
    assert done.returncode == 0, done.stdout + done.stderr
    found = house.run("manage", "shell", "-v0", "-c", FIND)
    return found.stdout.strip().splitlines()[-1]


FIND = """
from javon.apps.digitization.models import DigitalObject
print(DigitalObject.objects.filter(record__title="Nazorat sinovi").latest("pk").identifier)
"""


def draw(path: Path, number: int) -> Path:
    """A scan unlike the others."""
    picture = Image.new("L", (700, 1000), 245)
    pen = ImageDraw.Draw(picture)
    pen.text((330, 40), str(number), fill=0, font_size=28)
    for line in range(14):
        pen.text((70, 110 + 55 * line), f"sahifa {number} satr {line} kitob javon", fill=10, font_size=28)
    picture.save(path, dpi=(150, 150))
    return path


def rows(house: House, book: str) -> list[dict[str, Any]]:
    """The pages in the order of the book, as the database has them."""
    done = house.run("manage", "shell", "-v0", "-c", LOOK.format(book=book))
    found: list[dict[str, Any]] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def row(house: House, book: str, key: str) -> dict[str, Any]:
    return next(found for found in rows(house, book) if found["key"] == key)


def until(true: Callable[[], bool], limit_s: float = 60) -> None:
    """Wait for the worker."""
    deadline = time.monotonic() + limit_s
    while not true():
        assert time.monotonic() < deadline, "the worker did not get there"
        time.sleep(0.5)


def choose(page: Page, key: str) -> None:
    """Select a page of the grid by the keyboard."""
    page.keyboard.press("Home")
    for _step in range(20):
        if page.locator(f".qc-cell[aria-selected=true] img[src*='/{key}/']").count():
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"{key} is not in the grid")


def cell(page: Page, key: str) -> Locator:
    """The cell of this page."""
    return page.locator(f".qc-cell:has(img[src*='/{key}/'])")


def opened(open_page: OpenPage, book: str) -> Page:
    page = open_page(f"/work/{book}/pages/", role="operator", expect_errors=(*NO_PICTURE, *REFUSED))
    expect(page.locator(".qc-cell[aria-selected=true]")).to_be_visible()
    page.select_option("[data-order]", "book")
    page.focus("#qc-grid")
    return page


def test_two_thousand_pages_are_light(open_page: OpenPage, many: str) -> None:
    page = open_page(f"/work/{many}/pages/", role="operator", expect_errors=NO_PICTURE)
    expect(page.locator("[data-count=all]")).to_have_text(str(COUNT))
    for key in ("End", "Home", "PageDown", "PageDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        assert page.locator(".qc-cell").count() < 150
    page.keyboard.press("End")
    expect(page.locator(".qc-cell[aria-selected=true]")).to_have_attribute("aria-posinset", str(COUNT))
    elements = page.evaluate("document.querySelectorAll('*').length")
    assert elements < 1500
    assert violations(page) == []


def test_the_worst_pages_come_first(open_page: OpenPage, many: str) -> None:
    page = open_page(f"/work/{many}/pages/", role="operator", expect_errors=NO_PICTURE)
    expect(page.locator(".qc-cell[aria-posinset='1']")).to_have_attribute("data-verdict", "rescan")
    page.keyboard.press("End")
    expect(page.locator(f".qc-cell[aria-posinset='{COUNT}']")).to_have_attribute("data-verdict", "good")
    page.goto(f"/work/{many}/pages/#look")
    page.reload()
    expect(page.locator("[data-filter=look]")).to_have_attribute("aria-pressed", "true")


def test_small_deeds_by_keyboard(open_page: OpenPage, house: House, own_book: str) -> None:
    page = opened(open_page, own_book)
    choose(page, "p0001")
    page.keyboard.press("a")
    expect(cell(page, "p0001")).to_have_attribute("data-reviewed", "")
    assert row(house, own_book, "p0001")["accepted"]
    choose(page, "p0001")
    page.keyboard.press("z")
    expect(cell(page, "p0001")).not_to_have_attribute("data-reviewed", "")
    assert not row(house, own_book, "p0001")["accepted"]
    page.keyboard.press("l")
    page.fill("#label-value", "iv")
    page.keyboard.press("Enter")
    expect(page.locator(".qc-cell[aria-selected=true] .name")).to_have_text("iv")
    page.keyboard.press("b")
    expect(page.locator(".qc-facts .badge-look")).to_be_visible()
    found = row(house, own_book, "p0001")
    assert (found["label"], found["blank"]) == ("iv", True)
    page.keyboard.press("b")
    page.keyboard.press("x")
    expect(page.locator(".qc-cell[aria-selected=true]")).to_have_attribute("data-excluded", "")
    assert row(house, own_book, "p0001")["excluded"]
    page.keyboard.press("x")
    expect(page.locator(".qc-cell[aria-selected=true][data-excluded]")).to_have_count(0)


def test_pages_are_moved_by_keyboard(open_page: OpenPage, house: House, own_book: str) -> None:
    page = opened(open_page, own_book)
    before = [found["key"] for found in rows(house, own_book)]
    choose(page, before[1])
    page.keyboard.press("m")
    choose(page, before[3])
    page.keyboard.press("p")
    expect(page.locator(".qc-cell[data-moving]")).to_have_count(0)
    wanted = [before[0], before[2], before[3], before[1], *before[4:]]
    until(lambda: [found["key"] for found in rows(house, own_book)] == wanted, 10)
    choose(page, before[1])
    page.keyboard.press("m")
    choose(page, wanted[0])
    page.keyboard.press("Shift+P")
    wanted = [before[1], before[0], *before[2:]]
    until(lambda: [found["key"] for found in rows(house, own_book)] == wanted, 10)


def test_a_page_is_turned_cropped_and_done_again(open_page: OpenPage, house: House, own_book: str) -> None:
    page = opened(open_page, own_book)
    first = row(house, own_book, "p0003")
    choose(page, "p0003")
    page.keyboard.press("r")
    until(lambda: (now := row(house, own_book, "p0003"))["status"] == "done" and now["run"] == first["run"] + 1)
    assert row(house, own_book, "p0003")["overrides"] == {"orient": {"angle": 90}}
    page.keyboard.press("Shift+R")
    until(lambda: (now := row(house, own_book, "p0003"))["status"] == "done" and now["run"] == first["run"] + 2)
    now = row(house, own_book, "p0003")
    assert abs(now["width"] - first["width"]) < 20
    expect(page.locator(".qc-cell[aria-selected=true]")).to_have_attribute("data-status", "done", timeout=10_000)
    page.keyboard.press("c")
    expect(page.locator(".qc-crop")).to_be_visible()
    for _step in range(60):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    until(lambda: (now := row(house, own_book, "p0003"))["status"] == "done" and now["run"] == first["run"] + 3)
    assert row(house, own_book, "p0003")["height"] < now["height"] * 0.8
    expect(page.locator(".qc-cell[aria-selected=true]")).to_have_attribute("data-status", "done", timeout=10_000)
    page.keyboard.press("c")
    pull(page, "bottom", 200)
    page.get_by_role("button", name="Qoʻllash").click()
    until(lambda: (now := row(house, own_book, "p0003"))["status"] == "done" and now["run"] == first["run"] + 4)
    assert row(house, own_book, "p0003")["height"] > now["height"] * 0.9, "what was cut away is back"
    page.keyboard.press("d")
    page.locator("#redo-keep").uncheck()
    page.locator("#redo-crop").check()
    page.locator("[data-redo] button.btn-primary").click()
    until(lambda: (now := row(house, own_book, "p0003"))["status"] == "done" and now["run"] == first["run"] + 5)
    done = row(house, own_book, "p0003")
    assert (done["overrides"], done["height"]) == ({"crop": {"off": True}}, 1000)


def pull(page: Page, edge: str, by: int) -> None:
    """Drag an edge of the crop with the mouse: down or to the right by so many pixels."""
    expect(page.locator(".qc-hand")).to_be_visible()
    page.wait_for_load_state("networkidle")
    box = page.locator(".qc-crop").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 3, box["y"] + (box["height"] if edge == "bottom" else 0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + by, steps=5)
    page.mouse.up()


def test_a_page_is_divided_where_the_line_stands_and_joined_again(
    open_page: OpenPage, house: House, own_book: str
) -> None:
    page = opened(open_page, own_book)
    choose(page, "p0004")
    width = row(house, own_book, "p0004")["width"]
    page.keyboard.press("s")
    expect(page.locator(".qc-crop[data-line]")).to_be_visible()
    for _step in range(10):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    until(lambda: any(found["key"] == "p0004b" for found in rows(house, own_book)))
    assert row(house, own_book, "p0004")["overrides"]["split"]["at"] < 0.48 * (width + 200)
    keys = [found["key"] for found in rows(house, own_book)]
    assert keys.index("p0004b") == keys.index("p0004") + 1
    expect(page.locator(".qc-cell img[src*='/p0004b/']")).to_be_visible(timeout=15_000)
    choose(page, "p0004b")
    page.keyboard.press("s")
    until(lambda: row(house, own_book, "p0004b")["excluded"])


def test_a_rescan_replaces_and_another_is_put_in(
    open_page: OpenPage, house: House, own_book: str, tmp_path: Path
) -> None:
    page = opened(open_page, own_book)
    choose(page, "p0005")
    page.keyboard.press("u")
    page.set_input_files("[data-file]", draw(tmp_path / "qayta.png", 51))
    until(lambda: row(house, own_book, "p0005")["file"] == "qayta.png")
    choose(page, "p0005")
    page.keyboard.press("i")
    page.set_input_files("[data-file]", draw(tmp_path / "yangi.png", 52))
    until(lambda: any(found["file"] == "yangi.png" for found in rows(house, own_book)))
    files = [found["file"] for found in rows(house, own_book) if not found["excluded"]]
    assert files.index("yangi.png") == files.index("qayta.png") + 1
    page.keyboard.press("u")
    page.set_input_files("[data-file]", {"name": "bosh.png", "mimeType": "image/png", "buffer": b""})
    expect(page.locator("[data-error]")).to_be_visible()


def test_a_session_that_ends_is_said_and_work_goes_on_after_the_log_in(open_page: OpenPage, own_book: str) -> None:
    page = open_page(f"/work/{own_book}/pages/", role="operator", expect_errors=(*NO_PICTURE, "status of 401"))
    expect(page.locator(".qc-cell").first).to_be_visible()
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("a")
    expect(page.locator("[data-error]")).to_contain_text("Seansingiz tugagan")
    expect(page.locator("[data-error] a")).to_have_attribute(
        "href", f"/accounts/login/?next=%2Fwork%2F{own_book}%2Fpages%2F"
    )
    page.context.add_cookies(cookies)
    page.keyboard.press("a")
    expect(page.locator("[data-error]")).to_be_hidden()
    expect(page.locator(".qc-cell[data-reviewed]").first).to_be_visible()


def test_keys_work_while_cyrillic_is_typed(open_page: OpenPage, own_book: str) -> None:
    page = opened(open_page, own_book)
    page.evaluate(PRESSED, {"key": "д", "code": "KeyL"})
    expect(page.locator("#qc-label")).to_be_visible()
    page.goto(f"/book/{own_book}/read?page=1")
    expect(page.locator("#sheet canvas").first).to_be_visible()
    page.evaluate(PRESSED, {"key": "е", "code": "KeyT"})
    expect(page.locator("#reader")).to_have_attribute("data-view", "text")
    page.goto(f"/work/{own_book}/pages/p0002/")
    page.locator(".fix-item textarea").first.wait_for()
    page.evaluate(PRESSED, {"key": "ы", "code": "KeyS", "ctrlKey": True})
    expect(page.locator("[data-state]")).to_have_text("Saqlandi")


PRESSED = """values => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {...values, bubbles: true, cancelable: true}))"""


def test_two_quick_keys_accept_two_pages(open_page: OpenPage, many: str) -> None:
    page = opened(open_page, many)
    page.keyboard.press("Home")

    def wait(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/accept/", wait)
    page.keyboard.press("a")
    page.keyboard.press("a")
    page.keyboard.down("a")
    page.keyboard.down("a")
    page.keyboard.up("a")
    expect(page.locator(".qc-cell[aria-selected=true]")).to_have_attribute("aria-posinset", "4")
    for number in (1, 2, 3):
        expect(page.locator(f".qc-cell[aria-posinset='{number}']")).to_have_attribute("data-reviewed", "")
    assert page.locator(".qc-cell[aria-posinset='4'][data-reviewed]").count() == 0


def test_no_crop_is_offered_for_a_page_that_was_left(open_page: OpenPage, own_book: str) -> None:
    page = opened(open_page, own_book)

    def wait(route: Route) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/uncropped.json*", wait)
    choose(page, "p0001")
    with page.expect_response("**/uncropped.json*"):
        page.keyboard.press("c")
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    expect(page.locator("[data-hand-bar]")).to_be_hidden()
