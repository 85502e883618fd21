"""`javon verify` beside another program that reads the archive."""

from __future__ import annotations

from datetime import timedelta

import pytest

from javon.apps.digitization.actions.archive_check import Share
from javon.apps.digitization.errors import BusyError
from javon.apps.digitization.models import ArchiveRound
from javon.base import clock
from javon.cli import verifying
from javon.cli.terminal import Terminal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("over_before", [True, False])
def test_only_a_round_that_ended_while_we_waited_stands_for_ours(
    monkeypatch: pytest.MonkeyPatch, over_before: bool
) -> None:
    """Another program may read but one object: a round of last month says nothing of today."""
    old = ArchiveRound.objects.create(total_size=1, finished_at=clock.now() if over_before else None)
    ours = ArchiveRound(total_size=2)
    tries = iter([True, False])

    def check(**_asked: object) -> ArchiveRound:
        if next(tries):
            raise BusyError("busy")
        return ours

    monkeypatch.setattr(verifying, "archive_check", check)
    monkeypatch.setattr(verifying.time, "sleep", lambda _seconds: ArchiveRound.objects.update(finished_at=clock.now()))
    found = verifying._read(Terminal(), Share())
    assert found == (ours if over_before else old)


@pytest.mark.parametrize(("days", "told"), [(40, True), (0, False)])
def test_what_was_read_weeks_ago_is_told(capsys: pytest.CaptureFixture[str], days: int, told: bool) -> None:
    """The worker reads a share an hour: the command may only have read the last of it."""
    begun = clock.now() - timedelta(days=days)
    round = ArchiveRound.objects.create(started_at=begun, finished_at=clock.now())
    assert verifying._told(Terminal(), round, 5.0) == verifying.WHOLE
    assert ("--again" in capsys.readouterr().out) is told
