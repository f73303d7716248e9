"""The whole way without a mouse: a folder of six files with two problems is dropped, put right, kept, and seen in charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import expect

from rollcall.show.screen.bring_in.answers import DAY_FIRST
from tests.browser.server import Server
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
CHILDREN = [f"C{number:03}" for number in range(1, 41)]


def rows_of(heading: str, rows: Sequence[str]) -> bytes:
    """A comma separated file."""
    return "\n".join((heading, *rows)).encode()


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    """Six files of four partners: one says a word that no list knows, and one has dates that could be day or month first."""
    files = {
        "North Council SEND caseload 31-10-2026.csv": rows_of(
            "Child ID,Date of birth,SEN status,School name", [f"{child},14/03/2015,EHCP,Hillside Primary" for child in CHILDREN]
        ),
        "North Council registers 31-10-2026.csv": rows_of(
            "Child ID,Category,Start date",
            [f"{child},{'PRU link' if place < 14 else 'EHE'},15/01/2026" for place, child in enumerate(CHILDREN[:30])],
        ),
        "Vale Trust waiting list.csv": rows_of(
            "Child ID,Assessment,Referral received",
            [f"{child},Autism,0{1 + place % 9}/02/2026" for place, child in enumerate(CHILDREN[:20])],
        ),
        "Larkfold therapies 31-10-2026.csv": rows_of(
            "Child ID,Service,Status", [f"{child},Occupational therapy,Waiting" for child in CHILDREN[:25]]
        ),
        "North schools attendance 31-10-2026.csv": rows_of(
            "Child ID,Term,Possible sessions,Sessions missed", [f"{child},Autumn 2026,70,4" for child in CHILDREN]
        ),
        "Vale ICB commissioned services 31-10-2026.csv": rows_of(
            "Service,Provider,Available to children on no roll", ["Occupational therapy,Larkfold,Yes"]
        ),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in files]


def test_six_files_with_two_problems_are_put_right_and_kept_without_a_mouse(server: Server, visit: Visit, folder: list[Path]) -> None:
    visitor = visit(server).go("overview")
    page, keys = visitor.page, visitor.page.keyboard
    page.on("filechooser", lambda _chooser: None)  # asked for now, because the browser takes a moment before it hands its dialog over
    visitor.tab_to(page.locator(".st-key-pages").get_by_role("link", name="Bring in spreadsheets"))
    keys.press("Enter")
    expect(page).to_have_title("Bring in spreadsheets · Rollcall")
    visitor.settle().tab_to(page.get_by_test_id("stFileUploaderDropzone").locator("button"))
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files(folder)
    expect(visitor.button("Throw away")).to_be_visible()
    assert "2 answers of yours would let more in." in visitor.settle().text

    visitor.tab_to(page.get_by_role("combobox", name="“PRU link”, 14 rows"))
    keys.type("unregistered")
    keys.press("Enter")
    expect(page.get_by_text("14 rows changed.")).to_be_visible()
    visitor.settle().tab_to(page.get_by_role("radio", name=DAY_FIRST))
    keys.press("Space")
    visitor.settle()
    assert "Everything is answered." in visitor.text

    visitor.tab_to(visitor.button("Keep"))
    keys.press("Enter")
    visitor.told("Kept").tab_to(page.get_by_test_id("stMain").get_by_role("link", name="See the overview"))
    keys.press("Enter")
    expect(page).to_have_title("Overview · Rollcall")
    assert "30 children" in visitor.settle().headline
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
