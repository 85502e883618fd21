"""What was done to a page, as PREMIS tells it: drawn from the rows and their versions, kept nowhere twice."""

from __future__ import annotations

import json
from collections.abc import Iterable

from javon import __version__
from javon.apps.digitization.enums import TextKind
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.base.audit import JournalRow
from javon.engines.formats.premis import Agent, Event

PROGRAM = Agent("javon", "Javon", "software", __version__)
#: Actions of the journal that PREMIS should know of a whole object, and their terms.
OBJECT_EVENTS = {
    "digitization.object_create": "creation",
    "digitization.object_intake": "ingestion end",
    "digitization.object_finish_processing": "digitization",
    "digitization.object_accept": "quality review",
    "digitization.object_publish": "dissemination",
    "digitization.object_withdraw": "deaccession",
}


def page_events(page: Page, texts: Iterable[PageText]) -> tuple[list[Event], list[Agent]]:
    """Events of one page in order of time, with their agents.  The page must come with its source file."""
    master, result = f"master:{page.source_id}", f"page:{page.key}"
    agents = {PROGRAM.identifier: PROGRAM}
    events = []
    stored = page.source.stored_at or page.created_at
    events.append(Event("ingestion", stored, PROGRAM.identifier, page.source.name, objects=(master,)))
    digest = f"SHA-512 {page.source.stored_id}"
    events.append(Event("message digest calculation", stored, PROGRAM.identifier, digest, objects=(master,)))
    for text in texts:
        if text.kind == TextKind.CORRECTED:
            agent = _person(text)
            agents[agent.identifier] = agent
            detail = f"text version {text.version}"
            events.append(Event("metadata modification", text.created_at, agent.identifier, detail, objects=(result,)))
    if page.processed_at is not None:
        engine = Agent(f"engine:{page.engine or 'none'}", page.engine or "none", "software")
        agents[engine.identifier] = engine
        events += _processing(page, engine, (master, result))
    events.sort(key=lambda event: event.moment)
    return events, list(agents.values())


def _processing(page: Page, engine: Agent, objects: tuple[str, ...]) -> list[Event]:
    """One event for every step of the recipe, one for the recognition."""
    moment = page.processed_at
    assert moment is not None
    steps = [
        Event("image processing", moment, PROGRAM.identifier, f"{name} {_compact(values)}", objects=objects)
        for name, values in page.recipe.items()
    ]
    detail = f"language {page.language}, script {page.script}, confidence {page.confidence:.3f}"
    outcome = "failure" if page.error_code else "success"
    read = Event("optical character recognition", moment, engine.identifier, detail, outcome, page.error, objects)
    return [*steps, read]


def _compact(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _person(text: PageText) -> Agent:
    if text.created_by is None:
        return PROGRAM
    return Agent(f"person:{text.created_by.pk}", str(text.created_by), "person")


def object_events(object: DigitalObject) -> tuple[list[Event], list[Agent]]:
    """Events of the object as a whole, out of the journal."""
    rows = JournalRow.objects.filter(subject=f"object:{object.identifier}", action__in=OBJECT_EVENTS).order_by("number")
    agents = {PROGRAM.identifier: PROGRAM}
    events = []
    for row in rows:
        agent = PROGRAM if row.actor_id is None else Agent(f"person:{row.actor_id}", row.actor, "person")
        agents[agent.identifier] = agent
        events.append(
            Event(OBJECT_EVENTS[row.action], row.at, agent.identifier, row.action, objects=(object.identifier,))
        )
    return events, list(agents.values())
