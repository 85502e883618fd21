"""Set up what is missing, show the sample shelf, serve; a second time only serve."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import subprocess
import sys
import threading

from javon.cli.interrupts import heard
from javon.cli.parser import Help
from javon.cli.values import port
from javon.config.words import gettext as _
from javon.config.words import gettext_noop, system_words

DONE, FAILED = 0, 1
HERE = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 -- compared, not bound
#: An address kept for documentation (RFC 5737), so in no network.
NOBODY = ("192.0.2.1", 9)
#: How often the worker is looked at, and the pause before one that ended is started again.
LOOK_S, RESTART_S = 0.5, 2.0

HELP = Help(
    gettext_noop(
        "Yetishmaganini oʻrnatadi, namuna javonini koʻrsatadi va saytni ochadi; ikkinchi marta faqat saytni ochadi."
    ),
    (
        ("./javon up", gettext_noop("http://127.0.0.1:8000, faqat shu kompyuter uchun")),
        ("./javon up --host 0.0.0.0 --port 8080", gettext_noop("butun tarmoq uchun")),
        ("./javon up --no-serve", gettext_noop("faqat sozlab, chiqish")),
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `javon up` takes."""
    parser.add_argument(
        "--host", default="127.0.0.1", metavar=_("MANZIL"), help=_("sayt manzili (odatda: faqat shu kompyuter)")
    )
    parser.add_argument("--port", type=port, default=8000, metavar=_("SON"), help=_("sayt porti (odatda: 8000)"))
    parser.add_argument("--no-serve", action="store_true", help=_("faqat sozlash, saytni ochmaslik"))
    parser.add_argument("--no-samples", action="store_true", help=_("namuna kitoblarsiz"))


def run(options: argparse.Namespace) -> int:
    """Set up and serve; see the module."""
    trouble = "" if options.no_serve else _trouble(options.host, options.port)
    if trouble:
        print(f"javon: {trouble}", file=sys.stderr)
        return FAILED
    names = own_names(options.host)
    os.environ.setdefault("JAVON_BASE_URL", f"http://{names[0]}:{options.port}")
    os.environ.setdefault("JAVON_HOSTS", ",".join(names))
    from javon.cli.ready import django_ready  # noqa: PLC0415 -- slow import

    django_ready(migrate=True, traces=True)
    from javon.cli.shelf import set_up  # noqa: PLC0415 -- app ready

    set_up(samples=not options.no_samples)
    return DONE if options.no_serve else _serve(options.host, options.port)


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


def _serve(host: str, port: int) -> int:
    """The web server in this process, the worker in another; both end together."""
    import uvicorn  # noqa: PLC0415 -- slow import

    from javon.cli.address import noted  # noqa: PLC0415 -- app ready

    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stopping,), name="worker-keeper")
    keeper.start()
    print(f"Javon: {os.environ['JAVON_BASE_URL']}  (Ctrl-C)", flush=True)
    try:
        with noted(os.environ["JAVON_BASE_URL"]):
            # Whom to believe about addresses is ours to say (config/proxies.py): uvicorn would believe this machine.
            uvicorn.run(
                "javon.config.asgi:application",
                host=host,
                port=port,
                log_level="warning",
                lifespan="off",
                proxy_headers=False,
            )
    finally:
        heard()  # the server has: it catches the interrupt itself once everybody is served
        stopping.set()
        keeper.join()
    return DONE


def _keep_worker(stopping: threading.Event) -> None:
    """Start the worker, start it again whenever it ends, and end it with the server.

    The worker asks the kernel to be told when this very thread ends, so the thread lives as long as the server.
    """
    while not stopping.is_set():
        command = [sys.executable, "-m", "javon", "worker", "--with-parent", str(os.getpid())]
        worker = subprocess.Popen(command)
        while worker.poll() is None and not stopping.wait(LOOK_S):
            pass
        if worker.poll() is None:
            _end(worker)
        elif not stopping.wait(RESTART_S):
            text = _("orqa fondagi ishlar dasturi toʻxtab qoldi (kod %(status)s), qayta ishga tushirilmoqda")
            print("javon: " + text % {"status": worker.returncode}, file=sys.stderr)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(timeout=40)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
