"""From files to numbers in a real browser: dropped, looked at, kept, and every way back."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from rollcall.invent import invent, write
from tests.browser.server import REPOSITORY, Server
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
PAGE = "bring_in_spreadsheets"


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The spreadsheets of a small invented area, other than the one in sample_data."""
    folder = tmp_path_factory.mktemp("area")
    write(invent(seed=5, children=500), folder)
    return sorted(path for path in folder.iterdir() if path.suffix in (".xlsx", ".csv"))


def asked(question: str, files: list[Path]) -> list[dict[str, object]]:
    """What the command line answers from the same files."""
    command = [sys.executable, "-m", "rollcall", "ask", question, *map(str, files), "--format", "json"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, encoding="utf-8")
    rows: list[dict[str, object]] = json.loads(done.stdout)["rows"]
    return rows


def number_in(headline: str) -> int:
    """The number of children in a headline."""
    found = re.search(r"([\d,]+) child", headline)
    assert found, headline
    return int(found[1].replace(",", ""))


def test_kept_files_change_the_numbers_to_what_the_command_line_says_and_undo_changes_them_back(
    server: Server, visit: Visit, area: list[Path]
) -> None:
    visitor = visit(server).go("overview")
    invented = visitor.headline
    visitor.turn_to("Bring in spreadsheets").drop_and_read(*area)
    assert "Nothing is kept yet." in visitor.text
    assert all(path.name in visitor.text for path in area)
    assert server.uploaded_bytes == 0
    visitor.turn_to("Overview")
    assert visitor.headline == invented
    visitor.turn_to("Bring in spreadsheets").keep()
    visitor.turn_to("Overview")
    assert "Invented children" not in visitor.text
    (total,) = asked("not_in_school_total", area)
    assert number_in(visitor.headline) == total["children"]
    visitor.page.reload()
    assert number_in(visitor.settle().headline) == total["children"]
    visitor.turn_to("Bring in spreadsheets").button("Undo").first.click()
    expect(visitor.page.get_by_text("Taken back. The answers")).to_be_visible()
    assert visitor.settle().turn_to("Overview").headline == invented


def test_a_drop_that_is_not_kept_outlives_a_refresh_and_a_restart_says_that_it_is_gone(
    server: Server, visit: Visit, area: list[Path]
) -> None:
    visitor = visit(server).go(PAGE).drop_and_read(area[0])
    visitor.page.reload()
    visitor.settle()
    assert area[0].name in visitor.text
    assert "Nothing is kept yet." in visitor.text
    address = visitor.page.url
    visitor.page.close()
    server.restart()
    again = visit(server)
    again.page.goto(address)
    assert "A drop was not kept" in again.settle().text
    again.page.reload()
    assert "A drop was not kept" not in again.settle().text
    assert "Nothing is brought in yet" in again.text


def test_findings_say_which_cell_and_are_taken_away_whole(server: Server, visit: Visit) -> None:
    rows = ("C1,EHE,05/01/2026,Bullying", "C2,EHE,not known,Bullying", "C3,EHE,31/02/2026,Health", "C4,EHE,06/01/2026,=2+2")
    register = "\n".join(("Child ID,Category,Start date,Reason", *rows)).encode()
    visitor = visit(server).go(PAGE).drop_and_read(("North Council EHE register.csv", register))
    visitor.open("Every finding, cell by cell")
    assert {"C3", "C4"} <= {row[2] for row in visitor.table("findings")[1:]}
    name, data = visitor.download(visitor.button("Findings as CSV"))
    assert re.fullmatch(r"findings_\d{4}-\d\d-\d\d\.csv", name)
    taken = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert sum(row["Row left out"] == "yes" for row in taken) == 2
    assert len(taken) == int(re.search(r"of ([\d,]+) findings?", visitor.text)[1])  # type: ignore[index]
    assert visitor.download(visitor.button("Findings as Excel"))[1].startswith(b"PK")


def test_published_statistics_and_an_inspection_list_go_in(server: Server, visit: Visit, real: Path) -> None:
    names = ("community_health_2023-03-01.xlsx", "community_health_2023-08-01.xlsx", "ehe_academic_year.csv", "fake_sen.xlsx")
    visitor = visit(server).go(PAGE).drop_and_read(*(real / name for name in names))
    for title in ("Published community health waits", "Published elective home education", "Children with SEND"):
        assert title in visitor.text
    visitor.keep()
    in_use = visitor.table("in-use")
    assert {row[0].split(",")[0] for row in in_use[1:]} >= {"Published community health waits", "Children with SEND"}


