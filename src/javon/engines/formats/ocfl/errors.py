"""What can go wrong in the preservation store."""

from __future__ import annotations


class OcflError(Exception):
    """The store cannot do what was asked; the message says which object and why."""


class OcflMissingError(OcflError):
    """No such object, version or file."""


class OcflBusyError(OcflError):
    """Another writer holds the object."""


class OcflFullError(OcflError):
    """No space is left; nothing of the new version was kept."""
