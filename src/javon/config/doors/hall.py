"""Who is in: every connection, what it is waited for, and who has to leave when room is wanted.

Room is made by those who keep us waiting, never by those whom we keep waiting: first who has said nothing or only half
of a request, then who is between two requests, then who has not taken or brought a byte for a while.  Among them the
address with the most connections gives first, and the newcomer is let in.  So an honest reader gets in beside a
thousand silent connections, from the same address too.

An address has its share of the connections that are read from; the ones above it wait for those before them.
"""

from __future__ import annotations

import logging
import socket
import struct
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum

from javon.config.doors.limits import Limits

logger = logging.getLogger("javon.doors")
#: Newcomers have so long before they are counted among those who keep us waiting; stalled ones have longer.
GRACE_S, STALLED_S = 0.2, 3.0
#: Who waits for the share of the own address does so for our sake: last to go.
WAITED_S = 4.0
#: How many are shown out in one go: looking through all of them takes its time.
BATCH = 32
#: ``tcpi_bytes_acked`` and ``tcpi_bytes_received`` of struct tcp_info (linux/tcp.h).
_MOVED = struct.Struct("=120xQQ")

#: Close without waiting for what was not taken: the kernel would keep it for minutes, in memory of its own.
_AT_ONCE = struct.pack("ii", 1, 0)


class Phase(IntEnum):
    """What a connection waits for."""

    WAITING = -1  # that another one of the same address ends
    SILENT = 0  # its first word
    HEAD = 1  # the rest of a request's head, or of a TLS handshake
    IDLE = 2  # the next request
    BODY = 3  # the rest of a request's body
    ANSWER = 4  # our answer, or the visitor to take it


@dataclass(slots=True, eq=False)
class Visitor:
    """A connection.  ``begin`` reads from it, ``leave`` ends it; ``owes()``: an answer lies ready and is not taken."""

    address: str
    socket: socket.socket
    begin: Callable[[], None]
    leave: Callable[[], None]
    phase: Phase = Phase.SILENT
    since: float = field(default_factory=time.monotonic)
    owes: Callable[[], bool] = lambda: False
    moved: int = 0
    moved_at: float = 0.0

    def turn_to(self, phase: Phase) -> None:
        """From now on this is waited for."""
        self.phase, self.since = phase, time.monotonic()
        self.moved_at = self.since

    @property
    def holds_us_up(self) -> bool:
        """Whether the next move is the visitor's."""
        return self.phase < Phase.ANSWER or self.owes()


