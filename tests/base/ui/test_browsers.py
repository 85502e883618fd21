"""Open sessions name the browser, not its User-Agent line."""

from __future__ import annotations

import pytest

from javon.base.ui.browsers import browser_words

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
LINES = {
    f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/143.0.0.0 Safari/537.36": "Chrome 143, Linux",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/143.0.0.0 Safari/537.36 Edg/143.0": "Edge 143, Windows",
    f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0.0.0 YaBrowser/25.10.0 Safari/537.36": "Yandex 25, Windows",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0": "Firefox 146, Windows",
    f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/143.0.0.0 Mobile Safari/537.36": "Chrome 143, Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1": "Safari 18, iOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Safari/605.1.15": "Safari 18, macOS",
    "curl/8.5.0": "curl/8.5.0",
    "": "",
}


@pytest.mark.parametrize("line", LINES)
def test_the_browser_is_named(line: str) -> None:
    assert browser_words(line) == LINES[line]
