"""Uzbek scripts, transliteration, normalization, search keys, language identification."""

from javon.engines.language.across import alphabet_of, canonical_latin, to_alphabet
from javon.engines.language.alphabets import ALPHABETS, WRITTEN
from javon.engines.language.canonical import canonical, from_reform
from javon.engines.language.convert import to_cyrillic, to_latin
from javon.engines.language.dictionary import has_dictionary, is_known, is_listed, known_share
from javon.engines.language.hyphens import join_hyphens
from javon.engines.language.identify import Guess, identify
from javon.engines.language.keys import Keys, begun_keys, search_keys
from javon.engines.language.lookalikes import repair_lookalikes
from javon.engines.language.markup import to_alphabet_markup, to_cyrillic_markup
from javon.engines.language.places import written_apart
from javon.engines.language.short_words import doubtful_forms
from javon.engines.language.soundings import sounding, sounding_pieces
from javon.engines.language.stems import in_lexicon, stem_twins, uzbek_stem
from javon.engines.language.tokens import Token, tokenize

__all__ = [
    "ALPHABETS",
    "WRITTEN",
    "Guess",
    "Keys",
    "Token",
    "alphabet_of",
    "begun_keys",
    "canonical",
    "canonical_latin",
    "doubtful_forms",
    "from_reform",
    "has_dictionary",
    "identify",
    "in_lexicon",
    "is_known",
    "is_listed",
    "join_hyphens",
    "known_share",
    "repair_lookalikes",
    "search_keys",
    "sounding",
    "sounding_pieces",
    "stem_twins",
    "to_alphabet",
    "to_alphabet_markup",
    "to_cyrillic",
    "to_cyrillic_markup",
    "to_latin",
    "tokenize",
    "uzbek_stem",
    "written_apart",
]
