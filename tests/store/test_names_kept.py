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
