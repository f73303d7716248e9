"""Every page runs through the front door, as each role, on a page and on a wall, and says no more than the role may read."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rollcall.access import Capability
from rollcall.definitions.measures import BY_THEME, MEASURES
from rollcall.show.pages import PAGES, Page
from tests.conftest import REPOSITORY

ANALYSES = [page for page in PAGES if page.needs is Capability.SEE_PROTECTED_NUMBERS]
SINCE_LAST_TIME = next(page for page in PAGES if page.name == "since_last_time")
OVERSIGHT = next(page for page in PAGES if page.name == "oversight")
NOT_IN_SCHOOL = next(page for page in PAGES if page.name == "not_in_school")
EXACT = [page for page in PAGES if page.needs is Capability.SEE_EXACT_NUMBERS]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
each_analysis = pytest.mark.parametrize("page", ANALYSES, ids=lambda page: page.name)
each_exact = pytest.mark.parametrize("page", EXACT, ids=lambda page: page.name)


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder with nothing in it, so that the invented area shows."""
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    monkeypatch.chdir(REPOSITORY)


def opened(page: Page, role: str | None = None, **query: str) -> AppTest:
    """The page as a visitor reaches it, through the front door, who may have chosen another role to see it as."""
    app = AppTest.from_file(str(REPOSITORY / "dashboard.py"), default_timeout=120).run()
    if role:
        app.radio(key="show_as").set_value(role).run()
    app.switch_page(page.file)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """Everything in words on the page, without the signs that escape it."""
    kinds = (app.title, app.header, app.markdown, app.caption, app.info)
    return re.sub(r"\\(.)", r"\1", " ".join(element.value for kind in kinds for element in kind))


