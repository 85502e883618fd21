"""Traps made on the spot: each gets its own clear verdict, the others go on."""

import io
import os
import random
import struct
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from javon.engines.imaging.intake import BadFile, Code, Limits, WarningCode, collect, inspect, load_frame
from javon.engines.tools.budget import Budget

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, OFFSETS, SAMPLES, ROWS, COUNTS = (
    256,
    257,
    258,
    259,
    262,
    273,
    277,
    278,
    279,
)


def png_chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def giant_png(side, depth=1):
    row = bytes(1 + side * depth // 8)
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, depth, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


def directory(tags, following):
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    return struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)


def tiff(pages, *, side=8, cycle=False, compression=1, counts=None):
    """Write a TIFF of ``pages`` pages that share one strip of bytes."""
    strip = bytes(min(side * side, 64))
    tags = {WIDTH: side, HEIGHT: side, BITS: 8, COMPRESSION: compression, PHOTOMETRIC: 1, OFFSETS: 8}
    tags |= {SAMPLES: 1, ROWS: side, COUNTS: counts or len(strip)}
    size = 2 + 12 * len(tags) + 4
    start = 8 + len(strip)
    out = [struct.pack("<2sHI", b"II", 42, start), strip]
    for page in range(pages):
        last = page == pages - 1
        following = start if cycle and last else 0 if last else start + (page + 1) * size
        out.append(directory(tags, following))
    return b"".join(out)


def refusal(path, read=inspect, **more):
    with pytest.raises(BadFile) as caught:
        read(path, **more)
    assert caught.value.message.startswith(f"{path.name}: ")
    return caught.value


def write(path, content):
    path.write_bytes(content)
    return path


def test_seventy_thousand_squared_png_of_one_bit(tmp_path):
    """What is smaller is a map, and read by rows (tests of intake)."""
    path = write(tmp_path / "a.png", giant_png(70_000))
    for read in (inspect, load_frame):
        bad = refusal(path, read)
        assert bad.code is Code.TOO_LARGE
        assert "70\u202f000 × 70\u202f000" in bad.detail


def test_thirty_thousand_squared_tiff(tmp_path):
    path = tmp_path / "a.tif"
    data = tiff(1, side=30_000, counts=900_000_000)
    with path.open("wb") as file:
        file.write(data)
        file.truncate(1_000_000_000)  # as large as it claims, without taking room
    assert refusal(path).code is Code.TOO_LARGE
    assert refusal(path, load_frame).code is Code.TOO_LARGE


def test_a_small_file_that_claims_too_much_is_a_bomb(tmp_path):
    stream = io.BytesIO()
    Image.new("1", (8, 8)).save(stream, "PNG")
    data = bytearray(stream.getvalue())
    data[16:24] = struct.pack(">II", 70_000, 70_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    assert refusal(write(tmp_path / "a.png", data)).code is Code.BOMB


def test_65_000_pages(tmp_path):
    path = write(tmp_path / "a.tif", tiff(65_000))
    bad = refusal(path)
    assert (bad.code, bad.detail) == (Code.TOO_MANY_PAGES, "more than 10,000")
    assert len(inspect(path, limits=Limits(max_frames=65_000)).frames) == 65_000
    assert load_frame(path, 64_999).pixels.shape == (8, 8)


def test_pages_in_a_circle_end(tmp_path):
    assert len(inspect(write(tmp_path / "a.tif", tiff(3, cycle=True))).frames) == 3


def test_a_directory_that_leads_out_of_the_file(tmp_path):
    data = bytearray(tiff(1))
    data[-4:] = struct.pack("<I", 0xFFFFFF00)
    assert refusal(write(tmp_path / "a.tif", data)).code is Code.TRUNCATED


def test_a_directory_of_too_many_entries(tmp_path):
    data = b"II*\0\x08\0\0\0" + b"\xff\xff" + bytes(1000)
    assert refusal(write(tmp_path / "a.tif", data)).code is Code.TRUNCATED


def test_a_tiff_without_pages(tmp_path):
    assert refusal(write(tmp_path / "a.tif", b"II*\0\0\0\0\0")).code is Code.NO_PAGES


def test_a_tiff_in_a_compression_nobody_knows(tmp_path):
    path = write(tmp_path / "a.tif", tiff(1, compression=4711))
    assert refusal(path, load_frame).code in (Code.DAMAGED, Code.UNSUPPORTED_IMAGE)


@pytest.mark.parametrize("suffix", [".tif", ".jpg", ".png", ".jp2", ".pdf", ".webp", ".bmp", ".zip", ""])
def test_empty(tmp_path, suffix):
    assert refusal(write(tmp_path / f"a{suffix}", b"")).code is Code.EMPTY


@pytest.mark.parametrize("suffix", [".tif", ".jpg", ".png", ".jp2", ".pdf", ".webp", ".bmp"])
def test_a_page_of_the_house_that_answered_instead_of_the_file(tmp_path, suffix):
    assert refusal(write(tmp_path / f"a{suffix}", b"<!DOCTYPE html><html>404</html>")).code is Code.UNSUPPORTED


def test_a_wrong_extension_is_taken_and_told(tmp_path):
    Image.new("L", (20, 30), 200).save(tmp_path / "a.tif", "PNG")
    source = inspect(tmp_path / "a.tif")
    assert [(notice.code, notice.detail) for notice in source.warnings] == [(WarningCode.WRONG_EXTENSION, ".tif: PNG")]
    assert load_frame(tmp_path / "a.tif").pixels.shape == (30, 20)


def test_reading_is_not_permitted(tmp_path):
    path = write(tmp_path / "a.png", giant_png(8))
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        assert refusal(path).code is Code.PERMISSION
    finally:
        if root:
            os.seteuid(0)


def test_a_decoder_that_runs_too_long_is_stopped(tmp_path):
    Image.effect_noise((3000, 3000), 90).save(tmp_path / "a.jp2", quality_mode="dB", quality_layers=[60])
    bad = refusal(tmp_path / "a.jp2", load_frame, limits=Limits(budget=Budget(wall_seconds=0.2)))
    assert bad.code is Code.TIMED_OUT


def test_a_decoder_that_wants_too_much_memory_is_stopped(tmp_path):
    Image.new("RGB", (9000, 9000), "white").save(tmp_path / "a.png", compress_level=1)
    bad = refusal(tmp_path / "a.png", load_frame, limits=Limits(budget=Budget(memory_bytes=500_000_000)))
    assert bad.code is Code.OUT_OF_MEMORY


def test_a_png_with_a_text_that_unfolds(tmp_path):
    data = bytearray(giant_png(8))
    text = png_chunk(b"zTXt", b"comment\0\0" + zlib.compress(bytes(300 << 20), 9))
    path = write(tmp_path / "a.png", data[:33] + text + data[33:])
    bad = refusal(path)
    assert bad.code in (Code.DAMAGED, Code.BOMB, Code.OUT_OF_MEMORY)


def test_a_jpeg_of_thousands_of_scans_is_a_bomb(tmp_path):
    """Each scan costs a pass over all pixels: 3,000 of them kept a decoder for a minute and a half."""
    stream = io.BytesIO()
    Image.new("L", (600, 600), 128).save(stream, "JPEG", progressive=True)
    data = stream.getvalue()
    last = data.rfind(b"\xff\xda")
    (tmp_path / "a.jpg").write_bytes(data[:-2] + data[last:-2] * 3000 + b"\xff\xd9")
    with pytest.raises(BadFile) as caught:
        inspect(tmp_path / "a.jpg")
    assert caught.value.code is Code.BOMB
    (tmp_path / "b.jpg").write_bytes(data)
    assert load_frame(tmp_path / "b.jpg").pixels.shape == (600, 600)


def test_a_tree_of_pdf_forms_that_multiplies_is_stopped(tmp_path):
    """Twelve forms, each drawing the next ten times: 10^12 squares."""
    pdf, inner = pikepdf.new(), None
    pdf.add_blank_page(page_size=(600, 800))
    for _depth in range(12):
        form = pdf.make_stream(b"/F Do " * 10 if inner is not None else b"0 0 10 10 re f")
        form.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form))
        form.BBox = pikepdf.Array([0, 0, 600, 800])
        if inner is not None:
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
        inner = form
    page = pdf.pages[0].obj
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
    page.Contents = pdf.make_stream(b"/F Do")
    pdf.save(tmp_path / "a.pdf")
    with pytest.raises(BadFile) as caught:
        load_frame(tmp_path / "a.pdf")
    assert caught.value.code in {Code.CRASHED, Code.TIMED_OUT, Code.OUT_OF_MEMORY}


