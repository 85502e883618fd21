"""PREMIS 3.0: what was done to an object, when, by whom and with which parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from javon.engines.formats.xml import NAMESPACES, Vocabulary, to_bytes

NAMESPACE = "http://www.loc.gov/premis/v3"
_PREMIS = Vocabulary("premis", NAMESPACE)
_LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Agent:
    """Who did it: a program with its version, a person or an organization (``kind``, as PREMIS names them)."""

    identifier: str
    name: str
    kind: str = "software"
    version: str = ""


@dataclass(frozen=True, slots=True)
class FileObject:
    """A file: its name in the package, seal and size; ``derived_from`` names the file it was made of."""

    identifier: str
    sha512: str
    size: int
    media_type: str
    original_name: str = ""
    derived_from: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done.

    ``kind`` is a term of http://id.loc.gov/vocabulary/preservation/eventType ("capture", "modification", …),
    ``detail`` the step with its parameters, ``objects`` the identifiers it touched.
    """

    kind: str
    moment: datetime
    agent: str
    detail: str = ""
    outcome: str = "success"
    note: str = ""
    objects: tuple[str, ...] = field(default_factory=tuple)


def premis_element(
    identifier: str, files: Sequence[FileObject], events: Sequence[Event], agents: Sequence[Agent]
) -> etree._Element:
    """One PREMIS container.

    Args:
        identifier: of what the container speaks; becomes a representation when there are no files, and the first
            part of the event identifiers.
        files: the files.
        events: what was done, in order.
        agents: every agent that an event names.
    """
    root = _PREMIS.root("premis", xsi=NAMESPACES["xsi"])
    root.set("version", "3.0")
    if not files:
        thing = _PREMIS.add(root, "object", xsi__type="premis:representation")
        _identifier(thing, "objectIdentifier", identifier)
    for file in files:
        _file(root, file)
    for number, event in enumerate(events, 1):
        add_event(root, event, f"{identifier}/event/{number}", identifier)
    for agent in agents:
        add_agent(root, agent)
    return root


def premis_xml(identifier: str, files: Sequence[FileObject], events: Sequence[Event], agents: Sequence[Agent]) -> bytes:
    """The container as a document of its own."""
    return to_bytes(premis_element(identifier, files, events, agents))


def _identifier(parent: etree._Element, name: str, value: str, kind: str = _LOCAL) -> etree._Element:
    element = _PREMIS.add(parent, name)
    _PREMIS.add(element, f"{name}Type", kind)
    _PREMIS.add(element, f"{name}Value", value)
    return element


def _file(root: etree._Element, file: FileObject) -> None:
    thing = _PREMIS.add(root, "object", xsi__type="premis:file")
    _identifier(thing, "objectIdentifier", file.identifier)
    facts = _PREMIS.add(thing, "objectCharacteristics")
    seal = _PREMIS.add(facts, "fixity")
    _PREMIS.add(seal, "messageDigestAlgorithm", "SHA-512")
    _PREMIS.add(seal, "messageDigest", file.sha512)
    _PREMIS.add(facts, "size", str(file.size))
    _PREMIS.add(_PREMIS.add(_PREMIS.add(facts, "format"), "formatDesignation"), "formatName", file.media_type)
    if file.original_name:
        _PREMIS.add(thing, "originalName", file.original_name)
    if file.derived_from:
        relation = _PREMIS.add(thing, "relationship")
        _PREMIS.add(relation, "relationshipType", "derivation")
        _PREMIS.add(relation, "relationshipSubType", "has source")
        _identifier(relation, "relatedObjectIdentifier", file.derived_from)


def add_event(root: etree._Element, event: Event, identifier: str, about: str) -> None:
    """Add one event; ``about`` is what it touched where the event itself names nothing."""
    element = _PREMIS.add(root, "event")
    _identifier(element, "eventIdentifier", identifier)
    _PREMIS.add(element, "eventType", event.kind)
    _PREMIS.add(element, "eventDateTime", event.moment.astimezone(UTC).isoformat(timespec="seconds"))
    if event.detail:
        _PREMIS.add(_PREMIS.add(element, "eventDetailInformation"), "eventDetail", event.detail)
    outcome = _PREMIS.add(element, "eventOutcomeInformation")
    _PREMIS.add(outcome, "eventOutcome", event.outcome)
    if event.note:
        _PREMIS.add(_PREMIS.add(outcome, "eventOutcomeDetail"), "eventOutcomeDetailNote", event.note)
    _identifier(element, "linkingAgentIdentifier", event.agent)
    for thing in event.objects or (about,):
        _identifier(element, "linkingObjectIdentifier", thing)


def add_agent(root: etree._Element, agent: Agent) -> None:
    """Add one agent."""
    element = _PREMIS.add(root, "agent")
    _identifier(element, "agentIdentifier", agent.identifier)
    _PREMIS.add(element, "agentName", agent.name)
    _PREMIS.add(element, "agentType", agent.kind)
    if agent.version:
        _PREMIS.add(element, "agentVersion", agent.version)
