"""Children who share no number with the lists: linked, asked about, remembered, and nothing of what was compared is kept."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rollcall.intake.intake import NOTHING_SAID, Examined, find_file, keep, put_together
from rollcall.intake.linkage.linkage import NO_DATE_OF_BIRTH, NO_NAMES, Linkage, Matching
from rollcall.intake.linkage.model import compare
from rollcall.intake.linkage.records import ListedChild, Told, UnlistedChild
from rollcall.intake.linkage.telling import role_of
from rollcall.intake.linkage.verdicts import Verdict
from rollcall.intake.memory import Memories
from rollcall.intake.reading.read import ReadFile, Sheet
from rollcall.store import Store
from tests.conftest import REPOSITORY
from tests.intake.linkage.made_up import two_partners
from tests.intake.workbooks import TODAY, Cell, codes, examined, kept, nhs_number, sheet

BORN, REFERRED = date(2014, 3, 14), date(2026, 2, 3)
LIST = ["Child ID", "Forename", "Surname", "Date of birth", "SEN status", "Gender", "Postcode"]
WAITS = ["Local patient identifier", "Patient", "DOB", "Sex", "Postcode", "Pathway", "Referral date"]
JANE: list[Cell] = ["C1", "Jane", "Zephyrine", BORN, "E", "F", "AV1 4AB"]
JANE_WAITS: list[Cell] = ["LT1", "ZEPHYRINE, Jane", BORN, "2", "AV1 4AB", "Autism", REFERRED]


def children(*rows: list[Cell]) -> Sheet:
    """A council's list of some children, and of a hundred others."""
    return sheet([LIST, *rows, *two_partners(1, 100, 0, 0).children[1:]], "Children", "Vale Council SEND.xlsx")


def waits(*rows: list[Cell], heading: list[str] = WAITS, month: str = "October") -> Sheet:
    """A trust's list of those who wait for an autism assessment."""
    return sheet([list(heading), *rows], "Autism waits", f"Vale Trust waits {month} 2026.xlsx")


def linkage_of(found: Examined) -> Linkage:
    assert found.linkage
    return found.linkage


def ids(found: Examined) -> list[object]:
    """The references that the kept referrals have."""
    return [row.get("child_id") for row in kept(found, "diagnostic_waits")]


def said(matching: Matching, store: Store, *sheets: Sheet) -> Examined:
    """What is found after something was said about the pairs."""
    about = replace(NOTHING_SAID, matching=matching)
    read = [ReadFile(one.file, None, (one,)) for one in sheets]
    return put_together([find_file(file, about, Memories.of(store), store.key, TODAY) for file in read], about, store, TODAY)


def test_a_child_with_another_number_is_linked_by_what_both_files_tell() -> None:
    found = examined(children(JANE), waits(JANE_WAITS))
    assert ids(found) == ["C1"]
    assert "child_linked" in codes(found)
    assert "child_not_in_children" not in codes(found)


def test_a_row_that_no_number_names_is_kept_once_it_is_linked() -> None:
    found = examined(children(JANE), waits(["", *JANE_WAITS[1:]]))
    assert ids(found) == ["C1"]
    assert "no_identifier" not in codes(found)


def test_a_row_that_nothing_names_stays_refused_when_it_is_like_nobody() -> None:
    found = examined(children(), waits(["", "NOBODY, Else", date(2012, 2, 2), "1", "AV9 9ZZ", "Autism", REFERRED], JANE_WAITS))
    assert ids(found) == ["LT1"]
    assert "no_identifier" in codes(found)


def test_a_number_comes_before_any_likeness() -> None:
    heading = ["NHS number", *WAITS[1:]]
    listed = sheet([[*LIST, "NHS number"], [*JANE, nhs_number(1)], ["C2", "Other", "Child", BORN, "E", "F", "AV1 4AB", nhs_number(2)]])
    found = examined(listed, waits([nhs_number(2), *JANE_WAITS[1:]], heading=heading))
    assert linkage_of(found).by_number == 1
    assert linkage_of(found).unlisted == ()


