"""What was done to an object and its pages, as PREMIS tells it: drawn from the journal, kept nowhere twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from javon import __version__
from javon.apps.digitization.enums import TextKind
from javon.apps.digitization.models import DigitalObject, Page, PageText
from javon.apps.digitization.queries.history import object_history
from javon.engines.formats import Agent, Event
from javon.engines.imaging import STEPS

#: One thing done, as the preserved copy keeps it: at, by, action, subject, details.
Deed = dict[str, str]
PROGRAM = Agent("javon", "Javon", "software", __version__)
#: Actions of the journal that PREMIS should know, and their terms (id.loc.gov/vocabulary/preservation/eventType).
TERMS = {
    "digitization.damage_find": "fixity check",
    "digitization.damage_repair": "recovery",
    "digitization.object_create": "creation",
    "digitization.object_intake": "ingestion end",
    "digitization.object_finish_processing": "digitization",
    "digitization.object_accept": "quality review",
    "digitization.object_publish": "dissemination",
    "digitization.object_withdraw": "deaccession",
    "digitization.object_release": "dissemination",
    "digitization.draft_drop": "modification",
    "digitization.page_accept": "quality review",
    "digitization.page_crop": "modification",
    "digitization.page_exclude": "deletion",
    "digitization.page_insert": "accession",
    "digitization.page_mark_blank": "quality review",
    "digitization.page_redo": "modification",
    "digitization.page_reorder": "modification",
    "digitization.pages_retry": "modification",
    "digitization.page_replace": "replacement",
    "digitization.page_invert": "modification",
    "digitization.page_rotate": "modification",
    "digitization.page_split": "modification",
    "digitization.page_unsplit": "modification",
    "digitization.source_replace": "replacement",
    "digitization.source_unlock": "decryption",
    "digitization.text_correct": "metadata modification",
    "digitization.text_restore": "metadata modification",
}


def object_deeds(object: DigitalObject, before: Sequence[Deed] = ()) -> list[Deed]:
    """What was done to the object and its pages, the oldest first.

    ``before`` is what the last preserved copy tells: after a rebuild the journal of this database begins anew, and what
    was done earlier must not get lost with it.
    """
    rows = object_history(object).filter(action__in=TERMS).order_by("number")
    found = [
        {
            "at": row.at.isoformat(),
            "by": row.actor,
            "action": row.action,
            "subject": row.subject,
            "details": row.details,
        }
        for row in rows
    ]
    known = [*map(_name_of, before)]
    return [*before, *(deed for deed in found if _name_of(deed) not in known)]


def _name_of(deed: Deed) -> tuple[str, str, str]:
    return deed["at"], deed["action"], deed["subject"]


def object_events(deeds: Iterable[Deed]) -> tuple[list[Event], list[Agent]]:
    """Deeds as PREMIS events, with every agent that they name."""
    agents = {PROGRAM.identifier: PROGRAM}
    events = []
    for deed in deeds:
        agent = _agent(deed["by"])
        agents[agent.identifier] = agent
        detail = f"{deed['action']} {deed['details']}"
        subject = deed["subject"].partition(":")[2]
        moment = datetime.fromisoformat(deed["at"])
        events.append(Event(TERMS[deed["action"]], moment, agent.identifier, detail, objects=(subject,)))
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
    # In the order of the work: neither JSON in PostgreSQL nor the preserved copy keeps the order of names.
    for name in sorted(page.recipe, key=_place_of):
        values = page.recipe[name]
        yield Event("modification", moment, PROGRAM.identifier, _detail(name, values), objects=objects[:1])
    read = {"language": page.language, "script": page.script, "confidence": round(page.confidence, 3)}
    yield Event("metadata extraction", moment, "recognizer", _detail("recognize", read), objects=objects)
    flags = ", ".join(f"{flag[0]}={flag[2]:g}" for flag in page.flags)
    judged = _detail("quality", page.measurements)
    yield Event("quality review", moment, PROGRAM.identifier, judged, page.verdict or "none", flags, objects)


def _detail(step: str, values: Any) -> str:
    """A step with its parameters, readable by people and by programs."""
    return f"{step} {json.dumps(values, ensure_ascii=False, sort_keys=True)}" if values else step


def _place_of(step: str) -> tuple[int, str]:
    return (STEPS.index(step) if step in STEPS else len(STEPS), step)


def _person(text: PageText) -> Agent:
    return _agent(text.created_by.get_username() if text.created_by is not None else "")


def _agent(name: str) -> Agent:
    """A person by the log-in name, which stays the same when the rows come back under other keys; "" = the program."""
    return Agent(f"person:{name}", name, "person") if name else PROGRAM
