"""Words so frequent that a phrase made of them alone would walk over the whole index.

Neighbours of which both have a stem of this list are indexed as pairs.  By loose key (Latin, without apostrophes, x as
h), all languages together; a missing word only costs time.
"""

from __future__ import annotations

from functools import cache

from javon.engines.index.tokens import keys_of
from javon.engines.language import stem_twins

_WORDS = """
    va bu bilan uchun ham u edi bir shu deb esa emas kerak ular men biz siz sen bor yoq yoki lekin ammo biroq chunki
    agar hamda keyin oldin song hali endi faqat juda kop katta yangi har hech barcha hamma boshqa oz ozi ozining uning
    uni unga undan menga meni mening sizga bizning ularning ushbu mana ana qanday qaysi nima kim qachon qayerda nega
    orqali togrisida haqida kabi singari qadar tomon uzra ichida ustida boyicha asosida davomida tomonidan natijasida
    bolgan bolib boladi boldi bolsa bolar qilib qilgan qiladi qildi qilish etib etgan etadi etildi olib olgan degan dedi
    ekan yil yili yilda yillar kun kuni kishi odam xalq halq davlat ozbek ozbekiston ish hayot dunyo tur turli birinchi
    ikki uch ikkinchi bunday shunday shuning shundan bunda unda bundan bunga dan ga da ni ning
    i v na ne chto on ya s kak po no ona k iz u za ot tak o jhe je vse ego ee eto to bi bil bila bilo bili ti mi vi oni
    esche uje dlya ili do ni pri bez nad pod ob pro li da net tolko ochen mojno nado kogda gde kto esli tot etot kotoriy
    the of and to in is was he for it with as his on be at by i this had not are but from or have an they which one you
    were her all she there would their we him been has when who will more no if out so said what up its about into than
    """
COMMON = frozenset(_WORDS.split())


@cache
def common_stems() -> frozenset[str]:
    """The stems of these words: pairs are made of stems, the widest keys, so that they find what a phrase would."""
    languages = ("uz-Latn", "en")
    stems = {keys_of(word, language)[2] for word in COMMON for language in languages}
    return COMMON.union(*map(stem_twins, stems))


def pair(first: str, second: str) -> str:
    """The term of two common neighbours."""
    return f"{first}_{second}"
