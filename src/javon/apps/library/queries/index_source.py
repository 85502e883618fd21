"""The index of this installation, and objects as it takes them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from javon.apps.digitization.queries.pages import main_language, page_texts
from javon.engines.index import IndexPage, IndexWork, PageIndex, index_lines

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject

UNKNOWN = ("", "und")


def page_index() -> PageIndex:
    """The index under the data folder; one reader a process."""
    return _page_index(Path(settings.JAVON_INDEX))


@lru_cache(maxsize=4)
def _page_index(path: Path) -> PageIndex:
    return PageIndex(path)


def index_work(object: DigitalObject) -> IndexWork:
    """Title, authors and facets of an object; everybody may find it once it is published."""
    record = object.record
    language = record.language if record.language not in UNKNOWN else main_language(object)
    return IndexWork(
        object_id=object.identifier,
        title=record.title,
        creators=tuple(record.creators),
        language=language,
        kind=record.kind,
        year=record.year,
        public=object.is_published,
    )


def index_pages(object: DigitalObject) -> Iterator[IndexPage]:
    """The read pages of an object in order, one at a time."""
    for page, model in page_texts(object):
        yield IndexPage(
            key=page.key,
            position=page.position,
            label=page.label,
            lines=() if page.blank else index_lines(model),
            language=model.language,
            script=model.script,
        )
