"""Sessions whose time is over."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from javon.base import clock


@transaction.atomic
def sessions_expire() -> int:
    """Remove sessions whose time is over, and what was noted of them (addresses, browsers); gives their number."""
    over = int(Session.objects.filter(expire_date__lt=clock.now()).delete()[0])
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return over