def test_a_day_and_month_that_changed_places_can_be_the_same_child() -> None:
    turned = [JANE_WAITS[0], JANE_WAITS[1], date(2014, 6, 3), *JANE_WAITS[3:]]
    listed = [*JANE[:3], date(2014, 3, 6), *JANE[4:]]
    assert ids(examined(children(listed), waits(turned))) == ["C1"]


def test_a_twin_is_not_taken_for_the_other() -> None:
    found = examined(children(JANE), waits(["LT1", "ZEPHYRINE, Mary", *JANE_WAITS[2:]]))
    assert ids(found) == ["LT1"]
    assert linkage_of(found).linked == ()


def test_initials_that_fit_two_twins_are_asked_about() -> None:
    twin: list[Cell] = ["C2", "Judy", *JANE[2:]]
    found = examined(children(JANE, twin), waits(["LT1", "J.Z.", *JANE_WAITS[2:]]))
    assert ids(found) == ["LT1"]
    assert {match.listed.child_id for match in linkage_of(found).asked} == {"C1", "C2"}
    assert "child_could_be_listed" in codes(found)


def test_two_children_of_one_partner_are_not_one_listed_child() -> None:
    found = examined(children(JANE), waits(["LT1", "J.Z.", *JANE_WAITS[2:]], ["LT2", "J.Z.", *JANE_WAITS[2:]]))
    assert ids(found) == ["LT1", "LT2"]
    assert {match.why for match in linkage_of(found).asked} == {"More than one child of this partner fits"}


def test_without_a_date_of_birth_it_says_why_nothing_is_compared() -> None:
    heading = [WAITS[0], WAITS[1], *WAITS[5:]]
    found = examined(children(JANE), waits(["LT1", "ZEPHYRINE, Jane", "Autism", REFERRED], heading=heading))
    assert linkage_of(found).why_not == NO_DATE_OF_BIRTH


def test_a_list_that_was_kept_before_has_no_names_and_that_is_said() -> None:
    store = Store.open()
    keep(examined(children(JANE), store=store), store, "a test")
    assert linkage_of(examined(waits(JANE_WAITS), store=store)).why_not == NO_NAMES
    assert linkage_of(examined(children(JANE), waits(JANE_WAITS), store=store)).why_not == ""


def test_names_without_the_list_ask_for_the_list_to_be_dropped_too() -> None:
    store = Store.open()
    keep(examined(children(JANE), store=store), store, "a test")
    (alone,) = [one for one in examined(waits(JANE_WAITS), store=store).findings if one.code == "wait_of_a_child_nobody_knows"]
    assert alone.what_to_do.startswith("Drop the list of children together with this file, so that they can be compared")
    assert "If they are in no list then: add them" in alone.what_to_do


@pytest.mark.parametrize("left_out", [("Patient", "Postcode"), ("DOB",)], ids=["no name and no postcode", "no date of birth"])
def test_rows_that_could_not_be_compared_do_not_ask_for_the_list(left_out: tuple[str, ...]) -> None:
    store = Store.open()
    keep(examined(children(JANE), store=store), store, "a test")
    row = [cell for heading, cell in zip(WAITS, JANE_WAITS, strict=True) if heading not in left_out]
    found = examined(waits(row, heading=[heading for heading in WAITS if heading not in left_out]), store=store)
    (alone,) = [one for one in found.findings if one.code == "wait_of_a_child_nobody_knows"]
    assert "together" not in alone.what_to_do


def test_a_child_who_is_not_in_the_dropped_list_either_is_to_be_added() -> None:
    found = examined(children(), waits(JANE_WAITS))
    (alone,) = [one for one in found.findings if one.code == "wait_of_a_child_nobody_knows"]
    assert alone.what_to_do.startswith("Add them")


