"""The history of one page in PREMIS terms, from the recipe that the pipeline kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from javon.engines.formats.premis import Agent, Event, FileObject, premis_xml
from javon.engines.page import MasterFile

PROGRAM = Agent("javon", "Javon")


def page_premis(
    key: str, result: Mapping[str, Any], master: MasterFile | None, source: str, alto: bytes, moment: datetime
) -> bytes:
    """The PREMIS document of a page.

    Args:
        key: the page.
        result: what the pipeline gave, as plain values.
        master: the file the page was taken from, if it is known.
        source: where the master lies in the package.
        alto: the ALTO file of the page.
        moment: when the page was processed.
    """
    files = []
    if master is not None:
        files.append(FileObject(source, master.sha512, master.size, master.media_type, master.name))
    text = f"alto/{key}.xml"
    seal = hashlib.sha512(alto).hexdigest()
    files.append(FileObject(text, seal, len(alto), "application/xml", derived_from=source))
    engine = Agent("recognizer", result["page"]["engine"] or "unknown")
    return premis_xml(key, files, list(_events(result, source, text, moment)), [PROGRAM, engine])


def _events(result: Mapping[str, Any], source: str, text: str, moment: datetime) -> Iterator[Event]:
    """Every step of the recipe that acted, then recognition, then the judgement of the page."""
    touched = (source,) if source else ()
    for step, values in result.get("recipe", {}).items():
        yield Event("modification", moment, PROGRAM.identifier, _detail(step, values), objects=touched)
    language, script = result["page"]["language"], result["page"]["script"]
    yield Event(
        "metadata extraction",
        moment,
        "recognizer",
        _detail("recognize", {"language": language, "script": script}),
        objects=(*touched, text),
    )
    flags = ", ".join(f"{code}={value:g}" for code, _, value, _ in result.get("flags", ()))
    yield Event(
        "quality review",
        moment,
        PROGRAM.identifier,
        _detail("quality", result.get("measurements", {})),
        result.get("verdict", "good"),
        flags,
        objects=(*touched, text),
    )


def _detail(step: str, values: Mapping[str, Any]) -> str:
    """A step with its parameters, readable by people and by programs."""
    return f"{step} {json.dumps(values, ensure_ascii=False, sort_keys=True)}" if values else step
