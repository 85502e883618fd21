"""The browser and the system behind a User-Agent line, as a person knows them."""

from __future__ import annotations

import re

#: The first that fits counts: every later one is also named in the lines of those before it.
BROWSERS = (
    ("Yandex", re.compile(r"YaBrowser/(\d+)")),
    ("Opera", re.compile(r"OPR/(\d+)")),
    ("Edge", re.compile(r"Edg(?:A|iOS)?/(\d+)")),
    ("Samsung Internet", re.compile(r"SamsungBrowser/(\d+)")),
    ("Firefox", re.compile(r"(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"(?:Chrome|CriOS)/(\d+)")),
    ("Safari", re.compile(r"Version/(\d+)[\d.]* (?:Mobile/\w+ )?Safari")),
)
SYSTEMS = (
    ("Android", re.compile("Android")),
    ("iOS", re.compile("iPhone|iPad")),
    ("Windows", re.compile("Windows")),
    ("macOS", re.compile("Mac OS X")),
    ("ChromeOS", re.compile("CrOS")),
    ("Linux", re.compile("Linux")),
)


def browser_words(line: str) -> str:
    """For example "Firefox 146, Windows"; the line itself, cut short, where nothing in it is known."""
    found = ((name, pattern.search(line)) for name, pattern in BROWSERS)
    browser = next((f"{name} {match[1]}" for name, match in found if match), "")
    system = next((name for name, pattern in SYSTEMS if pattern.search(line)), "")
    return ", ".join(word for word in (browser, system) if word) or line[:60]
