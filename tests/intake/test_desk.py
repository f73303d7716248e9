"""The lead's desk: a drop waits for a decision, is kept once, and can be corrected without its files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from rollcall.access import Role, Viewer
from rollcall.errors import AccessRefused, FileRefused, StoreRefused
from rollcall.intake import drop as drops
from rollcall.intake.desk import Desk, Drop, open_desk
from rollcall.store import Store
from tests.intake.made_files import zipped

REGISTER = b"Child ID,Category,Start date\nC1,EHE,05/01/2026\nC2,EHE,06/01/2026\n"
LEAD = Viewer("A lead", Role.LEAD)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = open_desk(LEAD, Store.open())
    yield made
    made.throw_away()


def dropped(desk: Desk, name: str = "North Council EHE register 31-10-2026.csv", data: bytes = REGISTER) -> Drop:
    drop = desk.look([(name, data)])
    assert drop.wait(60)
    return drop


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD])
def test_only_a_lead_has_a_desk(role: Role) -> None:
    with pytest.raises(AccessRefused, match="Only the lead"):
        open_desk(Viewer("Somebody", role), Store.open())


def test_a_drop_waits_and_nothing_of_it_is_kept(desk: Desk) -> None:
    drop = dropped(desk)
    assert desk.drop is drop
    assert open_desk(LEAD, desk.store).drop is drop
    assert open_desk(Viewer("Another lead", Role.LEAD), desk.store).drop is None
    assert desk.store.is_empty


def test_a_drop_is_kept_once(desk: Desk) -> None:
    drop = dropped(desk)
    assert desk.keep(drop).rows == 2
    assert desk.drop is None
    with pytest.raises(StoreRefused, match="already kept"):
        desk.keep(drop)
    assert len(desk.store.uploads()) == 1


def test_a_drop_that_could_not_be_kept_still_waits(desk: Desk) -> None:
    drop = dropped(desk, data=b"Child ID,Category,Start date\nC1,EHE,\n")
    with pytest.raises(StoreRefused):
        desk.keep(drop)
    assert desk.drop is drop


def test_a_drop_that_is_thrown_away_is_gone(desk: Desk) -> None:
    dropped(desk)
    desk.throw_away()
    assert desk.drop is None
    assert desk.store.is_empty


def test_a_drop_is_forgotten_after_an_hour(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped(desk)
    later = time.monotonic() + drops.WAITS_SECONDS + 1
    monkeypatch.setattr(drops.time, "monotonic", lambda: later)
    assert desk.drop is None


def test_the_partner_and_the_date_can_be_corrected(desk: Desk) -> None:
    drop = dropped(desk)
    name = drop.examined.files[0].file
    desk.say_partner(drop, name, "Alderbrook Council")
    desk.say_date(drop, name, date(2026, 9, 30))
    assert drop.examined.files[0].partner == "Alderbrook Council"
    assert drop.examined.files[0].sheets[0].as_at == date(2026, 9, 30)
    (version,) = desk.keep(drop).versions
    assert (version.partner, version.as_at) == ("Alderbrook Council", date(2026, 9, 30))


def test_it_says_which_version_a_file_takes_the_place_of(desk: Desk) -> None:
    first = desk.keep(dropped(desk)).versions[0]
    drop = dropped(desk, "North Council EHE register 30-11-2026.csv")
    (prepared,) = drop.examined.prepared
    assert desk.takes_the_place_of(prepared) == first
    desk.say_partner(drop, drop.examined.files[0].file, "South Council")
    (prepared,) = drop.examined.prepared
    assert desk.takes_the_place_of(prepared) is None


def test_what_stops_the_reading_is_raised_on_the_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(drops, "put_together_or_refuse", stops)
    with pytest.raises(ZeroDivisionError):
        _ = dropped(desk).examined


def test_a_marked_copy_is_held_until_something_is_read_otherwise(desk: Desk) -> None:
    drop = dropped(desk, "North.csv", b"Child ID,Category,Start date\nC1,PRU link,15/01/2026\nC2,EHE,16/01/2026\n")
    (file,) = drop.examined.files
    assert drop.copy_of(file.file) is None
    desk.make_copy(drop, file.file)
    assert isinstance(drop.copy_of(file.file), bytes)
    key, choices = file.key_of(file.sheets[0]), file.sheets[0].choices
    desk.choose(drop, key, choices.word_read_as("category", "PRU link", "unregistered_ap"))
    assert drop.copy_of(file.file) is None
    desk.make_copy(drop, file.file)
    desk.keep(drop)
    assert drop.copy_of(file.file) is None


def test_why_there_is_no_marked_copy_is_held_in_its_place(desk: Desk) -> None:
    drop = dropped(desk)
    desk.make_copy(drop, "Another.csv")
    refused = drop.copy_of("Another.csv")
    assert isinstance(refused, FileRefused)
    assert "Drop the file again" in str(refused)


def test_a_file_that_comes_again_unchanged_is_not_read_again(desk: Desk) -> None:
    drop = dropped(desk)
    first = drop.examined.files[0]
    desk.add(drop, [(first.file, REGISTER)])
    assert drop.wait(60)
    assert drop.examined.files[0].findings_before is None


def test_what_a_corrected_file_came_back_with_stays_as_it_was_when_something_is_said(desk: Desk) -> None:
    unknown = REGISTER.replace(b"C2,EHE", b"C2,PRU link")
    drop = dropped(desk, data=unknown + b"C3,EHE,sometime\nC4,,sometime\n")
    name = drop.examined.files[0].file
    desk.add(drop, [(name, unknown)])
    assert drop.wait(60)
    (file,) = drop.examined.files
    after = len(drop.examined.findings)
    assert (file.findings_before or 0) > after == file.findings_after
    key = file.key_of(file.sheets[0])
    desk.choose(drop, key, file.sheets[0].choices.word_read_as("category", "PRU link", "ehe"))
    assert len(drop.examined.findings) < after
    assert drop.examined.files[0].findings_after == after


@pytest.mark.parametrize(
    ("name", "data", "is_left"),
    [
        ("Board minutes.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}), True),
        ("Plan.pdf", b"%PDF-1.7", True),
        ("Letter.md", b"Dear all", True),
        ("Register.numbers", zipped({"Index/Document.iwa": "x"}), False),
        ("Register.xlsx", b"%PDF-1.7", False),
        ("Register.csv", REGISTER, False),
    ],
)
def test_a_file_of_another_kind_is_told_from_a_spreadsheet_that_was_not_read(desk: Desk, name: str, data: bytes, is_left: bool) -> None:
    (file,) = dropped(desk, name, data).examined.files
    assert file.is_left is is_left
    if is_left:
        assert "not a spreadsheet" in (file.refused or "") or "not spreadsheets" in (file.refused or "")


def test_what_systems_leave_in_a_folder_is_passed_over(desk: Desk) -> None:
    drop = desk.look([("Thumbs.db", b"x"), (".DS_Store", b"x"), ("~$North EHE.xlsx", b"x"), ("North EHE.csv", REGISTER)])
    assert drop.wait(60)
    assert [file.file for file in drop.examined.files] == ["North EHE.csv"]
