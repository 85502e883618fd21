"""Uzbek scripts, transliteration, normalization, search keys, language identification."""
