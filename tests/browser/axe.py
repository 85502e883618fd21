"""axe-core on a page: WCAG 2.2 AA and good practice, no violation allowed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What holds is not told: on most pages it is a megabyte.
RUN = """([tags, rules]) => axe.run(document, {runOnly: tags, rules, resultTypes: ["violations"]})
  .then((result) => result.violations)"""
#: Who speaks to the computer says what stands on the button (WCAG 2.5.3); axe counts it among its experiments.
MORE = {"label-content-name-mismatch": {"enabled": True}}


def violations(page: Page) -> list[str]:
    """Each rule that is broken, with the first elements that break it."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    broken = page.evaluate(RUN, [TAGS, MORE])
    return [
        f"{rule['id']}: {rule['help']} — " + "; ".join(node["html"][:160] for node in rule["nodes"][:3])
        for rule in broken
    ]
