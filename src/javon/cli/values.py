"""Values that several commands take, and how wrong ones are refused."""

from __future__ import annotations

import argparse
import re

from javon.config.words import gettext as _

LANGUAGES = ("uz-Latn", "uz-Cyrl", "ru", "en")
#: The names of ``engines.quality.PROFILES``, written down here so that ``--help`` need not load the engines.
PROFILES = ("book", "newspaper", "document", "photo")

LAST_PORT = 65_535


def at_least_one(text: str) -> int:
    """A whole number from 1 on."""
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("%(value)s butun son emas") % {"value": text}) from None
    if number < 1:
        raise argparse.ArgumentTypeError(_("%(value)s birdan kichik") % {"value": number})
    return number


def percent(text: str) -> int:
    """A whole number from 1 to 100, with or without the sign."""
    number = at_least_one(text.removesuffix("%"))
    if number > 100:
        raise argparse.ArgumentTypeError(_("%(value)s 100 dan katta") % {"value": number})
    return number


def cluster(text: str) -> str:
    """The address of a Dask scheduler; "" for none."""
    if text and not re.fullmatch(r"(tcp|tls)://[^\s/]+:\d{1,5}", text):
        raise argparse.ArgumentTypeError(
            _("%(value)s manzil emas; u tcp://host:8786 koʻrinishida boʻladi") % {"value": text}
        )
    return text


def port(text: str) -> int:
    """A number that TCP knows."""
    number = at_least_one(text)
    if number > LAST_PORT:
        raise argparse.ArgumentTypeError(
            _("%(value)s port emas (1 dan %(last)s gacha)") % {"value": number, "last": LAST_PORT}
        )
    return number
