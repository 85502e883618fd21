"""HTTPS: a certificate of the library's own or a given one, and what becomes of those who come without."""

from __future__ import annotations

import asyncio
import datetime
import re
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.attacks import Target
from tests.config.doors.houses import CROWD, answer_to, open_site

from bench import attacks
from javon.base import clock
from javon.config.doors.certificate import CertificateError, context_of, fingerprint, own_certificate
from javon.config.doors.server import Secure

NOW = clock.now()
NAMES = ["kutubxona.example", "192.0.2.7", "localhost", "[::1]"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    context = context_of(*own_certificate(tmp_path_factory.mktemp("tls"), NAMES, NOW))
    secure = Secure(context, "https://kutubxona.example", 443, lambda host: host.startswith("localhost"))
    with open_site(secure=secure) as target:
        yield target


def plain(site: Target) -> Target:
    return Target(site.port)


def test_pages_come_over_https(site: Target) -> None:
    status, body = asyncio.run(attacks.get(site, "/"))
    assert (status, body) == (200, b"127.0.0.1 https 0")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("localhost:1", "https://localhost/a?b=%20c"),
        ("evil.example", "https://kutubxona.example/a?b=%20c"),
        ("localhost\r\nX: localhost@evil.example", "https://localhost/a?b=%20c"),
        ("", "https://kutubxona.example/a?b=%20c"),
    ],
)
def test_who_comes_without_is_sent_to_the_same_page(site: Target, host: str, address: str) -> None:
    said = asyncio.run(answer_to(plain(site), f"GET /a?b=%20c HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()))
    assert said.startswith(b"HTTP/1.1 308 ")
    assert re.findall(rb"location: (.*)\r\n", said) == [address.encode()]


@pytest.mark.parametrize("sent", [b"\x16\x03\x01 no handshake \r\n\r\n", b"GET /" + b"a" * 50_000, b"\x16"])
def test_nonsense_is_shown_out(site: Target, sent: bytes) -> None:
    said = asyncio.run(answer_to(plain(site), sent))
    assert b"200 OK" not in said
    assert asyncio.run(attacks.get(site, "/"))[0] == 200


@pytest.mark.parametrize("begun", [b"", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"])
def test_unfinished_handshakes_keep_nobody_out(site: Target, begun: bytes) -> None:
    async def visited() -> attacks.Visits:
        async with attacks.under(attacks.unfinished(CROWD, begun), plain(site)):
            return await attacks.visit(Target(site.port, tls=True, source="127.0.0.9"), ["/"], 3)

    visits = asyncio.run(visited())
    assert visits.failures == []
    assert visits.seconds


def test_the_own_certificate_is_believed_by_who_knows_its_authority(site: Target, tmp_path: Path) -> None:
    certificate, key = own_certificate(tmp_path, NAMES, NOW)
    believing = ssl.create_default_context(cafile=str(tmp_path / "authority.pem"))

    def asked(port: int, name: str) -> None:
        with (
            socket.create_connection(("127.0.0.1", port)) as plainly,
            believing.wrap_socket(plainly, server_hostname=name),
        ):
            pass

    with open_site(secure=Secure(context_of(certificate, key), "https://localhost", 443)) as own:
        for name in ("kutubxona.example", "192.0.2.7", "localhost"):
            asked(own.port, name)
        with pytest.raises(ssl.SSLCertVerificationError):
            asked(own.port, "evil.example")
    with pytest.raises(ssl.SSLCertVerificationError):
        asked(site.port, "localhost")


def test_the_certificate_stays_until_it_ends_or_the_names_are_others(tmp_path: Path) -> None:
    def made(names: list[str], days: int) -> tuple[str, str]:
        certificate, _key = own_certificate(tmp_path, names, NOW + datetime.timedelta(days=days))
        return fingerprint(certificate), fingerprint(tmp_path / "authority.pem")

    first = made(NAMES, 0)
    assert made(NAMES[::-1], 300) == first
    renewed = made(NAMES, 380)
    assert renewed[0] != first[0]
    assert renewed[1] == first[1], "the computers that know the authority go on knowing it"
    moved = made(["192.0.2.9"], 380)
    assert moved[1] != first[1]
    (tmp_path / "site.pem").write_text("garbage")
    assert made(["192.0.2.9"], 380)[1] == moved[1]


@pytest.mark.parametrize("half", ["site-key.pem", "authority-key.pem", "site.pem", "authority.pem"])
def test_what_a_kill_left_half_made_is_made_anew(tmp_path: Path, half: str) -> None:
    """A key without its certificate, or the other way round, once kept the site from opening for good."""
    own_certificate(tmp_path / "tls", NAMES, NOW)
    own_certificate(tmp_path / "other", NAMES, NOW)
    (tmp_path / "other" / half).replace(tmp_path / "tls" / half)
    files = own_certificate(tmp_path / "tls", NAMES, NOW)
    context_of(*files)
    assert own_certificate(tmp_path / "tls", NAMES, NOW) == files
    first = fingerprint(files[0])
    own_certificate(tmp_path / "tls", NAMES, NOW)
    assert fingerprint(files[0]) == first, "one that is good stays"


def test_keys_are_their_owners_alone(tmp_path: Path) -> None:
    own_certificate(tmp_path / "tls", NAMES, NOW)
    for name in ("site-key.pem", "authority-key.pem"):
        assert (tmp_path / "tls" / name).stat().st_mode & 0o777 == 0o600


def test_files_that_do_not_belong_together_are_said(tmp_path: Path) -> None:
    certificate, key = own_certificate(tmp_path / "a", NAMES, NOW)
    _other, other_key = own_certificate(tmp_path / "b", NAMES, NOW)
    with pytest.raises(CertificateError, match=r"site-key\.pem"):
        context_of(certificate, other_key)
    with pytest.raises(CertificateError, match="absent"):
        context_of(tmp_path / "absent", key)
    (tmp_path / "text").write_text("nothing")
    with pytest.raises(CertificateError, match="text"):
        context_of(tmp_path / "text", key)
