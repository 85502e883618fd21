"""Contents and labels that a file carries are kept for the object; what a person writes stands for them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from django.conf import LazySettings
from tests.apps.digitization.making import done_page, taken_object

from javon.apps.digitization.actions.contents import Entry, contents_from_files, contents_set
from javon.apps.digitization.actions.give import default_title
from javon.apps.digitization.actions.intake import object_intake
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_finish_processing
from javon.apps.digitization.actions.rebuilding import object_restore
from javon.apps.digitization.enums import ContentsOrigin
from javon.apps.digitization.errors import DigitizationError, NotAllowedError
from javon.apps.digitization.models import ContentsEntry, DigitalObject, SourceFile
from javon.apps.digitization.queries.contents import contents_of
from javon.apps.digitization.queries.documents import document_of
from javon.apps.digitization.queries.editions import edition_now
from javon.apps.library.queries.reading import contents as reader_contents
from javon.apps.people.models import User
from javon.engines.formats import iiif_manifest, write_pdf

pytestmark = pytest.mark.django_db
KEPT = [(1, "Muqaddima", "p0001"), (1, "Birinchi qism", "p0002"), (2, "Ikkinchi qism", "p0003")]


def labelled_pdf(path: Path, *, labels: bool = True, title: str = "Sinov kitobi") -> Path:
    """Four blank pages called i, 5, 6, 7, with contents of two levels."""
    pdf = pikepdf.new()
    for page in range(4):
        pdf.add_blank_page(page_size=(200 + page, 300))
    styles = [0, pikepdf.Dictionary(S=pikepdf.Name.r), 1, pikepdf.Dictionary(S=pikepdf.Name.D, St=5)]
    plain = [0, pikepdf.Dictionary(S=pikepdf.Name.D)]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(styles if labels else plain))
    with pdf.open_outline() as outline:
        part = pikepdf.OutlineItem("Birinchi qism", 1)
        part.children.append(pikepdf.OutlineItem("Ikkinchi qism", 2))
        outline.root += [pikepdf.OutlineItem("Muqaddima", 0), part]
    pdf.docinfo["/Title"] = title
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf.save(path)
    return path


def _rows(object: DigitalObject) -> list[tuple[int, str, str]]:
    return [(entry.level, entry.title, entry.page.key) for entry in contents_of(object)]


def _done(object: DigitalObject, *numbers: str | None) -> DigitalObject:
    for page, number in zip(object.pages.order_by("position"), numbers, strict=True):
        done_page(page, "matn", number=number)
    object_finish_processing(object=object)
    return DigitalObject.objects.get(pk=object.pk)


def _labels(object: DigitalObject) -> list[str]:
    return list(object.pages.order_by("position").values_list("label", flat=True))


def test_the_contents_of_a_pdf_are_those_of_the_object(tmp_path: Path) -> None:
    object = taken_object(labelled_pdf(tmp_path / "kitob.pdf"))
    assert _rows(object) == KEPT
    assert {entry.origin for entry in contents_of(object)} == {ContentsOrigin.FILE}
    object = _done(object, None, None, None, None)
    document = document_of(edition_now(object))
    assert [(entry.title, entry.level, entry.page) for entry in document.contents] == [
        ("Muqaddima", 1, 0), ("Birinchi qism", 1, 1), ("Ikkinchi qism", 2, 2),
    ]  # fmt: skip
    assert [(chapter.title, chapter.level, chapter.key) for chapter in reader_contents(object)] == [
        (title, level, key) for level, title, key in KEPT
    ]


@pytest.mark.scans
def test_a_real_pdf_comes_out_with_its_labels_and_contents(test_data: Path, tmp_path: Path) -> None:
    given = test_data / "reports" / "10-outline" / "outline-labels-links.pdf"
    document = document_of(edition_now(_done(taken_object(given), None, None, None, None)))
    assert [page.label for page in document.pages] == ["i", "5", "6", "7"]
    manifest = iiif_manifest(document, "https://example.org")
    assert [canvas["label"]["none"][0] for canvas in manifest["items"]] == ["i", "5", "6", "7"]
    write_pdf(document, tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert [page.label for page in pdf.pages] == ["i", "5", "6", "7"]
        with pdf.open_outline() as outline:
            tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree == [("Muqaddima", []), ("Birinchi qism", ["Ikkinchi qism", "Uchinchi qism"])]


def test_labels_of_the_file_stand_where_no_number_is_printed(tmp_path: Path) -> None:
    object = _done(taken_object(labelled_pdf(tmp_path / "kitob.pdf")), None, None, None, None)
    assert _labels(object) == ["i", "5", "6", "7"]


def test_a_printed_number_stands_before_the_label_of_the_file(tmp_path: Path) -> None:
    object = _done(taken_object(labelled_pdf(tmp_path / "kitob.pdf")), None, "15", "16", None)
    assert _labels(object) == ["i", "15", "16", "7"]


def test_labels_that_only_count_the_pages_say_nothing(tmp_path: Path) -> None:
    object = taken_object(labelled_pdf(tmp_path / "kitob.pdf", labels=False))
    assert SourceFile.objects.get(object=object).labels == []
    assert _labels(_done(object, None, None, "9", None)) == ["[1]", "[2]", "9", "[4]"]


def test_a_title_is_proposed_by_the_file(tmp_path: Path) -> None:
    assert default_title([labelled_pdf(tmp_path / "skan_01.pdf")]) == "Sinov kitobi"
    assert default_title([labelled_pdf(tmp_path / "skan_02.pdf", title="untitled")]) == "skan 02"
    (tmp_path / "buzuq.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert default_title([tmp_path / "buzuq.pdf"]) == "buzuq"


def test_what_a_person_wrote_is_kept(tmp_path: Path, operator: User) -> None:
    object = taken_object(labelled_pdf(tmp_path / "kitob.pdf"))
    mine = [Entry(1, "  Soʻz  boshi ", "p0002")]
    contents_set(object=object, entries=mine, by=operator)
    assert _rows(object) == [(1, "Soʻz boshi", "p0002")]
    contents_from_files(object=object)
    object_intake(object=object, by=None)
    assert _rows(object) == [(1, "Soʻz boshi", "p0002")]
    contents_set(object=object, entries=[], by=operator)
    assert _rows(object) == []


def test_a_change_makes_everything_anew_and_the_same_again_does_not(tmp_path: Path, operator: User) -> None:
    object = _done(taken_object(labelled_pdf(tmp_path / "kitob.pdf")), None, None, None, None)
    before = object.revision
    entries = [Entry(1, "Bob", "p0003"), Entry(9999, "Band", "p0003")]
    contents_set(object=object, entries=entries, by=operator)
    contents_set(object=object, entries=entries, by=operator)
    object.refresh_from_db()
    assert object.revision == before + 1
    assert _rows(object) == [(1, "Bob", "p0003"), (12, "Band", "p0003")]


@pytest.mark.parametrize("entry", [Entry(1, "  ", "p0001"), Entry(1, "Bob", "p0999")])
def test_an_entry_that_cannot_be_is_refused(tmp_path: Path, operator: User, entry: Entry) -> None:
    object = taken_object(labelled_pdf(tmp_path / "kitob.pdf"))
    with pytest.raises(DigitizationError):
        contents_set(object=object, entries=[entry], by=operator)
    assert _rows(object) == KEPT


def test_a_reader_may_not_write_contents(tmp_path: Path, reader: User) -> None:
    object = taken_object(labelled_pdf(tmp_path / "kitob.pdf"))
    with pytest.raises(NotAllowedError):
        contents_set(object=object, entries=[], by=reader)


def test_an_entry_of_a_page_out_of_the_book_is_not_shown(tmp_path: Path) -> None:
    object = _done(taken_object(labelled_pdf(tmp_path / "kitob.pdf")), None, None, None, None)
    object.pages.filter(key="p0002").update(excluded=True)
    assert [(entry.title, entry.page) for entry in document_of(edition_now(object)).contents] == [
        ("Muqaddima", 0), ("Ikkinchi qism", 1),
    ]  # fmt: skip


def test_contents_come_back_from_the_preservation_store(tmp_path: Path, operator: User, settings: LazySettings) -> None:
    object = _done(taken_object(labelled_pdf(tmp_path / "kitob.pdf")), None, None, None, None)
    contents_set(object=object, entries=[Entry(2, "Bob", "p0004")], by=operator)
    object_preserve(object=object)
    identifier, outline = object.identifier, SourceFile.objects.get(object=object).outline
    object.contents.all().delete()
    object.pages.all().delete()
    SourceFile.objects.all().delete()
    object.delete()
    back = object_restore(identifier=identifier)
    assert _rows(back) == [(2, "Bob", "p0004")]
    assert ContentsEntry.objects.get().origin == ContentsOrigin.PERSON
    assert SourceFile.objects.get(object=back).outline == outline
