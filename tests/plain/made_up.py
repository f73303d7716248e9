"""Made-up areas for Hypothesis, full of the days on which rules turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.plain.area import (
    SETTINGS,
    Access,
    Application,
    Area,
    Attendance,
    Child,
    Figure,
    HomeEducation,
    Population,
    Published,
    Service,
    Spell,
    SurveyAnswer,
    Wait,
)
from tests.plain.dates import months_later

TERMS = ("Autumn 2023/24", "Autumn 2025/26", "Summer 2025/26")

# The last day of a month, a leap day, the days around the start and end of school age, and days in the middle of things.
DAYS = [
    date(2026, 10, 31), date(2026, 8, 31), date(2026, 9, 1), date(2024, 2, 29), date(2026, 2, 28), date(2025, 12, 31), date(2025, 12, 30),
    date(2026, 3, 31), date(2026, 6, 26), date(2026, 6, 27), date(2025, 6, 27), date(2026, 11, 22), date(2025, 3, 1),
]  # fmt: skip


def turning_days(as_at: date) -> list[date]:
    """Days on which a rule turns when looked at on `as_at`."""
    turning = [0, 1, 7, 8, 13, 14, 15, 28, 29, 56, 84, 85, 90, 91, 92, 126, 127, 128, 182, 364, 365, 366, 42, 41, 43, 1200]
    days = [as_at - timedelta(days=d) for d in turning] + [as_at + timedelta(days=d) for d in (1, 2, 40)]
    for months in (-6, -12, -18):
        days += [months_later(as_at, months) + timedelta(days=d) for d in (-1, 0, 1)]
    days += [as_at.replace(day=1), as_at.replace(day=1) - timedelta(days=1)]
    return days


def days_around(as_at: date) -> st.SearchStrategy[date]:
    """Days on which a rule turns, and others."""
    return st.sampled_from(turning_days(as_at)) | st.integers(-1200, 30).map(lambda d: as_at + timedelta(days=d))


def turning_births(as_at: date) -> list[date]:
    """Days of birth near the first and last day of school age on `as_at`, and leap days."""
    edges = [
        date(as_at.year - age, month, day)
        for age in (5, 6, 15, 16, 17)
        for month, day in ((3, 31), (4, 1), (8, 31), (9, 1), (12, 31), (1, 1), (6, 30))
    ]
    edges += [date(2012, 2, 29), date(2016, 2, 29), date(2020, 2, 29), date(2008, 2, 29)]
    edges += [as_at.replace(year=as_at.year - 5, day=min(as_at.day, 28))]
    return edges


def births(as_at: date) -> st.SearchStrategy[date]:
    """Days of birth: those on which school age turns, and any age from 3 to 18."""
    return st.sampled_from(turning_births(as_at)) | st.integers(3 * 366, 18 * 365).map(lambda d: as_at - timedelta(days=d))


def maybe(values: list) -> st.SearchStrategy:
    return st.sampled_from([None, *values])


HASHES = [f"{letter * 32}" for letter in "abcdef"]


@st.composite
def areas(draw: Callable) -> tuple[Area, date]:
    """An area and the day to look at it."""
    as_at = draw(st.sampled_from(DAYS) | st.dates(date(2023, 9, 1), date(2026, 11, 22)))
    day = days_around(as_at)
    children = []
    for number in range(draw(st.integers(1, 7))):
        children.append(
            Child(
                child_id=f"C{number}",
                date_of_birth=draw(births(as_at)),
                sen_status=draw(st.sampled_from("EKKN")),
                upn=draw(maybe([f"p{HASHES[number % 6]}"[:32]])) if number < 6 else None,
                nhs_number=draw(maybe([f"n{HASHES[number % 6]}"[:32]])) if number < 6 else None,
                sex=draw(maybe(["F", "M", "U"])),
                primary_need=draw(maybe(["ASD", "SEMH", "SLCN"])),
                locality=draw(maybe(["North", "South"])),
                social_care=draw(maybe(["none", "early_help", "child_in_need", "looked_after"])),
                early_help_offered=draw(maybe(["offered", "declined", "not_offered"])),
                school_urn=draw(maybe(["100001"])),
                school_name=draw(maybe(["Hill School"])),
                home_educated_flag=draw(maybe([True, False])),
                sen_setting=draw(maybe(SETTINGS)),
                sen_setting_since=draw(st.none() | day),
                ethnicity=draw(maybe(["WBRI"])),
            )
        )
    children += [again for child in children if draw(st.integers(0, 4)) == 0 for again in [draw(_again(child))]]
    known = [child.child_id for child in children]
    child_ids = st.sampled_from([*known, *known, *known, "X1", "X2"])
    naming = st.one_of(
        st.tuples(child_ids, st.none(), st.none()),
        st.tuples(st.none(), st.sampled_from([f"n{value}"[:32] for value in HASHES]), st.none()),
        st.tuples(
            maybe(["TRUST9"]), maybe([f"n{value}"[:32] for value in HASHES]), st.sampled_from([f"p{value}"[:32] for value in HASHES])
        ),
    ).map(lambda names: dict(zip(("child_id", "nhs_number", "upn"), names, strict=True)))
    spells = draw(st.lists(_spells(naming, day), max_size=12))
    waits = draw(st.lists(_waits(naming, day), max_size=10))
    terms = st.sampled_from(TERMS)
    attendance = draw(
        st.lists(
            st.builds(
                lambda names, term, possible, share, partner, part_time, suspensions, exclusions: Attendance(
                    term=term,
                    sessions_possible=possible,
                    sessions_missed=possible * share // 100,
                    sessions_part_time_timetable=part_time,
                    suspensions=suspensions,
                    permanent_exclusions=exclusions,
                    partner=partner,
                    **names,
                ),
                naming,
                terms,
                st.sampled_from([0, 2, 100, 140]),
                st.sampled_from([0, 9, 10, 11, 49, 50, 51, 100]),
                st.sampled_from(["Council", "School"]),
                st.sampled_from([None, 0, 1, 2]),
                st.sampled_from([None, 0, 2]),
                st.sampled_from([None, 0, 1]),
            ),
            max_size=8,
        )
    )
    access = draw(
        st.lists(
            st.builds(
                lambda names, rest: Access(**names, **rest),
                naming,
                st.fixed_dictionaries(
                    {
                        "service": st.sampled_from(["slt", "ot"]),
                        "status": st.sampled_from(["in_place", "waiting", "not_referred", "cannot_access", "not_needed"]),
                        "referred_date": st.none() | day,
                        "first_seen_date": st.none() | day,
                        "barrier": maybe(["travel", "capacity", "no idea"]),
                        "provider": maybe(["Trust A", "Trust B"]),
                        "partner": st.sampled_from(["Trust", "Council"]),
                    }
                ),
            ),
            max_size=10,
        )
    )
    applications = draw(st.lists(_applications(naming, day), max_size=8))
    services = draw(
        st.lists(
            st.builds(
                Service,
                st.sampled_from(["slt", "ot"]),
                st.sampled_from(["Trust A", "trust a ", "Trust B"]),
                st.sampled_from(["yes", "no", "some"]),
                maybe(["The Board"]),
                maybe(["Ask"]),
            ),
            max_size=3,
        )
    )
    population = draw(
        st.lists(st.builds(Population, st.integers(0, 2000), maybe(["North", "South"]), maybe(["E", "K"]), st.none() | day), max_size=4)
    )
    survey = draw(
        st.lists(
            st.builds(
                SurveyAnswer,
                st.sampled_from(["child", "parent", "professional"]),
                st.sampled_from(["I am heard.", "I know who to ask."]),
                st.sampled_from(["strongly_agree", "agree", "neither", "disagree", "strongly_disagree", "dont_know", "not_said"]),
                st.none() | day,
            ),
            max_size=6,
        )
    )
    told = {name: draw(st.integers(0, 40).map(lambda d: as_at - timedelta(days=d))) for name in ("Council", "Trust", "School", "Board")}
    told |= {"NHS England": as_at, "DfE": as_at}
    return (
        Area(
            children=tuple(children),
            spells=tuple(spells),
            attendance=tuple(attendance),
            diagnostic_waits=tuple(waits),
            health_access=tuple(access),
            in_year_admissions=tuple(applications),
            services=tuple(services),
            population=tuple(population),
            survey_responses=tuple(survey),
            published_community_waits=tuple(draw(_published(as_at))),
            published_home_education=tuple(draw(_home_education())),
            published_figures=tuple(draw(_published_figures())),
            told_at=tuple(told.items()),
            school_columns=tuple(draw(st.sets(st.sampled_from(["Council", "Trust"])))),
        ),
        as_at,
    )


@st.composite
def _again(draw: Callable, child: Child) -> Child:
    """The child once more: in another partner's list, with some columns blank or different, perhaps named by a hash only."""
    names = [child.child_id] + [f"{kind}-{value[:12]}" for kind, value in (("upn", child.upn), ("nhs", child.nhs_number)) if value]
    return Child(
        child_id=draw(st.sampled_from(names)),
        date_of_birth=child.date_of_birth,
        sen_status=draw(st.sampled_from("EKN")),
        upn=child.upn,
        nhs_number=child.nhs_number,
        sex=draw(maybe(["F", "M"])),
        locality=draw(maybe(["North", "West"])),
        school_name=draw(maybe(["Dale School"])),
        partner=draw(st.sampled_from(["Council", "Trust"])),
    )


