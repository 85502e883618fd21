"""Words for the pages of the bench: running text of the sample shelf, words no list knows, names, figures, dates."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from javon.engines.language import to_cyrillic

TEXTS = Path(__file__).resolve().parents[2] / "src/javon/apps/digitization/samples"
FILES = {"uz-Latn": "uz-latn", "uz-Cyrl": "uz-cyrl", "ru": "ru", "en": "en"}
#: One word of running text in so many is made up: names, places and terms stand in no word list either.
MADE_UP = 25

PLACES = {
    "uz-Latn": (
        "Samarqand Andijon Buxoro Namangan Xorazm Jizzax Navoiy Toshkent Surxondaryo Fargʻona Sirdaryo Qoraqalpogʻiston"
    ),
    "ru": ("Самарканд Андижан Бухара Наманган Хорезм Джизак Навои Ташкент Сурхандарья Фергана Сырдарья Каракалпакстан"),
    "en": (
        "Samarkand Andijan Bukhara Namangan Khorezm Jizzakh Navoi Tashkent Surkhandarya Fergana Syrdarya Karakalpakstan"
    ),
}
NAMES = {
    "uz-Latn": (
        "Karimova Yoʻldoshev Rahimov Toʻraqulova Gʻulomov Shodiyeva Choriyev Ergasheva Mirzayev Oʻrinboyev "
        "Qosimova Hakimov"
    ),
    "ru": ("Каримова Юлдашев Рахимов Туракулова Гулямов Шадиева Чориев Эргашева Мирзаев Уринбаев Касымова Хакимов"),
    "en": (
        "Karimova Yuldashev Rakhimov Turakulova Gulyamov Shadieva Choriev Ergasheva Mirzaev Urinbaev Kasimova Khakimov"
    ),
}
GIVEN = {
    "uz-Latn": "Dilnoza Sherzod Anvar Nodira Jahongir Zilola Ulugʻbek Malika Oʻktam Feruza",
    "ru": "Дильноза Шерзод Анвар Нодира Джахангир Зилола Улугбек Малика Уктам Феруза",
    "en": "Dilnoza Sherzod Anvar Nodira Jahongir Zilola Ulugbek Malika Uktam Feruza",
}
MONTHS = {
    "uz-Latn": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}


class Words:
    """Words of one language, chosen by ``rng``."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self.language, self.rng = language, rng
        self._all = text_of(language)
        self._next = rng.randrange(len(self._all))

    def prose(self, count: int) -> list[str]:
        """So many words of running text, one after another, some made up."""
        taken = []
        for _ in range(count):
            word = self._all[self._next % len(self._all)]
            self._next += 1
            taken.append(self.made_up() if word.islower() and self.rng.randrange(MADE_UP) == 0 else word)
        return taken

    def sentence(self, count: int) -> list[str]:
        """So many words that begin with a capital and end with a full stop."""
        words = [word.strip(".,;:!?«»“”()-–—") for word in self.prose(count + 4)]
        words = [word for word in words if len(word) > 1][:count]
        return [words[0][0].upper() + words[0][1:], *words[1:-1], words[-1] + "."]

    def title(self, most: int = 6) -> str:
        """A title of one to ``most`` words, without a full stop."""
        return " ".join(self.sentence(self.rng.randint(2, most))).rstrip(".")

    def made_up(self) -> str:
        """A word like those of the language that stands in no list: the head of one and the tail of another."""
        long = [word for word in self._all if re.fullmatch(r"[^\W\d_]{6,12}", word) and word.islower()]
        one, other = self.rng.choice(long), self.rng.choice(long)
        # A sign of oʻ or gʻ that was cut from its letter is none: "topʻli" is no word of any alphabet.
        return one[: len(one) // 2].rstrip("ʻʼ") + other[len(other) // 2 :].lstrip("ʻʼ")

    def place(self) -> str:
        return self.rng.choice(_listed(PLACES, self.language))

    def name(self) -> str:
        return self.rng.choice(_listed(NAMES, self.language))

    def given(self) -> str:
        return self.rng.choice(_listed(GIVEN, self.language))

    def month(self) -> str:
        return self.rng.choice(_listed(MONTHS, self.language))

    def say(self, latin: str, russian: str, english: str) -> str:
        """The wording for this language; the Cyrillic Uzbek one is made of the Latin one."""
        return {"ru": russian, "en": english}.get(self.language) or in_script(latin, self.language)

    def decimal(self, most: int = 3000) -> str:
        """A number with one or two decimals, comma or, in English, point."""
        digits = self.rng.choice((1, 1, 2))
        mark = "." if self.language == "en" else ","
        return f"{self.rng.randrange(10**digits, most * 10**digits) / 10**digits:.{digits}f}".replace(".", mark)

    def date(self) -> str:
        """As forms write it: 31.08.2000."""
        return f"{self.rng.randint(1, 28):02d}.{self.rng.randint(1, 12):02d}.{self.rng.randint(1924, 2026)}"


@cache
def text_of(language: str) -> tuple[str, ...]:
    """The words of a sample text, without its head of "key: value" lines and the marks of headings."""
    _, _, body = (TEXTS / f"{FILES[language]}.txt").read_text(encoding="utf-8").partition("\n\n")
    return tuple(body.replace("#", "").split())


@cache
def in_script(latin: str, language: str) -> str:
    """Uzbek words in the script of the language."""
    return str(to_cyrillic(latin)) if language == "uz-Cyrl" else latin


def _listed(table: dict[str, str], language: str) -> list[str]:
    return in_script(table.get(language, table["uz-Latn"]), language).split()
