"""Records: MARC 21, UNIMARC and RUSMARC in ISO 2709, MARCXML and the text export of IRBIS."""

from javon.engines.formats.marc.crosswalk import metadata_from_marc, metadata_from_record
from javon.engines.formats.marc.reading import read_marc
from javon.engines.formats.marc.record import Field, MarcRecord
from javon.engines.formats.marc.writing import metadata_to_marcxml

__all__ = [
    "Field",
    "MarcRecord",
    "metadata_from_marc",
    "metadata_from_record",
    "metadata_to_marcxml",
    "read_marc",
]
