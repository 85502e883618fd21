"""Changes of the catalogue."""

from javon.apps.catalog.actions.record import record_create, record_delete, record_update
from javon.apps.catalog.actions.record_import import record_import, record_import_values
from javon.apps.catalog.actions.record_restore import record_restore

__all__ = [
    "record_create",
    "record_delete",
    "record_import",
    "record_import_values",
    "record_restore",
    "record_update",
]
