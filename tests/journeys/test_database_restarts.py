"""PostgreSQL is restarted as after a crash under a web server and a worker: both go on without anybody's hands."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from tests.apps.digitization.making import draw_scan
from tests.cluster import Cluster

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0
BOOKS = """
import django, sys; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
from tests.apps.library.books import book
from javon.base.jobs import enqueue
made = book("birinchi sahifa", images=True)
enqueue("library.index_object", object_id=made.pk)
print(made.identifier)
"""


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    program = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield program
    finally:
        program.terminate()
        try:
            program.wait(40)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def asked(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError as error:
        return 0, str(error)


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def test_web_server_and_worker_outlive_a_restart_of_postgresql(tmp_path: Path) -> None:
    cluster = Cluster()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    environment = kept | {
        "JAVON_DATA": str(tmp_path / "data"),
        "JAVON_DATABASE_URL": cluster.url,
        "JAVON_RECOGNIZER": "null",
        "DJANGO_SETTINGS_MODULE": "javon.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    server = ["-m", "uvicorn", "javon.config.asgi:application", "--port", str(port), "--lifespan", "off"]
    try:
        made = subprocess.run(
            [sys.executable, "-c", BOOKS], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        identifier = made.stdout.split()[-1]
        site = f"http://127.0.0.1:{port}"
        picture = f"{site}/iiif/3/{identifier}~p0001/info.json"
        with (
            running([sys.executable, *server], environment),
            running([sys.executable, "-m", "javon", "worker"], environment) as worker,
        ):
            until(lambda: identifier in asked(f"{site}/search?q=birinchi")[1], "the worker has indexed the book")
            assert asked(picture)[0] == 200
            draw_scan(tmp_path / "data" / "inbox" / "birinchi.png", "birinchi")
            until(lambda: objects(cluster) == 2, "the hot folder is watched")
            cluster.crash()
            time.sleep(1.5)
            for address in (f"{site}/search?q=birinchi", f"{site}/book/{identifier}/", picture):
                status, text = asked(address)
                assert status == 503, (address, text)
                assert text.strip()
                assert "Traceback" not in text
            cluster.start()
            for address in (f"{site}/search?q=birinchi", f"{site}/book/{identifier}/", picture):
                until(lambda address=address: asked(address)[0] == 200, "the web server goes on by itself")
            with psycopg.connect(cluster.url, autocommit=True) as base:
                base.execute("UPDATE catalog_record SET title = 'Yangi nom'")
            subprocess.run([sys.executable, "-c", AGAIN], env=environment, cwd=ROOT, check=True)
            until(lambda: "Yangi" in asked(f"{site}/search?q=yangi")[1], "the worker goes on by itself")
            draw_scan(tmp_path / "data" / "inbox" / "ikkinchi.png", "ikkinchi")
            until(lambda: objects(cluster) == 3, "the hot folder is watched again")
            assert worker.poll() is None
    finally:
        cluster.stop()


def objects(cluster: Cluster) -> int:
    with psycopg.connect(cluster.url) as base:
        return int(base.execute("SELECT count(*) FROM digitization_digitalobject").fetchone()[0])  # type: ignore[index] # one row


AGAIN = """
import django; django.setup()
from javon.apps.digitization.models import DigitalObject
from javon.base.jobs import enqueue
enqueue("library.index_object", object_id=DigitalObject.objects.order_by("pk")[0].pk)
"""
