"""Snowball's stems."""

from __future__ import annotations

import sys
import threading

from javon.engines.language.stems import english_stem, russian_stem


def test_stems_do_not_mix_between_threads() -> None:
    words = {"russian": ("библиотеками", "читающего", "книгами"), "english": ("libraries", "reading", "happiness")}
    stem = {"russian": russian_stem, "english": english_stem}
    right = {word: stem[language](word) for language, several in words.items() for word in several}
    wrong: list[str] = []

    def work(language: str, word: str) -> None:
        wrong.extend(word for _ in range(400) if stem[language](word) != right[word])

    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [
            threading.Thread(target=work, args=(language, word))
            for language, several in words.items()
            for word in several
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(switch)
    assert wrong == []