def drawings(app: AppTest) -> list[dict]:
    """The charts' specifications."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@each_page
@pytest.mark.parametrize("role", ["lead", "commissioner", "board"])
def test_a_page_runs_for_every_role(page: Page, role: str) -> None:
    assert opened(page, role).title


@each_page
def test_a_page_opens_with_one_sentence_as_its_heading(page: Page) -> None:
    assert len(opened(page).title) == 1


@each_analysis
def test_an_analysis_answers_before_any_control(page: Page) -> None:
    said = words(opened(page))
    assert re.search(r"31 October 2026", said)


@each_analysis
def test_every_chart_has_a_name_for_those_who_hear_the_page(page: Page) -> None:
    charts = opened(page).get("plotly_chart")
    assert all(chart.proto.alt for chart in charts)


@each_analysis
def test_an_analysis_says_that_the_children_are_invented(page: Page) -> None:
    assert "made-up area" in words(opened(page))


@each_analysis
def test_a_meeting_shows_one_question_and_no_side_bar(page: Page) -> None:
    app = opened(page, view="meeting")
    assert not app.sidebar.children
    assert len(app.title) == 1
    assert len(app.get("plotly_chart")) <= 1
    assert re.search(r"1 of \d", words(app))
    assert not app.get("download_button")


@each_analysis
def test_a_meeting_shows_rounded_numbers_and_nothing_under_eight(page: Page) -> None:
    first = opened(page, view="meeting")
    screens = int(re.search(r"1 of (\d)", words(first))[1])  # type: ignore[index]
    for screen in range(1, screens + 1):
        for drawing in drawings(opened(page, view="meeting", screen=str(screen))):
            if "weeks" in json.dumps(drawing) or "%" in json.dumps(drawing):
                continue  # weeks and shares are summed up from ten children or more, and are not counts
            for trace in drawing["data"]:
                counts = [value for value in trace.get("text") or [] if isinstance(value, str) and value.replace(",", "").isdigit()]
                assert all(int(count.replace(",", "")) % 5 == 0 for count in counts), (screen, counts)


@each_analysis
@pytest.mark.parametrize("role", ["commissioner", "board"])
def test_a_list_of_children_is_for_the_lead_alone(page: Page, role: str) -> None:
    labels = {expander.label for expander in opened(page).expander}
    fewer = {expander.label for expander in opened(page, role).expander}
    assert page.name in ("overview", "voice") or any(re.search("behind th(is|ese) number", label) for label in labels)
    assert not any(re.search("behind th(is|ese) number", label) for label in fewer)


@each_exact
def test_a_page_of_exact_numbers_answers_first_names_its_charts_and_says_that_the_children_are_invented(page: Page) -> None:
    app = opened(page)
    assert "31 October 2026" in app.title[0].value
    assert "made-up area" in words(app)
    charts = app.get("plotly_chart")
    assert charts
    assert all(chart.proto.alt for chart in charts)
    assert "Meeting view" not in [button.label for button in app.button]


@each_exact
def test_a_page_of_exact_numbers_has_no_number_on_a_wall(page: Page) -> None:
    app = opened(page, view="meeting")
    assert "has no meeting view" in app.title[0].value
    assert not app.get("plotly_chart")
    assert not re.search(r"\d", words(app))


@each_exact
@pytest.mark.parametrize("role", ["commissioner", "board"])
def test_a_page_of_exact_numbers_is_not_open_to_others(page: Page, role: str) -> None:
    app = opened(page, role)
    assert "is not open to" in app.title[0].value
    assert not app.get("plotly_chart")


BY_CATEGORY_OR_BY_DAY = {
    "oversight": ("How long have those without any been out?", "What becomes of applications for a school place?",
                  "How long do children go without a school place?", "Who would be on a Children Not in School register?",
                  "How much of that register is filled?"),
    "help_and_protection": ("Who has early help, and who was offered it?",),
}  # fmt: skip


@pytest.mark.parametrize(("name", "left_out"), BY_CATEGORY_OR_BY_DAY.items(), ids=BY_CATEGORY_OR_BY_DAY)
def test_what_the_lead_alone_may_ask_is_no_part_of_the_page_for_others_nor_of_a_meeting(name: str, left_out: tuple[str, ...]) -> None:
    page = next(page for page in PAGES if page.name == name)
    app = opened(page)
    assert all(question in words(app) for question in left_out)
    parts = len(app.header)
    for role in ("board", "commissioner"):
        others = opened(page, role)
        assert not any(question in words(others) for question in left_out)
        assert len(others.header) == parts - len(left_out)
        assert not others.button_group or all(group.key in ("seen_in", "limit") for group in others.button_group)
    assert f"1 of {parts - len(left_out)}" in words(opened(page, view="meeting"))


@pytest.mark.parametrize("screen", ["9" * 5_000, "-1", "0", "99", "one"])
def test_an_address_of_no_screen_shows_one_that_there_is(screen: str) -> None:
    assert re.search(r"\d+ of \d+", words(opened(NOT_IN_SCHOOL, view="meeting", screen=screen)))


def test_a_filter_narrows_the_page_and_says_so() -> None:
    app = opened(NOT_IN_SCHOOL)
    app.button_group(key="sen_status").set_value(["E"]).run()
    said = words(app).replace("*", "")
    assert re.search(r"\d+ of \d+ children", said)
    assert "only SEN status EHC plan" in said


def test_filters_are_cleared_together() -> None:
    app = opened(NOT_IN_SCHOOL)
    app.button_group(key="sen_status").set_value(["E"]).run()
    app.button_group(key="sex").set_value(["F"]).run()
    app.button(key="clear_filters").click().run()
    assert "Without filters" in words(app)


def test_an_earlier_day_can_be_asked_about() -> None:
    app = opened(NOT_IN_SCHOOL)
    app.date_input(key="as_at").set_value(date(2026, 3, 31)).run()
    assert "On 31 March 2026" in words(app)


def test_what_changed_is_told_between_any_two_days() -> None:
    app = opened(SINCE_LAST_TIME)
    app.date_input(key="since").set_value(date(2026, 3, 12)).run()
    assert "Between 12 March 2026 and 31 October 2026" in words(app)
    app.button(key="since-6").click().run()
    assert "Between 30 April 2026 and 31 October 2026" in words(app)
    app.date_input(key="as_at").set_value(date(2026, 2, 28)).run()  # before the day that is looked back to
    assert "Between 28 January 2026 and 28 February 2026" in words(app)
    assert not app.exception
    assert not app.warning


@pytest.mark.parametrize("role", ["board", "commissioner"])
def test_others_are_told_what_changed_in_a_year_and_choose_no_day(role: str) -> None:
    app = opened(SINCE_LAST_TIME, role, since="2026-03-12")
    assert "Between 31 October 2025 and 31 October 2026, about" in words(app)
    assert "Since 31/10/2025" in words(app)
    assert not app.date_input


def test_a_meeting_shows_what_changed_in_a_year_whatever_day_the_lead_chose() -> None:
    assert "Between 31 October 2025 and 31 October 2026, about" in words(opened(SINCE_LAST_TIME, view="meeting", since="2026-03-12"))


def test_the_lead_sets_the_day_from_which_a_register_is_in_force() -> None:
    app = opened(OVERSIGHT)
    assert "was not in force when the Act was last read" in words(app)
    app.date_input(key="register-day-day").set_value(date(2026, 9, 1))
    app.button(key="register-day-set").click().run()
    assert "The register is in force from 1 September 2026" in words(app)
    app.button(key="register-day-back").click().run()
    assert "was not in force when the Act was last read" in words(app)
    assert not app.exception
    assert "register-day-set" not in {button.key for button in opened(OVERSIGHT, "board").button}


def test_a_switch_cuts_the_same_children_another_way() -> None:
    app = opened(NOT_IN_SCHOOL)
    app.button_group(key="who").set_value("locality").run()
    assert any(header.value.startswith("Locality") for header in app.header)


def test_the_rows_behind_a_chart_are_fetched_when_they_are_asked_for() -> None:
    app = opened(NOT_IN_SCHOOL)
    assert not app.table
    app.session_state["rows-categories"] = True
    app.run()
    assert app.table[0].value.iloc[:, 0].str.contains("Elective home education").any()


def test_the_words_can_be_searched() -> None:
    page = next(page for page in PAGES if page.name == "what_the_words_mean")
    app = opened(page)
    app.text_input(key="word").set_value("hatched").run()
    assert "fewer than 8" in words(app).lower()
    assert "Compulsory school age" not in words(app)


def test_the_measures_are_shown_by_theme_and_a_theme_without_any_says_so() -> None:
    page = next(page for page in PAGES if page.name == "what_the_words_mean")
    app = opened(page, "board")
    app.button_group(key="explained").set_value("measures").run()
    assert [header.value for header in app.header] == [theme.value for theme in BY_THEME]
    said = words(app)
    assert all(measure.title in said and measure.numerator in said for measure in MEASURES.values())
    assert "([NICE quality standard 51, statement 1](https://www.nice.org.uk/guidance/qs51/" in said
    assert ("Nothing of this theme is worked out" in said) == (not all(BY_THEME.values()))


def test_what_is_sought_is_sought_in_words_and_measures() -> None:
    page = next(page for page in PAGES if page.name == "what_the_words_mean")
    app = opened(page)
    app.text_input(key="word").set_value("NICE").run()
    assert "Waits, measures" in [header.value for header in app.header]
    assert "Diagnostic waits" in [header.value for header in app.header]
