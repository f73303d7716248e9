"""The day that a file speaks for: a day that nobody stated is asked about on its card, and one press says that it is right."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visitor import Visitor

REGISTER = b"Child ID,Category,Start date\nC001,EHE,15/01/2026\nC002,EHE,14/02/2026\n"


def test_a_day_that_nobody_stated_is_asked_about_and_said_with_one_press(server: Server, visit: Callable[[Server], Visitor]) -> None:
    visitor = visit(server).go("bring_in_spreadsheets").drop_and_read(("North Council registers.csv", REGISTER))
    assert "Look at the day that 1 file speaks for, on the card." in visitor.text
    visitor.told("Which day does it speak for?")
    assert "The day is the latest date under “Start date”." in visitor.text
    visitor.button("It speaks for 14 February 2026").click()
    expect(visitor.page.get_by_text("The day is as you said.")).to_be_visible()
    assert "Which day does it speak for?" not in visitor.settle().text
