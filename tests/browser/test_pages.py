"""Every page in a real browser: it opens through the front door, shows the invented area, and to each viewer what they may see."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from rollcall.show.pages import PAGES
from tests.browser.server import Server
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
ON_ONE_LAPTOP = [page for page in PAGES if not page.only_served]
ABOUT_THE_STORE = ("bring_in_spreadsheets", "what_we_hold", "try_to_break_it", "audit_log")
ANALYSES = [page for page in ON_ONE_LAPTOP if page.name not in (*ABOUT_THE_STORE, "what_the_words_mean", "self_evaluation")]
every_page = pytest.mark.parametrize("page", ON_ONE_LAPTOP, ids=lambda page: page.name)
WHOLE_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*(?![\d.,%])")


def test_the_first_visit_after_a_start_goes_through_the_front_door(server: Server, visit: Visit) -> None:
    visitor = visit(server).go("returns_to_school")
    assert "Invented children" in visitor.text
    expect(visitor.page.locator(".st-key-pages").get_by_role("link")).to_have_count(len(ON_ONE_LAPTOP))
    assert "through dashboard.py" not in visitor.text


@every_page
def test_a_page_shows_the_invented_area_and_says_that_it_is(page, invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go(page.name)
    expect(visitor.page).to_have_title(f"{page.title} · Rollcall")
    if page.name == "bring_in_spreadsheets":
        assert "every page shows an invented area" in visitor.text
    elif page.name not in ABOUT_THE_STORE:
        assert "Invented children" in visitor.text
    if page in ANALYSES:
        assert re.match(r"(On|In the|Between) .*\d", visitor.headline)
        visitor.page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
        expect(visitor.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()


@every_page
def test_a_meeting_has_no_side_bar_and_type_for_a_room(page, invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area, width=1024, height=768).go(page.name, view="meeting")
    expect(visitor.page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(visitor.page.locator("[data-testid=stExpander], [data-testid=stFileUploader]")).to_have_count(0)
    size = visitor.page.locator("h1").first.evaluate("heading => parseFloat(getComputedStyle(heading).fontSize)")
    assert size >= 32


@pytest.mark.parametrize("name", ["overview", "not_in_school"])
def test_a_meeting_shows_no_exact_number_of_children(name: str, invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go(name, view="meeting")
    screens = int(re.search(r"\d of (\d)", visitor.text)[1])  # type: ignore[index]
    for number in range(1, screens + 1):
        visitor.go(name, view="meeting", screen=str(number))
        drawn = visitor.page.locator(".js-plotly-plot text").all_text_contents()
        counts = [int(text.replace(",", "")) for text in drawn if WHOLE_NUMBER.fullmatch(text) and not re.fullmatch(r"20\d\d", text)]
        assert [count for count in counts if count % 5] == []
        headline = re.findall(r"about ([\d,]+)", visitor.headline)
        assert [count for count in headline if int(count.replace(",", "")) % 5] == []


def test_arrow_keys_move_through_a_meeting_and_escape_leaves_it(invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go("not_in_school", view="meeting")
    first = visitor.headline
    visitor.page.keyboard.press("ArrowRight")
    expect(visitor.page.locator("h1").first).not_to_have_text(first)
    visitor.settle().page.keyboard.press("ArrowLeft")
    expect(visitor.page.locator("h1").first).to_have_text(first)
    visitor.settle().page.keyboard.press("Escape")
    expect(visitor.page.locator(".st-key-pages")).to_be_visible()


@pytest.mark.parametrize("role", ["Commissioner", "Board"])
def test_only_the_lead_sees_lists_of_children_and_brings_in_spreadsheets(role: str, invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go("not_in_school").show_as(role)
    for page in (page for page in ANALYSES if page.in_meetings):
        visitor.turn_to(page.title)
        assert page.name == "voice" or "about" in visitor.headline  # it tells of numbers of statements
        expect(visitor.page.locator(".st-key-children")).to_have_count(0)
    expect(visitor.page.locator(".st-key-pages").get_by_role("link", name="Bring in spreadsheets")).to_have_count(0)
    visitor.go("bring_in_spreadsheets", show_as=role)
    assert "Bring in spreadsheets is not open to a" in visitor.text
    expect(visitor.page.get_by_test_id("stFileUploader")).to_have_count(0)


def test_the_lead_sees_the_children_behind_a_number(invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go("not_in_school")
    visitor.page.locator(".st-key-children summary").click()
    expect(visitor.page.locator(".st-key-children [data-testid=stDataFrame]")).to_be_visible()


@pytest.mark.threat("untrusted_text")
def test_a_list_of_children_has_no_toolbar_and_leaves_only_by_our_own_download(invented_area: Server, visit: Visit) -> None:
    visitor = visit(invented_area).go("not_in_school")
    visitor.page.locator(".st-key-children summary").click()
    table = visitor.page.locator(".st-key-children [data-testid=stDataFrame]")
    expect(table).to_be_visible()
    visitor.settle()
    toolbar = table.locator("[data-testid=stElementToolbar]")
    expect(toolbar).to_have_count(1)  # it is there, so that what follows says something
    table.hover()
    expect(toolbar.locator("button").first).to_be_hidden()
    for button in toolbar.locator("button").all():
        assert not button.is_visible()
        assert not button.evaluate("button => { button.focus(); return document.activeElement === button }")
    table.locator("canvas").first.focus()
    reached = []
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        reached.append(visitor.page.evaluate("() => !!document.activeElement.closest('[data-testid=stElementToolbar]')"))
    assert not any(reached)
    name, _ = visitor.download(visitor.page.locator(".st-key-children").get_by_role("button", name="CSV").first)
    assert name.endswith(".csv")
