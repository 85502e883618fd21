"""A MARC record as it was found: MARC 21 or UNIMARC, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """One variable field: its subfields in order, as (code, value)."""

    tag: str
    indicators: str
    subfields: tuple[tuple[str, str], ...]

    def all(self, codes: str) -> list[str]:
        """The values of these subfields in their order, the empty ones left out."""
        return [value for code, value in self.subfields if code in codes and value.strip()]

    def first(self, code: str) -> str:
        return next(iter(self.all(code)), "")


@dataclass(slots=True)
class MarcRecord:
    """Leader, control fields by tag, variable fields in order."""

    leader: str
    controls: dict[str, str] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)

    @property
    def is_unimarc(self) -> bool:
        """UNIMARC and RUSMARC keep the title in 200, MARC 21 in 245."""
        tags = {item.tag for item in self.fields}
        return "200" in tags and "245" not in tags

    def get(self, *tags: str) -> Iterator[Field]:
        """The fields with these tags, in the order of the record."""
        return (item for item in self.fields if item.tag in tags)
