"""The independent programs that judge our files.  Where one is missing the test fails: a check not run is no check."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import ocrd_validators
from lxml import etree

_JARS = [
    "preflight",
    "xmpbox",
    "pdfbox2",
    "fontbox2",
    "commons-logging",
    "javax.activation",
    "jaxb-api",
    "bcprov",
    "bcmail",
    "bcpkix",
    "bcutil",
]
_JAVA = Path("/usr/share/java")
SCHEMAS = os.environ.get("JAVON_SCHEMAS", "")


def run(*command: str | Path) -> str:
    """Output of a program; an exit code other than 0 fails the test with what the program said."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{command[0]}: {done.stdout}\n{done.stderr}"
    return done.stdout


def preflight(files: Sequence[Path]) -> dict[str, list[str]]:
    """What PDFBox Preflight finds against PDF/A-1b, by file name; one Java machine for all files."""
    missing = [name for name in _JARS if not (_JAVA / f"{name}.jar").exists()]
    assert not missing, f"PDFBox Preflight is not installed: {missing}"
    classpath = ":".join(str(_JAVA / f"{name}.jar") for name in _JARS)
    listed = files[0].parent / "group.txt"
    listed.write_text("\n".join(str(file) for file in files))
    run("java", "-cp", classpath, "org.apache.pdfbox.preflight.Validator_A1b", "xml", "group", listed)
    found: dict[str, list[str]] = {}
    for answer in etree.parse(f"{listed}.preflight.xml").iter("preflight"):
        name = Path(answer.get("name", "")).name
        found[name] = [f"{item.findtext('code')}: {item.findtext('details')}" for item in answer.iter("error")]
        assert (answer.findtext("isValid") == "true") == (not found[name])
    return found


def epubcheck(file: Path) -> list[str]:
    """Errors and warnings of epubcheck."""
    report = file.with_suffix(".json")
    run("java", "-jar", _JAVA / "epubcheck.jar", file, "--json", report)
    return [f"{item['ID']} {item['message']}" for item in json.loads(report.read_text())["messages"]]


def pdf_words(file: Path, page: int) -> list[tuple[str, float, float, float, float]]:
    """Words of a page with their boxes in points, in the order of the content."""
    out = run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), file, "-")
    root = etree.fromstring(out.encode(), etree.XMLParser(recover=True))
    words = [element for element in root.iter() if etree.QName(element).localname == "word"]
    return [(word.text or "", *_box(word)) for word in words]


def _box(word: etree._Element) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(word.get(side, "nan")) for side in ("xMin", "yMin", "xMax", "yMax"))
    return left, top, right, bottom


def mets_schema() -> etree.XMLSchema:
    """METS 1.12.1 as PyPI's ocrd carries it."""
    return etree.XMLSchema(etree.parse(str(Path(ocrd_validators.__file__).parent / "mets.xsd")))


def schema(name: str) -> etree.XMLSchema | None:
    """A schema that no package carries, from the folder named by JAVON_SCHEMAS; None where it is not set."""
    path = Path(SCHEMAS) / name
    return etree.XMLSchema(etree.parse(str(path))) if SCHEMAS and path.exists() else None
