"""What a file is taken for, put right by hand: each choice says its rows first, brings them in at once, and can be taken back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
PAGE = "bring_in_spreadsheets"
CHILDREN = [f"C{number:03}" for number in range(1, 31)]
WAITS = "North Trust waiting list 31-10-2026.csv"


def csv(heading: str, *rows: str) -> bytes:
    """A comma separated file."""
    return "\n".join((heading, *rows)).encode()


def register(word: str, heading: str = "Category") -> bytes:
    """A register of 30 children, 12 of them under a word of the partner's own."""
    return csv(
        f"Child ID,{heading},Start date", *(f"{child},{word if place < 12 else 'EHE'},15/01/2026" for place, child in enumerate(CHILDREN))
    )


@pytest.fixture
def looker(invented_area: Server, visit: Visit) -> Iterator[Visitor]:
    """Somebody who looks at files and keeps none."""
    visitor = visit(invented_area).go(PAGE)
    yield visitor
    visitor.button("Throw away").click()
    expect(visitor.page.get_by_text("Thrown away.")).to_be_visible()


def test_a_word_that_no_list_knows_is_given_a_meaning_and_its_rows_come_in(looker: Visitor) -> None:
    looker.drop_and_read(("North Council registers.csv", register("PRU link")))
    assert "18 rows ready to keep" in looker.text
    looker.choose("“PRU link”, 12 rows", "Unregistered")
    assert "30 rows ready to keep" in looker.text
    assert "12 rows changed." in looker.text
    looker.page.keyboard.press("Control+z")
    expect(looker.page.get_by_text("18 rows ready to keep")).to_be_visible()
    assert "12 rows changed." not in looker.settle().text


def test_a_word_of_a_partner_is_never_read_as_markup(looker: Visitor) -> None:
    looker.drop_and_read(("North Council registers.csv", register("![x](http://pictures.example/x.png) :red[link]")))
    assert "“![x](http://pictures.example/x.png) :red[link]”, 12 rows" in looker.text.replace("\u2060", "")


def test_dates_that_could_be_either_are_asked_about_with_the_evidence(looker: Visitor) -> None:
    rows = (f"{child},Autism,0{1 + place % 9}/02/2026" for place, child in enumerate(CHILDREN))
    looker.drop_and_read((WAITS, csv("Child ID,Assessment,Referral received", *rows)))
    assert "0 can only be day first, 0 only month first, 26 could be either" in looker.text
    looker.page.get_by_text("Month first: 03/04/2026 is 4 March").click()
    expect(looker.page.get_by_text("26 rows changed.")).to_be_visible()
    assert "Everything is answered." in looker.settle().text


def test_a_heading_that_was_not_known_is_chosen_with_what_stands_under_it(looker: Visitor) -> None:
    looker.drop_and_read(("North Council registers.csv", register("Home taught", "Type of thing")))
    looker.page.get_by_role("combobox", name="Heading").click()
    expect(looker.page.get_by_role("option").first).to_contain_text("EHE (18)")
    looker.page.get_by_role("option").first.click()
    assert "30 rows changed." in looker.settle().text


def test_what_stands_in_no_column_is_said_for_every_row_and_taken_back(looker: Visitor) -> None:
    rows = (f"{child},15/01/2026,16/02/2026,A note" for child in CHILDREN)
    looker.drop_and_read(("North Council.csv", csv("Child ID,Start date,End date,Remarks", *rows)))
    looker.choose("What it is", "Periods not in school")
    assert "or is it the same in every row?" in looker.text
    looker.choose("Or every row is", "Elective home")
    assert "30 rows ready to keep" in looker.text
    assert "The category of every row is Elective home education. 30 rows changed." in looker.text
    assert "Everything is answered." in looker.text
    looker.page.keyboard.press("Control+z")
    expect(looker.page.get_by_text("30 rows ready to keep")).to_have_count(0)
    assert "or is it the same in every row?" in looker.settle().text


def test_every_row_is_said_to_be_something_else_in_the_drawer(looker: Visitor) -> None:
    looker.drop_and_read(("North Council registers.csv", register("EHE")))
    looker.button("How it was read").click()
    drawer = looker.page.get_by_role("dialog")
    drawer.get_by_text("Every row", exact=True).click()
    looker.settle().choose("In every row it is", "Missing")
    expect(drawer.get_by_text("30 rows would be read otherwise.")).to_be_visible()
    looker.button("Read it so").click()
    expect(drawer.get_by_text("The category of every row is Children missing education. 30 rows changed.")).to_be_visible()
    looker.settle().choose("In every row it is", "As the sheet")
    looker.button("Read it so").click()
    expect(drawer.get_by_text("The category is looked for in the sheet again. 30 rows changed.")).to_be_visible()
    looker.button("Done").click()
    looker.settle()


