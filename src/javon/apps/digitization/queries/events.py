"""What was done to an object and its pages, as PREMIS tells it: drawn from the journal, kept nowhere twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from javon import __version__
from javon.apps.digitization.enums import TextKind
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.queries.history import object_history
from javon.engines.formats import Agent, Event

PROGRAM = Agent("javon", "Javon", "software", __version__)
#: Actions of the journal that PREMIS should know, and their terms (id.loc.gov/vocabulary/preservation/eventType).
TERMS = {
    "digitization.object_create": "creation",
    "digitization.object_intake": "ingestion end",
    "digitization.object_finish_processing": "digitization",
    "digitization.object_accept": "quality review",
    "digitization.object_publish": "dissemination",
    "digitization.object_withdraw": "deaccession",
    "digitization.page_accept": "quality review",
    "digitization.page_crop": "modification",
    "digitization.page_exclude": "deletion",
    "digitization.page_insert": "accession",
    "digitization.page_mark_blank": "quality review",
    "digitization.page_redo": "modification",
    "digitization.page_reorder": "modification",
    "digitization.page_replace": "replacement",
    "digitization.page_rotate": "modification",
    "digitization.page_split": "modification",
    "digitization.page_unsplit": "modification",
    "digitization.source_replace": "replacement",
    "digitization.source_unlock": "decryption",
    "digitization.text_correct": "metadata modification",
    "digitization.text_restore": "metadata modification",
}


def object_events(object: DigitalObject) -> tuple[list[Event], list[Agent]]:
    """Events of the object and its pages in order, with every agent that they name."""
    agents = {PROGRAM.identifier: PROGRAM}
    events = []
    for row in object_history(object).filter(action__in=TERMS).order_by("number"):
        agent = PROGRAM if row.actor_id is None else Agent(f"person:{row.actor_id}", row.actor, "person")
        agents[agent.identifier] = agent
        detail = f"{row.action} {row.details}"
        subject = row.subject.partition(":")[2]
        events.append(Event(TERMS[row.action], row.at, agent.identifier, detail, objects=(subject,)))
    return events, list(agents.values())


def page_events(page: Page, texts: Iterable[PageText], source: str, text: str) -> tuple[list[Event], list[Agent]]:
    """Events of one page in order of time, with their agents; ``source`` and ``text`` name the files in the package."""
    agents = {PROGRAM.identifier: PROGRAM}
    stored = page.source.stored_at or page.created_at
    digest = f"SHA-512 {page.source.stored_id}"
    events = [
        Event("ingestion", stored, PROGRAM.identifier, page.source.name, objects=(source,)),
        Event("message digest calculation", stored, PROGRAM.identifier, digest, objects=(source,)),
    ]
    for version in texts:
        if version.kind == TextKind.CORRECTED:
            agent = _person(version)
            agents[agent.identifier] = agent
            detail = f"text version {version.version}"
            events.append(Event("metadata modification", version.created_at, agent.identifier, detail, objects=(text,)))
    if page.processed_at is not None:
        engine = Agent("recognizer", page.engine or "none")
        agents[engine.identifier] = engine
        events += _processing(page, page.processed_at, (source, text))
    events.sort(key=lambda event: event.moment)
    return events, list(agents.values())


def _processing(page: Page, moment: datetime, objects: tuple[str, str]) -> Iterator[Event]:
    """Every step of the recipe, then the recognition, then the judgement of the page."""
    for name, values in page.recipe.items():
        yield Event("modification", moment, PROGRAM.identifier, _detail(name, values), objects=objects[:1])
    read = {"language": page.language, "script": page.script, "confidence": round(page.confidence, 3)}
    yield Event("metadata extraction", moment, "recognizer", _detail("recognize", read), objects=objects)
    flags = ", ".join(f"{flag[0]}={flag[2]:g}" for flag in page.flags)
    judged = _detail("quality", page.measurements)
    yield Event("quality review", moment, PROGRAM.identifier, judged, page.verdict or "none", flags, objects)


def _detail(step: str, values: Any) -> str:
    """A step with its parameters, readable by people and by programs."""
    return f"{step} {json.dumps(values, ensure_ascii=False, sort_keys=True)}" if values else step


def _person(text: PageText) -> Agent:
    if text.created_by is None:
        return PROGRAM
    return Agent(f"person:{text.created_by.pk}", text.created_by.get_username(), "person")
