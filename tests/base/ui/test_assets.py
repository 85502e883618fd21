"""Static files: kept for a year, packed, never anything from outside the house."""

from __future__ import annotations

import asyncio
import gzip
import re
from typing import Any

import pytest
from django.templatetags.static import static
from django.test import Client

from javon.base.ui import assets


def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What the server answers; ``inner`` says 299."""
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 299, "headers": []})
        await send({"type": "http.response.body", "body": b"inner"})

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": raw}
    asyncio.run(assets.StaticServer(inner)(scope, None, send))  # type: ignore[arg-type] # no body is read
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, sent[1]["body"]


def test_an_address_with_the_version_is_kept_for_a_year() -> None:
    address = static("ui/base.css")
    assert address == f"/static/{assets.version()}/ui/base.css"
    status, told, body = ask(address)
    assert status == 200
    assert "immutable" in told["cache-control"]
    assert told["content-type"].startswith("text/css")
    assert int(told["content-length"]) == len(body)
    assert b".skip" in body


@pytest.mark.parametrize("path", ["/static/ui/base.css", "/static/000000000000/ui/base.css"])
def test_another_version_is_asked_anew(path: str) -> None:
    status, told, _body = ask(path)
    assert (status, told["cache-control"]) == (200, "no-cache")
    assert ask(path, if_none_match=told["etag"])[0::2] == (304, b"")


def test_texts_are_packed_for_those_who_can_unpack() -> None:
    plain = ask(static("ui/base.js"))[2]
    status, told, packed = ask(static("ui/base.js"), accept_encoding="br, gzip")
    assert (status, told["content-encoding"], told["vary"]) == (200, "gzip", "accept-encoding")
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain)


def test_scripts_and_fonts_have_types_that_browsers_run() -> None:
    assert ask(static("digitization/quality/main.js"))[1]["content-type"].startswith("text/javascript")
    known = {name.rpartition(".")[2] for name in assets.known_paths()}
    assert {f".{suffix}" for suffix in known} <= set(assets.TYPES), "give the new kind of file its media type"


@pytest.mark.parametrize(
    "path", ["/static/", "/static/../settings.py", "/static/x/../../../../etc/passwd", "/static//"]
)
def test_nothing_else_is_given_away(path: str) -> None:
    assert ask(path)[0] == 404


def test_only_reading_and_only_static_files() -> None:
    assert ask(static("ui/base.css"), "POST")[0] == 405
    status, told, body = ask(static("ui/base.css"), "HEAD")
    assert (status, body) == (200, b"")
    assert int(told["content-length"]) > 0
    assert ask("/search")[0] == 299


@pytest.mark.django_db
def test_every_file_a_page_names_is_there(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    named = set(re.findall(r'"(/static/[^"#]+)', page))
    assert len(named) > 6
    assert {path: ask(path)[0] for path in named} == dict.fromkeys(named, 200)
