"""The manifest of a book with the addresses of this site."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse

from javon.apps.digitization.queries.editions import edition_shown
from javon.apps.digitization.queries.outline import outline_of
from javon.apps.library.queries.downloads import downloads
from javon.engines.formats.iiif import IiifLinks, IiifOptions, iiif_manifest

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

KEPT_S = 3600


def manifest_of(object: DigitalObject, base: str) -> bytes:
    """The manifest as JSON; ``base`` is the address of the site with a slash at the end.  Made once a state."""
    edition, links = edition_shown(object), _links(object, base.rstrip("/"))
    files = ",".join(name for name in ("pdf", "epub", "text") if getattr(links, name))
    name = f"library:manifest:{edition.name}:{files}:{base}"
    options = IiifOptions(letters=settings.JAVON_ALPHABET)
    name += f":{options.letters}"
    kept = caches["books"]
    known: bytes | None = kept.get(name)
    if known is not None:
        return zlib.decompress(known)
    manifest = iiif_manifest(outline_of(edition), base, links=links, options=options)
    made = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()
    kept.set(name, zlib.compress(made), KEPT_S)
    return made


def _links(object: DigitalObject, base: str) -> IiifLinks:
    identifier = object.identifier
    files = {
        found.kind.name: base + reverse("library:download", args=[identifier, found.kind.name])
        for found in downloads(object)
    }
    return IiifLinks(
        manifest=base + reverse("library:manifest", args=[identifier]),
        canvas=f"{base}/iiif/{identifier}/canvas/{{key}}",
        image=f"{base}/iiif/3/{identifier}~{{key}}",
        pdf=files.get("pdf", ""),
        epub=files.get("epub", ""),
        text=files.get("txt", ""),
        search=base + reverse("library:search_2", args=[identifier]),
        search_1=base + reverse("library:search_1", args=[identifier]),
        homepage=base + reverse("library:book", args=[identifier]),
    )
