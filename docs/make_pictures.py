"""Takes the README's pictures: the drawing of the seeds, and a line of it clicked. Run it when either changes.

Usage: python docs/make_pictures.py out/demo.html, which `make demo` draws. Needs: apt-get install chromium pngquant.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
WHO, WHERE, KIND = "Jeff Sessions", "Department of Justice", "holds a role"
SIZE = {"width": 1360, "height": 780}


def main(graph: Path) -> None:
    """Writes graph.png and line.png beside each other, and stops if the page asked for anything but itself."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport=SIZE, reduced_motion="reduce").new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(graph.resolve().as_uri())
        page.wait_for_selector("html[data-ready=yes]", state="attached")
        page.wait_for_timeout(500)
        page.screenshot(path=IMAGES / "graph.png")
        show_line(page)
        page.screenshot(path=IMAGES / "line.png")
        browser.close()
    subprocess.run(["pngquant", "--force", "--ext", ".png", "160", *map(str, sorted(IMAGES.glob("*.png")))], check=True)
    if len(asked) > 1:
        raise SystemExit(f"The page asked for {asked[1:]}")


def show_line(page: Page) -> None:
    """Lays ``WHO`` out with its neighbours and clicks beside the centre, all around, until the line to ``WHERE`` is hit."""
    page.fill("#search", WHO)
    page.press("#search", "Enter")
    page.click("#alone")
    page.wait_for_timeout(500)
    box = page.locator("#canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for step in range(720):
        angle, radius = math.tau * step / 240, 90 + 40 * (step // 240)
        page.mouse.click(x + radius * math.cos(angle), y + radius * math.sin(angle))
        told = page.inner_text("#details")
        if told.startswith(f"{WHO} → {WHERE}") and KIND in told.lower():
            page.mouse.move(box["x"] + 5, box["y"] + 5)
            page.wait_for_timeout(500)
            return
        if page.get_attribute("#alone", "aria-pressed") == "false" or page.inner_text("#details h2") in ("Passages", WHERE):
            page.press("#search", "Enter")
            page.click("#alone")
            page.wait_for_timeout(100)
    raise SystemExit(f"No line from {WHO} to {WHERE}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
