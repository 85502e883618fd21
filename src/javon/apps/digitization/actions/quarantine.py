"""A file that came with a request, written to disk before anybody looks into it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path


def quarantined(chunks: Iterable[bytes], folder: Path, name: str) -> Path:
    """Stream the bytes into a new file of ``folder`` that only the program can read; gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    suffix = Path(name).suffix[:10]
    with tempfile.NamedTemporaryFile(dir=folder, suffix=suffix, delete=False) as file:
        for chunk in chunks:
            file.write(chunk)
    return Path(file.name)
