"""What each model is made of: where it starts, its characters, voices, typefaces, and the stages of its training."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from training import faces, old_pages, respelling, sources, texts
from training.lstmf import Sample
from training.texts import Voice
from training.words import words


@dataclass(frozen=True, slots=True)
class Stage:
    """Some iterations over lines of its own: how many lines, how many of 1.0 hold signs and rare characters."""

    lines: int
    rich: float
    drill: float
    iterations: int
    rate: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """A model: its name, Debian's model that it starts from, the characters it learns to write.

    ``voices`` gives the texts when they are wanted; ``sources`` names what they are taken from.  Of all lines
    ``share_real`` (of 1.0) are real ones, as far as ``real`` finds any.
    """

    name: str
    about: str
    base: str
    characters: str
    rare: str
    faces: dict[str, int]
    voices: Callable[[], Sequence[Voice]]
    sources: tuple[str, ...]
    stages: tuple[Stage, ...]
    real: Callable[[], Sequence[Sample]] = tuple
    share_real: float = 0.0


FIGURES = "0123456789"
SIGNS = ".,:;!?-–—…‘’\"'“”„«»()[]{}<>/\\|*&@#%‰§№°+=±×÷−≤≥≈·•~_^$€£²³¹⁴⁵†"
RARE_SIGNS = "‘’–—…“”„«»[]{}<>/\\|*&@#%‰§№°+=±×÷−≤≥≈·•~_^$€£²³¹⁴⁵†"
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"

#: First what is new, in many lines and fast steps, then the usual mixture, then ever smaller steps.
STAGES = (
    Stage(lines=2500, rich=0.8, drill=0.5, iterations=2500, rate=0.001),
    Stage(lines=3000, rich=0.5, drill=0.1, iterations=3000, rate=0.0005),
    Stage(lines=6000, rich=0.55, drill=0.2, iterations=6000, rate=0.0005),
    Stage(lines=4500, rich=0.4, drill=0.06, iterations=4500, rate=0.0001),
)


#: What was enough for Latin, whose model begins nearer to its goal.
FEWER_STAGES = (*STAGES[:2], Stage(lines=2500, rich=0.4, drill=0.06, iterations=2500, rate=0.0001))


def _both(letters: str) -> str:
    return letters + "".join(letter.upper() for letter in letters if len(letter.upper()) == 1)


_SMALL = words("small")["small"]


def _latin_voices() -> list[Voice]:
    uzbek_words = [*sources.model_words("uzb"), *sources.hunspell_latin()]
    uzbek_text = [*sources.interface("uz"), *sources.manuals(), *sources.langdata("uzb.training_text")]
    english_words = [*sources.model_words("eng"), *sources.hunspell("en_US")]
    english_text = [*sources.bible(), *sources.interface("en") * 6, *sources.declaration("eng") * 10]
    voice = partial(Voice, script="Latn")
    uzbek = partial(voice, running=uzbek_text, words=uzbek_words, small=_SMALL["uz-Latn"], share_running=0.35)
    return [
        uzbek("uz-Latn", 0.56, respell=texts.uzbek_latin),
        uzbek("uz-Latn reformed", 0.08, respell=texts.reformed),
        voice("en", 0.28, english_text, english_words, _SMALL["en"], respell=texts.curly),
        voice("kaa-Latn", 0.03, (), sources.hunspell("kk_KZ"), (), respell=texts.karakalpak),
        uzbek("other letters", 0.05, respell=texts.accented),
    ]


def _cyrillic_voices() -> list[Voice]:
    uzbek_words = [*sources.model_words("uzb_cyrl"), *sources.hunspell("uz_UZ")]
    uzbek_text = [*sources.interface("uz_Cyrl"), *sources.langdata("uzb_cyrl.training_text")]
    russian_words = [*sources.model_words("rus"), *sources.hunspell("ru_RU")]
    russian_text = [*sources.interface("ru"), *sources.declaration("rus"), *sources.langdata("rus.training_text")]
    latin = [word for word in (*sources.model_words("eng"), *sources.hunspell_latin()) if word.isascii()]
    voice = partial(Voice, script="Cyrl")
    return [
        voice("uz-Cyrl", 0.5, uzbek_text, uzbek_words, _SMALL["uz-Cyrl"], share_running=0.3),
        voice("ru", 0.36, russian_text, russian_words, _SMALL["ru"], share_running=0.4),
        voice("kk", 0.07, sources.langdata("kaz.training_text"), sources.hunspell("kk_KZ"), (), share_running=0.2),
        voice(
            "Latin words",
            0.04,
            (),
            [word for word in latin if word.isascii()],
            ("ва", "и", "в", "–"),
            respell=texts.guests,
        ),
        voice("other letters", 0.03, uzbek_text, uzbek_words, _SMALL["uz-Cyrl"], respell=texts.tajik),
    ]


def _old_russian_voices() -> list[Voice]:
    words = [*sources.model_words("rus"), *sources.hunspell("ru_RU")]
    text = [*sources.declaration("rus"), *sources.langdata("rus.training_text"), *sources.interface("ru")]
    return [Voice("ru 1900", 1.0, text, words, _SMALL["ru"], "Cyrl", 0.3, respelling.old_russian)]


def _yanalif_voices() -> list[Voice]:
    words = [*sources.model_words("uzb"), *sources.hunspell_latin()]
    text = [*sources.interface("uz"), *sources.manuals(), *sources.langdata("uzb.training_text")]
    voice = partial(Voice, running=text, words=words, small=_SMALL["uz-Latn"], script="Latn", share_running=0.3)

    def yanalif(line: str, rng: random.Random) -> str:
        return respelling.yanalif(texts.uzbek_latin(line, rng), rng)

    return [voice("uz 1929", 0.9, respell=yanalif), voice("uz-Latn", 0.1, respell=texts.uzbek_latin)]


LATN = Recipe(
    name="javon_latn",
    about="Uzbek Latin and English; the letters of 1993 and of the reform, Karakalpak",
    base="eng",
    characters=_both(LATIN + "şçöğñüäéáóúńǵōḡɉ") + "ıİßʻ" + FIGURES + SIGNS,
    rare=_both("şçöğñüäéáóúńǵōḡɉ") + "ıİß" + RARE_SIGNS,
    faces={**faces.SERIF, **faces.SANS, **faces.TYPEWRITER},
    voices=_latin_voices,
    sources=("uzb", "hunspell-uz-latin", "interface-uz", "manuals", "langdata-uzb", "eng", "hunspell-en", "bible",
             "interface-en", "declaration-en", "hunspell-kk"),
    stages=FEWER_STAGES,
)  # fmt: skip

CYRL = Recipe(
    name="javon_cyrl",
    about="Uzbek Cyrillic and Russian; Kazakh, Karakalpak, Tajik letters; Latin letters in Roman figures and words",
    base="Cyrillic",
    characters=_both(RUSSIAN + "ўқғҳәңөұүһіӣӯҷ") + _both(LATIN) + FIGURES + SIGNS,
    rare=_both("ўқғҳәңөұүһіӣӯҷ") + RARE_SIGNS,
    faces={**faces.SERIF, **faces.SANS, **faces.TYPEWRITER},
    voices=_cyrillic_voices,
    sources=("uzb_cyrl", "hunspell-uz", "interface-uz-cyrl", "langdata-uzb-cyrl", "rus", "hunspell-ru", "interface-ru",
             "declaration-ru", "langdata-rus", "hunspell-kk", "langdata-kaz", "eng", "hunspell-uz-latin"),
    stages=STAGES,
)  # fmt: skip

OLD_TYPES = {
    "OldStandard": 6, "C059": 4, "NimbusRoman": 3, "FreeSerif": 3, "LiberationSerif": 2, "LinLibertine_R": 3,
    "cmunrm": 2, "cmunti": 2, "URWBookman": 2, "GentiumPlus": 1, "P052": 1,
}  # fmt: skip

RUS_OLD = Recipe(
    name="javon_rus_old",
    about="Russian before 1918, and the civil type of the 18th century",
    base="rus",
    characters=_both(RUSSIAN + "ѣіѳѵї") + "IVXLCDM" + FIGURES + SIGNS,
    rare=_both("ѣіѳѵї") + "«»„“№§—–…[]†*",
    faces=OLD_TYPES,
    voices=_old_russian_voices,
    sources=("rus", "hunspell-ru", "declaration-ru", "langdata-rus", "interface-ru"),
    stages=(
        Stage(lines=2500, rich=0.25, drill=0.25, iterations=2500, rate=0.001),
        Stage(lines=2500, rich=0.2, drill=0.05, iterations=2500, rate=0.0005),
        Stage(lines=2000, rich=0.2, drill=0.03, iterations=2000, rate=0.0001),
    ),
    real=old_pages.training_lines,
    share_real=0.6,
)

YANALIF = Recipe(
    name="javon_yanalif",
    about="Uzbek in the Latin letters of 1929 to 1940",
    base="javon_latn",
    characters=_both(LATIN + "əɵƣꞑƶşçь") + "ʙʻ" + FIGURES + SIGNS,
    rare=_both("əɵƣꞑƶşçь") + "ʙ",
    faces={**faces.SERIF, **faces.SANS, "FreeSerif": 8, "GentiumPlus": 6, "GentiumBookPlus": 5, "DejaVuSans": 2},
    voices=_yanalif_voices,
    sources=("uzb", "hunspell-uz-latin", "interface-uz", "manuals", "langdata-uzb"),
    stages=(
        Stage(lines=2000, rich=0.25, drill=0.3, iterations=2000, rate=0.001),
        Stage(lines=2000, rich=0.25, drill=0.05, iterations=2000, rate=0.0001),
    ),
)

RECIPES = {recipe.name: recipe for recipe in (LATN, CYRL, RUS_OLD, YANALIF)}
