"""Tables of the people app."""

from javon.apps.people.models.user import User

__all__ = ["User"]