def test_asking_for_more_certainty_moves_links_to_those_to_look_at() -> None:
    made = two_partners(7, 400, 120, 60)
    files = (sheet(made.children, "Children", "Vale Council.xlsx"), sheet(made.waits, "Autism waits", "Vale Trust.xlsx"))
    counts = []
    for sure in (0.9, 0.99, 0.9999):
        linkage = linkage_of(said(Matching(sure=sure), Store.open(), *files))
        counts.append((len(linkage.linked), linkage.children_asked_about, len(linkage.not_listed)))
    assert counts == sorted(counts, reverse=True)
    assert counts[0][0] > counts[-1][0]
    assert len({sum(of) for of in counts}) == 1


def test_what_a_person_says_decides() -> None:
    twin: list[Cell] = ["C2", "Judy", *JANE[2:]]
    files = (children(JANE, twin), waits(["LT1", "J.Z.", *JANE_WAITS[2:]]))
    store = Store.open()
    asked = linkage_of(examined(*files, store=store)).asked
    second = next(match.key for match in asked if match.listed.child_id == "C2")
    assert ids(said(Matching({second: True}), store, *files)) == ["C2"]
    refused = said(Matching({match.key: False for match in asked}), store, *files)
    assert ids(refused) == ["LT1"]
    assert len(linkage_of(refused).not_listed) == 1


def test_next_month_nothing_is_asked_twice() -> None:
    twin: list[Cell] = ["C2", "Judy", *JANE[2:]]
    both = (["LT1", "J.Z.", *JANE_WAITS[2:]], ["LT9", "K.Q.", date(2013, 1, 5), "1", "AV3 1AA", "Autism", REFERRED])
    store = Store.open()
    asked = linkage_of(examined(children(JANE, twin), waits(*both), store=store)).asked
    answers = {match.key: match.listed.child_id == "C1" for match in asked}
    keep(said(Matching(answers), store, children(JANE, twin), waits(*both)), store, "a test")
    alone = examined(waits(*both, month="November"), store=store)
    again = examined(children(JANE, twin), waits(*both, month="November"), store=store)
    for found in (alone, again):
        assert ids(found) == ["C1", "LT9"]
        assert linkage_of(found).asked == ()
    assert [match.before for match in linkage_of(again).linked] == [True]


def test_an_nhs_number_that_was_linked_once_is_known_even_where_nothing_else_is_told() -> None:
    store = Store.open()
    with_number = waits([nhs_number(7), *JANE_WAITS[1:]], heading=["NHS number", *WAITS[1:]])
    keep(examined(children(JANE), with_number, store=store), store, "a test")
    bare = waits([nhs_number(7), "Autism", REFERRED], heading=["NHS number", "Pathway", "Referral date"], month="November")
    assert ids(examined(bare, store=store)) == ["C1"]


def test_a_link_of_before_can_be_taken_apart() -> None:
    store = Store.open()
    files = (children(JANE), waits(JANE_WAITS))
    keep(examined(*files, store=store), store, "a test")
    link = linkage_of(examined(*files, store=store)).linked[0]
    apart = said(Matching({link.key: False}), store, *files)
    assert ids(apart) == ["LT1"]
    keep(apart, store, "a test")
    assert linkage_of(examined(*files, store=store)).linked == ()


def test_undoing_the_upload_undoes_its_links() -> None:
    store = Store.open()
    keep(examined(children(JANE), store=store), store, "a test")
    twin_asked = said(Matching(sure=0.9), store, children(JANE), waits(JANE_WAITS))
    upload = keep(twin_asked, store, "a test")
    assert store.query("SELECT count(*) FROM diagnostic_waits WHERE child IS NOT NULL").rows == [(1,)]
    store.undo(upload.upload_id)
    assert store.query("SELECT count(*) FROM diagnostic_waits").rows == [(0,)]
    assert not any(match.before for match in linkage_of(examined(children(JANE), waits(JANE_WAITS), store=store)).linked)


