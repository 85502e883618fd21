"""Set up what is missing, show the sample shelf, serve; a second time only serve."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys

from javon.cli.parser import Help
from javon.cli.values import port
from javon.config.words import gettext as _
from javon.config.words import gettext_noop, system_words

DONE, FAILED = 0, 1
HERE = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 -- compared, not bound
#: An address kept for documentation (RFC 5737), so in no network.
NOBODY = ("192.0.2.1", 9)
HTTPS_PORT = 443

HELP = Help(
    gettext_noop(
        "Yetishmaganini oʻrnatadi, namuna javonini koʻrsatadi va saytni ochadi; ikkinchi marta faqat saytni ochadi."
    ),
    (
        ("./javon up", gettext_noop("http://127.0.0.1:8000, faqat shu kompyuter uchun")),
        ("./javon up --host 0.0.0.0", gettext_noop("butun tarmoq uchun, shifrlab")),
        ("./javon up --host 0.0.0.0 --port 443", gettext_noop("odatdagi portda; 80-portdagilar ham shu yerga oʻtadi")),
        ("./javon up --no-serve", gettext_noop("faqat sozlab, chiqish")),
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon up` takes."""
    parser.add_argument(
        "--host", default="127.0.0.1", metavar=_("MANZIL"), help=_("sayt manzili (odatda: faqat shu kompyuter)")
    )
    parser.add_argument("--port", type=port, default=8000, metavar=_("SON"), help=_("sayt porti (odatda: 8000)"))
    parser.add_argument(
        "--http",
        action="store_true",
        help=_("tarmoqda ham shifrsiz ochish (parollar ochiq uzatiladi; faqat sinov uchun)"),
    )
    parser.add_argument("--no-serve", action="store_true", help=_("faqat sozlash, saytni ochmaslik"))
    parser.add_argument("--no-samples", action="store_true", help=_("namuna kitoblarsiz"))


def run(options: argparse.Namespace) -> int:
    """Set up and serve; see the module."""
    trouble = "" if options.no_serve else _trouble(options.host, options.port)
    if trouble:
        print(f"javon: {trouble}", file=sys.stderr)
        return FAILED
    https = speaks_https(options.host) and not options.http
    _set(options.host, options.port, https=https)
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready(migrate=True, traces=True)
    from javon.cli.shelf import set_up  # noqa: PLC0415 -- app ready

    set_up(samples=not options.no_samples)
    if options.no_serve:
        return DONE
    from javon.cli.serving import serve  # noqa: PLC0415 -- app ready

    return serve(options.host, options.port, https=https)


def speaks_https(host: str) -> bool:
    """Whether the site speaks HTTPS itself: to the network, and wherever a certificate is given.

    Not behind a web server of its own, which does it for us.
    """
    if os.environ.get("JAVON_PROXIES", "0") not in ("", "0"):
        return False
    return _certificate_given() or (f"[{host}]" if ":" in host else host) not in HERE


def _certificate_given() -> bool:
    return bool(os.environ.get("JAVON_CERTIFICATE"))


def _set(host: str, port: int, *, https: bool) -> None:
    """What follows from the address, where nothing else is set."""
    names = own_names(host)
    scheme, usual = ("https", HTTPS_PORT) if https else ("http", 80)
    os.environ.setdefault("JAVON_BASE_URL", f"{scheme}://{names[0]}" + ("" if port == usual else f":{port}"))
    os.environ.setdefault("JAVON_HOSTS", ",".join(names))
    if https:
        os.environ.setdefault("JAVON_HTTPS", "1")
        if port != HTTPS_PORT or not _certificate_given():
            # A browser that was told so lets nobody past a certificate that it does not know, on any port.
            os.environ.setdefault("JAVON_HSTS", "0")


def own_names(host: str) -> list[str]:
    """The names under which the site can be asked for at this address; the first is the one that is shown."""
    bracketed = f"[{host}]" if ":" in host else host
    if bracketed in HERE:
        return list(dict.fromkeys([bracketed, *HERE]))
    if host not in EVERYWHERE:
        return [bracketed, *HERE]
    return [name for name in (_address_in_network(), socket.gethostname().lower(), *HERE) if name]


def _address_in_network() -> str:
    """The address by which others reach this machine; "" where there is no network."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(NOBODY)  # sends nothing: the kernel only chooses the address that it would send from
            return str(probe.getsockname()[0])
    except OSError:
        return ""


def _trouble(host: str, port: int) -> str:
    """Why the port cannot be had, asked the way the server will ask; "" where it can."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return _trouble_words(error, host, port)
    return ""


def _trouble_words(error: OSError, host: str, port: int) -> str:
    place = {"host": host, "port": port, "next": port + 1}
    if error.errno == errno.EADDRINUSE:
        return (
            _(
                "%(host)s manzilida %(port)s-port band, unda boshqa dastur ishlayapti.\n"
                "Oʻsha dasturni toʻxtating yoki boshqa portni tanlang: ./javon up --port %(next)s"
            )
            % place
        )
    if error.errno == errno.EACCES:
        return (
            _("%(port)s-port faqat kompyuter administratori uchun; 1024 dan boshlab tanlang: ./javon up --port 8000")
            % place
        )
    reason = system_words(error)
    text = _("--host %(host)s: bu kompyuterda bunday manzil yoʻq (%(reason)s). Hamma manzillari uchun: --host 0.0.0.0")
    return text % {**place, "reason": reason}
