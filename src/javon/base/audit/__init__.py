"""The tamper-evident journal: one hash-chained, append-only list of everything that was changed, and by whom."""

from typing import TYPE_CHECKING

from javon.base.db.lazy import lazy_names

if TYPE_CHECKING:
    from javon.base.audit.models import JournalRow
    from javon.base.audit.writing import record

__all__ = ["JournalRow", "record"]
__getattr__ = lazy_names(__name__, {"JournalRow": "models", "record": "writing"})