def test_deleting_the_upload_deletes_its_links() -> None:
    store = Store.open()
    upload = keep(examined(children(JANE), waits(JANE_WAITS), store=store), store, "a test")
    assert store.query("SELECT answer FROM kept.links").rows == [(Verdict.SURE.value,)]
    store.delete_upload(upload.upload_id)
    assert store.query("SELECT answer FROM kept.links").rows == []


def test_a_register_that_is_linked_carries_no_second_child() -> None:
    heading = [*WAITS, "SEN status"]
    found = examined(children(JANE), waits([*JANE_WAITS, "E"], heading=heading))
    assert [prepared.table for prepared in found.prepared] == ["children", "diagnostic_waits"]


def test_a_row_told_under_two_references_is_kept_once() -> None:
    found = examined(children(JANE), waits(JANE_WAITS, ["LT2", *JANE_WAITS[1:]]))
    assert ids(found) == ["C1"]
    assert "duplicate_row" in codes(found)


def test_one_birthday_for_everybody_is_no_birthday() -> None:
    made = two_partners(9, 400, 100, 50)
    nobody = date(1900, 1, 1)
    listed = [made.children[0], *([*row[:3], nobody, *row[4:]] for row in made.children[1:])]
    waiting = [made.waits[0], *([*row[:2], nobody, *row[3:]] for row in made.waits[1:])]
    found = examined(sheet(listed, "Children", "Vale Council.xlsx"), sheet(waiting, "Autism waits", "Vale Trust.xlsx"))
    assert linkage_of(found).linked == ()


CANARY = ["Zephyrine", "zephyrine", "ZEPHYRINE", "AV1 4AB", "AV14AB"]


def test_no_name_and_no_postcode_is_in_the_database_file(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    twin: list[Cell] = ["C2", "Judy", *JANE[2:]]
    found = examined(children(JANE, twin), waits(JANE_WAITS, ["LT2", "ZEPHYRINE, J", *JANE_WAITS[2:]]), store=store)
    assert linkage_of(found).linked
    assert linkage_of(found).asked
    keep(found, store, "a test")
    store.close()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert [word for word in CANARY if word.encode() in written] == []


def test_what_is_told_of_a_child_is_not_written_by_accident() -> None:
    found = examined(children(JANE), waits(JANE_WAITS))
    assert not any(word.lower() in repr(linkage_of(found)).lower() for word in CANARY)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Forename", "forename"),
        ("Legal Surname", "surname"),
        ("Patient name", "name"),
        ("Patient", "name"),
        ("Pupil initials", "initials"),
        ("Home postcode", "postcode"),
        ("PC district", "postcode"),
        ("PC", "postcode"),
        ("Outcode", "postcode"),
        ("Postal district", "postcode"),
        ("Postcode area", "postcode"),
        ("Post-code sector", "postcode"),
        ("GP outcode", None),
        ("D.O.B.", "born"),
        ("Gender", "sex"),
        ("Current school", "school"),
        ("Parent surname", None),
        ("GP postcode", None),
        ("School postcode", None),
        ("Lead professional", None),
    ],
)
def test_a_heading_tells_of_the_child_or_of_somebody_else(heading: str, role: str | None) -> None:
    assert role_of(heading) == role


def test_a_placeholder_shared_by_thousands_does_not_compare_everybody_with_everybody() -> None:
    nobody = Told(born=date(1900, 1, 1), sex="F", forename="test", surname="child", initials="tc")
    listed = [ListedChild(f"C{n}", str(n), nobody) for n in range(5000)]
    unlisted = [UnlistedChild(str(n), "A trust", nobody, ((0, n),), "row 2") for n in range(5000)]
    assert compare(unlisted, listed) == []


def test_nobody_waits_for_splink_who_only_opens_a_page() -> None:
    opened = (
        "import sys, rollcall.intake.desk, rollcall.show.screen.matching; sys.exit('splink' in sys.modules or 'sqlglot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", opened], cwd=REPOSITORY, check=False).returncode == 0
