"""Uzbek words as Russians, old maps and Western books write them."""

from __future__ import annotations

import re

import pytest

from javon.engines.language import search_keys, sounding

WRITTEN = """
utkan oʻtkan, uzbek oʻzbek, Tashkent Toshkent, Кадыри Qodiriy, Утган oʻtgan, zhurnal jurnal, Babur Bobur, Навои Navoiy,
Samarkand Samarqand, Bukhara Buxoro, Узбекистан Oʻzbekiston, Khiva Xiva, Kokand Qoʻqon, Andijan Andijon, djuma juma,
Фергана Fargʻona, Гулям Gʻulom, Ташкентъ Toshkent, Ташкенте Toshkent, Бухары Buxoro, Айбек Oybek, Чайхана choyxona,
Кызылкум Qizilqum, Каракумы Qoraqum, Фурката Furqat, Syrdarya Sirdaryo, Boukhara Buxoro, Buchara Buxoro, Тимур Temur,
Samarcande Samarqand, Ferghana Fargʻona, Taschkent Toshkent, Khorezm Xorazm, Термез Termiz, Улугбек Ulugʻbek,
Чулпан Choʻlpon, Джалалиддин Jaloliddin, Akhunbabaev Oxunboboyev, кишлак qishloq, aryk ariq, махалля mahalla,
Курган qoʻrgʻon, Янгиюль Yangiyoʻl, Tadzhikistan Tojikiston, Азербайджан Ozarbayjon, Kashkadarya Qashqadaryo,
узбекский oʻzbek, Ташкентской Toshkent, Mukimi Muqimiy, Юлдашев Yoʻldoshev, Kadyrov Qodirov, Курбанов Qurbonov,
Гафур Gʻafur, Мирзачуль Mirzachoʻl, Urgench Urganch, медресе madrasa, Эмир amir, Базар bozor, гузал goʻzal,
булган boʻlgan, китаб kitob, Маргелан Margʻilon, Алмалык Olmaliq, Навруза Navroʻz, Khodjend Xoʻjand, Karshi Qarshi,
Jizak Jizzax, Джизак Jizzax, Djizak Jizzax, Dzhizak Jizzax, Jizakh Jizzax, Джизакского Jizzax, Bokhara Buxoro,
Khokand Qoʻqon, Quqon Qoʻqon, Syr-Darya Sirdaryo, Сыр-Дарьи Sirdaryo, Амударьинский Amudaryo, Хивинский Xiva,
Бухарский Buxoro, Ферганская Fargʻona, Каршинский Qarshi, Khwarezm Xorazm, Чирчик Chirchiq, Зеравшан Zarafshon,
Ходжент Xoʻjand, Герат Hirot, Ура-Тюбе Oʻratepa, Чарджоу Chorjoʻy, Aralsk Orol, Tachkent Toshkent, Marghinan Margʻilon,
Шахрисябз Shahrisabz, Karakalpakstan Qoraqalpogʻiston, Согд Sugʻd, Мерв Marv, Каттакурган Kattaqoʻrgʻon,
Guliamov Gʻulomov, Turkestan Turkiston, Karakalpak qoraqalpoq, Kirgiz qirgʻiz, Мирзо Mirzo
"""


@pytest.mark.parametrize("pair", WRITTEN.replace("\n", " ").split(","))
def test_a_word_written_by_others_has_the_uzbek_word_in_its_pattern(pair: str) -> None:
    typed, meant = pair.split()
    typed, loose = typed.replace("-", ""), search_keys(meant).loose
    assert search_keys(typed).loose == loose or re.fullmatch(sounding(typed), loose)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Tashkent", "Turkiston"),
        ("babur", "bahor"),
        ("uzbek", "uzuk"),
        ("Samarkand", "samara"),
        ("Khiva", "havo"),
        ("Navoi", "novvoy"),
        ("Кадыри", "qodir"),
        ("Andijan", "angren"),
        ("utkan", "tukan"),
        ("kitob", "kotib"),
        ("bozor", "bazar"),
        ("oʻtkan", "utkan"),
        ("qora", "kara"),
        ("bol", "boʻlov"),
    ],
)
def test_other_words_are_not_in_the_pattern(typed: str, other: str) -> None:
    assert not re.fullmatch(sounding(typed), search_keys(other).loose)


@pytest.mark.parametrize("word", ["bur", "kul", "1924", "A4", "qoʻqon", "Қўқон", "maʼno", "x2y3z", "…"])
def test_short_words_numbers_and_uzbek_spelling_have_no_pattern(word: str) -> None:
    assert sounding(word) == ""
