"""The steps from a recipe to a model file: lines, starting network, stages, whole numbers.

Runs Tesseract's own tools, one thread each; everything is kept in the folder given, so that what a stage left can be
looked at and a stopped run goes on where it was.
"""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from javon.engines.ocr import traineddata
from javon.engines.ocr.models import Model, model_file
from training import lines, lstmf, network
from training.alike import ALIKE
from training.recipes import Recipe, Stage
from training.texts import Writer

#: Lines a file: the trainer reads files in turn, so a file holds few.
LINES_A_FILE = 100

Say = Callable[[str], None]


class ToolError(RuntimeError):
    """A tool of Tesseract failed; the message is its own last words."""


def tool(*command: str | Path) -> str:
    """Run a tool with one thread and return what it said.

    Raises:
        ToolError: it failed or is not installed.
    """
    try:
        done = subprocess.run(
            [*map(str, command)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except FileNotFoundError as error:
        raise ToolError(f"{command[0]} is missing: apt-get install tesseract-ocr") from error
    said = done.stdout + done.stderr
    if done.returncode:
        raise ToolError(f"{command[0]} ended with {done.returncode}: {said[-2000:]}")
    return said


def samples(recipe: Recipe, stage: Stage, seed: str) -> Iterator[lstmf.Sample]:
    """The lines of a stage, the same for the same seed."""
    rng = random.Random(seed)
    writer, choose = Writer(recipe.voices(), recipe.characters, recipe.rare), lines.chooser(recipe.faces)
    real = recipe.real()
    while True:
        if real and rng.random() < recipe.share_real:
            yield lines.real_sample(rng.choice(real), rng)
            continue
        made = lines.sample(writer.line(rng, stage.rich, stage.drill), choose, rng)
        if made is not None:
            yield made


def write_lines(made: Iterator[lstmf.Sample], count: int, folder: Path) -> Path:
    """Pack ``count`` samples into files; returns the file that lists them."""
    folder.mkdir(parents=True, exist_ok=True)
    listed, files = folder / "files.txt", []
    if listed.is_file():
        return listed
    for number in range(-(-count // LINES_A_FILE)):
        file = folder / f"{number:04}.lstmf"
        chunk = list(islice(made, min(LINES_A_FILE, count - number * LINES_A_FILE)))
        file.write_bytes(lstmf.pack(chunk, file.name))
        files.append(str(file))
    listed.write_text("\n".join(files) + "\n", encoding="utf-8")
    return listed


def starter(recipe: Recipe, folder: Path) -> Path:
    """A model file with the characters of the recipe and no network yet."""
    target = folder / "start" / recipe.name / f"{recipe.name}.traineddata"
    if target.is_file():
        return target
    scripts = folder / "scripts"
    for made in (scripts, folder / "start"):
        made.mkdir(parents=True, exist_ok=True)
    # An empty file of radicals is refused, a comment is not.
    (scripts / "radical-stroke.txt").write_text("# none\n", encoding="utf-8")
    text, unicharset = folder / "characters.txt", folder / "unicharset"
    text.write_text("\n".join(recipe.characters) + "\n", encoding="utf-8")
    tool("unicharset_extractor", "--output_unicharset", unicharset, "--norm_mode", "3", text)
    tool(
        "combine_lang_model", "--input_unicharset", unicharset, "--script_dir", scripts,
        "--output_dir", folder / "start", "--lang", recipe.name, "--version_str", f"javon:{recipe.name}",
    )  # fmt: skip
    return target


def file_codes(file: Path) -> dict[str, tuple[int, ...]]:
    """Character -> outputs of a model file."""
    names = traineddata.characters(traineddata.read_part(file, traineddata.UNICHARSET))
    return network.codes(names, traineddata.read_part(file, traineddata.RECODER))


def first_network(base: Path, start: Path, rate: float) -> bytes:
    """The network of ``base`` with doubles and the characters of ``start``."""
    net = network.read(traineddata.read_part(base, traineddata.LSTM))
    changed = network.with_characters(net, file_codes(base), file_codes(start), ALIKE)
    return network.write(changed, rate)


def run_stage(number: int, stage: Stage, start: Path, came_from: Path, listed: Path, folder: Path) -> Path:
    """Train one stage and return its last checkpoint."""
    prefix = folder / f"stage{number}"
    checkpoint = Path(f"{prefix}_checkpoint")
    done = folder / f"stage{number}.txt"
    if done.is_file():
        return checkpoint
    said = tool(
        "lstmtraining", "--continue_from", came_from, "--traineddata", start, "--model_output", prefix,
        "--train_listfile", listed, "--max_iterations", str(stage.iterations), "--target_error_rate", "0",
        "--learning_rate", str(stage.rate), "--reset_learning_rate",
    )  # fmt: skip
    done.write_text(said, encoding="utf-8")
    return checkpoint


def whole_numbers(checkpoint: Path, start: Path, target: Path) -> None:
    """A checkpoint as a model for reading, with int8 weights."""
    tool(
        "lstmtraining", "--stop_training", "--convert_to_int", "--continue_from", checkpoint, "--traineddata", start,
        "--model_output", target,
    )  # fmt: skip


def teach(recipe: Recipe, seed: int, folder: Path, say: Say) -> Path:
    """Make the model of a recipe in ``folder``; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    base = model_file(Model(recipe.base, f"tesseract-ocr-{recipe.base}", ""))
    start = starter(recipe, folder)
    came_from = folder / "first.lstm"
    came_from.write_bytes(first_network(base, start, recipe.stages[0].rate))
    for number, stage in enumerate(recipe.stages, 1):
        say(f"{recipe.name}: stage {number} of {len(recipe.stages)}, {stage.lines} lines")
        listed = write_lines(
            samples(recipe, stage, f"{recipe.name}-{seed}-{number}"), stage.lines, folder / f"lines{number}"
        )
        say(f"{recipe.name}: stage {number}, {stage.iterations} iterations")
        came_from = run_stage(number, stage, start, came_from, listed, folder)
        whole_numbers(came_from, start, folder / f"stage{number}.traineddata")
    target = folder / f"{recipe.name}.traineddata"
    whole_numbers(came_from, start, target)
    return target