def page_tree(path, pages):
    """A PDF of one page whose page tree is ``pages``."""
    data = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages" + pages + b">>endobj\n"
    data += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("pages", [b"/Count 3/Kids[2 0 R 2 0 R 3 0 R]", b"/Count 1/Kids[9 0 R]"])
def test_page_trees_without_an_end_or_a_page(tmp_path, pages):
    with pytest.raises(BadFile) as caught:
        inspect(page_tree(tmp_path / "a.pdf", pages))
    assert caught.value.code is Code.DAMAGED


def test_a_page_tree_that_counts_too_much(tmp_path):
    assert len(inspect(page_tree(tmp_path / "a.pdf", b"/Count 99999999/Kids[3 0 R]")).frames) == 1


def test_no_message_tells_where_the_file_lies(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(BadFile) as caught:
        inspect(tmp_path / "a.png")
    assert str(tmp_path) not in caught.value.message


def test_random_changes_of_good_files_never_break_out(tmp_path):
    """Every verdict is a picture or a ``BadFile``; nothing else comes out of the room."""
    chance = random.Random(20240601)
    page = Image.effect_noise((120, 90), 60)
    refused = 0
    for name, form in (("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.tif", "TIFF"), ("a.jp2", "JPEG2000"), ("a.bmp", "BMP")):
        stream = io.BytesIO()
        page.save(stream, form)
        for _ in range(12):
            data = bytearray(stream.getvalue())
            for _ in range(chance.randint(1, 6)):
                data[chance.randrange(len(data) // (1 if chance.random() < 0.5 else 20))] = chance.randrange(256)
            path = write(tmp_path / name, data)
            for read in (inspect, load_frame):
                try:
                    read(path)
                except BadFile:
                    refused += 1
    assert refused > 10


def test_bad_files_do_not_stop_the_good_ones(tmp_path):
    Image.new("L", (20, 30), 200).save(tmp_path / "2.png")
    write(tmp_path / "1.tif", b"")
    write(tmp_path / "3.tif", tiff(65_000))
    Image.new("L", (20, 30), 200).save(tmp_path / "10.png")
    (tmp_path / "4.png").symlink_to(tmp_path / "4.png")
    with zipfile.ZipFile(tmp_path / "5.zip", "w") as archive:
        archive.writestr("../x.png", b"x")
    verdicts = []
    for path in collect([tmp_path, tmp_path]).files:
        try:
            verdicts.append((path.name, len(inspect(path).frames)))
        except BadFile as bad:
            verdicts.append((path.name, bad.code))
    assert verdicts == [
        ("1.tif", Code.EMPTY),
        ("2.png", 1),
        ("3.tif", Code.TOO_MANY_PAGES),
        ("5.zip", Code.UNSUPPORTED),
        ("10.png", 1),
    ]
