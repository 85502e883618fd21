"""Background work of the people app."""

from __future__ import annotations

from javon.apps.people.actions.session import sessions_expire
from javon.base.jobs import job


@job("people.expire_sessions")
def expire_sessions() -> None:
    """Remove sessions whose time is over: nobody's address is kept longer than it serves."""
    sessions_expire()
