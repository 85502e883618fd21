"""The verdict on one page: its measurements against the limits of a profile."""

from __future__ import annotations

from collections.abc import Mapping

from javon.engines.quality.profiles import BOOK, Limit, Profile
from javon.engines.quality.verdict import Flag, Verdict

#: Letters below this x-height, pixels, are read only where everything else is good.
SMALL = 12.0
_ORDER = (Verdict.GOOD, Verdict.LOOK, Verdict.RESCAN)


def judge(measurements: Mapping[str, float], profile: Profile = BOOK) -> tuple[Verdict, tuple[Flag, ...]]:
    """Compare measurements with the limits.

    A measure that is absent, or 0 where only small values are bad (nothing could be measured), raises no flag.  On a
    blank page only blankness is said.

    Returns:
        The worst severity among the flags, and the flags, worst first.
    """
    values = _derived(measurements)
    blank = values.get("blank", 0.0) > 0
    flags = []
    for limit in profile.limits:
        if blank and limit.measure != "blank":
            continue
        if limit.needs_text and values.get("letters", 1e9) < 10:
            continue
        flag = _check(limit, values)
        if flag:
            flags.append(flag)
    worst_first = sorted(flags, key=lambda flag: -_ORDER.index(flag.severity))
    # Two measures may say the same: it is said once.
    said = {flag.code: flag for flag in reversed(worst_first)}
    return verdict_of(flags), tuple(flag for flag in worst_first if said[flag.code] is flag)


def verdict_of(flags: list[Flag] | tuple[Flag, ...]) -> Verdict:
    """The worst severity; good without flags."""
    return max((flag.severity for flag in flags), key=_ORDER.index, default=Verdict.GOOD)


def _derived(measurements: Mapping[str, float]) -> dict[str, float]:
    """Measures that combine others.

    Dark clipping only where it is no black surround, blueness as a positive, doubtful words where letters are small.
    """
    values = dict(measurements)
    values["blueness"] = max(0.0, -values.get("cast", 0.0))
    dark = values.get("clipped_dark", 0.0)
    values["clipped_dark_large"] = max(0.0, dark - values.get("surround", 0.0) - values.get("ink_share", 0.0))
    small = 0 < values.get("x_height", 0.0) < SMALL
    values["doubtful_small"] = values.get("low_confidence_share", 0.0) if small else 0.0
    return values


def _check(limit: Limit, values: Mapping[str, float]) -> Flag | None:
    value = values.get(limit.measure)
    if value is None or (limit.low and value <= 0):
        return None
    if limit.rescan is not None and _beyond(value, limit.rescan, limit.low):
        return Flag(limit.code, Verdict.RESCAN, round(value, 4), limit.rescan)
    if _beyond(value, limit.look, limit.low):
        return Flag(limit.code, Verdict.LOOK, round(value, 4), limit.look)
    return None


def _beyond(value: float, limit: float, low: bool) -> bool:
    return value < limit if low else value >= limit
