"""Pages of parts that must not run into each other: contents, footnotes, verse with margins, columns, newspapers."""

from __future__ import annotations

import numpy as np
from PIL import Image

from bench.pages.sheet import Sheet
from bench.pages.words import Words
from javon.engines.language import to_cyrillic

LEFT = 190


def contents(sheet: Sheet, words: Words) -> None:
    """Titles with page numbers, leaders tight, wide or none; some chapters have sections."""
    rng, size = words.rng, words.rng.randint(36, 42)
    sheet.put(sheet.width / 2, 180, words.say("Mundarija", "Оглавление", "Contents"), 50, cut="bold", anchor="middle")
    leader, numbered = rng.choice(("tight", "wide", "none")), rng.random() < 0.5
    page, top = 3, 310.0
    for number in range(1, rng.randint(14, 22)):
        title = f"{number}. {words.title(5)}" if numbered else words.title(6)
        inset = 60 if number % 4 == 0 else 0
        end = sheet.put(LEFT + inset, top, title, size)
        _leader(sheet, end, sheet.width - LEFT, top, size, leader, str(page))
        _joined(sheet, title, str(page), top, size)
        page += rng.randint(1, 30)
        top += size * 1.75


def _leader(sheet: Sheet, start: float, end: float, top: float, size: int, leader: str, page: str) -> None:
    stop = end - sheet.length(page, size) - 14
    dot, x = {"tight": ".", "wide": ". ", "none": ""}[leader], start + 14
    if dot:
        step = sheet.length(dot, size)
        while x + step < stop:
            sheet.canvas.text((round(x), round(top)), ".", font=sheet.face.font(size), fill=(20, 20, 20))
            x += step


def _joined(sheet: Sheet, title: str, page: str, top: float, size: int) -> None:
    """The title and its page number are one piece: they belong on one line."""
    sheet.put(sheet.width - LEFT, top, page, size, anchor="right")
    number, words = sheet.pieces.pop(), sheet.pieces.pop()
    sheet.pieces.append(type(number)(f"{title} {page}", words.boxes + number.boxes))


def footnotes(sheet: Sheet, words: Words) -> None:
    """Body text, a short rule, and notes in small type."""
    rng, size = words.rng, words.rng.randint(37, 41)
    marks = rng.choice((("1)", "2)", "3)"), ("*", "**", "***")))[: rng.randint(1, 3)]
    top = 200.0
    for mark in marks:
        text = words.prose(rng.randint(50, 62))
        text[rng.randint(5, 40)] += mark
        top = sheet.column(LEFT, top, sheet.width - 2 * LEFT, text, size, step=size * 1.4) + 12
    top += 40
    sheet.rule(LEFT, top, LEFT + 330, top)
    top += 24
    for mark in marks:
        note = [mark, *words.sentence(rng.randint(9, 24))]
        top = sheet.column(LEFT, top, sheet.width - 2 * LEFT, note, 29, step=41)
    sheet.folio(rng.randint(3, 400))


def verse(sheet: Sheet, words: Words) -> None:
    """Lines of verse, counted by fives at the right, with notes at the left."""
    rng, size = words.rng, words.rng.randint(37, 42)
    sheet.put(sheet.width / 2, 190, words.title(3), 46, cut="bold", anchor="middle")
    lines, top, step = rng.choice((12, 16, 20)), 320.0, size * 1.9
    for number in range(1, lines + 1):
        y = top + (number - 1) * step
        sheet.put(520, y, " ".join(words.sentence(rng.randint(4, 6))), size)
        if number % 5 == 0:
            sheet.put(sheet.width - 170, y, str(number), 32, anchor="right")
    for number in rng.sample(range(1, lines - 1, 3), 2):
        note = words.say("Qiyos:|Navoiy,|2-jild", "Сравни:|Навои,|том 2", "Compare|Navoi,|book 2").split("|")
        for index, text in enumerate(note):
            sheet.put(130, top + number * step + index * 36, text, 27, cut="slanted")


def parallel(sheet: Sheet, words: Words) -> None:
    """The same Uzbek text in two scripts side by side, or one language beside another."""
    rng, size = words.rng, words.rng.randint(31, 35)
    latin = Words("uz-Latn", rng).prose(110)
    other = str(to_cyrillic(" ".join(latin))).split() if words.language != "ru" else Words("ru", rng).prose(95)
    measure = (sheet.width - 2 * 150 - 90) / 2
    for left, text in ((150.0, latin), (150 + measure + 90, other)):
        sheet.column(left, 220, measure, text, size, step=size * 1.42)
    if rng.random() < 0.4:
        sheet.rule(sheet.width / 2, 200, sheet.width / 2, 2000, 2)


