"""Two jobs whose effects can be counted."""

import os
import time

from django.db import connection

from javon.base.jobs import job

STEP_S = 0.004


@job("killing.count", atomic=True)
def count(*, number: int) -> None:
    """Adds one: wrong as soon as it takes effect twice."""
    _log("count", number)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE effect SET counted = counted + 1 WHERE number = %s", [number])
    time.sleep(STEP_S)


@job("killing.write")
def write(*, number: int) -> None:
    """Takes two steps outside any transaction, each of which may be done again without harm."""
    _log("write", number)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE effect SET first = %s WHERE number = %s", [number, number])
    time.sleep(STEP_S)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE effect SET second = %s WHERE number = %s", [number, number])


def _log(name: str, number: int) -> None:
    """One line a start, in one write, so that a kill cannot tear it."""
    handle = os.open(os.environ["KILLING_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{name} {number}\n".encode())
    os.close(handle)


@job("killing.hold")
def hold(*, seconds: float) -> None:
    """Takes a while."""
    time.sleep(seconds)
