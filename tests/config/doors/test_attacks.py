"""What strangers do at the doors, and an honest reader who comes meanwhile and is always answered."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace

import pytest
from bench.attacks import Attack, Target, Visits
from tests.config.doors.houses import CROWD, LARGE, SMALL, answer_to, open_site

from bench import attacks

SECONDS = 3.0
OTHER = "127.0.0.9"
ATTACKS = {
    "silent": attacks.silent(CROWD),
    "half a head": attacks.half_headers(CROWD),
    "dripping heads": attacks.dripping_headers(CROWD),
    "half a body": attacks.half_bodies(CROWD, 20_000, "/form"),
    "deaf": attacks.deaf(CROWD, ["/large"]),
    "a head without an end": attacks.large_header(8),
}


async def _visited(attack: Attack, target: Target, source: str) -> Visits:
    async with attacks.under(attack, target):
        return await attacks.visit(Target(target.port, target.tls, source), ["/"], SECONDS)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_reader_from_elsewhere_is_answered(name: str) -> None:
    with open_site() as target:
        visits = asyncio.run(_visited(ATTACKS[name], target, OTHER))
    assert visits.failures == []
    assert visits.seconds


@pytest.mark.parametrize("name", ["silent", "half a head", "deaf"])
def test_a_reader_behind_the_same_address_is_answered(name: str) -> None:
    with open_site(replace(SMALL, head_s=20, stall_s=30)) as target:
        visits = asyncio.run(_visited(ATTACKS[name], target, target.source))
    assert visits.failures == []
    assert visits.seconds


def test_a_long_head_is_refused_in_words() -> None:
    with open_site() as target:
        said = asyncio.run(answer_to(target, target.request("/", headers=f"X-A: {'a' * 2 * SMALL.head}\r\n")))
        endless = asyncio.run(answer_to(target, b"GET / HTTP/1.1\r\nX-A: " + b"a" * 300_000))
        many = asyncio.run(answer_to(target, target.request("/", headers="A: b\r\n" * SMALL.head)))
        trailers = b"0\r\n" + b"A: b\r\n" * SMALL.head + b"\r\n"
        after = asyncio.run(
            answer_to(target, target.request("/", method="POST", headers="Transfer-Encoding: chunked\r\n") + trailers)
        )
        usual = asyncio.run(attacks.get(target, "/", headers=f"X-A: {'a' * 4000}\r\nConnection: close\r\n"))
    for refused in (said, endless, many, after):
        assert refused.startswith(b"HTTP/1.1 431 ") or refused == b""
    assert said.startswith(b"HTTP/1.1 431 ")
    assert usual[0] == 200


def test_many_requests_at_once_over_one_connection_are_refused() -> None:
    with open_site() as target:
        said = asyncio.run(answer_to(target, target.request("/") * 200))
    assert said.count(b"HTTP/1.1 200") == 1


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc"]
)
def test_who_says_no_more_is_shown_out(begun: bytes) -> None:
    with open_site() as target:
        assert asyncio.run(answer_to(target, begun)) == b""


def test_who_does_not_read_is_shown_out() -> None:
    async def deaf(target: Target) -> bool:
        _reader, writer = await target.open()
        writer.transport.pause_reading()  # type: ignore[attr-defined] # a reading transport, as all of sockets
        writer.write(target.request("/large") * 4)
        for _at in range(600):
            await asyncio.sleep(0.1)
            if attacks.hung_up(writer):
                break
        gone = attacks.hung_up(writer)
        writer.transport.abort()
        return gone

    with open_site() as target:
        assert asyncio.run(deaf(target))


def test_a_slow_line_is_not_cut() -> None:
    """Longer than a stall may last, both ways: what counts is that something moves."""

    async def slowly(target: Target) -> tuple[bytes, int]:
        reader, writer = await target.open()
        told = "Content-Length: 20000\r\nConnection: close\r\n"
        writer.write(target.request("/", method="POST", headers=told))
        for _at in range(10):
            writer.write(b"a" * 2000)
            await asyncio.sleep(0.5)
        said = await reader.read(-1)
        writer.close()
        reader, writer = await target.open()
        writer.write(target.request("/large", headers="Connection: close\r\n"))
        size = 0
        for _at in range(10):
            size += len(await reader.read(400_000))
            await asyncio.sleep(0.5)
        while piece := await reader.read(1 << 20):
            size += len(piece)
        writer.close()
        return said, size

    with open_site() as target:
        said, size = asyncio.run(slowly(target))
    assert said.endswith(b" 20000")
    assert size > len(LARGE)


def test_a_reading_room_behind_one_address_turns_pages_without_an_error() -> None:
    """More readers than the address may have connections at once."""

    async def readers(target: Target) -> list[Visits]:
        return await asyncio.gather(*(attacks.visit(target, ["/"], SECONDS) for _at in range(CROWD)))

    with open_site() as target:
        everybody = asyncio.run(readers(target))
    assert [visits.failures for visits in everybody if visits.failures] == []


def test_memory_does_not_stay_with_the_attackers() -> None:
    async def after(attack: Attack, target: Target) -> float:
        async with attacks.under(attack, target):
            await asyncio.sleep(SECONDS)
        return attacks.memory_mb(os.getpid())

    with open_site() as target:
        first = [asyncio.run(after(ATTACKS[name], target)) for name in ("half a body", "deaf")][-1]
        last = [asyncio.run(after(ATTACKS[name], target)) for name in ("half a body", "deaf") * 2][-1]
    assert last < first + 40
