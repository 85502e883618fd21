"""Who is believed when a request says from where it comes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from javon.config import env
from javon.config.proxies import Proxies

PEER, READER, FORGED = "10.0.0.1", "203.0.113.5", "192.0.2.77"


def seen(monkeypatch: pytest.MonkeyPatch, trusted: str, headers: dict[str, str], peer: Any = (PEER, 4711)) -> Any:
    """What stands behind the wrapper: address, scheme, and the headers about them that are left."""
    monkeypatch.setenv("JAVON_PROXIES", trusted)
    scopes: list[Any] = []

    async def inner(scope: Any, _receive: Any, _send: Any) -> None:
        scopes.append(scope)

    told = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "client": peer, "scheme": "http", "headers": [(b"host", b"h"), *told]}
    asyncio.run(Proxies(inner, env.networks("JAVON_PROXIES"))(scope, None, None))  # type: ignore[arg-type] # unused
    return scopes[0]["client"][0], scopes[0]["scheme"], [name for name, _ in scopes[0]["headers"] if name != b"host"]


@pytest.mark.parametrize(
    ("trusted", "told", "address"),
    [
        ("", FORGED, PEER),
        ("10.9.0.0/16", FORGED, PEER),
        (PEER, READER, READER),
        ("10.0.0.0/8", f"{FORGED}, {READER}", READER),
        ("10.0.0.0/8", f"{FORGED}, {READER}, 10.0.0.2", READER),
        ("10.0.0.0/8", f"{FORGED}, nonsense, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.0/8", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        (PEER, "[2001:db8::1]:443", "2001:db8::1"),
        (PEER, f"{READER}:5060", READER),
        (PEER, "", PEER),
    ],
)
def test_only_named_servers_are_believed(
    monkeypatch: pytest.MonkeyPatch, trusted: str, told: str, address: str
) -> None:
    assert seen(monkeypatch, trusted, {"X-Forwarded-For": told}) == (address, "http", [])


def test_a_stranger_does_not_say_that_he_came_by_https(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"X-Forwarded-Proto": "https", "X-Real-IP": FORGED, "Forwarded": f"for={FORGED}"}
    assert seen(monkeypatch, "", told) == (PEER, "http", [])
    assert seen(monkeypatch, PEER, {"X-Forwarded-Proto": "http, https"}) == (PEER, "https", [])
    assert seen(monkeypatch, PEER, {"X-Forwarded-Proto": "gopher"}) == (PEER, "http", [])


@pytest.mark.parametrize("peer", [None, ("", 0)])
def test_a_socket_of_the_file_system_is_believed_when_named(monkeypatch: pytest.MonkeyPatch, peer: Any) -> None:
    told = {"X-Forwarded-For": READER}
    assert seen(monkeypatch, "unix", told, peer)[0] == READER
    assert seen(monkeypatch, "", told, peer)[0] == "0.0.0.0"


@pytest.mark.parametrize("value", ["1", "nginx", "10.0.0.1/8"])
def test_what_is_no_address_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("JAVON_PROXIES", value)
    with pytest.raises(ImproperlyConfigured, match="JAVON_PROXIES"):
        env.networks("JAVON_PROXIES")
