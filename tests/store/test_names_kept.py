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
