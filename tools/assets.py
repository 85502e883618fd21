"""Put front-end assets from node_modules where Django serves them, and compile the translations.

Run by `./javon` after `npm ci`.  What is copied is not kept in the repository: the lock file says exactly what it is.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src/javon/base/ui/static/ui/vendor"
LOCALE = ROOT / "src/javon/base/ui/locale"

#: Source in node_modules -> name under static/ui/vendor.
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "tus-js-client/dist/tus.min.js": "tus.min.js",
    "openseadragon/build/openseadragon/openseadragon.min.js": "openseadragon/openseadragon.min.js",
}
#: The subsets that hold our letters: қ ғ ҳ ў are in cyrillic-ext, ʻ and ʼ in latin.
FONTS = {
    "inter": ("Inter Variable", "wght-normal", "wght-italic"),
    "literata": ("Literata Variable", "wght-normal", "wght-italic"),
}
#: Literata draws ʻ (U+02BB) and ʼ (U+02BC) without a width of their own, so that they fall onto the letter before:
#: "oʻ" becomes an o with a hook.  These two signs are taken from Inter in every Literata text.
UZBEK_SIGNS = """@font-face {
  font-family: 'Literata Variable';
  font-style: %s;
  font-display: swap;
  font-weight: 200 900;
  src: url(fonts/inter-latin-wght-normal.woff2) format('woff2-variations');
  unicode-range: U+02BB-02BC;
}"""
SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")


def copy_files() -> None:
    """Copy the scripts and their pictures."""
    for source, name in FILES.items():
        target = TARGET / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, target)
    shutil.copytree(
        MODULES / "openseadragon/build/openseadragon/images", TARGET / "openseadragon/images", dirs_exist_ok=True
    )


def copy_fonts() -> None:
    """Copy the font subsets and write one style sheet with the faces that name them."""
    rules: list[str] = []
    (TARGET / "fonts").mkdir(parents=True, exist_ok=True)
    for family, (_name, *faces) in FONTS.items():
        package = MODULES / "@fontsource-variable" / family
        css = "".join((package / sheet).read_text("utf-8") for sheet in ("index.css", "wght-italic.css"))
        for block in re.findall(r"@font-face\s*\{.*?\}", css, flags=re.DOTALL):
            file = re.search(r"files/([\w.-]+)", block)
            if file is None or not any(
                file[1] == f"{family}-{subset}-{face}.woff2" for subset in SUBSETS for face in faces
            ):
                continue
            shutil.copyfile(package / "files" / file[1], TARGET / "fonts" / file[1])
            if family == "literata":
                block = block.replace("U+02BB-02BC,", "")
            rules.append(block.replace("./files/", "fonts/"))
    rules.extend(UZBEK_SIGNS % face for face in ("normal", "italic"))
    (TARGET / "fonts.css").write_text("\n".join(dict.fromkeys(rules)) + "\n", encoding="utf-8")


def write_sprite() -> None:
    """Write the icons of tools/icons.txt into one SVG of symbols."""
    symbols: list[str] = []
    names = [line.strip() for line in (ROOT / "tools/icons.txt").read_text("utf-8").splitlines()]
    for name in names:
        if not name or name.startswith("#"):
            continue
        svg = (MODULES / f"@tabler/icons/icons/outline/{name}.svg").read_text("utf-8")
        body = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
        body = re.sub(r"^.*?<svg.*?>|</svg>\s*$", "", body, flags=re.DOTALL).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>\n"
    (TARGET / "icons.svg").write_text(sprite, encoding="utf-8")


def compile_translations() -> None:
    """Compile every catalogue of translations that is newer than its compiled form."""
    for source in sorted(LOCALE.parent.glob("locale*/*/LC_MESSAGES/*.po")):
        subprocess.run(["msgfmt", "--check-format", "-o", str(source.with_suffix(".mo")), str(source)], check=True)


def main() -> int:
    """Do all of it; the exit status is 0, or 1 with the reason."""
    try:
        copy_files()
        copy_fonts()
        write_sprite()
        compile_translations()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"javon: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
