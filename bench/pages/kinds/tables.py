"""Tables: decimals in columns with and without rules, and a wide ledger that begins with its № column."""

from __future__ import annotations

from collections.abc import Sequence

from bench.pages.sheet import Sheet
from bench.pages.words import Words

SIZE = 36


def numbers(sheet: Sheet, words: Words) -> None:
    """A place and three to five numbers with decimals a row."""
    rng = words.rng
    columns = rng.randint(3, 5)
    years = [
        str(rng.choice((1913, 1926, 1939, 1959, 1970, 1979, 1989, 2000, 2010, 2024)) + index)
        for index in range(columns)
    ]
    head = [words.say("Viloyat", "Область", "Region"), *years]
    rows = [[words.place(), *(words.decimal() for _ in range(columns))] for _ in range(rng.randint(12, 20))]
    title = words.say("Aholi soni (ming kishi)", "Население (тыс. человек)", "Population (thousands)")
    sheet.put(sheet.width / 2, 180, title, 40, cut="bold", anchor="middle")
    width = (sheet.width - 300 - 420) / columns
    edges = [150.0, 570.0, *(570 + width * (index + 1) for index in range(columns))]
    grid(sheet, [head, *rows], edges, top=290, step=rng.choice((76, 92)), ruled=rng.random() < 0.5)


def ledger(sheet: Sheet, words: Words) -> None:
    """A sheet lying sideways: number, name, place, date, amount, sum."""
    rng = words.rng
    first = rng.choice((1, 14, 101, 986))
    head = [
        "№",
        *words.say(
            "Familiyasi|Tuman|Sana|Maydon, m²|Soʻm",
            "Фамилия|Район|Дата|Площадь, м²|Сумма",
            "Name|District|Date|Area, m²|Sum",
        ).split("|"),
    ]
    rows = [
        [
            str(first + row),
            words.name(),
            words.place(),
            words.date(),
            words.decimal(400),
            str(rng.randint(10000, 999999)),
        ]
        for row in range(rng.randint(10, 16))
    ]
    title = words.say("Yer egalari daftari", "Книга землевладельцев", "Register of owners")
    sheet.put(sheet.width / 2, 120, title, 42, cut="bold", anchor="middle")
    edges = [130.0, 290.0, 800.0, 1290.0, 1640.0, 1990.0, sheet.width - 130.0]
    grid(sheet, [head, *rows], edges, top=230, step=84, ruled=rng.random() < 0.4)


def dense(sheet: Sheet, words: Words) -> None:
    """Eight narrow columns of whole numbers and times in small type, little white between them, no rules."""
    rng = words.rng
    sheet.put(
        sheet.width / 2,
        150,
        words.say("Poyezdlar jadvali", "Расписание поездов", "Trains"),
        38,
        cut="bold",
        anchor="middle",
    )
    for row in range(rng.randint(24, 34)):
        y = 240 + row * 54
        sheet.put(140, y, words.place(), 29)
        for column in range(7):
            x = 640 + column * 155
            time = f"{rng.randrange(24)}:{rng.randrange(60):02d}"
            sheet.put(x, y, time if column % 2 else str(rng.randint(1, 2400)), 29, anchor="right")


def upright(sheet: Sheet, words: Words) -> None:
    """A ruled table with the heads of its columns upright."""
    rng = words.rng
    heads = words.say(
        "Tumanlar soni|Maktablar|Oʻquvchilar, ming|Kutubxonalar",
        "Число районов|Школы|Учащиеся, тыс.|Библиотеки",
        "Districts|Schools|Pupils, thousands|Libraries",
    ).split("|")
    edges = [150.0, 560.0, 820.0, 1080.0, 1340.0, sheet.width - 150.0]
    sheet.put(edges[0] + 24, 480, words.say("Viloyat", "Область", "Region"), SIZE, cut="bold")
    for x, head in zip(edges[1:], heads, strict=False):
        sheet.upright(x + 90, 570, head, 34)
    rows = [
        [words.place(), *(words.decimal(900) if column == 2 else str(rng.randint(1, 9999)) for column in range(4))]
        for _ in range(14)
    ]
    grid(sheet, rows, edges, top=610, step=80, ruled=True)
    for x in edges:
        sheet.rule(x, 180, x, 592, 2)
    sheet.rule(edges[0], 180, edges[-1], 180, 2)


def grid(
    sheet: Sheet, rows: Sequence[Sequence[str]], edges: Sequence[float], *, top: float, step: float, ruled: bool
) -> None:
    """Print rows of cells between ``edges``; columns of numbers stand at the right, all others at the left."""
    for number, row in enumerate(rows):
        y = top + number * step
        for column, cell in enumerate(row):
            right = column > 0 and rows[1][column][:1].isdigit()
            x = edges[column + 1] - 24 if right else edges[column] + 24
            sheet.put(x, y, cell, SIZE, cut="plain" if number else "bold", anchor="right" if right else "left")
    bottom = top + len(rows) * step - 18
    if ruled:
        for number in range(len(rows) + 1):
            sheet.rule(edges[0], top + number * step - 18, edges[-1], top + number * step - 18, 2)
        for x in edges:
            sheet.rule(x, top - 18, x, bottom, 2)
    else:
        sheet.rule(edges[0], top + step - 18, edges[-1], top + step - 18, 2)
