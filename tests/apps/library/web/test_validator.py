"""The IIIF's own validator finds nothing wrong at level 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.apps.library.web.pictures import listening, serving, squares

from javon.apps.library.web.images import Source

PICTURE = "67352ccc-d1b0-11e1-89ae-279075081939"


def test_level_2_of_image_api_3(tmp_path: Path) -> None:
    server = serving({PICTURE: Source(squares(tmp_path / "squares.tif"), "1", True)})
    with listening(server) as place:
        command = [
            sys.executable, str(Path(sys.executable).with_name("iiif-validate.py")), "-s", place, "-p", "iiif/3",
            "-i", PICTURE, "--version=3.0", "--level", "2", "-v",
        ]  # fmt: skip
        ran = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert "FAIL" not in ran.stdout, ran.stdout
    assert "Done (33 tests, 0 failures)" in ran.stdout + ran.stderr
    assert ran.returncode == 0
