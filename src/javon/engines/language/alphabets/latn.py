"""The Latin letters of 1995 (law 71-I of 06.05.1995): the hub of all tables, so it has nothing to say itself."""

from javon.engines.language.alphabets.model import Alphabet

ALPHABET = Alphabet("latn", "uz-Latn")