def test_a_child_with_no_school_is_offered_and_not_counted(server: Server, visit: Visit) -> None:
    caseload = b"Child ID,Date of birth,SEN status,School name\nC1,14/03/2016,E,Hillside Primary\nC2,02/11/2015,E,\n"
    visitor = visit(server).go(PAGE).drop_and_read(("North Council SEND caseload 31-10-2026.csv", caseload)).keep()
    expect(visitor.page.get_by_text("1 child: Of school age, and no school is named for them")).to_be_visible()
    assert visitor.turn_to("Not in school").headline.startswith("Nobody can say yet how many children are not in school")


def test_candidates_count_only_when_the_lead_says_so(server: Server, visit: Visit, area: list[Path]) -> None:
    visitor = visit(server).go(PAGE).drop_and_read(*area).keep()
    before = number_in(visitor.turn_to("Overview").headline)
    visitor.turn_to("Bring in spreadsheets")
    expect(visitor.page.get_by_text("Children who may not be in school", exact=True)).to_be_visible()
    drawer = visitor.page.locator("[data-testid=stExpander]", has_text="Missed half or more")
    offered = int(re.match(r"\D*(\d+)", drawer.locator("summary").inner_text())[1])  # type: ignore[index]
    drawer.locator("summary").click()
    drawer.get_by_role("button", name="Count them").click()
    after = number_in(visitor.told("Kept").turn_to("Overview").headline)
    assert before < after <= before + offered


def test_a_later_version_takes_the_place_of_an_earlier_one_and_the_earlier_can_be_put_back(server: Server, visit: Visit) -> None:
    def register(children: int) -> bytes:
        return b"Child ID,Category,Start date\n" + b"".join(b"C%d,EHE,05/01/2026\n" % child for child in range(children))

    visitor = visit(server).go(PAGE)
    for month, children in (("30-09-2026", 20), ("31-10-2026", 30)):
        visitor.drop_and_read((f"North Council EHE register {month}.csv", register(children))).keep()
    assert [row[3] for row in visitor.table("in-use")[1:]] == ["30"]
    visitor.button("Put back").click()
    expect(visitor.page.get_by_text("Put back.", exact=False).first).to_be_visible()
    assert [row[3] for row in visitor.settle().table("in-use")[1:]] == ["20"]


def test_the_lead_corrects_who_sent_a_file_before_keeping_it(server: Server, visit: Visit) -> None:
    visitor = visit(server).go(PAGE).drop_and_read(("register.csv", b"Child ID,Category,Start date\nC1,EHE,05/01/2026\n"))
    box = visitor.page.get_by_role("combobox", name="Sent by")
    box.fill("Alderbrook Council")
    box.press("Enter")
    visitor.settle().keep()
    assert visitor.table("in-use")[1][1] == "Alderbrook Council"


def test_everything_can_be_deleted_and_only_by_saying_so(server: Server, visit: Visit) -> None:
    visitor = visit(server).go(PAGE).drop_and_read(("register.csv", b"Child ID,Category,Start date\nC1,EHE,05/01/2026\n")).keep()
    visitor.page.locator("[data-testid=stExpander]", has_text="Delete everything").locator("summary").click()
    visitor.settle().page.get_by_label("To be sure, type: delete everything").fill("yes")
    visitor.button("Delete everything").click()
    expect(visitor.page.get_by_text("Nothing was deleted")).to_be_visible()
    visitor.settle().page.get_by_label("To be sure, type: delete everything").fill("delete everything")
    visitor.button("Delete everything").click()
    expect(visitor.page.get_by_text("Everything was deleted.")).to_be_visible()
    assert "Nothing is brought in yet" in visitor.settle().text


def test_every_spreadsheet_has_a_template_to_take_away(invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go(PAGE)
    name, data = visitor.download(visitor.page.locator(".st-key-template-spells button"))
    assert name == "spells_template.xlsx"
    assert data.startswith(b"PK")
    _, together = visitor.download(visitor.button("All templates in one workbook"))
    assert {"Children with SEND", "Periods not in school", "Diagnostic waits"} <= set(load_workbook(io.BytesIO(together)).sheetnames)