@st.composite
def _spells(draw: Callable, naming: st.SearchStrategy, day: st.SearchStrategy[date]) -> Spell:
    start = draw(day)
    end = draw(st.none() | day | st.sampled_from([0, 1, 7, 41, 42, 100]).map(lambda d: start + timedelta(days=d)))
    if end is not None and draw(st.booleans()):
        end = max(end, start)
    if draw(st.integers(0, 5)) == 0:
        end = months_later(start, 6) + timedelta(days=draw(st.integers(-1, 1)))
    told = st.none() | day | st.sampled_from([-1, 0, 3, 4, 10, 11, 30, 31]).map(lambda d: start + timedelta(days=d))
    returned = ["returned_to_school"] * 3
    return Spell(
        category=draw(st.sampled_from(["cme", "ehe", "eotas", "severely_absent", "part_time", "flexi_schooled", "unregistered_ap"])),
        start_date=start,
        end_date=end,
        outcome=None if end is None else draw(maybe([*returned, "moved_away", "other"])),
        destination=draw(maybe(["mainstream", "special", "Hill School"])),
        reason=draw(maybe(["Mental health", "Other", "a local word"])),
        last_school=draw(maybe(["Hill School", "Dale School"])),
        hours_per_week=draw(maybe([0.0, 2.5, 12.5])),
        lead_professional=draw(maybe(["Officer", "Unallocated"])),
        last_seen_date=draw(st.none() | day),
        next_review_date=draw(st.none() | day),
        suitability_checked_date=draw(st.none() | day),
        section_61_decision_date=draw(st.none() | day),
        agreed_full_time_date=draw(st.none() | day),
        la_notified_date=draw(told),
        health_notified_date=draw(told),
        social_care_notified_date=draw(told),
        partner=draw(st.sampled_from(["Council", "School"])),
        **draw(naming),
    )


