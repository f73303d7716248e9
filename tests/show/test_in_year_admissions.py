"""What the page on oversight says of applications for a school place, of small areas whose numbers are known. It is the lead's alone."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from rollcall.access import Role
from rollcall.answers.evidence import Strength
from rollcall.definitions.self_evaluation import Chapter
from rollcall.errors import AccessRefused
from rollcall.show import in_year_admissions
from rollcall.show.evidence import gathered
from rollcall.show.parts import Section
from rollcall.store import Store
from tests.show.area import DAY, area, asked, child, prepared

OFFERED = "Are applications for a school place offered and decided?"
SOON = "Do children who lost a school place get another soon?"


def days_ago(days: int) -> date:
    return DAY - timedelta(days=days)


def application(number: int, received: int, decision: str | None = None, decided: int | None = None, **more: Any) -> dict[str, Any]:
    """One application, received and decided so many days ago."""
    return {
        "child_id": f"C{number}",
        "application_received_date": days_ago(received),
        "decision": decision,
        "decision_date": None if decided is None else days_ago(decided),
        **more,
    }


@cache
def eight() -> Store:
    """Eight children: three offered, three refused, one withdrawn, one undecided, and one application of more than a year ago."""
    rows = [
        application(0, 60, "offered", 45, place_lost_date=days_ago(70), admitted_date=days_ago(30)),
        application(1, 60, "offered", 39, place_lost_date=days_ago(300), admitted_date=days_ago(20)),
        application(2, 60, "offered", 38, place_lost_date=days_ago(62), school_applied_for="Hill School"),
        application(2, 90, "refused", 80, place_lost_date=days_ago(62), school_applied_for="Dale School"),
        application(3, 30, "refused", None, place_lost_date=days_ago(84)),
        application(4, 22, "refused", 1),
        application(5, 20, "withdrawn", 10, place_lost_date=days_ago(40)),
        application(6, 22, None, None, place_lost_date=days_ago(400)),
        application(7, 400, "offered", 390, place_lost_date=days_ago(420), admitted_date=days_ago(380)),
    ]
    return area(8, in_year_admissions=rows)


def bars(section: Section, series: int = 0) -> dict[Any, Any]:
    assert section.figure
    return dict(zip(section.figure.along, section.figure.series[series].values, strict=True))


def test_what_became_of_the_applications_of_twelve_months() -> None:
    section = in_year_admissions.decided(asked(eight()))
    assert section.finding == "Of 8 applications for a school place in the last 12 months, 3 were offered and 3 were refused"
    assert bars(section) == {"Offered": 3, "Refused": 3, "Withdrawn": 1, "Not decided yet": 1}
    said = " ".join(section.notes)
    assert "Applications of 7 children with SEND" in said
    assert "Decided within 3 weeks: 4, of 5 decided on a day that is recorded. For 1 application no day of the decision is recorded" in said
    assert "Of 1 not decided yet, 1 came more than 3 weeks ago." in said
    assert "15 school days" in said


def test_three_weeks_are_21_days_to_the_day() -> None:
    told = in_year_admissions.figures(asked(eight()))
    assert (told["decided_within_3_weeks"], told["decided_later"]) == (4, 1)


def test_how_long_children_go_without_a_place() -> None:
    section = in_year_admissions.without_a_place(asked(eight()))
    assert section.finding == (
        "3 children lost a school place and have no first day at a new one recorded, 2 of them for 12 weeks or more; "
        "2 got a new place in the last 12 months"
    )
    new_place, without = bars(section), bars(section, 1)
    assert {band: number for band, number in new_place.items() if number} == {"4 to 8 weeks": 1, "26 to 52 weeks": 1}
    assert {band: number for band, number in without.items() if number} == {"8 to 12 weeks": 1, "12 to 26 weeks": 1, "Over 52 weeks": 1}
    assert "Of those still without, 1 has an offer. The longest: 400 days." in " ".join(section.notes)
    assert "For 1 application of the last 12 months no day of a lost place is recorded" in " ".join(section.notes)


def test_what_is_decided_after_the_day_is_not_decided_on_it() -> None:
    before = (
        in_year_admissions.figures(asked(eight())),
        asked(eight()).answer("in_year_admissions_figures", as_at=days_ago(50)).records()[0],
    )
    assert (before[0]["offered"], before[1]["offered"], before[1]["undecided"]) == (3, 1, 3)


def test_a_child_who_is_in_no_list_of_children_with_send_is_not_counted() -> None:
    store = area(1, in_year_admissions=[application(0, 9, "offered", 3), application(99, 9, "offered", 3)])
    assert in_year_admissions.figures(asked(store))["applications"] == 1


def test_without_the_spreadsheet_the_page_says_what_to_bring_in() -> None:
    for part in (in_year_admissions.decided, in_year_admissions.without_a_place):
        section = part(asked(area(3)))
        assert section.needs == "in_year_admissions"
        assert section.figure is None


def test_where_no_day_of_a_lost_place_is_recorded_that_is_said() -> None:
    store = area(2, in_year_admissions=[application(0, 9, "offered", 7, admitted_date=days_ago(3)), application(1, 9)])
    section = in_year_admissions.without_a_place(asked(store))
    assert section.finding.endswith(": for 2 applications of these months no day of a lost place is recorded")


def without(*rows: dict[str, Any]) -> tuple[int, int]:
    """How many are still without a place, and how many got a new one."""
    found = in_year_admissions.places(asked(area(3, in_year_admissions=list(rows))))
    return found.of("still_without"), found.of("new_place")


def test_a_roll_that_was_left_a_day_after_the_new_school_began_is_no_place_lost() -> None:
    assert without(application(0, 120, "offered", 110, place_lost_date=days_ago(89), admitted_date=days_ago(90))) == (0, 1)


def test_a_later_application_without_the_day_keeps_a_child_waiting_though_the_first_was_withdrawn() -> None:
    first = application(0, 90, "withdrawn", 80, place_lost_date=days_ago(100))
    assert without(first) == (0, 0)
    assert without(first, application(0, 40)) == (1, 0)
    assert without(first, application(0, 40, place_lost_date=days_ago(103))) == (1, 0)


def test_an_offer_of_an_earlier_loss_is_no_offer_of_this_one() -> None:
    rows = [
        application(0, 500, "offered", 490, place_lost_date=days_ago(510), admitted_date=days_ago(480)),
        application(0, 60, "refused", 50, place_lost_date=days_ago(70)),
    ]
    found = in_year_admissions.places(asked(area(1, in_year_admissions=rows)))
    assert (found.of("still_without"), found.of("still_without_and_offered"), found.longest) == (1, 0, 70)


def test_without_any_first_day_nobody_can_say_who_is_still_without() -> None:
    rows = [application(n, 300, "offered", 295, place_lost_date=days_ago(310)) for n in range(20)]
    reader = asked(area(20, in_year_admissions=rows))
    section = in_year_admissions.without_a_place(reader)
    assert section.finding.startswith("Nobody can say who is still without a school place")
    assert section.figure is None
    said = {one.asks: one for one in gathered(reader, Chapter.OVERSIGHT)}
    assert said[SOON].strength is Strength.UNANSWERED
    assert "records admitted date" in said[SOON].sentence


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([application(0, 9)], "Of 1 application for a school place in the last 12 months, none was offered and none was refused"),
        (
            [application(0, 9, "refused", 3)],
            "Of 1 application for a school place in the last 12 months, none was offered and 1 was refused",
        ),
    ],
)
def test_none_and_one_are_said_as_such(rows: list[dict[str, Any]], finding: str) -> None:
    section = in_year_admissions.decided(asked(area(1, in_year_admissions=rows)))
    assert section.finding == finding
    assert "of 0" not in " ".join(section.notes)
    assert "no applications" not in " ".join(section.notes)


def test_applications_of_children_in_no_list_are_not_said_to_be_none() -> None:
    section = in_year_admissions.decided(asked(area(1, in_year_admissions=[application(7, 9)])))
    assert section.finding == "No application of the last twelve months is of a listed child with SEND who is of school age"


def kept_from(*files: tuple[str, list[dict[str, Any]]]) -> tuple[int, int, int, int]:
    """Applications, offered, refused, and children still without a place, where each partner sent a file."""
    store = Store.open()
    store.keep([prepared("children", [child(0)]), *(prepared("in_year_admissions", rows, partner) for partner, rows in files)], by="test")
    every, found = in_year_admissions.figures(asked(store)), in_year_admissions.places(asked(store))
    return every["applications"], every["offered"], every["refused"], found.of("still_without")


def test_an_application_that_two_partners_tell_counts_once_as_the_one_tells_it_who_knows_the_first_day() -> None:
    row = application(0, 60, "offered", 50, school_applied_for="Hill School", place_lost_date=days_ago(70))
    assert kept_from(("A school", [row | {"admitted_date": days_ago(40)}]), ("A council", [row])) == (1, 1, 0, 0)


def test_applications_without_a_school_are_never_taken_for_one() -> None:
    refused = application(0, 60, "refused", 50)
    assert kept_from(("A school", [refused, application(0, 60, "offered", 50)]), ("A council", [refused])) == (3, 1, 2, 0)


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD])
@pytest.mark.parametrize("question", ["in_year_admissions_figures", "in_year_admissions_by_days"])
def test_nobody_but_the_lead_is_answered(question: str, role: Role) -> None:
    with pytest.raises(AccessRefused):
        asked(eight(), role).answer(question)


def test_the_self_evaluation_says_what_became_of_applications_and_who_has_no_place() -> None:
    rows = [application(n, 60, "refused" if n % 4 == 0 else "offered", 50, place_lost_date=days_ago(90)) for n in range(120)]
    rows[1]["admitted_date"] = days_ago(20)
    rows += [application(n, 30) for n in range(120, 130)]
    said = {one.asks: one for one in gathered(asked(area([child(n) for n in range(130)], in_year_admissions=rows)), Chapter.OVERSIGHT)}
    assert said[OFFERED].strength is Strength.STANDS
    assert "30 of 120 (25%; 95% interval 18% to 33%) were refused" in said[OFFERED].sentence
    assert "10 of 10 (100%; 95% interval 72% to 100%) came more than 3 weeks before" in said[OFFERED].sentence
    assert "119 children lost a school place and have no first day at a new one recorded, 119 of them" in said[SOON].sentence


def test_without_a_day_of_a_lost_place_the_self_evaluation_says_that_it_cannot_tell() -> None:
    said = {
        one.asks: one
        for one in gathered(asked(area(2, in_year_admissions=[application(0, 9, "refused", 5), application(1, 9)])), Chapter.OVERSIGHT)
    }
    assert said[SOON].strength is Strength.UNANSWERED
    assert "no file of in-year admissions records place lost date" in said[SOON].sentence


def test_a_partner_who_says_that_nothing_is_decided_does_not_undo_what_another_says_was() -> None:
    row = application(0, 60, "refused", 50, school_applied_for="Hill School")
    waiting = row | {"decision": "undecided", "decision_date": None}
    assert kept_from(("A council", [row]), ("A school", [waiting])) == (1, 0, 1, 0)


def test_nobody_without_a_place_is_said_without_a_double_no() -> None:
    rows = [application(0, 60, "offered", 50, place_lost_date=days_ago(70), admitted_date=days_ago(40))]
    section = in_year_admissions.without_a_place(asked(area(1, in_year_admissions=rows)))
    assert section.finding == "Nobody is recorded as still without a school place; 1 got a new place in the last 12 months"
    assert "12 weeks or more before the new place: 0, of 1 who got one." in " ".join(section.notes)
