"""Tables of the library app."""

from javon.apps.library.models.use import UseDay

__all__ = ["UseDay"]
