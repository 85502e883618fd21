"""From where a request comes, and by HTTPS or not: web servers that were named are believed, strangers are not.

Stands before everything else, so that limits, journal and pages all see the same address.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

#: What a client may write of itself; nothing behind this module sees it.
TOLD = frozenset(
    {
        b"forwarded",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-proto",
        b"x-real-ip",
    }
)
#: Who connects through a socket of the file system has no address; the socket's folder says who may.
NOWHERE = "0.0.0.0"  # noqa: S104 -- compared, not bound
SCHEMES = {b"http": "http", b"https": "https"}


class Proxies:
    """Hands requests to ``inner`` with the reader's address and scheme; ``trusted``: the web servers before us."""

    def __init__(self, inner: Application, trusted: Sequence[Network]) -> None:
        self._inner, self._trusted = inner, tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._inner(scope if scope["type"] != "http" else self._seen(scope), receive, send)

    def _seen(self, scope: Scope) -> Scope:
        headers: list[tuple[bytes, bytes]] = list(scope["headers"])
        peer, port = scope.get("client") or (NOWHERE, 0)
        seen = {
            **scope,
            "headers": [pair for pair in headers if pair[0] not in TOLD],
            "client": (peer or NOWHERE, port),
        }
        if self._trusts(peer or NOWHERE):
            seen["client"] = (self._farthest(peer or NOWHERE, _values(headers, b"x-forwarded-for")), 0)
            told = _values(headers, b"x-forwarded-proto")
            seen["scheme"] = SCHEMES.get(told[-1].lower(), scope["scheme"]) if told else scope["scheme"]
        return seen

    def _trusts(self, address: str) -> bool:
        return trusts(address, self._trusted)

    def _farthest(self, peer: str, told: Sequence[bytes]) -> str:
        """The last address that a believed server tells; what stands left of it anybody may have written."""
        address = peer
        for part in reversed(told):
            found = _address(part.decode("latin-1"))
            if not found:
                break
            address = found
            if not self._trusts(found):
                break
        return address


def trusts(address: str, trusted: Sequence[Network]) -> bool:
    """Whether the address is that of a web server that was named."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in trusted if network.version == found.version)


def _values(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    """The parts of a header that may stand several times, in the order in which they were added."""
    return [part.strip() for key, value in headers if key == name for part in value.split(b",") if part.strip()]


def _address(text: str) -> str:
    """An address as it is written everywhere; "" for anything else.  A port behind it is dropped."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""
