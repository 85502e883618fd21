"""No test reaches beyond this machine: a connection to another host fails with its name."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


class NetworkUsed(BaseException):
    """A test wanted to talk to another host; not an ``Exception``, so that no code under test swallows it."""


def forbid() -> None:
    """Guard every socket that Python code opens in this process."""
    socket.socket.connect = _guarded_connect  # type: ignore[method-assign] # that is the point
    socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[method-assign] # that is the point


def _guarded_connect(self: socket.socket, address: Any) -> None:
    _check(self, address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    _check(self, address)
    return _connect_ex(self, address)


def _check(connection: socket.socket, address: Any) -> None:
    if connection.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(str(address[0])):
        raise NetworkUsed(f"a test wanted to reach {address[0]}:{address[1]}")


def is_loopback(host: str) -> bool:
    """This machine itself, by name or number."""
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
