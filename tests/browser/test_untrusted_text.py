"""Text of partners that means harm, through the real door and over every page as every role: it is shown, and nothing comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from rollcall.access import Role
from rollcall.show.pages import PAGES, Page
from tests.browser.beacon import Beacon
from tests.browser.server import Server
from tests.browser.visitor import WAIT, Visitor
from tests.browser.watch import Watch
from tests.untrusted.payloads import Payload, payloads
from tests.untrusted.spreadsheets import partners_files, published_files, workbook_file

pytestmark = [pytest.mark.threat("untrusted_text"), pytest.mark.timeout(600)]

DOOR = "bring_in_spreadsheets"
ROLES = [role for role in Role if role is not Role.ADMINISTRATOR]  # whose pages the lead of one laptop has too
SHOWN_WHILE_FILES_WAIT = 40  # of the payloads: every word that no list knows, every heading, sheet, file and finding
WORD_JOINER = "\u2060"  # keeps a word from becoming a link or an icon, and is not seen
Tried = Callable[[int, str, str], None]


@pytest.fixture(scope="module")
def beacon() -> Iterator[Beacon]:
    listening = Beacon()
    yield listening
    listening.stop()


@pytest.fixture(scope="module")
def texts(beacon: Beacon) -> list[Payload]:
    return list(payloads(beacon.address))


@pytest.fixture(scope="module")
def files(beacon: Beacon, texts: list[Payload], real: Path) -> list[tuple[str, bytes]]:
    in_names = list(payloads(beacon.address, 500))
    return [*partners_files(texts, in_names), workbook_file(texts, in_names), *published_files(texts, real)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("untrusted") / "data")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def waiting(served: Server, browser: Browser, beacon: Beacon, texts: list[Payload], files: list[tuple[str, bytes]]) -> Iterator[Watch]:
    """The page on which the files wait, before anything is said of them."""
    visitor = Visitor(browser, served, width=1440, height=1000)
    visitor.context.set_default_timeout(4 * WAIT)  # the page has hundreds of questions and findings
    visitor.go(DOOR).drop(*files)
    visitor.page.locator("[data-testid=stBottom] button", has_text="Keep").wait_for(timeout=4 * WAIT)
    yield Watch(visitor.settle(), beacon, texts)
    visitor.leave()


@pytest.fixture(scope="module")
def kept(waiting: Watch) -> Watch:
    """The same page once they are kept."""
    if waiting.visitor.button("Keep").count():
        waiting.visitor.go(DOOR).keep()
    return waiting


def test_nothing_comes_of_it_while_the_files_wait(waiting: Watch, tried: Tried) -> None:
    visitor, page = waiting.visitor, waiting.visitor.page
    waiting.look()
    assert len(waiting.seen) >= SHOWN_WHILE_FILES_WAIT
    waiting.open_everything()
    waiting.point_at_everything()
    for number, part in ((0, "Headings"), (0, "Words"), (0, "Heading row"), (0, "What it is"), (1, "Dates"), (1, "Every row")):
        page.get_by_role("button", name="How it was read").nth(number).click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_text(part, exact=True).click()
        visitor.settle()
        waiting.look()
        if drawer.get_by_role("combobox").count():
            drawer.get_by_role("combobox").first.click()
            expect(page.get_by_role("option").first).to_be_visible()
            waiting.look()
            page.keyboard.press("Escape")
        drawer.get_by_role("button", name="Done").click()
        expect(drawer).to_be_hidden()
        visitor.settle()
    tried(waiting.times, "payloads shown on a page", "0 did anything")


def test_nothing_comes_of_it_when_a_partner_s_name_is_typed(waiting: Watch, texts: list[Payload]) -> None:
    visitor = waiting.visitor
    for payload in texts[:3]:
        box = visitor.page.get_by_role("combobox", name="Sent by").first
        box.fill(payload.text)
        box.press("Enter")
        visitor.settle()
        waiting.look()


def test_nothing_comes_of_it_once_it_is_kept(kept: Watch) -> None:
    kept.look()
    kept.open_everything()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nothing_comes_of_it_on_any_page_for_anybody(kept: Watch, page: Page, role: Role, tried: Tried) -> None:
    before = kept.times
    kept.visitor.go(page.name, show_as=role)
    kept.look()
    kept.open_everything()
    kept.point_at_everything()
    kept.visitor.go(page.name, show_as=role, view="meeting")
    found = re.search(r"\b1 of (\d+)\b", kept.visitor.text)
    for screen in range(1, int(found[1]) + 1 if found else 2):
        kept.visitor.go(page.name, show_as=role, view="meeting", screen=str(screen))
        kept.point_at_everything()
    tried(kept.times - before, "payloads shown on a page", "0 did anything")


def test_nothing_comes_of_it_as_a_filter(kept: Watch, texts: list[Payload]) -> None:
    for payload in [one for one in texts[:12] if "@" not in one.text]:  # an address for letters is kept under no heading
        kept.visitor.go("not_in_school", locality=payload.text)
        assert f"only locality {payload.text[:4]}" in kept.visitor.text.replace(WORD_JOINER, "")
        kept.look()
    kept.visitor.page.locator(".st-key-filter-locality button").click()
    expect(kept.visitor.page.get_by_test_id("stPopoverBody")).to_be_visible()
    kept.look()


def test_a_beacon_hears_who_calls_it(browser: Browser) -> None:
    beacon = Beacon()
    page = browser.new_page()
    page.set_content(f'<img src="{beacon.address}/heard.png">')
    page.wait_for_load_state("networkidle")
    assert "/heard.png" in beacon.calls
    page.close()
    beacon.stop()
