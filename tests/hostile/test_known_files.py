"""Every hostile file of the test data gets the right verdict, in bounded time and memory."""

from pathlib import Path

import pytest

from javon.engines.imaging.intake import BadFile, Code, Limits, WarningCode, inspect, load_frame
from javon.engines.imaging.intake.reader import decode
from javon.engines.imaging.intake.sniff import sniff
from javon.engines.tools.budget import LimitError
from javon.engines.tools.limits import measured_call

pytestmark = pytest.mark.scans

#: Seconds of CPU and bytes that reading may take, whatever the file.
SECONDS, MEMORY = 10.0, 1_500_000_000

#: Files that cannot be taken: the verdict of ``inspect``.
REFUSED = {
    "17000x17000.avif": Code.UNSUPPORTED_IMAGE,
    "aes-256-r6.pdf": Code.NEEDS_PASSWORD,
    "balloon_trunc2.jp2": Code.TRUNCATED,
    "broken_data_stream.png": Code.DAMAGED,
    "crash-0e16d3bfb83be87356d026d66919deaefca44dac.tif": Code.TRUNCATED,
    "crash-2020-10-test.tif": Code.TRUNCATED,
    "decompression_bomb.gif": Code.UNSUPPORTED_IMAGE,
    "empty.jp2": Code.EMPTY,
    "encryption_openpassword.pdf": Code.NEEDS_PASSWORD,
    "invalid.pdf": Code.DAMAGED,
    "kitodo-corrupted.tif": Code.TRUNCATED,
    "libreoffice-writer-password.pdf": Code.NEEDS_PASSWORD,
    "password-is-test.pdf": Code.NEEDS_PASSWORD,
    "rc4-40.pdf": Code.NEEDS_PASSWORD,
    "truncated.jpg": Code.TRUNCATED,
    "truncated_at_byte_5000.jp2": Code.TRUNCATED,
    "truncated_image.png": Code.TRUNCATED,
    "truncated_jpeg.jpg": Code.TRUNCATED,
}
#: Files whose head is fine and whose data are not: the verdict of ``load_frame``.
UNREADABLE = {"bitwiser-codestreamheader-corrupted-xsiz-10918.jp2": Code.DAMAGED}
#: What a person is told of files that are taken all the same.
WARNED = {
    "073439.pdf": {WarningCode.REPAIRED},
    "bomb_giant.pdf": {WarningCode.DECODER},
    "corruptionOneByteMissing.pdf": {WarningCode.REPAIRED},
    "encryption_nocopy.pdf": {WarningCode.RESTRICTED},
    "invalid-exif.jpg": {WarningCode.BAD_EXIF},
    "issue412.jp2": {WarningCode.BAD_DPI},
    "javascript.pdf": {WarningCode.SCRIPT},
    "no_contents.pdf": {WarningCode.BLANK_PAGE},
    "scan-bad.pdf": {WarningCode.REPAIRED},
    "test-1bit-alpha.png": {WarningCode.ALPHA},
    "xref_command_missing.pdf": {WarningCode.REPAIRED},
}
#: Pages, and the first page's (height, width[, 3]) in pixels, of every file that is taken.
SHAPES = {
    "032270.pdf": (1, (3300, 2550)),
    "073439.pdf": (18, (2550, 3300)),
    "16bit.cropped.tif": (1, (64, 64)),
    "1bit.tif": (1, (4, 256)),
    "8.jpg": (1, (308, 231, 3)),
    "Landscape_3.jpg": (1, (1200, 1800, 3)),
    "Portrait_6.jpg": (1, (1800, 1200, 3)),
    "baiona_cmyk.jpg": (1, (682, 640, 3)),
    "balloon_kdu71.jp2": (1, (3701, 2717, 3)),
    "blank.pdf": (1, (3300, 2550)),
    "bomb_giant.pdf": (1, (3300, 2550)),
    "ccitt.pdf": (1, (3300, 2550)),
    "corruptionOneByteMissing.pdf": (1, (3300, 2550)),
    "encryption_nocopy.pdf": (1, (3300, 2550)),
    "enormous.pdf": (1, (9000, 9000)),
    "g4-multi.tiff": (3, (4677, 3307)),
    "graph_ocred.pdf": (1, (400, 958, 3)),
    "habibi-rotated.pdf": (4, (2481, 3508)),
    "hopper_orientation_6.jpg": (1, (128, 128, 3)),
    "invalid-exif.jpg": (1, (200, 200)),
    "issue412.jp2": (1, (100, 256, 3)),
    "javascript.pdf": (1, (3300, 2550)),
    "jbig2_baddevicen.pdf": (1, (3300, 2550, 3)),
    "jpeg-coded.tif": (1, (400, 640)),
    "junk_jpeg_header.jpg": (1, (768, 1024, 3)),
    "lab.tif": (1, (10, 10, 3)),
    "multicolumn.pdf": (3, (3508, 2481)),
    "multipage.tiff": (3, (10, 10, 3)),
    "multipage_out_of_order.tiff": (3, (10, 10, 3)),
    "no_contents.pdf": (1, (3000, 3000)),
    "ojpeg-strip.tif": (1, (160, 160, 3)),
    "old-style-jpeg-compression.tif": (1, (870, 4160, 3)),
    "veraPDF_test_suite_6-2-3-t02-pass-a.pdf": (1, (3300, 2550, 3)),
    "veraPDF_test_suite_6-2-4-4-t01-pass-d.pdf": (1, (3300, 2550, 3)),
    "veraPDF_test_suite_6-2-4-4-t01-pass-e.pdf": (1, (3300, 2550, 3)),
    "veraPDF_test_suite_6-2-9-1-t01-fail-b.pdf": (1, (3300, 2550, 3)),
    "veraPDF_test_suite_6-3-2-t01-fail-h.pdf": (1, (3300, 2550, 3)),
    "veraPDF_test_suite_6-6-2-3-1-t01-fail-x.pdf": (1, (2084, 2084, 3)),
    "veraPDF_test_suite_6-6-2-3-1-t02-pass-x.pdf": (1, (2084, 2084, 3)),
    "veraPDF_test_suite_6-6-2-3-1-t06-fail-j.pdf": (1, (2084, 2084, 3)),
    "veraPDF_test_suite_6-6-2-3-1-t16-pass-l.pdf": (1, (2084, 2084, 3)),
    "veraPDF_test_suite_6-6-2-3-1-t17-fail-x.pdf": (1, (2084, 2084, 3)),
    "veraPDF_test_suite_6-6-2-3-2-t01-pass-d.pdf": (1, (2084, 2084, 3)),
    "veraPDF_test_suite_6-6-2-3-3-t04-fail-b.pdf": (1, (2084, 2084, 3)),
    "pike-jp2.pdf": (1, (44, 120, 3)),
    "pil_sample_cmyk.jpg": (1, (100, 100, 3)),
    "pport_g4.tif": (1, (3296, 2548)),
    "rotated_skew.pdf": (1, (3300, 2550)),
    "sandwich.pdf": (1, (3300, 2550)),
    "scan-bad.pdf": (1, (3300, 2550)),
    "skew.pdf": (1, (3300, 2550)),
    "test-1bit-alpha.png": (1, (610, 1266)),
    "test16.tif": (1, (426, 550)),
    "tiff_strip_cmyk_jpeg.tif": (1, (100, 100, 3)),
    "tiff_strip_planar_16bit_RGB.tiff": (1, (40, 100, 3)),
    "total-pages-zero.tif": (3, (2244, 1728)),
    "type3_font_nomapping.pdf": (1, (750, 1255)),
    "xref_command_missing.pdf": (1, (209, 834)),
    "zero_dpi.jp2": (1, (480, 640, 3)),
}
PASSWORDS = {
    "aes-256-r6.pdf": "usersecret",
    "libreoffice-writer-password.pdf": "openpassword",
    "password-is-test.pdf": "test",
    "rc4-40.pdf": "foo",
}