@st.composite
def _waits(draw: Callable, naming: st.SearchStrategy, day: st.SearchStrategy[date]) -> Wait:
    return Wait(
        assessment=draw(st.sampled_from(["autism", "adhd"])),
        referral_received_date=draw(day),
        assessment_start_date=draw(st.none() | day),
        closed_date=draw(st.none() | st.none() | day),
        provider=draw(maybe(["Trust A", "Trust B"])),
        support_while_waiting=draw(maybe(["Workshop", "Not offered.", "No support"])),
        partner=draw(st.sampled_from(["Trust", "Council"])),
        **draw(naming),
    )


@st.composite
def _applications(draw: Callable, naming: st.SearchStrategy, day: st.SearchStrategy[date]) -> Application:
    received = draw(day)
    after = st.none() | day | st.sampled_from([0, 1, 20, 21, 22, 60]).map(lambda d: received + timedelta(days=d))
    return Application(
        application_received_date=received,
        school_applied_for=draw(maybe(["Hill School", "Dale School"])),
        decision=draw(maybe(["offered", "refused", "withdrawn", "undecided"])),
        decision_date=draw(after),
        place_lost_date=draw(st.none() | day | st.just(received)),
        admitted_date=draw(after),
        partner=draw(st.sampled_from(["Council", "School"])),
        **draw(naming),
    )


