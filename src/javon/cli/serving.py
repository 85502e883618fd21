"""The site itself: the web server in this process, the worker in another; both end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from javon.cli.interrupts import heard
from javon.config.words import gettext as _

DONE, FAILED = 0, 1
#: How often the worker is looked at, and the pause before one that ended is started again.
LOOK_S, RESTART_S = 0.5, 2.0
#: Readers go before work that nobody waits for: with two cores busy, tiles came in half the time (bench doors).
BEHIND_READERS = 10
HTTPS_PORT, HTTP_PORT = 443, 80


def serve(host: str, port: int, *, https: bool) -> int:
    """Open the site at the address and keep the worker; Django is ready and the address is free."""
    from javon.cli.address import noted  # noqa: PLC0415 -- app ready
    from javon.config.doors.certificate import CertificateError  # noqa: PLC0415 -- slow import

    try:
        server = _server(host, port, https=https)
    except CertificateError as error:
        text = _("sertifikat yoki uning kaliti yaroqsiz: %(reason)s (JAVON_CERTIFICATE, JAVON_CERTIFICATE_KEY)")
        print("javon: " + text % {"reason": error}, file=sys.stderr)
        return FAILED
    # The server answers SIGTERM itself, then sends it once more: what follows is to be done all the same.
    signal.signal(signal.SIGTERM, _leave)
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stopping,), name="worker-keeper")
    keeper.start()
    print(f"Javon: {os.environ['JAVON_BASE_URL']}  (Ctrl-C)", flush=True)
    try:
        with noted(os.environ["JAVON_BASE_URL"]), suppress(KeyboardInterrupt):
            server.run()
    finally:
        heard()  # the server has: it catches the interrupt itself once everybody is served
        stopping.set()
        keeper.join()
    return DONE


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)


def _server(host: str, port: int, *, https: bool):  # type: ignore[no-untyped-def] # its class is a slow import
    from django.conf import settings  # noqa: PLC0415 -- app ready

    from javon.config.doors.entrance import listening  # noqa: PLC0415 -- slow import
    from javon.config.doors.server import Server  # noqa: PLC0415 -- slow import
    from javon.config.proxies import trusts  # noqa: PLC0415 -- app ready

    secure = _secure(port) if https else None
    plain = []
    if secure and port == HTTPS_PORT:
        try:
            plain = listening(host, HTTP_PORT)
        except OSError as error:
            text = _("80-portda tinglab boʻlmadi (%(reason)s): HTTP bilan kelganlar HTTPS ga oʻtkazilmaydi")
            print("javon: " + text % {"reason": error}, file=sys.stderr)
    return Server(
        "javon.config.asgi:application",
        listening(host, port),
        limits=settings.JAVON_LIMITS,
        is_proxy=lambda address: trusts(address, settings.JAVON_PROXIES),
        secure=secure,
        plain=plain,
    )


def _secure(port: int):  # type: ignore[no-untyped-def] # its class is a slow import
    from django.conf import settings  # noqa: PLC0415 -- app ready

    from javon.base import clock  # noqa: PLC0415 -- app ready
    from javon.config.doors import certificate  # noqa: PLC0415 -- slow import
    from javon.config.doors.server import Secure  # noqa: PLC0415 -- slow import

    files = settings.JAVON_CERTIFICATE, settings.JAVON_CERTIFICATE_KEY
    folder = Path(settings.JAVON_DATA) / "tls"
    if files == (folder / "site.pem", folder / "site-key.pem"):
        names = [name for name in settings.ALLOWED_HOSTS if "*" not in name and not name.startswith(".")]
        files = certificate.own_certificate(folder, names, clock.now())
        text = _(
            "sertifikat shu yerda yaratilgan, shu sababli brauzer ogohlantiradi. "
            "Kutubxona kompyuterlariga %(authority)s faylini oʻrnating yoki oʻz sertifikatingizni bering "
            "(JAVON_CERTIFICATE, JAVON_CERTIFICATE_KEY).\n  SHA-256: %(print)s"
        )
        told = {"authority": folder / "authority.pem", "print": certificate.fingerprint(files[0])}
        print("javon: " + text % told, file=sys.stderr)
    return Secure(certificate.context_of(*files), str(settings.JAVON_BASE_URL), port)


def _keep_worker(stopping: threading.Event) -> None:
    """Start the worker, start it again whenever it ends, and end it with the server.

    The worker asks the kernel to be told when this very thread ends, so the thread lives as long as the server.
    """
    while not stopping.is_set():
        command = [sys.executable, "-m", "javon", "worker", "--with-parent", str(os.getpid())]
        worker = subprocess.Popen(command)
        os.setpriority(os.PRIO_PROCESS, worker.pid, BEHIND_READERS)
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
