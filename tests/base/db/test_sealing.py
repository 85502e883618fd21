"""Values that the database holds and cannot read."""

from __future__ import annotations

from typing import Any

import pytest

from javon.base.db.sealing import OtherKeyError, seal, unseal


def test_a_value_comes_back_and_does_not_show(settings: Any) -> None:
    settings.JAVON_SEAL_KEY = "a key"
    sealed = seal("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"
    assert seal(sealed) == sealed
    assert unseal("never sealed") == "never sealed"


def test_with_another_key_or_changed_nobody_reads_it(settings: Any) -> None:
    settings.JAVON_SEAL_KEY = "a key"
    sealed = seal("JBSWY3DPEHPK3PXP")
    middle = len(sealed) // 2
    with pytest.raises(OtherKeyError, match="damaged"):
        unseal(sealed[:middle] + ("A" if sealed[middle] != "A" else "B") + sealed[middle + 1 :])
    settings.JAVON_SEAL_KEY = "another key"
    with pytest.raises(OtherKeyError, match="sealed with the key"):
        unseal(sealed)
