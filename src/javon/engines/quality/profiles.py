"""Technical profiles: which figures are wanted of which kind of original.  Data with a date and a source, no logic.

Figures marked ``FADGI 2023`` follow the published summaries of the *Technical Guidelines for Digitizing Cultural
Heritage Materials*, third edition, bound general collections: 4★ 400, 3★ 300, 2★ 250, 1★ 200 ppi.  Figures marked
``calibration`` were set by this project on scans and phone photographs of known quality and may be adjusted.
Figures marked ``Tesseract`` follow its documentation: letters under 10 pixels of x-height are rarely read right,
under 8 pixels they are taken for noise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from javon.engines.quality.codes import Code

FADGI = "FADGI 2023, bound general collections"
CALIBRATION = "calibration 2024"
TESSERACT = "Tesseract documentation, on accuracy and image size"


@dataclass(frozen=True, slots=True)
class Limit:
    """From which value of ``measure`` on a page is looked at or scanned again.

    Text that was read badly from a good image is looked at, never scanned again for that.
    ``low``: small values are the bad ones.  ``rescan`` None: never reason enough alone to scan again.
    ``needs_text``: counts only on pages with at least some letters.
    """

    code: Code
    measure: str
    look: float
    rescan: float | None
    source: str
    low: bool = False
    needs_text: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """Limits for one kind of original, valid from a date on."""

    name: str
    since: str
    ppi: int
    limits: tuple[Limit, ...]


_TEXT = (
    Limit(Code.TEXT_SMALL, "x_height", 10.0, 8.0, TESSERACT, low=True, needs_text=True),
    Limit(Code.BLURRED, "blur", 0.3, 0.42, CALIBRATION, needs_text=True),
    # Blown up from fewer pixels than its resolution claims.
    Limit(Code.BLURRED, "detail", 0.352, None, CALIBRATION, low=True, needs_text=True),
    Limit(Code.CONTRAST_LOW, "contrast", 60.0, 36.0, CALIBRATION, low=True, needs_text=True),
    Limit(Code.CONFIDENCE_LOW, "confidence", 0.8, None, CALIBRATION, low=True, needs_text=True),
    Limit(Code.WORDS_DOUBTFUL, "low_confidence_share", 0.1, None, CALIBRATION, needs_text=True),
    # Where letters are small as well, more of them would be read from a better image.
    Limit(Code.WORDS_DOUBTFUL, "doubtful_small", 0.07, None, CALIBRATION, needs_text=True),
    # Of a Russian or English page that was not read quite surely, so many words no dictionary has: typescript with 5 %
    # of its letters wrong has 0.10, a page with German and Spanish in it 0.42, good pages 0.01 to 0.03.
    Limit(Code.WORDS_DOUBTFUL, "words_unlisted", 0.09, None, CALIBRATION, needs_text=True),
    Limit(Code.WORDS_UNKNOWN, "known_share", 0.5, None, CALIBRATION, low=True, needs_text=True),
)
_IMAGE = (
    Limit(Code.RESOLUTION_LOW, "declared_dpi", 190.0, 140.0, FADGI + ", 1★ less 5 %", low=True),
    Limit(Code.NOISY, "noise_share", 0.045, 0.1, CALIBRATION),
    Limit(Code.NOISY, "specks", 500.0, None, CALIBRATION),
    Limit(Code.DARK, "paper", 100.0, 60.0, CALIBRATION, low=True),
    Limit(Code.CLIPPED_LIGHT, "clipped_light", 0.05, 0.25, CALIBRATION),
    Limit(Code.CLIPPED_DARK, "clipped_dark_large", 0.25, None, CALIBRATION),
    Limit(Code.COLOUR_CAST, "blueness", 9.0, None, CALIBRATION),
    Limit(Code.UNEVEN, "uneven", 0.35, None, CALIBRATION),
    Limit(Code.SKEWED, "residual_skew", 0.5, None, CALIBRATION, needs_text=True),
    Limit(Code.CURLED, "curl", 0.35, None, CALIBRATION, needs_text=True),
    Limit(Code.CUT_OFF, "cut", 1.0, None, CALIBRATION, needs_text=True),
    Limit(Code.EDGE_OBJECT, "finger", 0.08, None, CALIBRATION),
    Limit(Code.BLANK, "blank", 0.5, None, CALIBRATION),
)


def _with(limits: tuple[Limit, ...], **changes: tuple[float, float | None]) -> tuple[Limit, ...]:
    """The limits with other values for some measures."""
    return tuple(
        replace(limit, look=changes[limit.measure][0], rescan=changes[limit.measure][1])
        if limit.measure in changes
        else limit
        for limit in limits
    )


BOOK = Profile("book", "2024-01-01", 300, _IMAGE + _TEXT)
#: Newsprint is grey and its columns of small type are read less surely.
NEWSPAPER = Profile(
    "newspaper",
    "2024-01-01",
    300,
    _with(
        _IMAGE + _TEXT,
        contrast=(45.0, 28.0),
        confidence=(0.72, None),
        low_confidence_share=(0.25, None),
        doubtful_small=(0.15, None),
    ),
)
#: Typescript and forms: carbon copies are faint, stamps and signatures are not words.
DOCUMENT = Profile("document", "2024-01-01", 300, _with(_IMAGE + _TEXT, contrast=(50.0, 30.0), known_share=(0.4, None)))
#: A photograph or plate: nothing is asked of its text.
PHOTO = Profile(
    "photo",
    "2024-01-01",
    400,
    tuple(
        limit
        for limit in _with(_IMAGE, declared_dpi=(285.0, 190.0), clipped_dark_large=(0.1, None))
        if limit.measure not in ("uneven", "blank", "curl")
    ),
)

PROFILES: dict[str, Profile] = {profile.name: profile for profile in (BOOK, NEWSPAPER, DOCUMENT, PHOTO)}
