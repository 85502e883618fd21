"""A whole Javon of its own: set up by `javon up` in a folder of the test's, with people in every role."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Javon-Sinov-2026"
PEOPLE = ("director", "head", "operator", "cataloguer", "administrator", "reader")
MAKE_PEOPLE = f"""
import django; django.setup()
from javon.apps.people.models import User
for role in {PEOPLE!r}:
    user = User(username="sinov-" + role, role=role, full_name="Sinov " + role)
    user.set_password({PASSWORD!r})
    user.save()
"""
FIND = """
from javon.apps.digitization.queries.objects import published_objects
books = published_objects().filter(record__title__contains="{title}", record__language="{language}")
print(books.get().identifier)
"""
START_LIMIT_S = 240


@dataclass
class House:
    """A running server and where it keeps its things."""

    url: str
    data: Path
    process: subprocess.Popen[str]
    output: Path
    environment: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A `javon` command on this house's data."""
        return subprocess.run(
            [sys.executable, "-m", "javon", *arguments],
            env=self.environment, cwd=ROOT, text=True, capture_output=True, check=False, timeout=280,
        )  # fmt: skip

    def find(self, name: str) -> str:
        """The identifier of the published object whose title and language are given."""
        title, language = name.rsplit(" ", 1)
        done = self.run("manage", "shell", "-v0", "-c", FIND.format(title=title, language=language))
        return done.stdout.strip().splitlines()[-1]


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path) -> House:
    """Run `javon up` until it answers."""
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("JAVON_")},
        "JAVON_DATA": str(data), "DJANGO_SETTINGS_MODULE": "javon.config.settings", "OMP_THREAD_LIMIT": "1",
        "JAVON_BASE_URL": f"http://127.0.0.1:{port}", "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    output = data.parent / "up.log"
    with output.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "javon", "up", "--port", str(port)],
            env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
    house = House(f"http://127.0.0.1:{port}", data, process, output, environment)
    wait_for(house)
    subprocess.run([sys.executable, "-c", MAKE_PEOPLE], env=environment, cwd=ROOT, check=True)
    return house


def wait_for(house: House) -> None:
    """Until the first page answers; an error with the log if it never does."""
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and house.process.poll() is None:
        try:
            with urllib.request.urlopen(house.url + "/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    stop(house)
    raise AssertionError("javon up did not answer:\n" + house.output.read_text()[-4000:])


def stop(house: House) -> None:
    """Stop the server and all its children."""
    if house.process.poll() is None:
        os.killpg(house.process.pid, signal.SIGINT)
        try:
            house.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(house.process.pid, signal.SIGKILL)
            house.process.wait()
