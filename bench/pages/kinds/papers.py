"""Papers of offices: filled forms, letters under stamps, notices with white words on black bars."""

from __future__ import annotations

import math

from bench.pages.kinds.tables import grid
from bench.pages.sheet import WHITE, Colour, Sheet
from bench.pages.words import Words

LEFT = 170
BLUE: Colour = (60, 70, 190)
RED: Colour = (200, 40, 50)
CYRILLIC_PLATE, LATIN_PLATE = "АВЕКМНОРСТУХ", "ABEHKMOPTX"


def form(sheet: Sheet, words: Words) -> None:
    """Labels with values behind them: names, dates, registration numbers, capitals and small letters mixed."""
    rng, size = words.rng, words.rng.randint(34, 40)
    sheet.put(
        sheet.width / 2, 170, words.say("GUVOHNOMA", "СВИДЕТЕЛЬСТВО", "CERTIFICATE"), 54, cut="bold", anchor="middle"
    )
    sheet.put(sheet.width / 2, 250, f"{_letters(words, 2)} № {rng.randint(100000, 9999999):07d}", 40, anchor="middle")
    rows, top = _fields(words), 360.0
    style = rng.choice(("line", "box", "plain"))
    for label, value in rows:
        sheet.put(LEFT, top, label, size)
        sheet.put(760, top, value, size, cut=rng.choice(("plain", "bold")))
        if style == "line":
            sheet.rule(740, top + size * 1.25, sheet.width - LEFT, top + size * 1.25, 2)
        elif style == "box":
            for x in (LEFT - 20, 740, sheet.width - LEFT + 20):
                sheet.rule(x, top - 22, x, top + 74, 2)
            sheet.rule(LEFT - 20, top - 22, sheet.width - LEFT + 20, top - 22, 2)
        top += 96
    if style == "box":
        sheet.rule(LEFT - 20, top - 22, sheet.width - LEFT + 20, top - 22, 2)
    sheet.put(LEFT, top + 60, words.say("Imzo", "Подпись", "Signature"), size)
    sheet.put(760, top + 60, words.date(), size)


def _fields(words: Words) -> list[tuple[str, str]]:
    rng, say = words.rng, words.say
    plate = f"{rng.randint(1, 95):02d} {_letters(words, 1)} {rng.randint(100, 999)} {_letters(words, 2)}"
    return [
        (say("Familiyasi", "Фамилия", "Surname"), words.name().upper()),
        (say("Ismi", "Имя", "Given name"), words.given()),
        (say("Tugʻilgan sanasi", "Дата рождения", "Date of birth"), words.date()),
        (
            say("Manzili", "Адрес", "Address"),
            f"{words.place()}, {words.made_up().capitalize()}, {rng.randint(1, 190)}-{say('uy', 'дом', 'house')}",
        ),
        (say("Rusumi", "Марка, модель", "Make"), f"{_letters(words, 3)}-{rng.randint(100, 99999)}"),
        (say("Davlat raqami", "Регистрационный знак", "Plate"), plate),
        (say("Dvigatel №", "Двигатель №", "Engine No."), str(rng.randint(1000, 9999999))),
        (say("Kuzov №", "Кузов №", "Body No."), f"{_letters(words, 3)}{rng.randint(10**6, 10**7)}"),
        (say("Quvvati", "Мощность", "Power"), f"{words.decimal(200)} {say('kVt', 'кВт', 'kW')}"),
        (say("Berilgan sana", "Дата выдачи", "Date of issue"), words.date()),
        (
            say("Narxi", "Стоимость", "Price"),
            f"{rng.randint(10, 999)}.{rng.randint(100, 999)} {say('soʻm', 'сум', 'sum')}",
        ),
        (say("Toʻlov", "Уплачено", "Paid"), f"{rng.randint(1, 100)}%"),
    ]


def _letters(words: Words, count: int) -> str:
    signs = CYRILLIC_PLATE if words.language in ("ru", "uz-Cyrl") else LATIN_PLATE
    return "".join(words.rng.choice(signs) for _ in range(count))


