"""A page of which the file has only a part is never good."""

from __future__ import annotations

import pytest
from tests.engines.imaging.intake.drawn_pdfs import Drawn

from javon.engines.pipeline.page import read_page
from javon.engines.pipeline.result import PageOptions, PageTask
from javon.engines.quality import Code, Verdict

LINES = b"BT /F1 12 Tf 14 TL 20 330 Td " + b"(Kutubxona kitoblari haqida) Tj T* " * 18 + b"ET "


@pytest.mark.parametrize(("more", "flagged"), [(b"", False), (b"/Gone Do", True)])
def test_a_wanting_object_is_flagged(tmp_path, more, flagged):
    drawn = Drawn()
    drawn.content = LINES + more
    options = PageOptions(recognizer="null")
    (result,) = read_page(PageTask("p", drawn.save(tmp_path / "a.pdf"), tmp_path / "out", options=options))
    assert (Code.PAGE_INCOMPLETE in {flag.code for flag in result.flags}) is flagged
    assert not flagged or result.verdict is Verdict.LOOK
