"""The preservation store: an OCFL 1.1 storage root (https://ocfl.io/1.1/spec/)."""

from javon.engines.formats.ocfl.errors import OcflBusyError, OcflError, OcflFullError, OcflMissingError
from javon.engines.formats.ocfl.inventory import Version
from javon.engines.formats.ocfl.root import OcflRoot
from javon.engines.formats.ocfl.staging import Known, Second
from javon.engines.formats.ocfl.verify import Finding

__all__ = [
    "Finding",
    "Known",
    "OcflBusyError",
    "OcflError",
    "OcflFullError",
    "OcflMissingError",
    "OcflRoot",
    "Second",
    "Version",
]
