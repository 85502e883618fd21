"""The Cyrillic interface is made from the Latin one; what programs read stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from javon.engines.language import to_cyrillic_markup


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("%(count)s ta sahifa oʻqildi", "%(count)s та саҳифа ўқилди"),
        ("Salom, {name}!", "Салом, {name}!"),
        ("{0} dan {total:>5} gacha", "{0} дан {total:>5} гача"),
        ("%s va %d, %(n)03d, 5%% foiz", "%s ва %d, %(n)03d, 5%% фоиз"),
        ("%%(done)s / %%(count)s fayl, %%s-bet", "%%(done)s / %%(count)s файл, %%s-бет"),
        ('<b class="yangi">Yangi</b> kitob&nbsp;bor', '<b class="yangi">Янги</b> китоб&nbsp;бор'),
        ("[bold]Parol[/bold] [qavs]", "[bold]Пароль[/bold] [қавс]"),
        ("{{ kitob.nomi }} {% if bor %}bor{% endif %}", "{{ kitob.nomi }} {% if bor %}бор{% endif %}"),
        ("PDF, EPUB, IIIF, ALTO, JPEG va PNG", "PDF, EPUB, IIIF, ALTO, JPEG ва PNG"),
        ("PDF faylni oching", "PDF файлни очинг"),
        ("`./javon up` buyrugʻi", "`./javon up` буйруғи"),
        ("JAVON_DATABASE_URL oʻrnating", "JAVON_DATABASE_URL ўрнатинг"),
        ("https://javon.uz/kitob manzili", "https://javon.uz/kitob манзили"),
        ("Ctrl + Enter bosing", "Ctrl + Enter босинг"),
        ("100 % tayyor", "100 % тайёр"),
        ("Tanlang va P tugmasini bosing", "Танланг ва P тугмасини босинг"),
        ("QR belgi va EXIF, Aegis yoki FreeOTP", "QR белги ва EXIF, Aegis ёки FreeOTP"),
        ("Sifat: 300 dpi", "Сифат: 300 dpi"),
        ("Maʼlumotlar bazasi", "Маълумотлар базаси"),
        ("Kirish / chiqish", "Кириш / чиқиш"),
        ("satrida ./javon digitize buyrugʻini bering", "сатрида ./javon digitize буйруғини беринг"),
        ("--each-folder bilan", "--each-folder билан"),
        ("va/yoki", "ва/ёки"),
        ("", ""),
    ],
)
def test_only_the_words_change(latin: str, cyrillic: str) -> None:
    assert to_cyrillic_markup(latin) == cyrillic


@given(st.lists(st.sampled_from(["%(nom)s", "{soni}", "<b>", "</b>", "&nbsp;", "kitob ", "oʻqi ", "{{ x }}"])))
def test_placeholders_stay_in_number_and_order(parts: list[str]) -> None:
    kept = [part for part in parts if part[0] in "%{<&"]
    result = to_cyrillic_markup("".join(parts))
    place = 0
    for part in kept:
        place = result.index(part, place) + len(part)
    assert result.count("<b>") == kept.count("<b>")
    assert "kitob" not in result