@st.composite
def _published(draw: Callable, as_at: date) -> list[Published]:
    months = [as_at.replace(day=1), months_later(as_at.replace(day=1), 1), months_later(as_at.replace(day=1), -1)]
    keys = draw(
        st.sets(
            st.tuples(st.sampled_from(months), st.sampled_from(["England", "Trust A"]), st.sampled_from(["total", "127-364", "365+"])),
            max_size=5,
        )
    )
    return [Published(month, name, "Audiology", band, *draw(_figure([0, 7, 14033]))) for month, name, band in sorted(keys)]


@st.composite
def _home_education(draw: Callable) -> list[HomeEducation]:
    keys = draw(st.sets(st.tuples(st.sampled_from(["2023/24", "2024/25"]), st.sampled_from(["England", "Vale"])), max_size=3))
    return [HomeEducation(year, "National", area, "ehe_returns_full_year", *draw(_figure([0.0, 28100.0]))) for year, area in sorted(keys)]


@st.composite
def _published_figures(draw: Callable) -> list[Figure]:
    sets = {
        "absence": ["enrolments_pa_50_exact_percent", "sess_authorised"],
        "attendance": ["auth_part_time_perc"],
        "missing_education": ["child_count", "child_percent", "rate_per_100"],
        "home_education": ["number", "rate"],
        "ehc_plans": ["ehcplans", "neet_other_csa", "special_total"],
        "other": ["headcount"],
    }
    data_set = draw(st.sampled_from(list(sets)))
    keys = draw(
        st.sets(
            st.tuples(
                st.sampled_from(["2022/23", "2023/24", "2024/25"]), st.sampled_from(["England", "Vale"]), st.sampled_from(sets[data_set]),
                st.sampled_from(["Total", "EHC plan", "Sex"]),
                st.sampled_from(["Total", "Special"]), st.sampled_from([None, "sex: Male"])
            ),
            max_size=8,
        )
    )  # fmt: skip
    return [
        Figure(
            data_set, period, area, measure, *draw(_figure([0.0, 7.3])), breakdown, "E" if breakdown == "EHC plan" else None, phase, other
        )
        for period, area, measure, breakdown, phase, other in sorted(keys, key=str)
    ]


def _figure(values: list) -> st.SearchStrategy[tuple]:
    return st.sampled_from(values).map(lambda value: (value, None)) | st.sampled_from(["suppressed", "low"]).map(lambda why: (None, why))


def filters() -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Some filters, some of the time."""
    words = {
        "locality": ["North", "South", "not_recorded"],
        "sen_status": ["E", "K", "N", "not_recorded"],
        "primary_need": ["ASD", "not_recorded"],
        "category": ["cme", "ehe", "part_time"],
        "year_group": ["Reception", "Year 1", "Year 10", "Year 11"],
        "sex": ["F", "not_recorded"],
        "social_care": ["none", "looked_after"],
        "service": ["slt", "ot"],
        "provider": ["Trust A", "not_recorded"],
    }
    one = st.sampled_from(list(words)).flatmap(
        lambda name: st.lists(st.sampled_from(words[name]), min_size=1, max_size=2, unique=True).map(lambda of: {name: tuple(sorted(of))})
    )
    return st.just({}) | one | st.tuples(one, one).map(lambda two: two[0] | two[1])
