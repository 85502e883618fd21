"""Teach one of the project's own recognition models: lines drawn from texts, Tesseract's trainer, a card."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from javon.base.clock import today
from javon.cli.parser import Help
from javon.cli.values import at_least_one
from javon.config.words import gettext as _
from javon.config.words import gettext_noop

ROOT = Path(__file__).resolve().parents[3]
MODELS = {
    "javon_latn": gettext_noop("oʻzbek lotin yozuvi va ingliz tili"),
    "javon_cyrl": gettext_noop("oʻzbek kirill yozuvi va rus tili"),
    "javon_rus_old": gettext_noop("1918-yilgacha boʻlgan rus matni va 18-asr bosmasi"),
    "javon_yanalif": gettext_noop("1929–1940-yillardagi oʻzbek lotin yozuvi"),
}
HELP = Help(
    gettext_noop(
        "Matnni tanish modelini oʻrgatadi: litsenziyasi yoʻl qoʻygan matnlardan satrlar chizadi,\n"
        "tayyor modeldan boshlab oʻrgatadi va model yoniga uning kartasini yozadi."
    ),
    tuple((f"./javon train {name}", about) for name, about in MODELS.items()),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The model, the seed, where the work goes."""
    parser.add_argument("name", choices=MODELS, metavar=_("MODEL"), help=_("qaysi model; pastdagilardan biri"))
    parser.add_argument(
        "--seed",
        type=at_least_one,
        default=1,
        metavar=_("SON"),
        help=_("boshqa son boshqa satrlar chizadi (odatda: %(default)s)"),
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar=_("PAPKA"),
        help=_("ish papkasi; toʻxtagan joyidan davom etadi (odatda: shu papkada model nomi bilan)"),
    )
    parser.add_argument(
        "--figures", type=Path, metavar=_("FAYL"), help=_("kartaga yoziladigan raqamlar: modellar oʻlchovining fayli")
    )


def run(options: argparse.Namespace) -> int:
    """Teach the model and write its card beside it."""
    sys.path.insert(0, str(ROOT))
    from training import card, recipes, teach  # noqa: PLC0415 -- slow import: fonts and texts

    recipe = recipes.RECIPES[options.name]
    folder = options.out or Path(f"training-{options.name}")
    try:
        model = teach.teach(recipe, options.seed, folder, lambda words: print(words, file=sys.stderr))
    except teach.ToolError as error:
        print(error, file=sys.stderr)
        return 1
    figures = json.loads(options.figures.read_text(encoding="utf-8")) if options.figures else {}
    content = card.card(recipe, seed=options.seed, date=today().isoformat(), figures=figures)
    card.write_card(model.with_suffix(".json"), content)
    print(model)
    return 0
