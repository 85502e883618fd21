"""How the hash of a journal row is made; no database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

#: What stands before the first row.
GENESIS = "0" * 64


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with sorted keys, no blanks and no escapes of non-ASCII letters: one text for one content."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Content:
    """All that a row says, in the form that is hashed.

    Attributes:
        number: Place in the journal, 1 for the first row, without gaps.
        at: The moment, with its zone; hashed in UTC to the microsecond.
        actor_id: Key of the person; ``None`` for the program itself.
        actor: Log-in name of the person at that time, or "".
        action: Name of the change, such as "digitization.object_accept".
        subject: What was changed, such as "object:jvb3k9x2mqz".
        details: Canonical JSON of everything else.
    """

    number: int
    at: datetime
    actor_id: int | None
    actor: str
    action: str
    subject: str
    details: str

    def digest(self, previous: str) -> str:
        """SHA-256, in hex, over the previous row's hash and this content."""
        moment = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        fields = [previous, self.number, moment, self.actor_id, self.actor, self.action, self.subject, self.details]
        text = json.dumps(fields, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
