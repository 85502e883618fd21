"""The reader under fingers: pages turn, pinches enlarge, and the selectable words lie on the printed ones."""

from __future__ import annotations

import time

from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage

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
    """Move fingers from x to x at the middle of the screen, together: a fifth of a second, however slow the machine."""
    begun = time.time()
    for step in range(7):
        points = [{"x": x0 + (x1 - x0) * step / 6, "y": 380, "id": number} for number, (x0, x1) in enumerate(fingers)]
        send(session, "touchMove" if step else "touchStart", points, begun + step * 0.03)
    send(session, "touchEnd", [], begun + 0.21)


def send(session: CDPSession, kind: str, points: list[dict[str, float]], at: float) -> None:
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": at})


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


def test_an_address_without_a_page_opens_the_first_place_found(open_page: OpenPage, book: str) -> None:
    for size in (DESKTOP, PHONE):
        page = open_page(f"/book/{book}/read?q=saroyga", size=size)
        before = page.evaluate("history.length")
        place(page, "6")
        expect(page.locator(".layer .marks rect").first).to_be_attached()
        assert page.evaluate("history.length") == before, "back leads to where the reader came from"
        page.reload()
        place(page, "6")
        expect(page.locator(".layer .marks rect").first).to_be_attached()
        page.goto(f"/book/{book}/read?page=2&q=saroyga")
        expect(page.locator("#find-state")).to_contain_text("topildi")
        place(page, "2")


def test_another_search_is_not_exact_any_more(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=3&q=kitob&exact=1")
    expect(page.locator("#find-state")).not_to_have_text("Qidirilmoqda…")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill("#find-q", "javon")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "q=javon" in url)
    assert "exact" not in page.url
    assert [url for url in asked if "q=javon" in url and "exact" in url] == []


def test_pages_asked_for_one_after_another_do_not_cover_each_other(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=1")
    expect(page.locator("#sheet canvas").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.evaluate(WATCHED)
    page.evaluate(PRESSED, ["End", "Home", "End", "ArrowLeft", "End", "Home"])
    place(page, "1")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.seen()") == ["p0001"], "one page is to be seen, and none is there twice"


#: Keys pressed faster than the viewer answers.
PRESSED = """keys => keys.forEach((key) => document.body.dispatchEvent(
  new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})))"""
#: What the viewer shows: every page that is not transparent, and every page that it holds twice.
WATCHED = """() => {
  const items = new Set(), proto = OpenSeadragon.World.prototype, add = proto.addItem, remove = proto.removeItem;
  proto.addItem = function (item, ...rest) { items.add(item); return add.call(this, item, ...rest); };
  proto.removeItem = function (item) { items.delete(item); return remove.call(this, item); };
  const first = OpenSeadragon.TiledImage.prototype, opacity = first.setOpacity;
  first.setOpacity = function (value) { items.add(this); return opacity.call(this, value); };
  const name = (item) => (item.source._id || item.source.id || "").split("~").pop();
  window.seen = () => {
    const all = [...items].map(name);
    const shown = [...items].filter((item) => item.getOpacity() > 0).map(name);
    return [...shown, ...all.filter((one, at) => all.indexOf(one) !== at)];
  };
}"""


def test_the_reader_is_open_to_those_who_do_not_see_and_to_fingers(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=3", size=PHONE)
    page.locator(".layer tspan").first.wait_for(state="attached")
    expect(page.locator("#sheet")).to_have_role("group")
    for button in page.locator(".reader-bar .needs-script .btn:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    expect(page.locator("[data-do=wide]")).to_be_visible()
    page.click("[data-do=panel]")
    page.click("#tab-pages")
    page.locator("#thumbs a").nth(4).click()
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#sheet")).to_be_focused()
    page.click("[data-do=text]")
    page.click("[data-do=panel]")
    page.locator("#thumbs a").nth(2).click()
    expect(page.locator("#words")).to_be_focused()


def test_the_name_of_the_book_stays_in_the_title(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read?page=2")
    expect(page.locator("#sheet canvas").first).to_be_visible()
    name = page.locator(".reader-title").inner_text()
    page.route("**/read?page=4", lambda route: route.fulfill(
        response=(answer := route.fetch()), body=answer.text().replace(f"<title>{name}", "<title>Bir · Ikki")
    ))  # fmt: skip
    page.goto(f"/book/{book}/read?page=4")
    expect(page.locator("#sheet canvas").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    place(page, "5")
    assert page.title().startswith("Bir · Ikki · ")
