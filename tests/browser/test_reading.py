"""The reader under fingers: pages turn, pinches enlarge, and the selectable words lie on the printed ones."""

from __future__ import annotations

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import PHONE, OpenPage

#: How far each word of the layer lies from its box, in pixels of the screen: the greatest of left edges and middles.
DISTANCE = """async () => {
  const layer = document.querySelector(".layer"), area = layer.getBoundingClientRect();
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const scale = area.width / layer.viewBox.baseVal.width;
  const page = await (await fetch(settings.text.replace("KEY", settings.pages[settings.place][0]))).json();
  const words = page.lines.flat(), shown = [...layer.querySelectorAll("tspan")];
  if (words.length !== shown.length) return "another number of words";
  return Math.max(...shown.map((element, at) => {
    const [text, left, top, , height] = words[at], box = element.getBoundingClientRect();
    if (element.textContent.trim() !== text) return 1e9;
    const middle = (box.top + box.bottom) / 2 - area.top - (top + height / 2) * scale;
    return Math.max(Math.abs(box.left - area.left - left * scale), Math.abs(middle));
  }));
}"""


def touch(session: CDPSession, *fingers: tuple[int, int]) -> None:
    """Move fingers from x to x at the middle of the screen, together."""
    for step in range(7):
        points = [{"x": x0 + (x1 - x0) * step / 6, "y": 380, "id": number} for number, (x0, x1) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def place(page: Page, number: str) -> None:
    expect(page.locator("#place")).to_have_value(number)


def test_fingers_turn_pages_and_enlarge(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=3", size=PHONE)
    expect(page.locator("#sheet canvas").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    touch(session, (300, 60))
    place(page, "4")
    touch(session, (60, 300))
    place(page, "3")
    touch(session, (160, 60), (200, 300))
    expect(page.locator("#reader")).to_have_attribute("data-zoomed", "yes")
    touch(session, (300, 60))
    page.wait_for_timeout(500)
    place(page, "3")


def test_words_lie_on_the_printed_ones(open_page: OpenPage, book: str) -> None:
    for size in ({"width": 1440, "height": 900}, PHONE):
        page = open_page(f"/book/{book}/read?page=3", size=size)
        page.locator(".layer tspan").first.wait_for(state="attached")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(DISTANCE) < 4


def test_a_link_opens_its_page_with_its_marks(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=p0003&q=kitob")
    place(page, "3")
    expect(page.locator(".layer .marks rect").first).to_be_attached()
    page.locator("#tab-contents").click()
    expect(page.locator("#pane-contents a").first).to_be_visible()
    page.locator("#pane-contents a").last.click()
    expect(page.locator("#place")).not_to_have_value("3")
    page.go_back()
    place(page, "3")


def test_the_walk_through_what_was_found_begins_at_the_open_page(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=3&q=kitob")
    expect(page.locator("#found a[aria-current]")).to_have_count(1)
    page.keyboard.press("n")
    page.wait_for_function("Number(document.getElementById('place').value) > 3")
    page.keyboard.press("p")
    place(page, "3")
    page.keyboard.press("/")
    page.keyboard.type("kitob")
    page.keyboard.press("Enter")
    expect(page.locator("#found a").first).to_be_visible()
    place(page, "3")


def test_a_page_as_wide_as_the_screen_is_walked_down_and_the_choice_is_kept(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=2")
    expect(page.locator("#sheet canvas").first).to_be_visible()
    page.locator(".layer tspan").first.wait_for(state="attached")
    whole = page.evaluate(LAYER)
    page.keyboard.press("w")
    until_wider(page, whole["width"])
    top = page.evaluate(LAYER)["top"]
    page.keyboard.press("PageDown")
    page.wait_for_timeout(600)
    assert page.evaluate(LAYER)["top"] < top - 100
    place(page, "2")
    for _step in range(6):
        page.keyboard.press(" ")
        page.wait_for_timeout(300)
    assert int(page.locator("#place").input_value()) > 2
    page.reload()
    page.locator(".layer tspan").first.wait_for(state="attached")
    until_wider(page, whole["width"])
    page.keyboard.press("0")
    page.wait_for_timeout(700)
    assert abs(page.evaluate(LAYER)["height"] - whole["height"]) < 40


LAYER = "(() => { const box = document.querySelector('.layer').getBoundingClientRect(); return box.toJSON(); })()"


def until_wider(page: Page, width: float) -> None:
    """Wait until the page stands wider than that."""
    for _attempt in range(30):
        if page.evaluate(LAYER)["width"] > width * 1.3:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page did not get wider")
