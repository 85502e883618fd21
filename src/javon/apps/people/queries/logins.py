"""What the journal knows of log-ins."""

from __future__ import annotations

from javon.apps.people.models import User
from javon.base.audit import JournalRow


def codes_failed_elsewhere(user: User, address: str) -> list[str]:
    """Other addresses from which wrong codes were given since the person's last log-in: the password is known there."""
    rows = JournalRow.objects.filter(subject=f"user:{user.pk}")
    last = rows.filter(action="people.login").order_by("-number").values_list("number", flat=True).first()
    failed = rows.filter(action="people.code_failed", number__gt=last or 0).order_by("number")
    found = dict.fromkeys(str(row.data.get("address", "")) for row in failed)
    return [told for told in found if told != address]
