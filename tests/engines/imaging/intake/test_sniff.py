"""Content says what a file is; a name that says something else is a warning."""

import os

import pytest

from javon.engines.imaging.intake import BadFile, Code, Kind, WarningCode
from javon.engines.imaging.intake.sniff import sniff

HEADS = {
    b"II*\0\x08\0\0\0": Kind.TIFF,
    b"MM\0*\0\0\0\x08": Kind.TIFF,
    b"II+\0\x08\0\0\0": Kind.TIFF,
    b"\xff\xd8\xff\xe0\0\x10JFIF": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"\0\0\0\x0cjP  \r\n\x87\n": Kind.JP2,
    b"\xff\x4f\xff\x51\0\x2f": Kind.JP2,
    b"RIFF\0\0\0\0WEBPVP8 ": Kind.WEBP,
    b"BM" + bytes(12) + b"\x28\0\0\0": Kind.BMP,
    b"%PDF-1.7": Kind.PDF,
}


def file_of(tmp_path, content, name="page"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("head", "kind"), HEADS.items())
def test_known_by_content(tmp_path, head, kind):
    assert sniff(file_of(tmp_path, head + bytes(100))) == (kind, ())


def test_a_wrong_extension_names_both(tmp_path):
    kind, (notice,) = sniff(file_of(tmp_path, b"%PDF-1.7", "bet.JPG"))
    assert kind is Kind.PDF
    assert (notice.code, notice.detail) == (WarningCode.WRONG_EXTENSION, ".jpg: PDF")
    assert str(notice) == "bet.JPG: the extension and the content differ (.jpg: PDF)."


@pytest.mark.parametrize(("name", "junk"), [("a.pdf", b"From: x\r\n\r\n"), ("a.jpg", b"\0" * 64)])
def test_foreign_bytes_before_the_content_are_told(tmp_path, name, junk):
    body = b"%PDF-1.4" if name.endswith("pdf") else b"\xff\xd8\xff\xe0"
    _, (notice,) = sniff(file_of(tmp_path, junk + body, name))
    assert (notice.code, notice.detail) == (WarningCode.JUNK_BEFORE, f"{len(junk)} bytes")


def test_a_tar_with_a_picture_inside_is_not_the_picture(tmp_path):
    with pytest.raises(BadFile) as caught:
        sniff(file_of(tmp_path, bytes(257) + b"ustar" + bytes(250) + b"\xff\xd8\xff\xe0", "a.tar"))
    assert (caught.value.code, caught.value.detail) == (Code.UNSUPPORTED, "tar")


@pytest.mark.parametrize(
    ("content", "name", "code", "detail"),
    [
        (b"", "a.tif", Code.EMPTY, ""),
        (b"GIF89a", "a.gif", Code.UNSUPPORTED_IMAGE, "GIF"),
        (b"\0\0\0\x1cftypavif", "a.jpg", Code.UNSUPPORTED_IMAGE, "AVIF"),
        (b"PK\x03\x04", "a.docx", Code.UNSUPPORTED, "ZIP"),
        (b"<html>404", "a.jpg", Code.UNSUPPORTED, "XML / HTML"),
        (b"\0\0\0\0", "a.jpg", Code.DAMAGED, "the content is not JPEG"),
        (b"salom", "a", Code.UNSUPPORTED, "text"),
        (b"\x01\x02", "a", Code.UNSUPPORTED, "unknown content"),
    ],
)
def test_what_is_not_taken(tmp_path, content, name, code, detail):
    with pytest.raises(BadFile) as caught:
        sniff(file_of(tmp_path, content, name))
    assert (caught.value.code, caught.value.detail) == (code, detail)


def test_missing_folder_and_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    codes = []
    for name in ("gone", ".", "pipe"):
        with pytest.raises(BadFile) as caught:
            sniff(tmp_path / name)
        codes.append(caught.value.code)
    assert codes == [Code.MISSING, Code.UNSUPPORTED, Code.UNSUPPORTED]
