"""Every way to forge the journal is found, and the first bad row is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from javon.base.audit import JournalRow, head, record
from javon.base.audit.chain import GENESIS
from javon.base.audit.head import Head
from javon.base.audit.protection import protect, unprotect, unprotected
from javon.base.audit.verify import Report, rows_after_head, verify
from javon.base.audit.writing import journal_protect
from javon.cli import main

ROWS = 20


@pytest.fixture
def journal(db: None) -> Iterator[None]:
    """Twenty rows, noted, with the triggers off as for somebody who has the database's own password."""
    for number in range(1, ROWS + 1):
        record(action="test.note", subject=f"thing:{number}", by=None, details={"n": number, "soʻz": "oʻqish"})
    head.note(ROWS)
    unprotect(connection)
    yield
    if not connection.needs_rollback:
        protect(connection)


def forge(place: int, **changes: Any) -> None:
    JournalRow.objects.filter(number=place).update(**changes)


def rehash_from(number: int) -> None:
    """What a careful forger does: make the chain fit again."""
    previous = GENESIS if number == 1 else JournalRow.objects.get(number=number - 1).hash
    for row in JournalRow.objects.filter(number__gte=number).order_by("number"):
        digest = row.content.digest(previous)
        forge(row.number, previous_hash=previous, hash=digest)
        previous = digest


def remove(number: int) -> None:
    JournalRow.objects.filter(number=number).delete()


def remove_and_close_up(number: int) -> None:
    remove(number)
    for later in range(number + 1, ROWS + 1):
        forge(later, number=F("number") - 1)


def swap(first: int, second: int) -> None:
    forge(first, number=1000)
    forge(second, number=first)
    forge(1000, number=second)


def insert(number: int) -> None:
    for later in range(ROWS, number - 1, -1):
        forge(later, number=F("number") + 1)
    other = JournalRow.objects.get(number=1)
    other.number = number
    other.save(force_insert=True)


@pytest.fixture
def protected(journal: None) -> None:
    """The triggers stand again, as after a forger who covers up what he did."""
    protect(connection)


def test_a_whole_journal_holds(protected: None) -> None:
    report = verify()
    assert report == Report(Head(ROWS, JournalRow.objects.get(number=ROWS).hash))
    assert report.whole
    assert list(rows_after_head(report)) == []


@pytest.mark.django_db
def test_an_empty_journal_holds() -> None:
    assert verify() == Report(None)


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "test.other"},
        {"subject": "thing:8 "},
        {"details": '{"n":8}'},
        {"actor": "boshqa"},
        {"actor_id": 5},
        {"at": F("at") + timedelta(microseconds=1)},
        {"hash": "0" * 64},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_an_altered_row_is_found(journal: None, changes: dict[str, Any]) -> None:
    forge(7, **changes)
    report = verify()
    assert (report.bad_row, report.head and report.head.number) == (7, 6)
    assert "oʻzgartirilgan" in report.problem


@pytest.mark.parametrize(
    ("forgery", "bad_row", "problem"),
    [
        (lambda: remove(7), 7, "yoʻq"),
        (lambda: remove(1), 1, "yoʻq"),
        (lambda: [remove(7), remove(8)], 7, "undan keyingi 1 tasi"),
        (lambda: remove_and_close_up(7), 7, "davomi emas"),
        (lambda: swap(7, 12), 7, "davomi emas"),
        (lambda: insert(7), 7, "davomi emas"),
        (lambda: remove(ROWS), ROWS, "kesilgan"),
        (lambda: [remove(number) for number in range(5, ROWS + 1)], 5, "kesilgan"),
        (lambda: JournalRow.objects.all().delete(), 1, "kesilgan"),
    ],
    ids=["missing", "first", "two", "closed up", "moved", "inserted", "tail", "long tail", "everything"],
)
def test_a_changed_order_is_found(journal: None, forgery: Callable[[], object], bad_row: int, problem: str) -> None:
    forgery()
    report = verify()
    assert (report.bad_row, report.whole) == (bad_row, False)
    assert problem in report.problem


