"""What `javon doctor` and `javon verify` say of the archive's health and of what killed programs left."""

from __future__ import annotations

from itertools import islice

from javon.config.words import gettext as _

#: So many damages or leavings are named in one line.
NAMED = 5
#: The doctor looks for leavings for at most so long; in a large house `javon verify` finds the rest.
LOOK_S = 5.0


def archive_problems() -> list[str]:
    """Damages of the archive that are not repaired, and a reading that is late, each in a sentence."""
    from django.db import Error  # noqa: PLC0415 -- optional dependency

    from javon.apps.digitization.queries.archive_state import (  # noqa: PLC0415 -- app ready
        archive_state,
        damages_open,
        damages_shown,
    )

    try:
        state = archive_state()
        shown = damages_shown(damages_open()[:NAMED])
    except Error:  # no table yet, or no database: others tell of that
        return []
    found = [state.gone] if state.gone else []
    if state.damages:
        named = [" ".join(part for part in (one.damage.object, one.pages, one.what) if part) for one in shown]
        more = _(" va yana %(count)s ta") % {"count": state.damages - NAMED} if state.damages > NAMED else ""
        text = _("tuzatilmagan shikastlar: %(count)s (%(named)s). Hammasi: ./javon verify")
        found.append(text % {"count": state.damages, "named": "; ".join(named) + more})
    if state.late:
        found.append(_("arxiv belgilangan muddatda toʻliq oʻqilmagan: ./javon verify"))
    return found


def archive_read() -> str:
    """When every byte was last read, and how much of the present reading is done."""
    from django.db import Error  # noqa: PLC0415 -- optional dependency

    from javon.apps.digitization.queries.archive_state import archive_state  # noqa: PLC0415 -- app ready

    try:
        state = archive_state()
    except Error:
        return ""
    parts = []
    if state.last is not None and state.last.finished_at is not None:
        parts.append(f"{state.last.finished_at:%Y-%m-%d}")
    if state.now is not None:
        parts.append(f"{state.now.share:.0%}")
    return " · ".join(parts)


def leavings_words(seconds: float | None = LOOK_S) -> str:
    """A sentence about half-written files of killed programs; "" where there are none."""
    from javon.apps.digitization.queries.lost import leavings  # noqa: PLC0415 -- app ready

    found = list(leavings(seconds=seconds))
    if not found:
        return ""
    size = sum(left.size for left in found) / 1e6
    names = ", ".join(str(left.path) for left in islice(found, NAMED))
    text = _(
        "toʻxtab qolgan dasturdan yarim fayllar qolgan: %(count)s ta, %(size)s MB (%(names)s). "
        "./javon worker ularni bir kundan keyin oʻchiradi"
    )
    return text % {"count": len(found), "size": f"{size:.1f}", "names": names}
