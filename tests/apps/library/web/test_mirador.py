"""Mirador 4 opens our manifest, draws our tiles and searches by our Content Search 1."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.apps.library.books import book
from tests.apps.library.web.browser import chromium
from tests.apps.library.web.pictures import listening

from javon.apps.library.actions import object_index
from javon.apps.library.queries.images import page_image
from javon.apps.library.web.images import ImageServer, Source

SCRIPT = Path(__file__).parents[4] / "node_modules" / "mirador" / "dist" / "mirador.min.js"
PAGE = """<!doctype html><meta charset="utf-8"><title>Mirador</title><div id="viewer"></div>
<script src="/mirador.js"></script>
<script>Mirador.viewer({ id: "viewer", windows: [{ manifestId: "MANIFEST", sideBarOpen: true,
  sideBarPanel: "search" }] });</script>"""


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.timeout(200)
def test_mirador_opens_the_book_and_finds_a_word(client: Client, settings: Any) -> None:
    assert SCRIPT.exists(), f"no Mirador at {SCRIPT}: npm ci"
    settings.ALLOWED_HOSTS = ["localhost"]
    made = book("oʻtkan kunlar haqida", "ikkinchi bet", images=True)
    object_index(object=made)
    pictures = {f"{made.identifier}~p000{number}": page_image(f"{made.identifier}~p000{number}") for number in (1, 2)}
    answers: dict[str, tuple[str, bytes]] = {"/mirador.js": ("text/javascript", SCRIPT.read_bytes())}
    asked: list[str] = []

    async def rest(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["path"])
        kind, body = answers.get(scope["path"], ("text/plain", b""))
        status = 200 if scope["path"] in answers else 404
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind.encode())]})
        await send({"type": "http.response.body", "body": body})

    async def find(image_id: str, cookie: str) -> Source | None:
        image = pictures.get(image_id)
        return Source(image.path, image.version, True) if image else None

    with listening(ImageServer(rest, find, hosts=lambda host: True, cookie="sessionid")) as place:
        manifest, search = f"/iiif/{made.identifier}/manifest", f"/iiif/{made.identifier}/search/1"
        answers["/"] = ("text/html", PAGE.replace("MANIFEST", f"http://{place}{manifest}").encode())
        answers[manifest] = ("application/json", client.get(manifest, headers={"Host": place}).content)
        found = client.get(search, {"q": "кунлар"}, headers={"Host": place})
        assert json.loads(found.content)["hits"]
        answers[search] = ("application/json", found.content)
        with chromium() as page:
            tiles: list[str] = []
            page.on("response", lambda got: tiles.append(got.url) if got.ok and "/default.jpg" in got.url else None)
            page.goto(f"http://{place}/")
            page.get_by_role("heading", name="Sinov kitobi").first.wait_for(timeout=60_000)
            page.wait_for_selector(".mirador-osd-container canvas, .openseadragon-canvas canvas", timeout=60_000)
            box = page.get_by_role("combobox").first
            box.fill("кунлар")
            box.press("Enter")
            page.get_by_text(re.compile("kunlar")).first.wait_for(timeout=60_000)
            page.wait_for_timeout(500)
    assert any(f"{made.identifier}~p0001" in tile for tile in tiles)
    assert search in asked