def guests(sheet: Sheet, words: Words) -> None:
    """Words and paragraphs of another language or script as guests."""
    rng, size, top = words.rng, words.rng.randint(37, 42), 200.0
    other = {"uz-Latn": ("ru", "en"), "uz-Cyrl": ("ru", "uz-Latn"), "ru": ("uz-Latn", "en")}.get(
        words.language, ("ru", "uz-Latn")
    )
    for number in range(4):
        text = words.prose(42)
        if number == 2:
            text = Words(rng.choice(other), rng).prose(34)
        else:
            place = rng.randint(4, 34)
            text[place:place] = ["(" + " ".join(Words(rng.choice(other), rng).sentence(rng.randint(2, 7)))[:-1] + ")"]
        top = sheet.column(LEFT, top, sheet.width - 2 * LEFT, " ".join(text).split(), size, step=size * 1.4) + 12


def index(sheet: Sheet, words: Words) -> None:
    """Names with their page numbers in two columns, under letters."""
    rng, size = words.rng, 32
    sheet.put(
        sheet.width / 2,
        170,
        words.say("Ismlar koʻrsatkichi", "Указатель имён", "Index"),
        44,
        cut="bold",
        anchor="middle",
    )
    for left in (160.0, sheet.width / 2 + 30):
        top = 290.0
        while top < sheet.height - 300:
            pages = sorted(rng.sample(range(3, 480), rng.randint(1, 5)))
            shown = [f"{page}–{page + rng.randint(1, 4)}" if rng.random() < 0.2 else str(page) for page in pages]
            for line in _fitting(sheet, f"{words.name()} {words.given()[0]}. {', '.join(shown)}".split(), 680, size):
                sheet.put(left, top, line, size)
                top += size * 1.42
            if rng.random() < 0.08:
                sheet.put(left + 300, top + 10, words.name()[0], 38, cut="bold")
                top += 74
    sheet.folio(rng.randint(300, 480))


def newspaper(sheet: Sheet, words: Words) -> None:
    """Two to five columns with rules between, heads over columns, a picture with its caption."""
    rng, size = words.rng, words.rng.randint(28, 31)
    columns = rng.randint(2, 5)
    gap, left = 50, 110
    measure = (sheet.width - 2 * left - gap * (columns - 1)) / columns
    sheet.put(sheet.width / 2, 110, words.title(2).upper(), 96, cut="bold", anchor="middle")
    sheet.put(left, 240, f"№ {rng.randint(1, 300)}", 30)
    sheet.put(
        sheet.width - left, 240, f"{rng.randint(1, 28)} {words.month()} {rng.randint(1930, 2026)}", 30, anchor="right"
    )
    sheet.rule(left, 300, sheet.width - left, 300, 4)
    wide = rng.random() < 0.6 and columns > 2
    if wide:
        sheet.put(left, 330, _fitting(sheet, words.title(5).split(), 2 * measure + gap, 58)[0], 58, cut="bold")
    ruled, pictured = rng.random() < 0.6, rng.randrange(columns)
    for column in range(columns):
        x, top = left + column * (measure + gap), 440.0 if wide and column < 2 else 340.0
        if column == pictured:
            top = _picture(sheet, x, top, measure, words)
        _articles(sheet, words, x, top, measure, size)
        if ruled and column:
            sheet.rule(x - gap / 2, 440 if wide and column == 1 else 330, x - gap / 2, sheet.height - 150, 2)


def _articles(sheet: Sheet, words: Words, x: float, top: float, measure: float, size: int) -> None:
    """Fill a column with short articles under their heads."""
    while top < sheet.height - 150 - 8 * size * 1.35:
        for line in _fitting(sheet, words.title(4).split(), measure, 38):
            sheet.put(x, top, line, 38, cut="bold")
            top += 50
        room = int((sheet.height - 170 - top) / (size * 1.35))
        count = words.rng.randint(20, 60)
        fits = max(4, int(room * measure / (sheet.length("n", size) * 7.6)) - 4)
        top = sheet.column(x, top + 6, measure, words.sentence(min(count, fits)), size, step=size * 1.35) + 22


def _fitting(sheet: Sheet, words: list[str], measure: float, size: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and sheet.length(longer, size, "bold") <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _picture(sheet: Sheet, x: float, top: float, measure: float, words: Words) -> float:
    """A screened picture of hills under a sky, and its caption."""
    height = round(measure * 0.7)
    down, across = np.mgrid[0:height, 0 : round(measure)].astype(np.float32)
    hills = down > height * (0.55 + 0.12 * np.sin(across / measure * 7) + 0.08 * np.sin(across / measure * 17))
    tone = np.where(hills, 90 + 40 * np.sin(across / 23) * np.sin(down / 19), 205 - 50 * down / height)
    screen = 18 * np.sin(across * 1.1 + down * 0.4) * np.sin(down * 1.1 - across * 0.4)
    sheet.image.paste(
        Image.fromarray(np.clip(tone + screen, 0, 255).astype(np.uint8)).convert("RGB"), (round(x), round(top))
    )
    sheet.put(x, top + height + 10, words.title(2), 27, cut="slanted")
    return top + height + 64
