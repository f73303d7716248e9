"""Children without a shared number, matched in a real browser with the keyboard: answered, taken back, kept, and not asked again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.server import Server
from tests.browser.visitor import File, Visitor
from tests.intake.linkage.made_up import TwoPartners, two_partners
from tests.intake.workbooks import workbook

Visit = Callable[..., Visitor]
PAGE = "match_children"


@pytest.fixture(scope="module")
def made() -> TwoPartners:
    """A council's list and a trust's, which gives no more of a name than initials."""
    return two_partners(5, 400, 120, 40, names="initials", twins=25)


def files(made: TwoPartners, month: str = "October") -> tuple[File, File]:
    return (
        (f"Vale Council SEND list {month} 2026.xlsx", workbook(Children=made.children)),
        (f"Vale Trust autism waits {month} 2026.xlsx", workbook(Autism=made.waits)),
    )


def counts(visitor: Visitor) -> dict[str, int]:
    """The four counts at the head of the review."""
    metrics = visitor.page.locator(".st-key-matching-counts [data-testid=stMetric]").all_inner_texts()
    return {text.split("\n")[0]: int(re.findall(r"\n([\d,]+)$", text.strip())[0].replace(",", "")) for text in metrics}


def test_pairs_are_answered_with_the_keyboard_taken_back_and_not_asked_again(server: Server, visit: Visit, made: TwoPartners) -> None:
    visitor = visit(server).go("bring_in_spreadsheets").drop_and_read(*files(made))
    visitor.turn_to("Match children")
    before = counts(visitor)
    assert before["Linked"] > 100
    assert before["To look at"] >= 2
    assert sum(before.values()) == 160
    assert "made-up area" not in visitor.text
    undo = visitor.page.locator(".st-key-matching-undo")
    visitor.page.keyboard.press("n")
    expect(undo).to_be_visible()
    assert counts(visitor.settle()) != before
    visitor.page.keyboard.press("u")
    expect(undo).to_have_count(0)
    assert counts(visitor.settle()) == before
    shown = visitor.page.locator(".st-key-matching-counts")
    while counts(visitor)["To look at"] > 0:
        was = shown.inner_text()
        visitor.page.keyboard.press("y")
        expect(shown).not_to_have_text(was, use_inner_text=True)
        visitor.settle()
    visitor.turn_to("Bring in spreadsheets").keep()
    visitor.turn_to("Match children")
    assert "health services knew" in visitor.headline
    visitor.turn_to("Bring in spreadsheets").drop_and_read(*files(made, "November"))
    visitor.turn_to("Match children")
    assert counts(visitor)["To look at"] == 0


def test_a_higher_threshold_leaves_more_to_look_at(server: Server, visit: Visit, made: TwoPartners) -> None:
    visitor = visit(server).go("bring_in_spreadsheets").drop_and_read(*files(made))
    visitor.turn_to("Match children")
    before = counts(visitor)
    visitor.page.get_by_role("slider").press("ArrowRight")
    visitor.settle().page.get_by_role("slider").press("ArrowRight")
    expect(visitor.page.get_by_text("9,999 in 10,000").first).to_be_visible()
    after = counts(visitor.settle())
    assert after["Linked"] <= before["Linked"]
    assert after["To look at"] >= before["To look at"]
    assert sum(after.values()) == sum(before.values())


def test_the_review_is_for_the_lead_alone(server: Server, visit: Visit, made: TwoPartners) -> None:
    visitor = visit(server).go("bring_in_spreadsheets").drop_and_read(*files(made))
    visitor.turn_to("Match children").show_as("Board")
    assert "could be listed" not in visitor.headline
    assert not visitor.page.locator(".st-key-matching-counts").count()
