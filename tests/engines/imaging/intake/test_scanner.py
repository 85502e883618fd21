"""Scanners through SANE, with its own test device."""

import shutil

import pytest

from javon.engines.imaging.intake import inspect, load_frame
from javon.engines.imaging.intake.scanner import Scanner, ScanOptions, choices, scan, scanners
from javon.engines.tools.programs import ProgramError

pytestmark = pytest.mark.skipif(shutil.which("scanimage") is None, reason="sane-utils is not installed")
FEEDER = "Automatic Document Feeder"


@pytest.fixture
def sane(tmp_path):
    folder = tmp_path / "sane.d"
    folder.mkdir()
    (folder / "dll.conf").write_text("test\n")
    (folder / "test.conf").write_text("number_of_devices 2\n")
    return {"SANE_CONFIG_DIR": str(folder)}


def test_devices_are_listed(sane):
    assert scanners(sane) == [
        Scanner("test:0", "Noname", "frontend-tester"),
        Scanner("test:1", "Noname", "frontend-tester"),
    ]


def test_no_scanner_is_an_empty_list(tmp_path):
    (tmp_path / "dll.conf").write_text("# none\n")
    assert scanners({"SANE_CONFIG_DIR": str(tmp_path)}) == []


def test_a_device_tells_its_choices(sane):
    offered = choices("test:0", sane)
    assert offered["mode"] == ("Gray", "Color")
    assert offered["source"] == ("Flatbed", FEEDER)


@pytest.mark.parametrize(("mode", "picture", "channels"), [("Gray", "Grid", 2), ("Color", "Color pattern", 3)])
def test_one_page_from_the_glass(sane, tmp_path, mode, picture, channels):
    options = ScanOptions(dpi=100, mode=mode, more={"test-picture": picture})
    (page,) = scan("test:0", tmp_path / "out", options, sane)
    source = inspect(page)
    assert (source.frames[0].width, source.frames[0].height, source.frames[0].dpi) == (314, 393, 100.0)
    raster = load_frame(page)
    assert raster.pixels.ndim == channels
    assert raster.pixels.min() == 0
    assert raster.pixels.max() == 255


def test_the_feeder_until_it_is_empty(sane, tmp_path):
    pages = scan("test:0", tmp_path, ScanOptions(dpi=50, source=FEEDER, batch=True), sane)
    assert [page.name for page in pages] == [f"scan-{number:04d}.tif" for number in range(1, 11)]


def test_a_second_batch_goes_on_numbering(sane, tmp_path):
    options = ScanOptions(dpi=50, source=FEEDER, batch=True, pages=2)
    scan("test:0", tmp_path, options, sane)
    assert [page.name for page in scan("test:0", tmp_path, options, sane)] == ["scan-0003.tif", "scan-0004.tif"]


def test_an_empty_feeder_is_told(sane, tmp_path):
    with pytest.raises(ProgramError):
        scan("test:0", tmp_path, ScanOptions(more={"read-return-value": "SANE_STATUS_NO_DOCS"}), sane)


def test_an_unknown_device_is_told(sane, tmp_path):
    with pytest.raises(ProgramError, match="no-such-device"):
        scan("no-such-device:9", tmp_path, ScanOptions(), sane)
