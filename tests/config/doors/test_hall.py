"""Who has to leave when room is wanted, and who gets in."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from javon.config.doors.hall import Hall, Phase, Visitor
from javon.config.doors.limits import Limits


class Guests:
    """A hall for four, three of one address, and what became of everybody."""

    def __init__(self) -> None:
        self.hall = Hall(Limits(), 4, 3)
        self.log: list[str] = []
        self.names: list[str] = []
        self._sockets: list[socket.socket] = []

    def comes(self, name: str, phase: Phase, *, waited: float = 0, owes: bool = False) -> Visitor:
        one, other = socket.socketpair()
        self._sockets += [one, other]
        self.names.append(name)
        visitor = Visitor(
            name[0],
            one,
            begin=lambda: self.log.append(f"{name} begins"),
            leave=lambda: self.log.append(f"{name} leaves"),
            owes=lambda: owes,
        )
        self.hall.enter(visitor)
        if visitor.phase is not Phase.WAITING:
            visitor.turn_to(phase)
        visitor.since -= waited
        visitor.moved_at -= waited
        return visitor

    def says(self, name: str) -> None:
        """The other side of the connection sends something."""
        self._sockets[1 + 2 * self.names.index(name)].send(b"x")

    def close(self) -> None:
        for one in self._sockets:
            one.close()


@pytest.fixture
def guests() -> Iterator[Guests]:
    made = Guests()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("phases", "leaves"),
    [
        ([(Phase.IDLE, 9), (Phase.SILENT, 5), (Phase.HEAD, 6), (Phase.ANSWER, 9)], ["c", "b", "a"]),
        ([(Phase.IDLE, 5), (Phase.IDLE, 9), (Phase.BODY, 9), (Phase.ANSWER, 9)], ["b", "a", "c"]),
        ([(Phase.ANSWER, 900)] * 4, []),
        ([(Phase.SILENT, 0), (Phase.HEAD, 0), (Phase.IDLE, 0), (Phase.BODY, 0)], []),
    ],
)
def test_room_is_made_by_those_who_keep_us_waiting(
    guests: Guests, phases: list[tuple[Phase, float]], leaves: list[str]
) -> None:
    for name, (phase, waited) in zip("abcd", phases, strict=True):
        guests.comes(name, phase, waited=waited)
    guests.log.clear()
    assert guests.hall.has_room() is bool(leaves)
    assert guests.log == [f"{name} leaves" for name in leaves]


def test_the_address_with_the_most_gives_first(guests: Guests) -> None:
    guests.comes("a", Phase.SILENT, waited=9)
    for name in ("b1", "b2", "b3"):
        guests.comes(name, Phase.SILENT, waited=5)
    guests.log.clear()
    assert guests.hall.has_room()
    assert guests.log[0].startswith("b")


def test_who_does_not_take_an_answer_gives_way_too(guests: Guests) -> None:
    guests.comes("a", Phase.ANSWER, waited=9, owes=True)
    for name in "bcd":
        guests.comes(name, Phase.ANSWER, waited=9)
    guests.log.clear()
    assert guests.hall.has_room()
    assert guests.log == ["a leaves"]


def test_who_has_just_spoken_is_not_shown_out(guests: Guests) -> None:
    guests.comes("a", Phase.IDLE, waited=9)
    for name in "bcd":
        guests.comes(name, Phase.ANSWER)
    guests.says("a")
    assert not guests.hall.has_room()
    assert "a leaves" not in guests.log


def test_an_address_above_its_share_waits_for_its_own(guests: Guests) -> None:
    first = guests.comes("a1", Phase.ANSWER)
    guests.comes("a2", Phase.ANSWER)
    guests.comes("a3", Phase.ANSWER)
    assert guests.comes("a4", Phase.SILENT).phase is Phase.WAITING
    assert "a4 begins" not in guests.log
    guests.hall.left(first)
    assert guests.log[-1] == "a4 begins"


def test_a_web_server_before_us_has_no_share(guests: Guests) -> None:
    guests.hall = Hall(Limits(), 9, 2, lambda address: address == "a")
    for name in ("a1", "a2", "a3", "b1", "b2", "b3"):
        guests.comes(name, Phase.ANSWER)
    assert guests.log == ["a1 begins", "a2 begins", "a3 begins", "b1 begins", "b2 begins"]


def test_above_its_share_an_address_makes_room_by_its_own_silence(guests: Guests) -> None:
    guests.comes("a1", Phase.SILENT, waited=9)
    guests.comes("a2", Phase.ANSWER)
    guests.comes("a3", Phase.ANSWER)
    guests.comes("a4", Phase.HEAD)
    assert guests.log[-2:] == ["a1 leaves", "a4 begins"]


@pytest.mark.parametrize(
    ("phase", "waited", "shown_out"),
    [
        (Phase.SILENT, 10, False),
        (Phase.SILENT, 20, True),
        (Phase.HEAD, 20, True),
        (Phase.IDLE, 20, False),
        (Phase.IDLE, 40, True),
        (Phase.BODY, 50, False),
        (Phase.BODY, 70, True),
        (Phase.ANSWER, 7000, False),
    ],
)
def test_everybody_has_a_time(guests: Guests, phase: Phase, waited: float, shown_out: bool) -> None:
    guests.comes("a", phase, waited=waited)
    guests.hall.sweep()
    assert ("a leaves" in guests.log) is shown_out
    assert len(guests.hall) == 1 - shown_out


def test_the_log_has_one_line_however_many_were_shown_out(guests: Guests, caplog: pytest.LogCaptureFixture) -> None:
    for name in "abcd":
        guests.comes(name, Phase.SILENT, waited=20)
    guests.hall._told_at -= 100
    guests.hall.sweep()
    assert [record.message for record in caplog.records] == [
        "shown out in the last minute: silent 4; 0 connections are open"
    ]


def test_who_comes_in_when_all_of_the_address_had_to_leave_is_counted_with_it(guests: Guests) -> None:
    guests.hall = Hall(Limits(), 9, 1)
    guests.comes("a1", Phase.SILENT, waited=9)
    second = guests.comes("a2", Phase.ANSWER)
    assert guests.comes("a3", Phase.SILENT).phase is Phase.WAITING
    guests.hall.left(second)
    assert guests.log == ["a1 begins", "a1 leaves", "a2 begins", "a3 begins"]


@pytest.mark.parametrize(("owes", "shown_out"), [(False, False), (True, True)])
def test_a_body_that_we_are_slow_to_take_is_not_cut(guests: Guests, owes: bool, shown_out: bool) -> None:
    """A slow disk is not the fault of whoever uploads; who does not take the answer holds us up all the same."""
    guests.comes("a", Phase.BODY, waited=70, owes=owes)
    guests.says("a")
    guests.hall.sweep()
    assert ("a leaves" in guests.log) is shown_out
