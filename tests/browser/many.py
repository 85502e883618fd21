"""An object of two thousand pages, made through the models: rows, small pictures, words; nothing is recognized."""

from __future__ import annotations

from tests.browser.house import House

COUNT, COVERS = 2000, 4
MAKE = f"""
import random
import numpy as np
from javon.engines.imaging.derivatives import write_access
from PIL import Image, ImageDraw
from javon.apps.catalog.models import Record
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.base import clock

dice = random.Random(7)
record = Record.objects.create(title="Ikki ming sahifa", language="uz-Latn")
made = DigitalObject.objects.create(record=record, status="review")
source = SourceFile.objects.create(object=made, position=1, name="skan.tif", status="stored", frames={COUNT})
picture = Image.new("L", (150, 200), 235)
pen = ImageDraw.Draw(picture)
for line in range(12):
    pen.rectangle((15, 20 + 13 * line, 135 - 2 * line, 26 + 13 * line), fill=40)
rows = []
for number in range(1, {COUNT} + 1):
    key = f"p{{number:04d}}"
    folder = made.folder / key / "1" / "0"
    folder.mkdir(parents=True)
    picture.save(folder / "thumb.jpg")
    if number <= {COVERS}:  # one of these is the book's cover, which lists show large
        write_access(np.array(picture.resize((600, 800))), folder / "access.tif")
    verdict = dice.choices(["good", "look", "rescan"], [90, 8, 2])[0]
    flags = [] if verdict == "good" else [["low_confidence", verdict, 0.4, 0.6]]
    rows.append(Page(
        object=made, key=key, position=number, label=str(number), source=source, frame=number - 1, status="done",
        folder=f"{{key}}/1/0", verdict=verdict, flags=flags, confidence=dice.uniform(0.5, 1), width=600, height=800,
        revision=1, processed_at=clock.now(),
    ))
Page.objects.bulk_create(rows, batch_size=500)
print(made.identifier)
"""


def make_many(house: House) -> str:
    """The identifier of a new object of so many pages."""
    done = house.run("manage", "shell", "-v0", "-c", MAKE)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]
