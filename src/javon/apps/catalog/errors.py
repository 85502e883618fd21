"""What can go wrong with a record; every message is meant for the person at the screen."""


class CatalogError(Exception):
    """The message says what is wrong, with which field or file, and what to do."""


class NotAllowedError(CatalogError):
    """The person has no right to change the catalogue."""
