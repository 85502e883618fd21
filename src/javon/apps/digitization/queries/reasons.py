"""Why a page should be looked at, in the words of the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.utils.formats import get_format

from javon.apps.digitization.models import SourceFile
from javon.base.db import said
from javon.base.db.said import gettext as _
from javon.engines.imaging.intake import MESSAGES, WARNINGS, Code, WarningCode
from javon.engines.pipeline import FAILURES, Reason
from javon.engines.quality.codes import REASONS, describe

#: A decimal point inside a number.
POINT = re.compile(r"(?<=\d)\.(?=\d)")


def flag_words(flags: Sequence[Sequence[Any]]) -> list[str]:
    """The flags of a page (``[[code, severity, value, limit], …]``, some with places) in words, the worst first."""
    ranked = sorted(flags, key=lambda flag: flag[1] != "rescan")
    return [_describe(str(code), float(value), float(limit)) for code, _severity, value, limit, *_places in ranked]


def flag_places(flags: Sequence[Sequence[Any]], width: int, height: int) -> list[list[float]]:
    """The places that the flags speak of, each left, top, right and bottom in shares of the page."""
    if not width or not height:
        return []
    boxes = [box for flag in flags for box in (flag[4] if len(flag) > 4 else ())]
    return [[round(side / size, 4) for side, size in zip(box, (width, height) * 2, strict=True)] for box in boxes]


def _describe(code: str, value: float, limit: float) -> str:
    template = REASONS.get(code)
    return _with_sign(describe(_(template), code, value, limit)) if template else code


def _with_sign(text: str) -> str:
    """The text with its decimal points as the language writes them: 7,6."""
    return POINT.sub(str(get_format("DECIMAL_SEPARATOR")), text)


def same_words(source: SourceFile) -> str:
    """What is said of a file that is a copy of a page that is there already; ``detail`` names that page's file."""
    return _("%(name)s: %(twin)s bilan bir xil, ikkinchi sahifa qilinmadi.") % {
        "name": source.name,
        "twin": source.detail,
    }


def refusal_words(source: SourceFile) -> str:
    """Why a given file was not taken, in the words of whoever asks."""
    if source.code in list(Code):
        return _(MESSAGES[Code(source.code)]) % {"file": source.name, "detail": source.detail}
    return said.words(source.reason)


def notice_words(source: SourceFile) -> list[str]:
    """What a person should know of a file that was taken all the same."""
    return [
        _(WARNINGS[WarningCode(code)]) % {"file": source.name, "detail": detail}
        for code, detail in source.notices
        if code in list(WarningCode)
    ]


def failure_words(code: str, error: str, name: str) -> str:
    """Why a page failed, in words; ``name`` is the file's, ``error`` the figures of a bad file."""
    if code in list(Code):
        return _(MESSAGES[Code(code)]) % {"file": name, "detail": error or code}
    if code in list(Reason):
        return _(FAILURES[Reason(code)])
    return error
