"""What a PDF says of itself as a book: labels, outline, title."""

import itertools

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from javon.engines.imaging.intake import OutlineEntry, WarningCode, inspect


def book(pages=8):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 300))
    return pdf


def saved(pdf, tmp_path):
    pdf.save(tmp_path / "a.pdf")
    return inspect(tmp_path / "a.pdf")


def test_labels_in_every_style(tmp_path):
    pdf = book(12)
    styles = [
        (0, Dictionary(S=Name.r)),
        (2, Dictionary(S=Name.R, St=4)),
        (4, Dictionary(S=Name.a)),
        (6, Dictionary(S=Name.A, St=27)),
        (8, Dictionary(S=Name.D, St=5, P=String("A-"))),
        (10, Dictionary(P=String("Muqova"))),
        (11, Dictionary(S=Name.D)),
    ]
    pdf.Root.PageLabels = Dictionary(Nums=Array([part for style in styles for part in style]))
    labels = [frame.label for frame in saved(pdf, tmp_path).frames]
    assert labels == ["i", "ii", "IV", "V", "a", "b", "AA", "BB", "A-5", "A-6", "Muqova", "1"]


def test_broken_labels_are_no_reason_to_refuse(tmp_path):
    pdf = book(2)
    pdf.Root.PageLabels = Dictionary(Nums=Array([String("bir"), 7]))
    assert [frame.label for frame in saved(pdf, tmp_path).frames] == ["", ""]
    pdf.Root.PageLabels = Dictionary(Nums=Array([1, Dictionary(S=Name.D, St=9), 77, Dictionary(S=Name.r)]))
    assert [frame.label for frame in saved(pdf, tmp_path).frames] == ["", "9"]


def test_an_outline_of_levels(tmp_path):
    pdf = book()
    with pdf.open_outline() as outline:
        part = OutlineItem("Birinchi qism", 1)
        part.children += [OutlineItem("Birinchi bob", 1), OutlineItem("Ikkinchi bob", 3, "XYZ", top=120)]
        part.children[1].children.append(OutlineItem("Bandi", 4))
        outline.root += [OutlineItem("Muqaddima", 0), part, OutlineItem("Xulosa", 7)]
    assert saved(pdf, tmp_path).outline == (
        OutlineEntry(1, "Muqaddima", 0),
        OutlineEntry(1, "Birinchi qism", 1),
        OutlineEntry(2, "Birinchi bob", 1),
        OutlineEntry(2, "Ikkinchi bob", 3),
        OutlineEntry(3, "Bandi", 4),
        OutlineEntry(1, "Xulosa", 7),
    )


def items(pdf, *entries):
    """An outline of one level from ready entries."""
    refs = [pdf.make_indirect(entry) for entry in entries]
    for one, following in itertools.pairwise(refs):
        one.Next, following.Prev = following, one
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=refs[0], Last=refs[-1]))
    return refs


def test_named_places_and_actions(tmp_path):
    pdf = book()
    page = [one.obj for one in pdf.pages]
    tree = Dictionary(
        Names=Array(
            [String("bob"), Array([page[2], Name.Fit]), String("lugʻat"), Dictionary(D=Array([page[3], Name.Fit]))]
        )
    )
    pdf.Root.Names = Dictionary(Dests=tree)
    pdf.Root.Dests = Dictionary(Eski=Array([page[4], Name.Fit]))
    items(
        pdf,
        Dictionary(Title=String("Satr"), Dest=String("bob")),
        Dictionary(Title=String("Lugʻat"), Dest=String("lugʻat")),
        Dictionary(Title=String("Nom"), Dest=Name.Eski),
        Dictionary(Title=String("Amal"), A=Dictionary(S=Name.GoTo, D=Array([page[5], Name.Fit]))),
        Dictionary(Title=String("Son"), Dest=Array([6, Name.Fit])),
    )  # fmt: skip
    assert [(entry.title, entry.page) for entry in saved(pdf, tmp_path).outline] == [
        ("Satr", 2), ("Lugʻat", 3), ("Nom", 4), ("Amal", 5), ("Son", 6),
    ]  # fmt: skip


def test_entries_without_a_page_are_left_out_and_told(tmp_path):
    pdf = book(2)
    gone = pdf.make_indirect(Dictionary(Type=Name.Page))
    above = Dictionary(Title=String("Qism"), First=pdf.make_indirect(
        Dictionary(Title=String("Bob"), Dest=Array([pdf.pages[1].obj, Name.Fit]))
    ))  # fmt: skip
    items(
        pdf,
        Dictionary(Title=String("Yoʻq sahifa"), Dest=Array([gone, Name.Fit])),
        Dictionary(Title=String("Yoʻq nom"), Dest=String("yoq")),
        Dictionary(Title=String("Veb"), A=Dictionary(S=Name.URI, URI=String("a:b"))),
        above,
        Dictionary(Title=String("Oxiri"), Dest=Array([99, Name.Fit])),
    )
    source = saved(pdf, tmp_path)
    assert source.outline == (OutlineEntry(1, "Qism", 1), OutlineEntry(2, "Bob", 1))
    assert [notice.detail for notice in source.warnings if notice.code is WarningCode.OUTLINE] == ["3"]


def test_remarks_among_the_entries_are_no_fault(tmp_path):
    pdf = book(2)
    items(pdf, Dictionary(Title=String("Izoh")), Dictionary(Title=String("Veb"), A=Dictionary(S=Name.URI)))
    source = saved(pdf, tmp_path)
    assert source.outline == ()
    assert WarningCode.OUTLINE not in {notice.code for notice in source.warnings}


def test_an_outline_that_runs_in_a_circle_ends(tmp_path):
    pdf = book(2)
    place = Array([pdf.pages[0].obj, Name.Fit])
    one, two = items(pdf, Dictionary(Title=String("Bir"), Dest=place), Dictionary(Title=String("Ikki"), Dest=place))
    two.Next, two.First = one, two
    assert [entry.title for entry in saved(pdf, tmp_path).outline] == ["Bir", "Ikki"]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Sinov kitobi", "Sinov kitobi"),
        ("  Oʻtkan\n kunlar ", "Oʻtkan kunlar"),
        ("1984 yil", "1984 yil"),
        ("untitled", ""),
        ("Microsoft Word - kitob.doc", ""),
        ("kitob_final.indd", ""),
        ("0001", ""),
        ("", ""),
    ],
)
def test_the_title_of_the_work(tmp_path, stated, title):
    pdf = book(1)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(stated)))
    assert saved(pdf, tmp_path).title == title


@pytest.mark.scans
def test_a_real_outline(test_data):
    source = inspect(test_data / "reports" / "10-outline" / "outline-labels-links.pdf")
    assert [frame.label for frame in source.frames] == ["i", "5", "6", "7"]
    assert [(entry.level, entry.title) for entry in source.outline] == [
        (1, "Muqaddima"), (1, "Birinchi qism"), (2, "Ikkinchi qism"), (2, "Uchinchi qism"),
    ]  # fmt: skip
    assert source.title == "Sinov kitobi"
