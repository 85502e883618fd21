"""A small shelf of made-up pages for the tests of the index."""

from __future__ import annotations

from pathlib import Path

from javon.engines.index import IndexLine, IndexPage, IndexWork, PageIndex

SCRIPTS = {"uz-Latn": "Latn", "uz-Cyrl": "Cyrl", "ru": "Cyrl", "en": "Latn"}


def work(object_id: str, title: str, *creators: str, language: str = "uz-Latn", **more: object) -> IndexWork:
    return IndexWork(object_id, title, creators, language, **{"kind": "book", "public": True, **more})


def page(number: int, *lines: str, language: str = "uz-Latn") -> IndexPage:
    made = tuple(IndexLine(line, language) for line in lines)
    return IndexPage(f"p{number:04}", number, str(number), made, language, SCRIPTS[language])


def shelf(path: Path) -> PageIndex:
    index = PageIndex(path)
    with index.writer() as writer:
        writer.replace_object(
            work("jvlatin", "Bogʻdagi suhbat", "Olim Sinov", year=1991),
            [
                page(1, "Oʻtkan kunlar haqida koʻp kitob-", "larni oʻqidik va yozdik."),
                page(2, "Isʼhoq maʼnoli soʻz aytdi:", "xotin-qizlar maktabi ochildi."),
                page(3, "Bu bilan ish tugadi, kunlar oʻtkan edi."),
            ],
        )
        writer.replace_object(
            work("jvcyril", "Боғдаги суҳбат", "Олим Синов", language="uz-Cyrl", year=1962),
            [
                page(1, "Ўткан кунлар романи китобларида", "айтилган гап.", language="uz-Cyrl"),
                page(2, "Исҳоқ маъноли сўз айтди.", language="uz-Cyrl"),
            ],
        )
        writer.replace_object(
            work("jvrus", "Старые книги", language="ru", year=1950, kind="journal"),
            [page(1, "Новые книги и старые книги", language="ru")],
        )
        writer.replace_object(
            work("jvclosed", "Yopiq daftar", public=False), [page(1, "Oʻtkan kunlar maxfiyxona ichida")]
        )
    return index
