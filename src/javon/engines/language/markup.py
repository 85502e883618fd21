"""Uzbek interface text in other letters, with everything a program reads left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from javon.engines.language.across import to_alphabet
from javon.engines.language.convert import to_cyrillic
from javon.engines.language.foreign import PROTECTED

#: In the order they are tried: what a program reads, never a person.
_KEPT = re.compile(
    r"<!--.*?-->|</?[A-Za-z][^<>]*>"  # comments and tags with their attributes
    r"|&(?:[A-Za-z][A-Za-z0-9]*|#\d+|#[xX][0-9A-Fa-f]+);"  # entities
    r"|\{\{.*?\}\}|\{%.*?%\}|\{[\w.\[\]]*(?:![rsa])?(?::[^{}\s]*)?\}"  # template tags, {name}, {0}, {name:>5}
    r"|%?%\([^()]+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%?%[sdfrix](?![^\W\d_])|%%"  # %(name)s, %s; %%s is a later %s
    r"|\$\{[^{}]*\}|\$[A-Za-z_]\w*"  # ${name}, $name
    r"|\[/?(?:bold|dim|italic|red|green|yellow|cyan)\]"  # marks of the terminal
    r"|`[^`\n]*`"  # code in documentation
    r"|(?<!\w)--?[a-z][a-z0-9-]*(?:=\S+)?"  # options of a command
    r"|\./javon(?: [a-z]+(?![^\W\d_]|[ʻʼ‘’'`]))?"  # our own command
    rf"|{PROTECTED}"  # addresses, files, codes
    r"|(?<![\w<])(?:\.{1,2}|~)?/(?:[\w.~-]+/)*[\w.~-]+|(?<!\w)[\w.~-]+/[\w.~-]+/[\w./~-]*"  # paths
    r"|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b"  # JAVON_DATABASE_URL
    r"|\b(?:latn|cyrl)(?:-\d{4})?\b",  # names of alphabets
    re.DOTALL,
)
#: Names of products, formats and units that Uzbek Cyrillic text writes in Latin letters.
_NAMES = re.compile(
    r"\b(?:PDF(?:/A(?:-\d[abu]?)?)?|EPUB|IIIF|ALTO|METS|PREMIS|OCFL|MARC(?:XML| ?21)?|UNIMARC|RUSMARC|Dublin Core"
    r"|OAI(?:-PMH)?|SRU|OPDS|JPEG(?: ?2000)?|JPG|PNG|TIFF?|WebP|BMP|GIF|SVG|ZIP|DOCX|XLSX|CSV|XML|JSON|HTML|CSS"
    r"|URL|URI|HTTPS?|IP|TCP|DNS|USB|LAN|Wi-Fi|SQL|SQLite|PostgreSQL|Tesseract|Tantivy|OCRmyPDF|IIPImage|FTS5|PyPI"
    r"|npm|UTF-8|Java|OpenSeadragon|Mirador|Django|Python|Linux|Debian|Windows|Android|iPhone|iPad|Google|Chrome"
    r"|Chromium|Firefox|Safari|SANE|OCR|OSD|DPI|dpi|ppi|px|KiB|MiB|GiB|SHA-?\d*|MD5|EXIF|QR|Aegis|FreeOTP|TOTP"
    r"|ISBN|ISSN|DOI|ARK|URN|hOCR|Ctrl|Alt|Shift|Enter|Esc|Tab|Space|Home|End|PageUp|PageDown|API|ID|Dask)\b"
    r"(?=[^ʻʼ‘’'`]|$)|\b[A-Z](?= tugma)"  # the last: a key of the keyboard
)


def to_cyrillic_markup(text: str) -> str:
    """Convert interface text; placeholders, tags, entities, addresses, paths and product names stay.

    Reads %(name)s, %s, {name}, {{ name }}, {% tag %}, ${name}, <b class="x">, &nbsp;, `code`.  The number and the order
    of the placeholders never change.
    """
    return _outside(_KEPT, text, lambda prose: _outside(_NAMES, prose, to_cyrillic))


def to_alphabet_markup(text: str, to: str) -> str:
    """Interface text in the letters of 1995 in another Latin alphabet (``latn-2026``); what a program reads stays."""
    return _outside(_KEPT, text, lambda prose: _outside(_NAMES, prose, lambda words: to_alphabet(words, to, "latn")))


def _outside(kept: re.Pattern[str], text: str, convert: Callable[[str], str]) -> str:
    pieces: list[str] = []
    end = 0
    for match in kept.finditer(text):
        pieces += convert(text[end : match.start()]), match[0]
        end = match.end()
    pieces.append(convert(text[end:]))
    return "".join(pieces)
