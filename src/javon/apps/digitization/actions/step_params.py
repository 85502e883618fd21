"""What the steps of imaging take as parameters: a wrong one is refused before a page waits for it in vain."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from javon.apps.digitization.errors import DigitizationError
from javon.base.db.said import gettext as _

Check = Callable[[Any], bool]
#: Pixels of a scan whose size is not known.
LARGEST_SIDE = 100_000
#: Steps that cannot be switched off: without the mask of the ink there is no page.
ALWAYS = frozenset({"binarize"})


def _number(low: float, high: float) -> Check:
    def check(value: Any) -> bool:
        right = isinstance(value, (int, float)) and not isinstance(value, bool)
        return right and math.isfinite(value) and low <= value <= high

    return check


def _one_of(*allowed: int) -> Check:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value in allowed


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _rows(number: Check, *, width: int = 0, least: int = 0) -> Check:
    """A list of lists of numbers, all of one length (``width`` where it is not 0)."""

    def check(value: Any) -> bool:
        if not isinstance(value, list) or len(value) < least or not all(isinstance(row, list) for row in value):
            return False
        lengths = {len(row) for row in value}
        fits = lengths <= {width} if width else len(lengths) == 1 and min(lengths) > 1
        return fits and all(number(item) for row in value for item in row)

    return check


def _box(number: Check) -> Check:
    def check(value: Any) -> bool:
        if not isinstance(value, list) or len(value) != len("ltrb") or not all(number(item) for item in value):
            return False
        left, top, right, bottom = value
        return bool(left < right and top < bottom)

    return check


def _boxes(number: Check) -> Check:
    box = _box(number)
    return lambda value: isinstance(value, list) and all(box(item) for item in value)


def _corners(number: Check) -> Check:
    rows = _rows(number, width=2, least=4)
    return lambda value: rows(value) and len(value) == len("ltrb")


def _known(side: int) -> dict[str, dict[str, Check]]:
    """The parameters of every step; ``side`` is the longest side of the scan in pixels."""
    pixel, tone = _number(-2 * side, 2 * side), _number(0, 255)
    return {
        "orient": {"angle": _one_of(0, 90, 180, 270)},
        "polarity": {"light": _flag, "positive": _flag},
        "split": {"at": _number(1, side - 1), "part": _one_of(0, 1)},
        "dewarp": {"quad": _corners(pixel), "lift": _rows(pixel, least=2)},
        "deskew": {"angle": _number(-45, 45)},
        "crop": {"box": _box(pixel)},
        "bars": {"boxes": _boxes(pixel)},
        "pictures": {"boxes": _boxes(pixel)},
        "stamps": {"boxes": _boxes(pixel)},
        "illumination": {"even": _flag, "paper": tone},
        "denoise": {"median": _one_of(0, 3, 5)},
        "showthrough": {"black": tone, "white": tone},
        "binarize": {
            "k": _number(0, 1),
            "r": _number(1, 255),
            "window": _number(0.01, 2),
            "width": _number(0, 1),
        },
        "edges": {"boxes": _boxes(pixel)},
        "read": {"language": lambda value: isinstance(value, str)},
    }


def check_steps(steps: Mapping[str, Mapping[str, Any]], *, side: int = 0) -> None:
    """Raise ``DigitizationError`` for a step that there is not, or for a parameter that it cannot take.

    ``side``: the longest side of the scan in pixels; 0 if not known.
    """
    known = _known(side or LARGEST_SIDE)
    wrong = [name for name in steps if name not in known]
    if wrong or not all(isinstance(values, Mapping) for values in steps.values()):
        raise DigitizationError(_("Bunday qadam yoʻq: %(names)s") % {"names": ", ".join(wrong) or "?"})
    for step, values in steps.items():
        checks = known[step] if step in ALWAYS else {"off": _flag, **known[step]}
        for name, value in values.items():
            if name not in checks or not checks[name](value):
                raise DigitizationError(
                    _("%(step)s: parametr notoʻgʻri: %(name)s") % {"step": step, "name": str(name)[:100]}
                )
    _check_tones(steps.get("showthrough", {}))


def _check_tones(values: Mapping[str, Any]) -> None:
    """Both tones or none, the darker one first."""
    if ("white" in values or "black" in values) and not values.get("black", 255) < values.get("white", 0):
        raise DigitizationError(_("%(step)s: parametr notoʻgʻri: %(name)s") % {"step": "showthrough", "name": "white"})
