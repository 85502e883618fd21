"""Locks that hold until the transaction ends."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from javon.base.db.locks import serialize


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="needs a transaction"):
        serialize("test")


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_for_the_first() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time by itself")
    order: list[str] = []
    inside, proceed = threading.Event(), threading.Event()

    def second() -> None:
        try:
            inside.wait()
            with transaction.atomic():
                proceed.set()
                serialize("test")
                order.append("second")
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        serialize("test")
        inside.set()
        proceed.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
