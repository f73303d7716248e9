"""Pictures of every page over the invented area: `python -m tests.browser.screenshots -o docs/screenshots`."""

from __future__ import annotations

import argparse
import os
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from rollcall.access import Role
from rollcall.audit import Action, record
from rollcall.show.pages import BY_NAME, PAGES
from tests.browser import find_chromium
from tests.browser.server import Server
from tests.browser.visitor import Visitor

WIDE, PHONE = 1440, 390
MEETING = (1280, 720)
_TALLEST, _MANUAL_TALLEST = 7000, 1900
_COLOURS = 128  # charts and words need no more, and the manual stays light
# What the manual shows: a page, or a screen of a meeting.
_MANUAL_MEETINGS = {("not_in_school", 1), ("diagnostic_waits", 1)}


def main() -> None:
    """Take the pictures that the arguments ask for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("-o", "--output", type=Path, default=Path("docs/screenshots"))
    arguments.add_argument("--pages", nargs="*", default=[page.name for page in PAGES if not page.only_served])
    arguments.add_argument("--all", action="store_true", help="also phone width, dark, and every screen of every meeting")
    chosen = arguments.parse_args()
    chosen.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        put_on_record(data)
        server = Server(data)
        try:
            take(server, chosen.output, chosen.pages, chosen.all)
        finally:
            server.stop()


def put_on_record(data: Path) -> None:
    """A few entries for the picture of the audit log, of what nobody did."""
    os.environ["ROLLCALL_DATA"] = str(data)
    ada, bo = ("Ada Example", Role.LEAD), ("Bo Example", Role.BOARD)
    for upload in range(1, 4):
        record(Action.UPLOADED, *ada, upload=upload, kinds=("children", "spells"))
        record(Action.LIST_VIEWED, *ada, question="children_not_in_school_list", filtered=True)
        record(Action.EXPORTED, *bo, questions=("not_in_school_by_category",), protected=True, of_children=False)
        record(Action.REFUSED, *bo, page="match_children")
    record(Action.UNDONE, *ada, upload=3)


def take(server: Server, output: Path, pages: list[str], everything: bool) -> None:
    """Every page in light at desktop width; with `everything`, also on a phone, in the dark, and in a meeting."""
    program = find_chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width, dark in ((WIDE, False), *(((WIDE, True), (PHONE, False), (PHONE, True)) if everything else ())):
            visitor = Visitor(browser, server, width=width, dark=dark)
            for name in pages:
                kind = "" if not everything else f"_{width}_{'dark' if dark else 'light'}"
                _whole(visitor.go(name), width, output / f"{name}{kind}.png", _TALLEST if everything else _MANUAL_TALLEST)
            visitor.context.close()
        for dark in (False, True) if everything else (False,):
            visitor = Visitor(browser, server, width=MEETING[0], height=MEETING[1], dark=dark)
            for name in pages:
                _meeting(visitor, name, output, dark, everything)
            visitor.context.close()
        browser.close()


def _whole(visitor: Visitor, width: int, path: Path, tallest: int) -> None:
    """The page from its top to its bottom, or as far as is wanted."""
    page = visitor.page
    page.set_viewport_size({"width": width, "height": 900})
    height = page.evaluate("document.querySelector('.stMainBlockContainer')?.scrollHeight ?? 900")
    page.set_viewport_size({"width": width, "height": min(int(height) + 40, tallest)})
    visitor.settle()
    page.wait_for_timeout(600)  # charts take their new width after the page has settled
    _keep(page.screenshot(), path)


def _keep(picture: bytes, path: Path) -> None:
    """Write a picture in few colours."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def _meeting(visitor: Visitor, name: str, output: Path, dark: bool, everything: bool) -> None:
    if not BY_NAME[name].in_meetings:
        return
    for screen in range(1, 9):
        if not everything and (name, screen) not in _MANUAL_MEETINGS:
            continue
        visitor.go(name, view="meeting", screen=str(screen))
        kind = "_dark" if dark else ""
        visitor.page.wait_for_timeout(500)
        _keep(visitor.page.screenshot(), output / f"meeting_{name}_{screen}{kind}.png")
        if "Next:" in visitor.page.locator(".st-key-next").inner_text():
            break


if __name__ == "__main__":
    main()
