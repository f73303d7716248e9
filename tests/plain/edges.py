"""One area that stands on every edge at once, so that no edge is left to chance."""

from __future__ import annotations

from datetime import date, timedelta

from tests.plain.area import SETTINGS, Access, Application, Area, Attendance, Child, Population, Service, Spell, SurveyAnswer, Wait
from tests.plain.dates import months_later
from tests.plain.made_up import TERMS, turning_births, turning_days

CATEGORIES = ("cme", "ehe", "eotas", "unregistered_ap", "flexi_schooled", "part_time", "severely_absent")
STATUSES = ("in_place", "waiting", "not_referred", "cannot_access", "not_needed")
TOLD_AFTER = (-1, 0, 3, 4, 10, 11, 30, 31, 300)  # days, on both sides of each that is asked about
DAY = timedelta(days=1)


def area_on_every_edge(as_at: date) -> Area:
    """Children born on every edge of school age; spells and waits that start and end on every day on which a rule turns."""
    turning = sorted({day + by for day in turning_days(as_at) for by in (-DAY, timedelta(), DAY)})
    # Half a year after 29, 30 or 31 August is the last day of February: the months are clamped.
    clamped = [date(year, 8, day) for year in (2024, 2025) for day in (28, 29, 30, 31)]
    births = sorted({born + by for born in turning_births(as_at) for by in (-DAY, timedelta(), DAY)})
    grown = as_at - timedelta(days=10 * 365)
    children, spells, waits = [], [], []

    years = [months_later(as_at, -months) + by for months in (12, 24, 36) for by in (-DAY, timedelta(), DAY)]

    def a_day_that_turns(number: int) -> date | None:
        return (None, as_at - DAY, as_at, as_at + DAY, *years)[number // 7 % (4 + len(years))]

    def child(born: date = grown, sen_status: str = "E") -> str:
        number = len(children)
        name = f"C{number:04}"
        children.append(
            Child(
                name, born, sen_status, f"p{number:04}".ljust(32, "0"), f"n{number:04}".ljust(32, "0"),
                ("F", "M", None)[number % 3], ("ASD", None)[number % 2],
                ("North", "South", None)[number % 3], ("none", None, "looked_after", "early_help", "child_protection")[number % 5],
                school_name=("Hill School", None)[number % 2],
                home_educated_flag=(None, True, False)[number % 3],
                sen_setting=(None, None, *SETTINGS)[number % 9],
                sen_setting_since=(None, grown)[number % 2],
                early_help_offered=(None, "offered", "declined", "not_offered")[number % 4],
                ethnicity=(None, None, "WBRI")[number % 3],
            )
        )  # fmt: skip
        return name

    def spell(name: str | None, start: date, end: date | None = None, outcome: str | None = None) -> None:
        number = len(spells)
        told = [start + timedelta(days=TOLD_AFTER[(number + by) % len(TOLD_AFTER)]) if (number + by) % 4 else None for by in range(3)]
        spells.append(
            Spell(
                name, CATEGORIES[number % 7], start, end, outcome, destination=("mainstream", None)[number % 2], la_notified_date=told[0],
                health_notified_date=told[1], social_care_notified_date=told[2],
                hours_per_week=(0.0, None, 12.5)[number // 7 % 3],
                lead_professional=("Officer", None, "Vacancy", "awaiting allocation")[number // 7 % 4],
                last_seen_date=(None, *turning)[number * 5 % (len(turning) + 1)],
                next_review_date=(None, as_at, as_at - DAY)[number // 3 % 3],
                suitability_checked_date=a_day_that_turns(number),
                section_61_decision_date=a_day_that_turns(number + 1),
                agreed_full_time_date=(None, as_at, as_at - DAY, as_at + DAY)[number // 7 % 4],
            )
        )  # fmt: skip

    def wait(name: str | None, received: date, started: date | None = None, closed: date | None = None) -> None:
        number = len(waits)
        waits.append(Wait(name, ("autism", "adhd")[number % 2], received, started, closed, ("Trust A", "Trust B", None)[number % 3]))

    for born in births:
        name = child(born, "EKN"[len(children) % 3])
        spell(name, as_at)  # starts on the day itself
        wait(name, as_at - timedelta(days=91))
    for number, day in enumerate(turning):
        long_before = day - timedelta(days=300)
        spell(child(), day)
        spell(child(), long_before, day, "returned_to_school")
        wait(child(sen_status="N"), day)
        wait(child(sen_status="N"), long_before, started=day)
        wait(child(), long_before, closed=day)
        spell(children[-number - 1].child_id, day, day, "returned_to_school")  # starts and ends on one day
        out_again = child()
        spell(out_again, long_before, day, "returned_to_school")
        spell(out_again, min(day + timedelta(days=(42, 84)[number % 2]), as_at))
        spell(f"X{number}", day)  # in no list of children
        wait(f"X{number}", day)
    for start in [*clamped, *(months_later(as_at, months) + by for months in (-18, -12, -6) for by in (-DAY, timedelta(), DAY))]:
        for by in (-DAY, timedelta(), DAY):
            spell(child(), start, months_later(start, 6) + by, ("returned_to_school", "moved_away")[len(spells) % 2])
    for start in turning:  # a slip of the keys: ended before the first of 36 months, and started since
        spell(child(), start, months_later(as_at, -60), "returned_to_school")
        wait(child(), start, closed=months_later(as_at, -60))
    listed_again = [
        Child(
            f"nhs-{first.nhs_number[:12]}" if number % 2 else first.child_id,
            first.date_of_birth,
            "K",
            first.upn,
            first.nhs_number,
            partner="Trust",
        )
        for number, first in enumerate(children[::20])
        if first.nhs_number
    ]
    sessions = zip(children[::7], (100, 100, 100, 0, 3, 100, 100) * len(children), (49, 50, 51, 0, 2, 10, 9) * len(children), strict=False)
    half = [
        Attendance(
            each.child_id,
            term,
            possible,
            max(missed + place * (number % 3 - 1), 0),  # more, fewer or as many as in the term before
            sessions_part_time_timetable=(None, 0, 1, 2)[(number * place) % 4],
            suspensions=(None, 0, 2)[(number + place) % 3],
            permanent_exclusions=(None, 0, 0, 1, None)[(number + place) % 5],
        )
        for number, (each, possible, missed) in enumerate(sessions)
        for place, term in enumerate(TERMS)
    ]
    access = [
        Access(
            each.child_id,
            ("slt", "ot")[number % 2],
            STATUSES[number % 5],
            day,
            ("travel", None)[number % 2],
            ("Trust A", None)[number % 3 == 0],
        )
        for number, (each, day) in enumerate(zip(children[::3], turning * len(children), strict=False))
    ]
    # Each child lost a place, applied, and got a place or not, on one of the days; every other child applied twice.
    steps = [timedelta(days=days) for days in (0, 13, 14, 21, 22, 363, 364)]
    applications = [
        Application(
            each.child_id,
            day,
            ("Hill School", "Dale School")[again],
            (None, "offered", "refused", "withdrawn", "undecided")[(number + again) % 5],
            (None, day + steps[number % 7])[number % 6 > 0],
            (None, day, day - steps[number % 7])[number % 3],
            (None, day + steps[number % 7], day - DAY)[(number + again) % 3],
        )
        for number, (each, day) in enumerate(zip(children, turning * len(children), strict=False))
        for again in range(1 + number % 2)
    ]
    return Area(
        children=(*children, *listed_again),
        spells=tuple(spells),
        attendance=tuple(half),
        diagnostic_waits=tuple(waits),
        health_access=tuple(access),
        in_year_admissions=tuple(applications),
        services=(Service("slt", "Trust A", "yes"), Service("ot", "trust b ", "no")),
        population=(Population(100, "North", "E", as_at), Population(90, "North", "E", as_at + DAY), Population(5, None, None, None)),
        survey_responses=tuple(
            SurveyAnswer(group, f"Statement {statement}", answer, day)
            for group, many in (("child", 9), ("parent", 30), ("professional", 11))
            for statement, (answer, other) in enumerate(
                (("strongly_agree", "disagree"), ("strongly_disagree", "dont_know"), ("neither", "agree"))
            )
            for number in range(many)
            for answer, day in [(other if number % 6 == 0 else answer, turning[number % len(turning)] if number % 4 else None)]
        ),
        told_at=(("Council", as_at), ("Trust", as_at - DAY), ("Board", as_at)),
    )
