"""Search results as IIIF annotations: every found word with its box on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from javon.apps.library.queries.search import marked_words
from javon.engines.index import Hit, Results

if TYPE_CHECKING:
    from javon.apps.digitization.models import DigitalObject


def search_answer_2(object: DigitalObject, results: Results, url: str) -> dict[str, Any]:
    """IIIF Content Search 2.0, section 3: an AnnotationPage whose targets are boxes on canvases."""
    base = _base(url, object)
    items, contexts = [], []
    for number, (hit, words) in enumerate(marked_words(object, results.hits)):
        for place, (text, box) in enumerate(words):
            name = f"{base}/annotation/{number}-{place}"
            items.append(
                {
                    "id": name,
                    "type": "Annotation",
                    "motivation": "highlighting",
                    "body": {"type": "TextualBody", "value": text, "format": "text/plain"},
                    "target": _target(base, hit, box),
                }
            )
        if words:
            contexts.append(_context_2(f"{base}/annotation/{number}-0", hit))
    return {
        "@context": "http://iiif.io/api/search/2/context.json",
        "id": url,
        "type": "AnnotationPage",
        "items": items,
        "annotations": [{"type": "AnnotationPage", "id": f"{url}#context", "items": contexts}],
    }


def search_answer_1(object: DigitalObject, results: Results, url: str) -> dict[str, Any]:
    """IIIF Content Search 1.0, section 3: an AnnotationList with hits."""
    base = _base(url, object)
    resources, hits = [], []
    for number, (hit, words) in enumerate(marked_words(object, results.hits)):
        names = [f"{base}/annotation/{number}-{place}" for place in range(len(words))]
        for name, (text, box) in zip(names, words, strict=True):
            resources.append(
                {
                    "@id": name,
                    "@type": "oa:Annotation",
                    "motivation": "sc:painting",
                    "resource": {"@type": "cnt:ContentAsText", "chars": text},
                    "on": _target(base, hit, box),
                }
            )
        if names:
            before, match, after = _around(hit)
            hits.append({"@type": "search:Hit", "annotations": names, "before": before, "match": match, "after": after})
    return {
        "@context": [
            "http://iiif.io/api/presentation/2/context.json",
            "http://iiif.io/api/search/1/context.json",
        ],
        "@id": url,
        "@type": "sc:AnnotationList",
        "within": {"@type": "sc:Layer", "total": len(resources)},
        "startIndex": 0,
        "resources": resources,
        "hits": hits,
    }


def _base(url: str, object: DigitalObject) -> str:
    return f"{url.partition('/iiif/')[0]}/iiif/{object.identifier}"


def _target(base: str, hit: Hit, box: tuple[int, int, int, int]) -> str:
    return f"{base}/canvas/{hit.page_key}#xywh={','.join(map(str, box))}"


def _context_2(source: str, hit: Hit) -> dict[str, Any]:
    before, match, after = _around(hit)
    selector = {"type": "TextQuoteSelector", "prefix": before, "exact": match, "suffix": after}
    return {
        "type": "Annotation",
        "motivation": "contextualizing",
        "target": {"type": "SpecificResource", "source": source, "selector": [selector]},
    }


def _around(hit: Hit) -> tuple[str, str, str]:
    """The text before, the first match, the text after."""
    first = next((place for place, part in enumerate(hit.excerpt) if part.mark), 0)
    texts = [part.text for part in hit.excerpt]
    return "".join(texts[:first]), texts[first] if texts else "", "".join(texts[first + 1 :])
