"""Run as a program of its own: a worker keeps the index, and is killed with -9 at random moments, again and again.

Every round gives each book a new text, asks for the index job, lets a worker begin and kills it; then somebody looks
into the index.  Worker and looker are forks, so that this program itself never opens the index.  Prints JSON.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- needs the apps ready
from django.db import connections  # noqa: E402 -- needs the apps ready
from tests.apps.library.books import book, page_model  # noqa: E402 -- needs the apps ready

from javon.apps.digitization.models import DigitalObject, PageText  # noqa: E402 -- needs the apps ready
from javon.apps.digitization.models.text import pack  # noqa: E402 -- needs the apps ready
from javon.apps.library.queries.index_source import page_index  # noqa: E402 -- needs the apps ready
from javon.base.jobs import Job, enqueue, run_until_idle  # noqa: E402 -- needs the apps ready
from javon.base.jobs.worker import Worker  # noqa: E402 -- needs the apps ready
from javon.engines.index import Query  # noqa: E402 -- needs the apps ready

BOOKS, PAGES = 5, 40


def forked(do: Callable[[], Any]) -> int:
    """A process of its own that does this; gives its number."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            do()
        finally:
            os._exit(0)
    return child


def answer_of(ask: Callable[[], Any]) -> Any:
    """What a process of its own answers."""
    reading, writing = os.pipe()

    def tell() -> None:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(ask(), pipe)

    child = forked(tell)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pickle.load(pipe)
    os.waitpid(child, 0)
    return answer


def write_round(books: list[DigitalObject], number: int) -> None:
    """Give every page of every book the word of this round."""
    packed = pack(page_model(f"belgi{number} umumiy matn"))
    for one in books:
        PageText.objects.filter(page__object=one).update(version=number, packed=packed)
        one.pages.update(text_version=number)
        enqueue("library.index_object", unique=f"index:{one.pk}", object_id=one.pk)


def rounds_seen(names: list[str], last: int) -> dict[str, list[tuple[int, int]]]:
    """For every book the rounds whose word is found in it, with the number of its pages."""
    index = page_index()
    return {
        name: [
            (number, total)
            for number in range(1, last + 1)
            if (total := index.search(Query(f"belgi{number}", exact=True, staff=True, object_id=name)).total)
        ]
        for name in names
    }


def main(rounds: int, seed: int) -> None:
    call_command("migrate", verbosity=0)
    chance = random.Random(seed)
    books = [book(*["boshlanish"] * PAGES, title=f"Kitob {number}") for number in range(BOOKS)]
    names = [one.identifier for one in books]
    seen = []
    for number in range(2, rounds + 2):
        write_round(books, number)
        worker = forked(lambda: Worker(("default",)).run())
        time.sleep(chance.uniform(0.05, 0.6))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        seen.append(answer_of(lambda last=number: rounds_seen(names, last)))  # type: ignore[misc] # binds the loop
    os.waitpid(forked(finish), 0)
    seen.append(answer_of(lambda: rounds_seen(names, rounds + 1)))
    states = sorted({job.state.value for job in Job.objects.filter(name__startswith="library.")})
    print(json.dumps({"seen": seen, "last": rounds + 1, "states": states, "pages": PAGES}))


def finish() -> None:
    """All that is left, retries at once."""
    run_until_idle()
    run_until_idle(uniques=list(Job.objects.exclude(waiting_key=None).values_list("waiting_key", flat=True)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