class Hall:
    """All visitors.  ``everybody`` may be in at once, ``of_one`` from one address; all from a web server before us."""

    def __init__(
        self, limits: Limits, everybody: int, of_one: int, is_proxy: Callable[[str], bool] = lambda address: False
    ) -> None:
        self._limits, self._everybody, self._of_one, self._is_proxy = limits, everybody, of_one, is_proxy
        self._visitors: set[Visitor] = set()
        self._by_address: defaultdict[str, set[Visitor]] = defaultdict(set)
        self._waiting: dict[str, deque[Visitor]] = {}
        self._shown_out: Counter[str] = Counter()
        self._told_at = time.monotonic()

    def __len__(self) -> int:
        return len(self._visitors)

    def has_room(self) -> bool:
        """Whether one more fits, made by showing out who keeps us waiting where needed."""
        return len(self._visitors) < self._everybody or self._make_room(self._visitors)

    def enter(self, visitor: Visitor) -> None:
        """Let somebody in, at once or, where the address has its share, as soon as one of its connections ends."""
        waiting = self._waiting.get(visitor.address, ())
        full = (
            len(self._by_address[visitor.address]) - len(waiting) >= self._of_one
            and not self._is_proxy(visitor.address)
            and not self._make_room_of(visitor.address)
        )
        self._visitors.add(visitor)
        self._by_address[visitor.address].add(visitor)  # a new one where all of the others had to leave
        if full:
            visitor.turn_to(Phase.WAITING)
            self._waiting.setdefault(visitor.address, deque()).append(visitor)
        else:
            visitor.begin()

    def left(self, visitor: Visitor) -> None:
        """The connection is no more."""
        if visitor not in self._visitors:
            return
        self._visitors.discard(visitor)
        theirs = self._by_address[visitor.address]
        theirs.discard(visitor)
        if not theirs:
            del self._by_address[visitor.address]
        self._next_of(visitor)

    def _next_of(self, gone: Visitor) -> None:
        waiting = self._waiting.get(gone.address)
        if not waiting:
            return
        if gone.phase is Phase.WAITING:
            waiting.remove(gone)
        else:
            following = waiting.popleft()
            following.turn_to(Phase.SILENT)
            following.begin()
        if not waiting:
            del self._waiting[gone.address]

    def refused(self, why: str) -> None:
        """Note that a request was refused by the doors themselves."""
        self._shown_out[why] += 1

    def sweep(self) -> None:
        """Show out who took too long; call it every second or so."""
        now, limits = time.monotonic(), self._limits
        for address in list(self._waiting):
            self._make_room_of(address)
        allowed = {
            Phase.WAITING: limits.stall_s,
            Phase.SILENT: limits.head_s,
            Phase.HEAD: limits.head_s,
            Phase.IDLE: limits.idle_s,
        }
        for visitor in list(self._visitors):
            longest = allowed.get(visitor.phase)
            if longest is None:
                self._look_at(visitor, now)
            elif now - visitor.since > longest and not _says_more(visitor):
                self._show_out(visitor, visitor.phase.name.lower())
        if now - self._told_at > 60:
            self._tell(now)

    def close(self) -> None:
        """Show out everybody who is not being answered."""
        for visitor in list(self._visitors):
            if visitor.phase < Phase.BODY:
                visitor.leave()

    def _look_at(self, visitor: Visitor, now: float) -> None:
        """Whether enough has moved, where the next move is the visitor's."""
        moved = _moved(visitor.socket)
        if not visitor.holds_us_up or moved >= visitor.moved + self._limits.least:
            visitor.moved, visitor.moved_at = moved, now
        elif now - visitor.moved_at > self._limits.stall_s and not _says_more(visitor):
            self._show_out(visitor, "stalled")

    def _make_room_of(self, address: str) -> bool:
        """Room within the share of an address; who waits for it has none to give."""
        return self._make_room(
            {one for one in self._by_address[address] if one.phase is not Phase.WAITING}, self._of_one
        )

    def _make_room(self, among: set[Visitor], most: int = BATCH) -> bool:
        """Show out some of those who keep us waiting; gives whether there are any."""
        now = time.monotonic()
        ranked = sorted(
            (rank, -len(self._by_address[visitor.address]), visitor.since, at, visitor)
            for at, visitor in enumerate(among)
            if (rank := _rank(visitor, now)) is not None
        )
        going = [visitor for *_rest, visitor in ranked[:most] if not _says_more(visitor)]
        for visitor in going:
            self._show_out(visitor, "crowded")
        return bool(going)

    def _show_out(self, visitor: Visitor, why: str) -> None:
        self._shown_out[why] += 1
        with suppress(OSError):
            if visitor.phase >= Phase.BODY:
                visitor.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        self.left(visitor)
        visitor.leave()

    def _tell(self, now: float) -> None:
        """One line a minute at most: a log that strangers can fill is a way in as well."""
        if any(count for why, count in self._shown_out.items() if why != "idle"):
            told = ", ".join(f"{why} {count}" for why, count in sorted(self._shown_out.items()))
            logger.warning("shown out in the last minute: %s; %d connections are open", told, len(self._visitors))
        self._shown_out.clear()
        self._told_at = now


def _rank(visitor: Visitor, now: float) -> int | None:
    """The lower, the sooner to go; None: not at all."""
    waited = now - visitor.since
    if visitor.phase is Phase.WAITING:
        return 3 if waited > WAITED_S else None
    if visitor.phase < Phase.IDLE:
        return 0 if waited > GRACE_S else None
    if visitor.phase is Phase.IDLE:
        return 1 if waited > GRACE_S else None
    return 2 if visitor.holds_us_up and now - visitor.moved_at > STALLED_S else None


def _says_more(visitor: Visitor) -> bool:
    """Whether something has come that we have not read yet: then it is we who are slow."""
    if visitor.phase in (Phase.WAITING, Phase.ANSWER) or (visitor.phase is Phase.BODY and visitor.owes()):
        return False
    try:
        return bool(visitor.socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
    except OSError:
        return False


def _moved(connection: socket.socket) -> int:
    """Bytes that the other side has sent or taken so far, as the kernel counts them."""
    try:
        taken, sent = _MOVED.unpack(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _MOVED.size))
    except (OSError, struct.error):
        return 0
    return int(taken + sent)