def test_the_shortcut_takes_back_what_was_said_in_an_open_drawer_which_stays(looker: Visitor) -> None:
    looker.drop_and_read(("North Council registers.csv", register("PRU link")))
    looker.choose("“PRU link”, 12 rows", "Unregistered")
    looker.button("How it was read").click()
    drawer = looker.page.get_by_role("dialog")
    drawer.get_by_text("Every row", exact=True).click()
    looker.settle().choose("In every row it is", "Missing")
    looker.button("Read it so").click()
    expect(drawer.get_by_text("The category of every row is Children missing education. 30 rows changed.")).to_be_visible()
    looker.settle().page.keyboard.press("Control+z")
    expect(drawer.get_by_text("“PRU link” is read as Unregistered alternative provision. 12 rows changed.")).to_be_visible()
    looker.settle().page.keyboard.press("Control+z")
    expect(drawer.get_by_text("18 rows to keep of 30 read")).to_be_visible()
    looker.settle().page.keyboard.press("Control+z")
    looker.choose("In every row it is", "Missing")
    looker.button("Read it so").click()
    expect(drawer.get_by_text("30 rows changed.")).to_be_visible()
    looker.button("Done").click()
    expect(drawer).to_have_count(0)
    looker.settle().page.keyboard.press("Control+z")
    expect(looker.page.get_by_text("18 rows ready to keep")).to_be_visible()
    looker.settle()


def test_another_column_for_a_heading_says_its_rows_before_it_is_chosen(looker: Visitor) -> None:
    rows = (f"{child},EHE,15/01/2026,1{place % 9}/02/2026" for place, child in enumerate(CHILDREN))
    looker.drop_and_read(("North Council registers.csv", csv("Child ID,Category,Start date,Review", *rows)))
    looker.button("How it was read").click()
    looker.choose("Heading", "Review").choose("Is read as", "End date")
    expect(looker.page.get_by_text("30 rows would be read otherwise.")).to_be_visible()
    looker.button("Read it so").click()
    expect(looker.page.get_by_role("dialog").get_by_text("30 rows changed.")).to_be_visible()
    looker.button("Done").click()
    expect(looker.page.get_by_role("dialog")).to_have_count(0)
    looker.settle()


def test_another_heading_row_is_chosen_from_the_top_of_the_sheet_and_taken_back(looker: Visitor) -> None:
    looker.drop_and_read(("North Council registers.csv", register("EHE")))
    looker.button("How it was read").click()
    drawer = looker.page.get_by_role("dialog")
    drawer.get_by_text("Heading row", exact=True).click()
    looker.settle().choose("The headings end in", "Row 2: •••")
    expect(drawer.get_by_text("30 rows would be read otherwise.")).to_be_visible()
    looker.button("Read it so").click()
    expect(drawer.get_by_text("The headings are in row 2. 30 rows changed.")).to_be_visible()
    drawer.get_by_role("button", name="Take it back").click()
    expect(drawer.get_by_text("30 rows to keep, all that were read.")).to_be_visible()
    looker.button("Done").click()
    looker.settle()


def test_a_sheet_that_nobody_knew_is_said_to_be_nothing_of_ours(looker: Visitor) -> None:
    rows = (f"{child},Home tuition,12 Mar 2026" for child in CHILDREN)
    looker.drop_and_read(("Placements.csv", csv("Ref no,Placed at,From date", *rows)))
    looker.choose("What it is", "Nothing of ours")
    assert "Everything is answered." in looker.text
    assert "You said that it is nothing of ours." in looker.open("Placements.csv").text


def test_a_published_workbook_without_a_month_asks_once_for_it(looker: Visitor, real: Path) -> None:
    book = load_workbook(real / "community_health_2023-08-01.xlsx")
    for cell in (cell for sheet in book for row in sheet.iter_rows(max_row=40) for cell in row if isinstance(cell.value, str)):
        cell.value = re.sub(r",\s*\w+\s2023\s*$", "", cell.value)
    data = io.BytesIO()
    book.save(data)
    looker.drop_and_read(("waiting lists.xlsx", data.getvalue()))
    assert "1 answer of yours would let more in." in looker.text
    looker.choose("Month", "June 2023")
    assert "1,506 rows ready to keep" in looker.text


def test_what_was_found_stands_by_what_it_costs_and_opens_to_its_cells(looker: Visitor) -> None:
    rows = ("C1,EHE,05/01/2026", "C2,EHE,not sure", "C3,EHE,never", "C4,EHE,06/01/2026", "C4,EHE,06/01/2026")
    looker.drop_and_read(("North Council EHE register.csv", csv("Child ID,Category,Start date", *rows)))
    lines = looker.page.locator("[class*=st-key-found-] summary").all_inner_texts()
    costs = next(line for line in lines if "does not read as a date" in line)
    assert "2 rows left out of Children not in school, 2 of 5" in costs
    assert lines.index(costs) < next(place for place, line in enumerate(lines) if "repeats row" in line)
    looker.open("does not read as a date")
    assert re.search(r"C3:C4|C3, C4", looker.page.locator("[class*=st-key-found-]", has_text="does not read as a date").inner_text())


def test_a_zip_is_read_as_its_files_and_one_can_be_taken_out(looker: Visitor) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("returns/North Council registers.csv", register("EHE"))
        archive.writestr("returns/North Council home education.csv", register("EHE"))
    looker.drop_and_read(("October.zip", data.getvalue()))
    assert "2 files read" in looker.text
    looker.button("Take out").first.click()
    expect(looker.page.get_by_text("1 file read")).to_be_visible()
    looker.settle()


