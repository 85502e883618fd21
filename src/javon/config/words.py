"""The language of the terminal, and words in it without Django: the catalogues of the interface, read by the standard
library, so that commands which need no Django start as quickly as before.
"""

from __future__ import annotations

import errno
import gettext as catalogues
import os
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parents[1] / "base" / "ui" / "locale"
#: Django's name of a language -> its catalogue.  What no catalogue holds is Uzbek Latin, as it stands in the code.
LANGUAGES = {"uz": "uz", "uz-cyrl": "uz_Cyrl", "ru": "ru", "en": "en"}


def gettext_noop(text: str) -> str:
    """Mark a text for the collector; whoever shows it calls ``gettext``."""
    return text


#: What the system says of a file, a folder or an address.
SYSTEM = {
    errno.EACCES: gettext_noop("ruxsat yoʻq"),
    errno.EPERM: gettext_noop("bunga ruxsat berilmagan"),
    errno.ENOENT: gettext_noop("bunday fayl yoki jild yoʻq"),
    errno.EEXIST: gettext_noop("bu nom band"),
    errno.ENOTDIR: gettext_noop("bu jild emas"),
    errno.EISDIR: gettext_noop("bu fayl emas, jild"),
    errno.ENOSPC: gettext_noop("diskda joy qolmadi"),
    errno.EDQUOT: gettext_noop("diskdan ajratilgan joy tugadi"),
    errno.EROFS: gettext_noop("diskka yozib boʻlmaydi, u faqat oʻqiladi"),
    errno.EIO: gettext_noop("disk oʻqilmadi yoki yozilmadi"),
    errno.ENAMETOOLONG: gettext_noop("nomi juda uzun"),
    errno.ELOOP: gettext_noop("havolalar bir-biriga qaytib keladi"),
    errno.ENOMEM: gettext_noop("xotira yetmadi"),
    errno.EMFILE: gettext_noop("ochiq fayllar juda koʻp"),
    errno.ECONNREFUSED: gettext_noop("u yerda hech kim javob bermaydi"),
    errno.EADDRNOTAVAIL: gettext_noop("bu kompyuterda bunday manzil yoʻq"),
}


def language() -> str:
    """The language of the environment: uz, uz-cyrl, ru or en; Uzbek Latin where it names none of them."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "").lower()
    name = told.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0]
    if name == "uz" and "cyr" in told:
        return "uz-cyrl"
    return name if name in LANGUAGES else "uz"


def gettext(text: str) -> str:
    """The text in the language of the terminal."""
    return _catalogue(LANGUAGES[language()]).gettext(text) if text else text


def ngettext(one: str, many: str, count: int) -> str:
    """The text that goes with this number."""
    return _catalogue(LANGUAGES[language()]).ngettext(one, many, count)


def system_words(error: OSError) -> str:
    """What the system says, without the name of the file."""
    return gettext(SYSTEM.get(error.errno or 0, "")) or error.strerror or str(error)


@cache
def _catalogue(name: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", CATALOGUES, [name], fallback=True)
