"""The image server: stored tiles as they are, everything else exactly as asked, refusals as the standard says."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.apps.library.web.pictures import get, serving

from javon.apps.library.web.images import ImageServer, Source
from javon.apps.library.web.images.parameters import MAX_AREA, BadRequestError, largest, read_job
from javon.apps.library.web.images.pyramid import NotAPyramidError, Pyramid
from javon.apps.library.web.images.render import stored_tile
from javon.engines.imaging.derivatives import write_access

WIDTH, HEIGHT = 1300, 1700


def pixels(bands: int) -> np.ndarray:
    """A smooth picture in which every place has a value of its own."""
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    planes = [across * 255 / WIDTH, down * 255 / HEIGHT, (across + down) * 255 / (WIDTH + HEIGHT)][:bands]
    return np.dstack(planes).astype(np.uint8).squeeze()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> ImageServer:
    folder = tmp_path_factory.mktemp("pictures")
    pictures = {}
    for name, bands, public in (("colour", 3, True), ("grey", 1, True), ("closed", 1, False)):
        write_access(pixels(bands), folder / f"{name}.tif")
        pictures[name] = Source(folder / f"{name}.tif", f"{name}-1", public)
    (folder / "broken.tif").write_bytes(b"II*\0" + b"\xff" * 50)
    pictures["broken"] = Source(folder / "broken.tif", "1", True)
    return serving(pictures)


def picture(server: ImageServer, path: str) -> np.ndarray:
    got = get(server, path)
    assert got.status == 200, got.body
    return np.asarray(Image.open(io.BytesIO(got.body)))


@pytest.mark.parametrize("name", ["colour", "grey"])
@pytest.mark.parametrize(("left", "top"), [(0, 0), (512, 0), (512, 1024)])
def test_stored_tile_shows_its_place(server: ImageServer, name: str, left: int, top: int) -> None:
    got = picture(server, f"/iiif/3/{name}/{left},{top},512,512/512,512/0/default.jpg")
    wanted = pixels(3 if name == "colour" else 1)[top : top + 512, left : left + 512]
    assert got.shape == wanted.shape
    assert np.abs(got.astype(int) - wanted).mean() < 2


def test_stored_tile_of_a_smaller_level(server: ImageServer) -> None:
    got = picture(server, "/iiif/3/colour/0,0,1024,1024/512,512/0/default.jpg")
    wanted = pixels(3)[:1024:2, :1024:2]
    assert np.abs(got.astype(int) - wanted).mean() < 3


@pytest.mark.parametrize(
    ("job", "stored"),
    [
        ("0,0,512,512/512,512/0/default.jpg", True),
        ("512,512,512,512/512,512/0/color.jpg", True),
        ("0,0,1024,1024/512,512/0/default.jpg", True),
        ("0,0,1024,1024/512,/0/default.jpg", True),
        ("1024,0,276,512/276,512/0/default.jpg", False),
        ("10,0,512,512/512,512/0/default.jpg", False),
        ("0,0,512,512/512,512/90/default.jpg", False),
        ("0,0,512,512/512,512/!0/default.jpg", False),
        ("0,0,512,512/512,512/0/gray.jpg", False),
        ("0,0,512,512/512,512/0/default.png", False),
        ("0,0,512,512/256,256/0/default.jpg", False),
    ],
)
def test_which_jobs_a_stored_tile_answers(tmp_path: Path, job: str, stored: bool) -> None:
    write_access(pixels(1), tmp_path / "a.tif")
    pyramid = Pyramid.open(tmp_path / "a.tif")
    assert (stored_tile(pyramid, read_job(*job.split("/"), pyramid.width, pyramid.height)) is not None) is stored
    pyramid.close()


def test_tile_from_disk_and_tile_from_memory_are_the_same(tmp_path: Path) -> None:
    write_access(pixels(3), tmp_path / "a.tif")
    pyramid = Pyramid.open(tmp_path / "a.tif")
    level = pyramid.levels[0]
    ready = pyramid.read_ready(level, 1, 1)
    assert ready in (None, pyramid.read(level, 1, 1))
    pyramid.close()


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("full/max", (1300, 1700)),
        ("full/^max", (1300, 1700)),
        ("full/650,", (650, 850)),
        ("full/,850", (650, 850)),
        ("full/!400,400", (306, 400)),
        ("full/pct:50", (650, 850)),
        ("full/300,300", (300, 300)),
        ("square/200,", (200, 200)),
        ("pct:10,10,20,20/max", (260, 340)),
        ("1200,1600,500,500/max", (100, 100)),
        ("0,0,100,100/^200,", (200, 200)),
        ("0,0,100,100/^!300,200", (200, 200)),
        ("full/1,", (1, 1)),
    ],
)
def test_size_is_exactly_as_asked(server: ImageServer, path: str, size: tuple[int, int]) -> None:
    got = picture(server, f"/iiif/3/grey/{path}/0/default.jpg")
    assert (got.shape[1], got.shape[0]) == size


def test_turned_mirrored_and_coloured(server: ImageServer) -> None:
    whole = picture(server, "/iiif/3/colour/0,0,400,200/max/0/default.png").astype(int)
    turned = picture(server, "/iiif/3/colour/0,0,400,200/max/90/default.png").astype(int)
    mirrored = picture(server, "/iiif/3/colour/0,0,400,200/max/!0/default.png").astype(int)
    assert np.abs(np.rot90(whole, -1) - turned).max() == 0
    assert np.abs(whole[:, ::-1] - mirrored).max() == 0
    assert picture(server, "/iiif/3/colour/full/100,/0/gray.png").ndim == 2
    assert set(np.unique(picture(server, "/iiif/3/grey/full/100,/0/bitonal.png"))) == {0, 255}
    assert get(server, "/iiif/3/grey/full/100,/0/default.webp").headers["content-type"] == "image/webp"


@pytest.mark.parametrize(
    "path",
    [
        "full/max/0/default.gif", "full/max/0/nice.jpg", "full/max/0/default", "full/max/x/default.jpg",
        "full/max/361/default.jpg", "full/max/-90/default.jpg", "full/0,/0/default.jpg", "full/,/0/default.jpg",
        "full/full/0/default.jpg", "full/1301,/0/default.jpg", "full/pct:0/0/default.jpg", "full/pct:101/0/default.jpg",
        "full/!5,/0/default.jpg", "full/^99999,/0/default.jpg", "0,0,0,10/max/0/default.jpg",
        "1300,0,10,10/max/0/default.jpg", "0,0,10/max/0/default.jpg", "pct:0,0,0,0/max/0/default.jpg",
        "-1,0,10,10/max/0/default.jpg", "full/max/0", "full/max/0/default.jpg/more", "full/1e3,/0/default.jpg",
        "%ff/max/0/default.jpg", "full/٣,/0/default.jpg",
    ],
)  # fmt: skip
def test_garbage_is_400(server: ImageServer, path: str) -> None:
    assert get(server, f"/iiif/3/grey/{path}").status == 400


def test_refusals(server: ImageServer) -> None:
    assert get(server, "/iiif/3/grey/full/max/45/default.jpg").status == 400
    assert get(server, "/iiif/3/nobody/info.json").status == 404
    assert get(server, "/iiif/3//info.json").status == 404
    assert get(server, "/iiif/3/grey/info.json", host="evil.example").status == 400
    assert get(server, "/iiif/3/grey/info.json", method="POST").status == 405
    assert get(server, "/iiif/3/broken/info.json").status == 500
    assert get(server, "/other").status == 418


@pytest.mark.parametrize("path", ["info.json", "full/max/0/default.jpg", "0,0,512,512/512,512/0/default.jpg", ""])
def test_closed_picture_is_closed_in_every_form(server: ImageServer, path: str) -> None:
    for cookie in ("", "sessionid=reader", "sessionid=;;;\x01", "other=staff"):
        assert get(server, f"/iiif/3/closed/{path}", cookie=cookie).status == 404
    for cookie in ("a=b; sessionid=staff", 'prefs={"a":1}; sessionid=staff', "junk; sessionid=staff; name=Ўткан"):
        got = get(server, f"/iiif/3/closed/{path}", cookie=cookie)
        assert got.status in (200, 303)
        if got.status == 200:
            assert got.headers["cache-control"] == "private, no-cache"


def test_a_kept_tile_is_asked_about_each_time(server: ImageServer) -> None:
    path = "/iiif/3/grey/0,0,512,512/512,512/0/default.jpg"
    got = get(server, path)
    assert got.headers["cache-control"] == "public, no-cache"
    again = get(server, path, **{"if-none-match": got.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_information(server: ImageServer) -> None:
    got = get(server, "/iiif/3/grey/info.json")
    told = json.loads(got.body)
    assert told["id"] == "http://localhost:8000/iiif/3/grey"
    assert (told["width"], told["height"], told["maxArea"]) == (WIDTH, HEIGHT, MAX_AREA)
    assert told["profile"] == "level2"
    assert told["tiles"] == [{"width": 512, "height": 512, "scaleFactors": [1, 2, 4]}]
    assert got.headers["content-type"] == "application/json"
    linked = get(server, "/iiif/3/grey/info.json", accept="application/ld+json")
    assert linked.headers["content-type"].startswith("application/ld+json")
    assert linked.headers["access-control-allow-origin"] == "*"


def test_headers_of_a_picture(server: ImageServer) -> None:
    got = get(server, "/iiif/3/grey/0,0,1300,1700/650,/0/default.jpg")
    assert '/iiif/3/grey/full/650,850/0/default.jpg>;rel="canonical"' in got.headers["link"]
    assert got.headers["etag"] == '"grey-1"'
    same = get(server, "/iiif/3/grey/full/650,/0/default.jpg", if_none_match='"grey-1"')
    assert (same.status, same.body) == (304, b"")
    head = get(server, "/iiif/3/grey/full/650,/0/default.jpg", method="HEAD")
    assert (head.body, head.headers["content-length"]) == (b"", str(len(got.body)))
    redirect = get(server, "/iiif/3/grey")
    assert (redirect.status, redirect.headers["location"]) == (303, "http://localhost:8000/iiif/3/grey/info.json")
    assert get(server, "/iiif/3/grey/info.json", method="OPTIONS").status == 204


def test_largest_keeps_within_the_limit() -> None:
    width, height = largest(30_000, 20_000)
    assert width * height <= MAX_AREA
    assert width / height == pytest.approx(1.5, rel=0.001)
    assert largest(100, 200) == (100, 200)
    with pytest.raises(BadRequestError):
        read_job("full", "30000,20000", "0", "default.jpg", 30_000, 20_000)
    with pytest.raises(BadRequestError, match="quarters"):
        read_job("full", "max", "12.5", "default.jpg", 100, 100)


@pytest.mark.parametrize(
    "data", [b"", b"II*\0", b"II*\0\x08\0\0\0\x01\0", b"II+\0" + b"\0" * 40, b"\x89PNG" + b"\0" * 40]
)
def test_what_is_no_pyramid_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.tif").write_bytes(data)
    with pytest.raises(NotAPyramidError):
        Pyramid.open(tmp_path / "a.tif")