def stamped(sheet: Sheet, words: Words) -> None:
    """An order with a round blue stamp over its last lines and a red box with words in the free part."""
    rng, size = words.rng, 38
    sheet.put(sheet.width / 2, 170, words.say("BUYRUQ", "ПРИКАЗ", "ORDER"), 60, cut="bold", anchor="middle", fill=RED)
    sheet.put(LEFT, 280, f"№ {rng.randint(1, 300)}-{rng.choice('ABK')}", size)
    sheet.put(sheet.width - LEFT, 280, words.date(), size, anchor="right")
    top = 380.0
    for _ in range(3):
        top = sheet.column(LEFT, top, sheet.width - 2 * LEFT, words.sentence(36), size, step=54) + 20
    sheet.put(LEFT, top + 50, words.say("Direktor", "Директор", "Director"), size)
    sheet.put(sheet.width - LEFT, top + 50, f"{words.given()[0]}. {words.name()}", size, anchor="right")
    _round_stamp(sheet, sheet.width * rng.uniform(0.35, 0.65), top - rng.uniform(60, 260), rng.uniform(180, 240))
    sheet.canvas.rectangle((LEFT, top + 190, LEFT + 720, top + 300), outline=RED, width=6)
    sheet.put(
        LEFT + 360,
        top + 220,
        words.say("NAZORATDAN OʻTDI", "ПРОВЕРЕНО", "CHECKED"),
        44,
        cut="bold",
        anchor="middle",
        fill=RED,
    )


def _round_stamp(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """Two rings, short strokes between them and a star: ink of a stamp that says no words."""
    for part in (1.0, 0.96, 0.68):
        box = (x - radius * part, y - radius * part, x + radius * part, y + radius * part)
        sheet.canvas.ellipse(box, outline=BLUE, width=4)
    for index in range(44):
        turn = index * math.tau / 44
        near, far = radius * 0.75, radius * (0.84 + 0.05 * (index % 3))
        ends = (
            x + near * math.cos(turn),
            y + near * math.sin(turn),
            x + far * math.cos(turn),
            y + far * math.sin(turn),
        )
        sheet.canvas.line(ends, fill=BLUE, width=5)
    points = [
        (
            x + radius * 0.3 * part * math.sin(index * math.pi / 5),
            y - radius * 0.3 * part * math.cos(index * math.pi / 5),
        )
        for index in range(10)
        for part in ((1.0, 0.4)[index % 2],)
    ]
    sheet.canvas.polygon(points, outline=BLUE, width=4)


def bars(sheet: Sheet, words: Words) -> None:
    """White words on black: a bar over the text, and the head of a table."""
    rng, size = words.rng, words.rng.randint(36, 41)
    sheet.bar(LEFT, 170, sheet.width - LEFT, 270)
    warning = words.say("EʼTIBOR BERING: OGOHLANTIRISH", "ВНИМАНИЕ: ПРЕДУПРЕЖДЕНИЕ", "ATTENTION: A WARNING")
    sheet.put(sheet.width / 2, 195, warning, 44, cut="bold", anchor="middle", fill=WHITE)
    top = sheet.column(LEFT, 320, sheet.width - 2 * LEFT, words.sentence(46), size, step=size * 1.4) + 50
    edges = [LEFT + 0.0, 760.0, 1200.0, sheet.width - LEFT + 0.0]
    sheet.bar(edges[0], top - 18, edges[-1], top + 72)
    for x, cell in zip(
        edges,
        words.say("Viloyat|Hosil, ming t|Yil", "Область|Сбор, тыс. т|Год", "Region|Crop, kt|Year").split("|"),
        strict=False,
    ):
        sheet.put(x + 24, top, cell, 36, cut="bold", fill=WHITE)
    rows = [[words.place(), words.decimal(900), str(rng.randint(1991, 2026))] for _ in range(8)]
    grid(sheet, rows, edges, top=top + 100, step=78, ruled=False)
    top += 100 + 8 * 78 + 40
    sheet.bar(LEFT, top, sheet.width - LEFT, top + 90)
    sheet.put(sheet.width / 2, top + 22, words.title(4), 40, cut="bold", anchor="middle", fill=WHITE)
    sheet.column(LEFT, top + 130, sheet.width - 2 * LEFT, words.sentence(30), size, step=size * 1.4)
