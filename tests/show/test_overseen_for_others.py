"""What others than the lead are told on Oversight and on Help and protection: of all children together, in protected numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from rollcall.access import Role
from rollcall.answers.answer import Answer
from rollcall.answers.ask import Visit
from rollcall.show import help_and_protection, oversight, parts
from rollcall.show.asking import Asked
from rollcall.show.evidence import LINES
from rollcall.show.labels import label
from rollcall.show.pages import BY_NAME
from rollcall.show.parts import Section
from rollcall.store import Store
from tests.show.area import DAY, READERS, area, asked, child, spell
from tests.show.test_oversight import bars, days_ago

ONE_ROW = ("oversight_figures", "help_and_protection_figures")
OVERSIGHT = (oversight.lead, oversight.seen, oversight.reviews, oversight.provision, oversight.suitability, oversight.section_61,
             oversight.part_time, oversight.unregistered)  # fmt: skip
HELP = (help_and_protection.by_status, help_and_protection.seen, help_and_protection.lead, help_and_protection.provision)
each_of_others = pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD])
each_story = pytest.mark.parametrize("story", [oversight, help_and_protection], ids=("oversight", "help_and_protection"))
each_part = pytest.mark.parametrize("part", [*OVERSIGHT, *HELP], ids=lambda part: f"{part.__module__.rsplit('.', 1)[-1]}.{part.__name__}")


@cache
def many() -> Store:
    """242 children out of school, of whom each thing is known or not for 19 or more, or for nobody."""
    known = {"lead_professional": "Officer", "last_seen_date": days_ago(30), "next_review_date": DAY}
    late = {"lead_professional": "Unallocated", "last_seen_date": days_ago(100), "next_review_date": days_ago(1)}
    groups: list[tuple[int, str, dict[str, Any]]] = [
        (62, "cme", {"hours_per_week": 0, **known}),
        (38, "ehe", {"suitability_checked_date": DAY, **known}),
        (24, "ehe", late),
        (33, "eotas", {"section_61_decision_date": days_ago(400), "hours_per_week": 10, **late}),
        (22, "eotas", {}),
        (19, "part_time", {"agreed_full_time_date": days_ago(1), "hours_per_week": 5, **known}),
        (44, "unregistered_ap", {"hours_per_week": 3}),
    ]
    rows = [(category, more) for number, category, more in groups for _ in range(number)]
    statuses = [*["looked_after"] * 51, *["early_help"] * 31, *[None] * 40, *["none"] * 120]
    children = [child(n, social_care=statuses[n]) for n in range(len(rows))]
    return area(children, spells=[spell(n, category, **more) for n, (category, more) in enumerate(rows)])


@dataclass(frozen=True)
class Shown:
    """A visit in which the questions of one row give the numbers that a test says, whatever the guard would show."""

    visit: Visit
    numbers: dict[str, int | None]

    def ask(self, question: str, *args: Any, **filters: Any) -> Answer:
        answer = self.visit.ask(question, *args, **filters)
        if question not in ONE_ROW:
            return answer
        names = [column.name for column in answer.columns]
        return replace(answer, rows=(tuple(self.numbers.get(name, 40) for name in names),))

    def __getattr__(self, name: str) -> object:
        return getattr(self.visit, name)


def shown(**numbers: int | None) -> Asked:
    """A board that is shown these numbers, and 40 of everything else."""
    return Asked(Shown(asked(many(), Role.BOARD).visit, numbers), DAY)  # type: ignore[arg-type]


def told(section: Section) -> str:
    return " ".join((section.finding, *section.notes))


@each_story
@pytest.mark.parametrize("role", READERS)
def test_the_page_opens_for_whoever_sees_numbers_and_is_shown_in_meetings(story: ModuleType, role: Role) -> None:
    page = BY_NAME[story.__name__.rsplit(".", 1)[-1]]
    assert page.in_meetings
    assert page.opens_for(asked(many(), role).visit.viewer)


@each_of_others
def test_others_are_told_of_rounded_numbers_and_say_about(role: Role) -> None:
    headline = oversight.headline(asked(many(), role))
    assert headline.sentence == (
        "On 31 October 2026, of about 240 children not in school about 120 had a named lead professional, about 120 were recorded as seen "
        "in the last 12 weeks, and about 120 had a review to come."
    )
    assert headline.key_figures[0].meaning.startswith("50% of about 240 children; 95% interval")
    headline = help_and_protection.headline(asked(many(), role))
    assert headline.sentence == (
        "On 31 October 2026, about 50 of about 240 children not in school were open to social care; about 50 of these were recorded as "
        "seen in the last 12 weeks."
    )
    assert headline.more == "Social care status is not recorded for about 40, who may be among them."


@each_of_others
def test_each_part_of_oversight_is_of_all_the_children_together(role: Role) -> None:
    reader = asked(many(), role)
    drawn = {part.__name__: list(bars(part(reader)).items()) for part in OVERSIGHT}
    assert drawn == {
        "lead": [("Named", 120), ("Said to have nobody", 55), ("Not recorded", 65)],
        "seen": [("In the last 12 weeks", 120), ("More than 12 weeks ago", 55), ("Not recorded", 65)],
        "reviews": [("To come", 120), ("Overdue", 55), ("Date not recorded", 65)],
        "provision": [("Some hours", 95), ("No hours: recorded as 0", 60), ("Home educated", 60), ("Hours not recorded", 20)],
        "suitability": [("In the last 12 months", 40), ("Longer ago", 0), ("Not recorded", 25)],
        "section_61": [("Recorded", 35), ("Not recorded", 20)],
        "part_time": [("On a part-time timetable", 20), ("No end date planned", 20),
                      ("Agreed day has passed", 20), ("Agreed day to come", 0), ("Agreed day not recorded", 0)],
        "unregistered": [("In unregistered provision", 45), ("Hours are recorded", 45)],
    }  # fmt: skip
    assert oversight.lead(reader).finding == (
        "About 120 of about 240 children have a named lead professional; for about 65 nobody is recorded"
    )
    assert oversight.unregistered(reader).finding == (
        "About 45 children are in unregistered provision; hours are recorded for about 45 of them"
    )
    assert "all are counted, and none is called too old" in told(oversight.section_61(reader))


@each_of_others
def test_each_part_of_help_and_protection_is_of_all_who_are_open_together(role: Role) -> None:
    reader = asked(many(), role)
    drawn = {part.__name__: list(bars(part(reader)).items()) for part in HELP}
    assert drawn == {
        "by_status": [("Open to social care", 50), ("Early help", 30), ("None", 120), ("Not recorded", 40)],
        "seen": [("In the last 12 weeks", 50), ("More than 12 weeks ago", None), ("Not recorded", 0)],
        "lead": [("Named", 50), ("Said to have nobody", 0), ("Not recorded", 0)],
        "provision": [("Some hours", 0), ("No hours: recorded as 0", 50), ("Home educated", 0), ("Hours not recorded", 0)],
    }
    assert help_and_protection.provision(reader).finding.startswith("About 50 of about 50 children open to social care are without any")


@each_part
@each_of_others
def test_no_part_that_others_read_has_a_row_by_category_or_by_status(part: Any, role: Role) -> None:
    section = part(asked(many(), role))
    assert {answer.question for answer in section.answers} <= set(ONE_ROW)
    words = {label("category", row["category"]) for row in asked(many()).answer("oversight_by_category").records()}
    words |= {label("social_care", "looked_after"), label("social_care", "child_in_need")}
    assert section.figure
    assert not words & set(section.figure.along)
    assert "in several categories" not in told(section)


def test_shares_of_protected_numbers_are_said_to_be_of_rounded_ones_and_the_leads_are_not() -> None:
    assert "50% of about 240 children" in told(oversight.lead(asked(many(), Role.BOARD)))
    assert "worked out from rounded numbers" in told(oversight.lead(asked(many(), Role.BOARD)))
    assert told(oversight.part_time(asked(many(), Role.BOARD))).count("worked out from rounded numbers") == 1
    assert "what the rounded numbers leave" in told(oversight.seen(asked(many(), Role.BOARD)))
    for part in (oversight.lead, oversight.seen, oversight.part_time):
        assert "rounded" not in told(part(asked(many())))


@pytest.mark.parametrize("numbers", [{"lead_named": None}, {"children": None}, {"children": 5, "lead_named": 5}])
def test_no_share_of_a_hidden_number_nor_of_fewer_than_ten(numbers: dict[str, int | None]) -> None:
    section = oversight.lead(shown(**numbers))
    assert "%" in told(oversight.lead(shown()))
    assert "%" not in told(section)
    assert "None" not in told(section)
    figures = oversight.key_figures(shown(**numbers))
    assert "%" not in figures[0].meaning


def test_a_part_that_rounding_lifts_above_its_whole_is_all_of_it() -> None:
    assert "Named: 100% of about 35 children; 95% interval 90% to 100%." in told(oversight.lead(shown(children=35, lead_named=40)))


def test_hidden_numbers_are_said_in_words() -> None:
    every = dict.fromkeys(("children", "lead_named", "home_educated", "suitability_within_12_months", "part_time", "unregistered"))
    reader = shown(**every)
    assert oversight.lead(reader).finding == "A hidden number of children have a named lead professional; for about 40 nobody is recorded"
    assert oversight.reviews(reader).finding.startswith("Of a hidden number of children, about 40 have a review")
    assert oversight.suitability(reader).finding.startswith("For a hidden number of home-educated children suitability was checked")
    assert oversight.part_time(reader).finding.startswith("About 40 of a hidden number of part-time timetables have no end date")
    assert oversight.unregistered(reader).finding.startswith("A hidden number of children are in unregistered provision")
    assert oversight.headline(reader).sentence.startswith(
        "On 31 October 2026, of a hidden number of children not in school a hidden number had"
    )
    assert oversight.key_figures(reader)[0].meaning == "Of a hidden number of children"
    reader = shown(open=None, open_seen_within_12_weeks=None)
    assert help_and_protection.headline(reader).sentence == (
        "On 31 October 2026, a hidden number of about 40 children not in school were open to social care; a hidden number of these were "
        "recorded as seen in the last 12 weeks."
    )
    assert help_and_protection.seen(reader).finding.startswith("A hidden number of children open to social care were seen")


@pytest.mark.parametrize(
    ("numbers", "longer"),
    [
        ({"children": 100}, 20),
        ({"children": 90}, 10),
        ({"children": 85}, None),
        ({"children": 75}, None),
        ({"children": None}, None),
        ({"children": 100, "seen_within_12_weeks": None}, None),
        ({"children": 100, "seen_not_recorded": None}, None),
    ],
)
def test_who_was_seen_longer_ago_is_what_is_left_and_hidden_where_few(numbers: dict[str, int | None], longer: int | None) -> None:
    assert bars(oversight.seen(shown(**numbers)))["More than 12 weeks ago"] == longer


def test_a_sum_with_a_hidden_number_is_hidden() -> None:
    assert oversight.key_figures(shown())[2].value == "about 80"
    for hidden in ("review_overdue", "review_no_date"):
        assert oversight.key_figures(shown(**{hidden: None}))[2].value == "a hidden number"


def test_hours_that_are_recorded_for_nobody_are_not_those_of_a_hidden_number() -> None:
    hidden = oversight.unregistered(shown(unregistered_hours_recorded=None))
    assert hidden.finding.endswith("hours are recorded for a hidden number of them")
    assert bars(hidden)["Hours are recorded"] is None
    assert oversight.unregistered(shown(unregistered_hours_recorded=0)).finding.endswith("nobody's hours are recorded")


def test_nobody_is_said_only_where_the_number_is_nought_and_not_where_it_is_hidden() -> None:
    nobody = oversight.headline(shown(children=0)).sentence
    assert nobody.endswith("no child with SEND was recorded as not in school.")
    assert nobody != oversight.headline(shown(children=None)).sentence
    for part, whole in ((oversight.suitability, "home_educated"), (oversight.section_61, "eotas"), (oversight.part_time, "part_time"),
                        (oversight.unregistered, "unregistered"), (help_and_protection.lead, "open")):  # fmt: skip
        assert part(shown(**{whole: 0})).finding.startswith("No child is recorded")
        assert part(shown(**{whole: None})).figure


def test_a_day_that_is_recorded_for_nobody_is_said_from_the_numbers_and_never_from_hidden_ones() -> None:
    never = oversight.suitability(shown(suitability_within_12_months=0, suitability_longer_ago=0))
    assert never.finding == (
        "Nobody can say for how many of about 40 home-educated children suitability was checked: the day is recorded for none of them"
    )
    assert never.figure is None
    assert oversight.suitability(shown(suitability_within_12_months=0, suitability_longer_ago=None)).figure
    assert "recorded for none of them" in oversight.section_61(shown(section_61_recorded=0)).finding
    assert oversight.section_61(shown(section_61_recorded=None)).figure
    no_day = oversight.part_time(shown(part_time_day_passed=0, part_time_day_to_come=0))
    assert "full time again is recorded for none of them" in told(no_day)
    assert len(bars(no_day)) == 2
    assert len(bars(oversight.part_time(shown(part_time_day_passed=0)))) == 5


@each_of_others
def test_parts_that_are_made_of_what_the_lead_alone_may_ask_are_left_out_for_others(role: Role) -> None:
    assert parts.for_the_lead(asked(many()))
    assert not parts.for_the_lead(asked(many(), role))
    assert not parts.for_the_lead(Asked(asked(many()).visit.as_board(), DAY))


def test_a_shared_self_evaluation_says_of_protected_numbers_that_they_are_about() -> None:
    said = _evidence(shown(home_educated=80))
    assert said[0].startswith("Of home-educated children, about 40 of about 80 (50%; 95% interval 39% to 61%) had the suitability")
    assert (
        said[1]
        == "Of children in EOTAS, a decision under section 61 is recorded for about 40 of about 40 (100%; 95% interval 91% to 100%)."
    )
    assert said[2].startswith("Of children on a part-time timetable, about 40 of about 40 (100%")
    hidden = _evidence(shown(suitability_within_12_months=None, suitability_not_recorded=None))[0]
    assert hidden.startswith("Of home-educated children, a hidden number of about 40 had the suitability")


def test_a_shared_self_evaluation_gives_no_share_of_a_day_that_is_recorded_for_nobody() -> None:
    never = dict.fromkeys(
        ("suitability_within_12_months", "suitability_longer_ago", "section_61_recorded", "part_time_day_passed", "part_time_day_to_come"),
        0,
    )
    assert _evidence(shown(**never)) == [
        "Of about 40 home-educated children, a check of suitability is recorded for none.",
        "Of about 40 children in EOTAS, a decision under section 61 is recorded for none.",
        "Of about 40 children on a part-time timetable, the day by which they were to be full time is recorded for none.",
    ]
    nobody = "Of children in EOTAS, a decision under section 61 is recorded for none of none."
    assert _evidence(shown(**never, eotas=0))[1] == nobody


def test_a_shared_self_evaluation_says_who_is_led_for_seen_reviewed_and_taught() -> None:
    lines = {
        line.measures[0]: line for lines in LINES.values() for line in lines if line.questions in (("oversight_figures",), ONE_ROW[1:])
    }
    reader = shown(children=400, lead_not_recorded=10)
    said = lines["lead_professional_named"].say(reader)
    assert said.sentence.startswith("Of children not in school, about 40 of about 400 (10%; 95% interval 7% to 13%) had a named lead")
    assert not said.thin
    assert "seen in the 12 weeks to 31 October 2026" in lines["seen_in_the_last_12_weeks"].say(reader).sentence
    assert "the review of about 40 of about 400" in lines["review_overdue_or_without_a_date"].say(reader).sentence
    assert "with no hours of education" in lines["without_any_provision"].say(reader).sentence
    assert lines["without_any_provision"].say(shown(children=100)).thin == "For 40% of them nothing is recorded."
    several = lines["open_lead_professional_named"].say(asked(many(), Role.BOARD))
    assert several.sentence.startswith("Of children not in school who are open to social care, about 50 of about 50 (100%")
    assert several.note.endswith("Early help is not among them.")


def _evidence(reader: Asked) -> list[str]:
    return [
        line.say(reader).sentence for lines in LINES.values() for line in lines if "oversight_figures" in line.questions and line.only_with
    ]
