"""What a table of letters says about an alphabet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Alphabet:
    """One alphabet of Uzbek, in lower case.

    ``reads`` gives every letter that differs from those of 1995 by its spelling of 1995 (ş: sh), forms of drafts and
    printers included; ``writes`` the letter to write for a spelling of 1995 (sh: ş).  ``proof`` are letters that only
    this alphabet of Uzbek has.  ``tag`` is its BCP 47 language tag.
    """

    name: str
    tag: str
    reads: Mapping[str, str] = field(default_factory=dict)
    writes: Mapping[str, str] = field(default_factory=dict)
    proof: frozenset[str] = frozenset()
    written: bool = True
