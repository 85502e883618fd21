"""Tables of the catalogue."""

from javon.apps.catalog.models.record import Record

__all__ = ["Record"]
