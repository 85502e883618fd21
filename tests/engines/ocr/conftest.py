"""Pages set in type by the tests themselves, so that the truth is known."""

from __future__ import annotations

from functools import cache

import pytest
from bench.rendered import MILD, RenderedPage, set_pages

TEXTS = {
    "uz-Cyrl": (
        "Ўзбекистон шаҳарларида апрель, июль ва сентябрь ойларида байрам бўлади. «Қутлуғ уй» деган фильм ҳам шу ҳақда! "
        "Китобни ким ёзган? Альбом, роль, компьютер сўзларида юмшатиш белгиси бор: шуни унутманг. Ғалаба учун ҳамма "
        "бирга ҳаракат қилди, эртага эса янги кун бошланади. Щётка ва ыссиқ деган ёзувлар эски китобларда учрайди. "
    ),
    "uz-Latn": (
        "Oʻzbekiston shaharlarida kitob koʻp oʻqiladi, maʼno va sanʼat haqida suhbatlar boʻladi. Gʻalaba uchun hamma "
        "birga harakat qildi, ertaga esa yangi kun boshlanadi. Kutubxonada eski qoʻlyozmalar saqlanadi, ularni bolalar "
        "ham koʻrishi mumkin. Bugʻdoy, choʻl, togʻ va tong haqida qoʻshiqlar aytilgan. Mashʼala yonib turdi. "
    ),
    "ru": (
        "Осенью в старой библиотеке собирались читатели, и каждый приносил с собой историю. Объявление "
        "о новой выставке висело у входа; мальчик прочёл его вслух и спросил: «А можно прийти ещё раз?» Конечно, "
        "ответил сторож, и открыл тяжёлую дверь в большой светлый зал с высокими шкафами. "
    ),
    "en": (
        "The old library stood at the end of the street, and every reader who came there brought a story of his own. "
        "A notice about the new exhibition hung beside the door; the boy read it aloud and asked whether he might come "
        "again. Of course you may, said the keeper, and opened the heavy door to a large bright hall. "
    ),
}


@cache
def _page(language: str) -> RenderedPage:
    return set_pages(TEXTS[language], language, MILD, count=1)[0]


@pytest.fixture(scope="session")
def page_in():
    """A rendered page in a language, made once."""
    return _page