def test_a_chain_made_to_fit_again_is_found_by_the_second_place(journal: None) -> None:
    forge(7, action="test.other")
    rehash_from(7)
    report = verify()
    assert (report.bad_row, report.whole) == (ROWS, False)
    assert "qaytadan yozilgan" in report.problem


def test_a_forger_of_both_places_is_found_by_an_anchor(journal: None) -> None:
    anchor = Head(10, JournalRow.objects.get(number=10).hash)
    forge(7, action="test.other")
    rehash_from(7)
    head.path().unlink()
    head.note(ROWS)
    protect(connection)
    assert verify().whole, "without an anchor outside, nothing can show it"
    report = verify(anchor)
    assert (report.bad_row, report.whole) == (10, False)


def test_a_second_place_behind_is_a_note_and_no_alarm(protected: None) -> None:
    record(action="test.note", subject="thing:21", by=None)
    report = verify()
    assert report.whole
    assert len(list(rows_after_head(report))) == 1


def test_an_unreadable_second_place_is_an_alarm(journal: None) -> None:
    head.path().write_text("{")
    assert "oʻqilmadi" in verify().problem


def test_a_second_place_that_is_gone_is_an_alarm(protected: None) -> None:
    head.path().unlink()
    report = verify()
    assert (report.whole, report.bad_row) == (False, None)
    assert str(head.path()) in report.problem


def drop(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON audit_journalrow" if connection.vendor == "postgresql" else ""))


def blunt(name: str) -> None:
    """Leave the trigger's name, take its teeth."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            drop(name)
            cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON audit_journalrow BEGIN SELECT 1; END")
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION audit_journalrow_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                "$$BEGIN RETURN NEW; END$$"
            )


def switch_off(name: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE audit_journalrow DISABLE TRIGGER {name}")
        else:
            drop(name)


@pytest.mark.parametrize("attack", [drop, blunt, switch_off])
def test_a_journal_that_lies_open_is_an_alarm(
    protected: None, attack: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    name = f"audit_journalrow_no_{'update' if connection.vendor == 'sqlite' else 'change'}"
    assert unprotected(connection) == []
    attack(name)
    assert name in unprotected(connection)
    report = verify()
    assert (report.whole, report.bad_row, report.head and report.head.number) == (False, None, ROWS)
    assert name in report.problem
    assert main(["audit", "verify"]) == 1
    assert name in capsys.readouterr().err
    assert main(["audit", "protect"]) == 0
    assert unprotected(connection) == []
    assert verify().whole
    row = JournalRow.objects.get(number=ROWS + 1)
    assert (row.action, name in row.data["triggers"]) == ("audit.journal_protect", True)
    assert journal_protect(by=None) == [], "the second time there is nothing to do"


def test_the_head_never_goes_back(journal: None) -> None:
    head.note(3)
    noted = head.read()
    assert noted is not None
    assert noted.number == ROWS


def test_a_head_that_cannot_be_written_does_not_undo_the_change(
    journal: None, tmp_path: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.JAVON_DATA = tmp_path / "no such folder"
    head.note(ROWS)
    assert "could not be noted" in caplog.text


def test_the_command_says_what_holds_and_what_does_not(protected: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify"]) == 0
    assert "20 ta satr" in capsys.readouterr().out
    assert main(["audit", "head"]) == 0
    anchor = capsys.readouterr().out.strip()
    assert main(["audit", "verify", "--anchor", anchor]) == 0
    assert main(["audit", "verify", "--anchor", "nonsense"]) == 2
    unprotect(connection)
    forge(7, action="test.other")
    capsys.readouterr()
    assert main(["audit", "verify"]) == 1
    assert "7-satr: oʻzgartirilgan" in capsys.readouterr().err
