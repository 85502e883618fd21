"""`javon language` and `javon bench language` as a person runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.language import main

ROOT = Path(__file__).resolve().parents[3]


def _run(*arguments: str, given: bytes = b"", limit: int = 60) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "javon", *arguments],
        input=given,
        capture_output=True,
        timeout=limit,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        cwd=ROOT,
    )


def test_standard_input_is_converted() -> None:
    done = _run("language", "convert", "--to", "cyrl", given="Oʻtkan kunlar\n".encode())
    assert (done.returncode, done.stdout.decode()) == (0, "Ўткан кунлар\n")


def test_a_file_is_converted_and_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "матн.txt"
    path.write_text("ШАҲАР\r\nШаҳар", "utf-8-sig")
    done = _run("language", "convert", "--to", "latn", str(path))
    assert (done.returncode, done.stdout.decode()) == (0, "SHAHAR\r\nShahar")


def test_the_alphabet_of_a_text_is_found_and_another_written() -> None:
    given = "Şahar, çoy.\nШаҳар, чой.\nShahar, choy.\nşəhər, caj\n"
    for to, line in (("latn", "Shahar, choy."), ("latn-2026", "Şahar, çoy."), ("cyrl", "Шаҳар, чой.")):
        done = _run("language", "convert", "--to", to, given=given.encode())
        assert done.stdout.decode().splitlines()[:3] == [line] * 3
    done = _run("language", "convert", "--from", "latn-1929", "--to", "latn", given="caj, kitaʙ".encode())
    assert done.stdout.decode() == "choy, kitob"


def test_a_large_text_comes_out_whole() -> None:
    text = ("Ўзбекистон Республикаси. " * 40 + "\n") * 2000
    done = _run("language", "convert", "--to", "latn", given=text.encode())
    assert done.stdout.decode() == ("Oʻzbekiston Respublikasi. " * 40 + "\n") * 2000


def test_one_very_long_line_comes_out_whole() -> None:
    text = "шаҳар " * 300_000
    assert _run("language", "convert", "--to", "latn", given=text.encode()).stdout.decode() == "shahar " * 300_000


def test_identify_names_language_and_script(tmp_path: Path) -> None:
    done = _run("language", "identify", given="Бу китоб жуда яхши, уни ўқиб чиқдим.".encode())
    assert done.stdout.decode().split("\t")[:2] == ["uz-Cyrl", "Cyrl"]
    lines = _run("language", "identify", "--lines", given="Бу китоб яхши\nThis is a book\n".encode())
    assert [line.split("\t")[0] for line in lines.stdout.decode().splitlines()] == ["uz-Cyrl", "en"]


@pytest.mark.parametrize(
    "given_bytes", ["Шаҳар".encode("utf-16"), "Город".encode("cp1251"), b"kitob\n" * 20_000 + b"\xff"]
)
def test_another_encoding_is_named_as_such(given_bytes: bytes) -> None:
    done = _run("language", "convert", "--to", "latn", given=given_bytes)
    message = done.stderr.decode()
    assert done.returncode == 1
    assert "bayt UTF-8 emas" in message
    assert "Traceback" not in message


def test_the_place_of_a_bad_byte_is_right() -> None:
    done = _run("language", "convert", "--to", "latn", given=b"kitob\n" * 20_000 + b"\xff")
    assert b": 120000-bayt " in done.stderr


def test_a_missing_file_is_named() -> None:
    done = _run("language", "identify", "/nowhere/kitob.txt")
    assert done.returncode == 1
    assert b"/nowhere/kitob.txt: bunday fayl" in done.stderr


def test_a_reader_that_leaves_is_no_error() -> None:
    command = f"yes 'Ўзбекистон' | head -200000 | {sys.executable} -m javon language convert --to latn | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    )
    assert (done.stdout.decode(), done.stderr.decode()) == ("Oʻzbekiston\n", "")


def test_the_bench_measures_any_material(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a_cyr.txt").write_text("Ўткан кунлар\nУ келди.\n" * 50, "utf-8")
    (tmp_path / "a_lat.txt").write_text("O‘tkan kunlar\nU keldi.\n" * 50, "utf-8")
    assert main(["--input", str(tmp_path), "--json", str(tmp_path / "out.json")]) == 0
    figures = {
        (each["program"], each["direction"]): each
        for each in json.loads((tmp_path / "out.json").read_text())["figures"]
    }
    ours = figures["javon, warm", "cyrl to latn"]
    assert (ours["folded"], ours["strict"], ours["lost"]) == (100.0, 75.0, 0)
    assert ours["per_second"] > 0
    assert "words/s" in capsys.readouterr().out
    assert main(["--input", str(tmp_path / "empty")]) == 1
