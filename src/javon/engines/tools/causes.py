"""What the system says when it cannot read or write: libc says it in English only."""

from __future__ import annotations

import errno
from collections.abc import Mapping

#: Number of an error -> its words, in Uzbek Latin as in the other tables of the engines.
CAUSES: Mapping[int, str] = {
    errno.EACCES: "ruxsat yoʻq",
    errno.EPERM: "bunga ruxsat berilmagan",
    errno.ENOENT: "bunday fayl yoki papka yoʻq",
    errno.EEXIST: "bu nom band",
    errno.ENOTDIR: "bu papka emas",
    errno.EISDIR: "bu fayl emas, papka",
    errno.ENOSPC: "diskda joy qolmadi",
    errno.EDQUOT: "diskdan ajratilgan joy tugadi",
    errno.EROFS: "diskka yozib boʻlmaydi, u faqat oʻqiladi",
    errno.EIO: "disk oʻqilmadi yoki yozilmadi",
    errno.ENAMETOOLONG: "nomi juda uzun",
    errno.ELOOP: "havolalar bir-biriga qaytib keladi",
    errno.ENOMEM: "xotira yetmadi",
    errno.EMFILE: "ochiq fayllar juda koʻp",
    errno.ECONNREFUSED: "u yerda hech kim javob bermaydi",
    errno.EADDRNOTAVAIL: "bu kompyuterda bunday manzil yoʻq",
}


def cause(error: OSError) -> str:
    """Why it failed, without the name of the file: a key of gettext, or the system's own words where there is none."""
    return CAUSES.get(error.errno or 0, "") or error.strerror or str(error)
