"""In a real browser: what the lead does is on record, and no child's value is, nor in what the server says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from rollcall.audit import read_entries, verify
from rollcall.audit.files import LOG
from tests.browser.server import Server
from tests.browser.visitor import Visitor
from tests.logs.failing import CANARY, EVERY, HEADINGS, NAME, ROW

ODD = (HEADINGS.replace(b"SEN status", CANARY.encode()) + ROW % CANARY.encode()).replace(b"05/01/2026", b"Zebedee's day")


@pytest.mark.threat("value_in_logs")
def test_what_the_lead_does_is_on_record_without_a_child(
    server: Server, visit: Callable[[Server], Visitor], tried: Callable[[int, str, str], None]
) -> None:
    lead = visit(server).go("bring_in_spreadsheets")
    lead.drop_and_read(
        (NAME, HEADINGS + ROW % b"E"), (f"{CANARY}.csv", ODD), (f"{CANARY} broken.xlsx", b"PK\x03\x04 of " + CANARY.encode())
    )
    lead.keep()
    lead.go("not_in_school", locality=CANARY, as_at="2015-03-04", sen_status="E")  # an address that says what it should not
    lead.go("not_in_school").open("The children behind this number")
    lead.go("not_in_school", show_as="Board")
    lead.go("bring_in_spreadsheets", show_as="Board")
    lead.go("bring_in_spreadsheets").button("Undo").first.click()
    lead.settle()
    lead.go("audit_log")
    assert re.match(r"\d+ actions are on record since .*, and the chain holds", lead.headline)
    expect(lead.page.get_by_text("entries, the latest first.")).to_be_visible()
    entries = read_entries(server.data)
    assert list(dict.fromkeys(entry.action for entry in entries)) == ["uploaded", "list viewed", "refused", "undone"]
    assert verify(server.data).holds
    written, said = (server.data / LOG).read_text(encoding="utf-8"), server.said()
    assert [value for value in EVERY if value in written + said] == []
    tried(
        len(entries) + len(said.splitlines()), "lines that a real server wrote while a child's values went through it", "0 values written"
    )