def test_a_file_of_another_kind_is_refused_in_a_sentence_of_our_own(looker: Visitor) -> None:
    looker.drop_and_read(("Board minutes.docx", b"PK"))
    assert "0 files read, 1 left" in looker.text
    looker.open("Board minutes.docx")
    expect(looker.page.get_by_text("Files that end in .docx are not spreadsheets")).to_be_visible()
    assert "not allowed" not in looker.text


def test_a_whole_folder_is_dragged_in_with_what_else_lies_in_it(looker: Visitor, tmp_path: Path) -> None:
    (tmp_path / "returns" / "health").mkdir(parents=True)
    (tmp_path / "returns" / "North Council registers.csv").write_bytes(register("EHE"))
    (tmp_path / "returns" / "health" / WAITS).write_bytes(csv("Child ID,Assessment,Referral received", "C001,Autism,15/02/2026"))
    (tmp_path / "returns" / "Minutes of the meeting.docx").write_bytes(b"PK")
    looker.drag(tmp_path / "returns")
    expect(looker.page.get_by_text("2 files read, 1 left, 31 rows ready to keep")).to_be_visible()
    assert "nothing of ours: Minutes of the meeting.docx" in looker.text
    looker.settle()


def test_a_corrected_workbook_takes_the_place_of_its_file_and_says_what_is_left(looker: Visitor) -> None:
    looker.drop_and_read(("North Council registers.csv", register("PRU link")), (WAITS, csv("Child ID,Assessment", "C001,Autism")))
    looker.button("Workbook to correct").first.click()
    name, data = looker.settle().download(looker.button("Save it"))
    book = load_workbook(io.BytesIO(data))
    for row in book["North Council registers"].iter_rows():
        for cell in row:
            cell.value = "EHE" if cell.value == "PRU link" else cell.value
    corrected = io.BytesIO()
    book.save(corrected)
    looker.open("Add files, or drop a corrected one").drop((name, corrected.getvalue()))
    expect(looker.page.get_by_text("findings when it came back")).to_be_visible()
    before, now = re.search(
        r"([\d,]+) → ([\d,]+)\nfindings when", looker.settle().text.replace(" findings when", "\nfindings when")
    ).groups()  # type: ignore[union-attr]
    assert int(before) >= 12 > int(now)
    assert "2 files read" in looker.text


def test_a_file_that_cannot_be_marked_is_told_in_a_sentence_on_the_page(looker: Visitor) -> None:
    taller_than_excel = csv("Child ID,Category,Start date", "C001,PRU link,15/01/2026", "\n" * 1_048_600, "C002,EHE,16/01/2026")
    looker.drop_and_read(("North Council registers.csv", taller_than_excel))
    looker.button("Workbook to correct").click()
    looker.told("No workbook to correct")
    assert "An Excel workbook holds 1,048,576 rows" in looker.text
    assert "Failed to generate" not in looker.text
    expect(looker.button("Workbook to correct")).to_be_focused()
    assert "Traceback" not in looker.server.said()


def test_the_workbook_to_correct_is_written_and_saved_with_the_keyboard(looker: Visitor) -> None:
    looker.drop_and_read(("North Council registers.csv", register("PRU link")))
    looker.button("Workbook to correct").focus()
    looker.page.keyboard.press("Enter")
    expect(looker.button("Save it")).to_be_visible()
    looker.settle().page.keyboard.press("Tab")
    with looker.page.expect_download() as started:
        looker.page.keyboard.press("Enter")
    assert started.value.suggested_filename == "North Council registers corrected.xlsx"
    looker.choose("“PRU link”, 12 rows", "Unregistered")
    expect(looker.button("Save it")).to_have_count(0)


def test_next_month_nothing_is_asked_again_and_the_mapping_is_taken_to_another_council(server: Server, visit: Visit) -> None:
    visitor = visit(server).go(PAGE).drop_and_read(("North Council registers 30-09-2026.csv", register("PRU link")))
    visitor.choose("“PRU link”, 12 rows", "Unregistered").keep()
    visitor.drop_and_read(("North Council registers 31-10-2026.csv", register("PRU link")))
    assert "Every sheet has the shape it had last time: nothing to do but keep." in visitor.text
    assert "30 rows ready to keep" in visitor.text
    visitor.keep().open("What is remembered of their spreadsheets")
    assert "“pru link” is read as Unregistered alternative provision" in visitor.text
    name, data = visitor.download(visitor.button("Take 1 mapping to another council"))
    assert name.endswith(".json")
    assert b"pru link" in data
    assert not any(child.encode() in data for child in CHILDREN)
    visitor.button("Forget").click()
    expect(visitor.page.get_by_text("Nothing is remembered yet.")).to_be_visible()
    visitor.settle().page.locator("input[type=file]").last.set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": data}  # type: ignore[arg-type]
    )
    expect(visitor.page.get_by_text("1 mapping is remembered")).to_be_visible()
    visitor.settle().drop_and_read(("South Council registers.csv", register("PRU link")))
    assert "30 rows ready to keep" in visitor.text
