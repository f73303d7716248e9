"""What a child is known by comes in with the spreadsheets and does not reach the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rollcall.access import Role, Viewer
from rollcall.intake.desk import open_desk
from rollcall.store import Store

LEAD = Viewer("Ada Example", Role.LEAD)
KNOWN_BY = {
    "Forename": "Zebedee",
    "Surname": "Quillfeather",
    "Address": "3 Quagga Lane",
    "Postcode": "QX9 7ZQ",
    "Parent": "Philomena Quillfeather",
    "Telephone": "07700900123",
    "Email": "quillfeather@example.invalid",
    "NHS number": "9434765919",
    "UPN": "H801200001001",
}


TYPED_ASTRAY = (
    "Zebedee Quillfeather",
    "QUILLFEATHER, PHILOMENA",
    "Philomena",
    "Barnaby Thistlewick",
    "Thistlewick, Barnaby",
    "Otterly Vane",
)


@pytest.mark.threat("names_kept")
def test_no_name_address_contact_or_number_of_a_child_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None]
) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.delenv("ROLLCALL_DATABASE_KEY", raising=False)  # so that what is written can be read here
    headings = ["Child ID", *KNOWN_BY, "Date of birth", "SEN status", "School"]
    row = ["C1", *KNOWN_BY.values(), "04/03/2015", "E", "Canary Bank School"]
    store = Store.open(tmp_path)
    desk = open_desk(LEAD, store)
    drop = desk.look([("North Council SEND list 31-10-2026.csv", f"{','.join(headings)}\n{','.join(row)}\n".encode())])
    assert drop.wait(60)
    assert desk.keep(drop).rows == 1
    assert store.query("SELECT count(*) FROM kept.children WHERE length(nhs_number) > 0 AND length(upn) > 0").rows == [(1,)]
    store.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    assert b"C1" in written  # the child's local number is there, so the search can find something
    found = [value for value in KNOWN_BY.values() if value.encode() in written or value.encode("utf-16-le") in written]
    assert found == []
    tried(len(KNOWN_BY) * len(files), "names, addresses, contacts and numbers, in every file of the data folder", "0 found")


@pytest.mark.threat("names_kept")
def test_no_name_typed_where_a_reference_a_school_or_a_reason_belongs_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None]
) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.delenv("ROLLCALL_DATABASE_KEY", raising=False)
    rows = [
        "Child ID,Category,Start date,End date,Reason,Destination,Last school",
        *(f'"{name}",EHE,05/01/2026,,Anxiety,,Canary Bank School' for name in TYPED_ASTRAY[:3]),
        f"C1,EHE,05/01/2026,,{TYPED_ASTRAY[3]},,Canary Bank School",
        f'C2,EHE,05/01/2026,01/04/2026,Anxiety,"{TYPED_ASTRAY[4]}",Canary Bank School',
        f"C3,EHE,05/01/2026,,Anxiety,,{TYPED_ASTRAY[5]}",
    ]
    store = Store.open(tmp_path)
    desk = open_desk(LEAD, store)
    drop = desk.look([("North Council EHE register 31-10-2026.csv", "\n".join(rows).encode())])
    assert drop.wait(60)
    assert desk.keep(drop).rows == 3  # whoever is known by a name alone is refused, and said
    assert store.query("SELECT last_school FROM kept.spells WHERE child_id = 'C3'").rows == [("Not kept",)]
    assert store.query("SELECT reason FROM kept.spells WHERE child_id = 'C1'").rows == [("Not kept",)]
    store.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    assert b"Canary Bank School" in written
    words = {word for name in TYPED_ASTRAY for word in name.replace(",", "").split()}
    assert [word for word in words if word.encode() in written or word.encode("utf-16-le") in written] == []
    tried(len(TYPED_ASTRAY) * len(files), "names typed where something else belongs, in every file of the data folder", "0 found")


NUMBERS = ("5858720390", "4982526257", "4673671309")  # NHS numbers by their check digit
MISTYPED = "6328911479"  # ten digits among them that do not fit it


def kept_from(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, lines: list[str], sql: str) -> tuple[list[tuple], bytes]:
    """What a question to the store gives once a file is kept, and every byte of the folder after that."""
    monkeypatch.setenv("ROLLCALL_DATA", str(folder))
    monkeypatch.delenv("ROLLCALL_DATABASE_KEY", raising=False)
    store = Store.open(folder)
    desk = open_desk(LEAD, store)
    drop = desk.look([(name, "\n".join(lines).encode())])
    assert drop.wait(60)
    desk.keep(drop)
    rows = store.query(sql).rows
    store.close()
    return rows, b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.threat("names_kept")
@pytest.mark.parametrize("heading", ["Child ID", "Patient ID", "Pupil ID", "Ref"])
@pytest.mark.parametrize("spaced", [False, True])
def test_numbers_of_children_under_another_heading_are_hashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None], heading: str, spaced: bool
) -> None:
    typed = [f"{one[:3]} {one[3:6]} {one[6:]}" if spaced else one for one in NUMBERS] + ["H801200001001"]
    lines = [f"{heading},Category,Start date,Last school", *(f"{one},EHE,05/01/2026,Canary Bank School" for one in (*typed, MISTYPED))]
    asked = "SELECT child_id, length(nhs_number), length(upn) FROM kept.spells ORDER BY position"
    rows, written = kept_from(tmp_path, monkeypatch, "North Council EHE register 31-10-2026.csv", lines, asked)
    assert rows == [(None, 32, None)] * 3 + [(None, None, 32)]
    assert b"Canary Bank School" in written
    assert [one for one in (*typed, *NUMBERS, MISTYPED) if one.encode() in written] == []
    tried(len(typed), "NHS numbers and UPNs under a heading of references", "0 found")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param([str(5_858_720_390 + number) for number in range(12)], id="ten digits"),  # one of them fits the check by chance
        pytest.param([f"H{801_200_001_001 + number}" for number in range(12)], id="a letter and twelve digits"),
    ],
)
def test_local_references_that_look_like_official_ones_stay_what_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str]
) -> None:
    lines = ["Child ID,Category,Start date", *(f"{one},EHE,05/01/2026" for one in typed)]
    asked = "SELECT child_id FROM kept.spells ORDER BY position"
    rows, _ = kept_from(tmp_path, monkeypatch, "North Council EHE register 31-10-2026.csv", lines, asked)
    assert [one for (one,) in rows] == typed


def test_postcodes_under_a_locality_are_not_kept_however_many_children_live_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Child ID,Date of birth,SEN status,Locality", *(f"C{number},04/03/2015,E,QX9 7ZQ" for number in range(9))]
    asked = "SELECT DISTINCT locality FROM kept.children"
    rows, written = kept_from(tmp_path, monkeypatch, "North Council SEND list 31-10-2026.csv", lines, asked)
    assert b"QX9 7ZQ" not in written
    assert rows in ([("Not kept",)], [(None,)])


ASTRAY = (
    "quillfeather@example.invalid",
    "07700 900123",
    "+44 7700 900124",
    "Mum 07700900125",
    "3 Quagga Lane",
    "12 Quagga Rd, QX9 7ZQ",
    "QX9 7ZQ",
    "Quagga 943 476 5919",
    "Quagga H801200001001",
)


@pytest.mark.threat("names_kept")
@pytest.mark.parametrize("heading", ["Reason", "Destination", "Last school", "Child ID"])
def test_no_address_contact_or_number_typed_astray_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None], heading: str
) -> None:
    headings = ["Child ID", "Category", "Start date", "End date", "Reason", "Destination", "Last school"]
    lines = [",".join(headings), "C0,EHE,05/01/2026,,Anxiety,,Canary Bank School"]
    for number, text in enumerate(ASTRAY, 1):
        row = [f"C{number}", "EHE", "05/01/2026", "01/04/2026", "Anxiety", "", "Canary Bank School"]
        row[headings.index(heading)] = f'"{text}"'
        lines.append(",".join(row))
    asked = "SELECT count(*) FROM kept.spells"
    _, written = kept_from(tmp_path, monkeypatch, "North Council EHE register 31-10-2026.csv", lines, asked)
    assert b"Canary Bank School" in written
    found = [text for text in (*ASTRAY, "9434765919", "Quagga") if text.encode() in written and (text != "Quagga" or heading != "Child ID")]
    assert found == []
    tried(len(ASTRAY), "addresses, contacts and numbers typed where something else belongs", "0 found")


def test_the_address_of_a_school_stays_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Child ID,Category,Start date,Last school", 'C1,EHE,05/01/2026,"Canary Bank School, 12 Low Road, QX9 7ZQ"']
    asked = "SELECT last_school FROM kept.spells"
    rows, _ = kept_from(tmp_path, monkeypatch, "North Council EHE register 31-10-2026.csv", lines, asked)
    assert rows == [("Canary Bank School, 12 Low Road, QX9 7ZQ",)]


@pytest.mark.threat("names_kept")
def test_what_a_survey_calls_who_answered_is_hashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None]
) -> None:
    people = ("quillfeather@example.invalid", "Philomena Quillfeather", "07700900123")
    lines = [
        "Respondent,I am a,I know who to ask for help.,My views are listened to",
        *(f"{one},Parent,Agree,Disagree" for one in people),
        f"{people[0]},Parent,Agree,Disagree",
    ]
    asked = "SELECT count(*), count(DISTINCT response), min(length(response)) FROM kept.survey_responses"
    rows, written = kept_from(tmp_path, monkeypatch, "North Council parents survey 31-10-2026.csv", lines, asked)
    assert rows == [(6, 3, 32)]  # the one who answered twice counts once
    assert [one for one in people if one.encode() in written] == []
    tried(len(people), "names and contacts of those who answered a survey", "0 found")


@pytest.mark.threat("names_kept")
def test_a_name_typed_as_the_school_applied_for_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[int, str, str], None]
) -> None:
    lines = [
        "Child ID,Application received date,School applied for,Decision",
        "C1,05/01/2026,Canary Bank School,Offered",
        "C2,05/01/2026,Otterly Vane,Refused",
        '"Quillfeather, Philomena",05/01/2026,Canary Bank School,Refused',
    ]
    asked = "SELECT child_id, school_applied_for FROM kept.in_year_admissions ORDER BY position"
    rows, written = kept_from(tmp_path, monkeypatch, "North Council in-year admissions 31-10-2026.csv", lines, asked)
    assert rows == [("C1", "Canary Bank School"), ("C2", "Not kept")]
    assert [word for word in (b"Otterly", b"Vane", b"Quillfeather", b"Philomena") if word in written] == []
    tried(3, "names typed in a list of applications for a school place", "0 found")