def files_of(folder: Path):
    """The files of a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def verdict(path):
    """What ``inspect`` and then ``load_frame`` of every page say: a code, or the warnings."""
    try:
        source = inspect(path)
    except BadFile as bad:
        return bad.code, None, None
    warnings, shapes = {notice.code for notice in source.warnings}, []
    for frame in source.frames:
        try:
            raster = load_frame(path, frame.index)
        except BadFile as bad:
            return warnings, bad.code, None
        warnings |= {notice.code for notice in raster.warnings}
        shapes.append(raster.pixels.shape)
    return warnings, None, (len(shapes), shapes[0])


def expected(name):
    if name in REFUSED:
        return REFUSED[name], None, None
    return WARNED.get(name, set()), UNREADABLE.get(name), SHAPES.get(name)


def test_every_file_has_its_verdict(test_data):
    files = files_of(test_data / "hostile")
    found = {path.name: verdict(path) for path in files}
    wanted = {path.name: expected(path.name) for path in files}
    known = {*REFUSED, *UNREADABLE, *SHAPES}
    assert {name: found[name] for name in known & found.keys()} == {name: wanted[name] for name in known & found.keys()}


def test_no_file_takes_more_than_allowed(test_data):
    used = {}
    for path in files_of(test_data / "hostile"):
        try:
            kind, _ = sniff(path)
            _, usage = measured_call(decode, Limits().budget, path, kind, 0, "", Limits())
        except BadFile:
            continue
        except LimitError as error:
            usage = error.usage
        used[path.name] = usage
    assert {name: u.cpu_seconds for name, u in used.items() if u.cpu_seconds >= SECONDS} == {}
    assert {name: u.peak_bytes for name, u in used.items() if u.peak_bytes >= MEMORY} == {}


def test_the_right_password_opens(test_data):
    for name, password in PASSWORDS.items():
        path = test_data / "hostile" / name
        assert load_frame(path, password=password).pixels.min() < 128, name
        with pytest.raises(BadFile) as caught:
            inspect(path, password="no such word")
        assert caught.value.code is Code.WRONG_PASSWORD


def test_every_name_of_the_tables_is_a_file(test_data):
    there = {path.name for path in (test_data / "hostile").rglob("*")}
    assert {*REFUSED, *UNREADABLE, *WARNED, *SHAPES, *PASSWORDS} - there == set()


def test_a_cut_picture_tells_its_rows(test_data):
    found = {}
    for name in ("truncated.jpg", "truncated_image.png"):
        with pytest.raises(BadFile) as caught:
            inspect(test_data / "hostile" / name)
        found[name] = (caught.value.readable_rows, caught.value.rows)
    assert found == {"truncated.jpg": (193, 442), "truncated_image.png": (400, 480)}
