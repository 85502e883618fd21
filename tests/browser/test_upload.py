"""Bringing files in by the browser: dropped, taken out, broken off, gone on with on another day."""

from __future__ import annotations

import re
import time
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage

PATCH = "**/work/uploads/*/"


def draw(path: Path, text: str) -> Path:
    """A small scan unlike the others."""
    picture = Image.new("L", (500, 700), 245)
    ImageDraw.Draw(picture).text((60, 100), text, fill=0, font_size=30)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, dpi=(120, 120))
    return path


def drop(page: Page, *paths: Path) -> None:
    """Drop files from the file manager on the field, as the browser itself would tell of it."""
    box = page.locator("[data-drop]").bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 20, "y": box["y"] + 20, "data": data})


def submit(page: Page) -> None:
    page.locator("[data-submit]").click()
    page.wait_for_url(re.compile(r"/work/jv[0-9a-z]+/$"))


def test_a_folder_and_a_file_are_dropped_and_one_is_taken_out(open_page: OpenPage, tmp_path: Path) -> None:
    folder = tmp_path / "Tashlangan papka"
    for number in (1, 2, 10):
        draw(folder / f"{number}.png", f"tashlangan {number}")
    page = open_page("/work/new/", role="operator")
    expect(page.locator("[data-submit]")).to_be_disabled()
    drop(page, folder, draw(tmp_path / "ortiqcha.png", "ortiqcha"))
    expect(page.locator("[data-total-text]")).to_have_text("4 / 4 fayl")
    expect(page.locator("[name=title]")).to_have_value("Tashlangan papka")
    page.get_by_role("button", name="Olib tashlash: ortiqcha.png").click()
    expect(page.locator("[data-total-text]")).to_have_text("3 / 3 fayl")
    submit(page)
    expect(page.locator("h1")).to_have_text("Tashlangan papka")
    expect(page.locator(".facts b").first).to_have_text("3", timeout=60_000)


def test_what_is_no_page_is_said_and_the_files_stay(open_page: OpenPage, tmp_path: Path) -> None:
    text = tmp_path / "sahifa-emas.txt"
    text.write_text("bu sahifa emas")
    page = open_page("/work/new/", role="operator")
    page.set_input_files("[data-files]", text)
    expect(page.locator("[data-submit]")).to_be_enabled()
    page.locator("[data-submit]").click()
    expect(page.locator("[role=alert]").first).to_contain_text("sahifa-emas.txt")
    expect(page.locator("[data-list] li")).to_have_count(1)
    page.set_input_files("[data-files]", draw(tmp_path / "yaxshi.png", "yaxshi sahifa"))
    expect(page.locator("[data-total-text]")).to_have_text("2 / 2 fayl")
    submit(page)


def test_an_empty_file_is_named_and_nothing_is_made(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "bosh.png").touch()
    page = open_page("/work/new/", role="operator", expect_errors=("status of 400",))
    page.set_input_files("[data-files]", tmp_path / "bosh.png")
    expect(page.locator("main")).to_contain_text("fayl boʻsh", timeout=30_000)
    expect(page.locator("[data-submit]")).to_be_disabled()


def test_an_upload_goes_on_on_another_day(open_page: OpenPage, tmp_path: Path) -> None:
    large = tmp_path / "katta.png"
    Image.effect_noise((4200, 4200), 90).save(large, compress_level=1)
    assert large.stat().st_size > 9 * 2**20, "it must take more than one piece"
    page = open_page("/work/new/", role="operator", expect_errors=("Failed to load resource", "net::ERR"))
    page.on("dialog", lambda dialog: dialog.accept())
    sent: list[str] = []

    def first_piece_only(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(route.request.headers["upload-offset"])
            if len(sent) > 1:
                route.abort()
                return
        route.continue_()

    page.route(PATCH, first_piece_only)
    page.set_input_files("[data-files]", large)
    for _attempt in range(60):
        if len(sent) > 1:
            break
        page.wait_for_timeout(250)
    page.goto("about:blank")  # with the door still shut: a further try would bring the rest
    page.unroute(PATCH)
    page.goto("/work/new/")
    left = page.locator(".work-left").filter(has_text="katta.png").first
    left.get_by_role("link").click()
    expect(page.locator("[data-list] li")).to_contain_text("shu faylni yana tanlang")
    expect(page.locator("[data-submit]")).to_be_disabled()
    with page.expect_request(lambda request: request.method == "PATCH") as asked:
        page.set_input_files("[data-files]", large)
    assert asked.value.headers["upload-offset"] == str(8 * 2**20)
    expect(page.locator("[data-total-text]")).to_have_text("1 / 1 fayl")
    page.fill("[name=title]", "Ikki kunlik yuklash")
    submit(page)


def test_a_session_that_ends_in_the_middle_is_said(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/work/new/", role="operator", expect_errors=("status of 401",))
    page.on("dialog", lambda dialog: dialog.accept())
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.set_input_files("[data-files]", draw(tmp_path / "kech.png", "kech"))
    expect(page.locator("[data-list] li")).to_contain_text("Seansingiz tugagan")
    page.context.add_cookies(cookies)
    page.locator("[data-list] li").get_by_role("button", name="Qayta urinish").click()
    expect(page.locator("[data-total-text]")).to_have_text("1 / 1 fayl")


def test_a_second_click_makes_no_second_object(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/work/new/", role="operator")
    title = f"Ikki marta bosilgan {time.time_ns()}"
    page.set_input_files("[data-files]", draw(tmp_path / "bir.png", title))
    expect(page.locator("[data-submit]")).to_be_enabled()
    page.fill("[name=title]", title)
    page.locator("[data-submit]").dblclick(no_wait_after=True)
    page.wait_for_url(re.compile(r"/work/jv[0-9a-z]+/$"))
    page.goto(f"/work/?text={title}")
    expect(page.locator("tbody tr")).to_have_count(1)
