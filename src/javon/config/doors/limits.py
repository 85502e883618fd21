"""The limits of the doors; each is a setting (docs/operator/settings.md)."""

from __future__ import annotations

import resource
from dataclasses import dataclass

from javon.config import env

#: Files that stay for the program itself when connections have theirs: databases of the pages at work (three each),
#: the index, pictures kept open, made pictures on their way out;  128 and 64 at most of the
#: last two.
OWN_FILES = 324


@dataclass(frozen=True, slots=True)
class Limits:
    """How much strangers may have of the site.

    ``connections`` at once, ``of_one`` of them from one address; ``head`` and ``form`` in bytes; ``head_s`` for a
    request to be told, ``idle_s`` between two of them; ``stall_s`` in which at least ``least`` bytes must move where
    the visitor is waited for; ``pages`` made at once, ``waiting`` for one or for a picture.
    """

    connections: int = 1500
    of_one: int = 1125
    head: int = 32 * 1024
    form: int = 64 * 1024
    head_s: float = 15
    idle_s: float = 30
    stall_s: float = 60
    least: int = 4 * 1024
    pages: int = 8
    waiting: int = 400


def read() -> Limits:
    """The limits as the environment sets them."""
    connections = env.integer("JAVON_CONNECTIONS", 1500, minimum=20)
    return Limits(
        connections=connections,
        of_one=env.integer("JAVON_CONNECTIONS_PER_ADDRESS", 0) or connections,
        head=1024 * env.integer("JAVON_HEAD_KB", 32, minimum=4),
        form=1024 * env.integer("JAVON_FORM_KB", 64, minimum=4),
        head_s=env.integer("JAVON_HEAD_SECONDS", 15, minimum=1),
        idle_s=env.integer("JAVON_IDLE_SECONDS", 30, minimum=1),
        stall_s=env.integer("JAVON_STALL_SECONDS", 60, minimum=1),
        pages=env.integer("JAVON_PAGES_AT_ONCE", 8, minimum=1),
        waiting=env.integer("JAVON_WAITING", 400, minimum=1),
    )


def room(limits: Limits) -> tuple[int, int]:
    """How many connections this process may really have, all and from one address.

    The system's limit of open files is raised as far as it lets us first.  Where nothing else is set, one address may
    have three quarters of all: a library's reading room comes from one.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    files = wanted if soft == resource.RLIM_INFINITY else soft
    everybody = max(1, min(limits.connections, max(files - OWN_FILES, files // 3)))
    told = limits.of_one if limits.of_one < limits.connections else everybody * 3 // 4
    return everybody, max(1, min(told, everybody))
