"""What can go wrong; every message is meant for the person at the screen or the terminal."""


class DigitizationError(Exception):
    """The message says what is wrong, with which file or page, and what to do."""


class NotAllowedError(DigitizationError):
    """The person has no right to do this."""


class WrongStateError(DigitizationError):
    """The object or page is not in a state in which this can be done."""


class NothingToDigitizeError(DigitizationError):
    """No usable image was found in what was given."""


class LockedError(NothingToDigitizeError):
    """Everything that was given waits for a password; the files are stored, the object stays."""


class WrongPasswordError(DigitizationError):
    """The password opens none of the locked files."""


class NoRoomError(DigitizationError):
    """The disk has not enough room for what was given."""


class AssemblyError(DigitizationError):
    """A file of the book could not be made."""


class StoreGoneError(DigitizationError):
    """The preservation store is not where it was: a disk that is not mounted, a folder that was moved."""


class BusyError(DigitizationError):
    """Another program is at work on this object at this moment."""


class AlreadyDigitizedError(DigitizationError):
    """The same files were given before.  ``identifier`` names the object they became."""

    def __init__(self, message: str, identifier: str) -> None:
        super().__init__(message)
        self.identifier = identifier
