"""Evidence on the whole: how many are not in school, in which ways, for how long, and who came back."""

from __future__ import annotations

from rollcall.answers.statistics import wilson
from rollcall.definitions.monthly import Monthly
from rollcall.show import not_in_school
from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import IS_HIDDEN, both, share, through_time
from rollcall.show.labels import being, by_size
from rollcall.show.sentences import amount, capital, listed, people

_SPELLS = ("children", "spells")
_PER = 1000


def _how_many(asked: Asked) -> Told:
    found = not_in_school.figures(asked)
    about = not asked.exact
    with_plan = share(found["with_a_plan"], found["children"], about)
    return Told(
        f"On {asked.on}, {people(found['children'], about)} with SEND of school age were not in school, each counted once. "
        f"{capital(with_plan.words)} had an EHC plan.",
        with_plan.thin,
        "SEND is an EHC plan, SEN support, or waiting for a diagnostic assessment.",
    )


def _rate(asked: Asked) -> Told:
    out = [row["children"] for row in asked.answer("not_in_school_by_sen_status").records() if row["sen_status"] in ("E", "K")]
    living = [row["children"] for row in asked.answer("population_by_locality").records() if row["sen_status"] in ("E", "K")]
    if None in out or None in living or not sum(living):
        return Told("No rate can be given: a number that it needs is hidden or blank.", IS_HIDDEN)
    part, whole = sum(out), sum(living)
    low, high = wilson(part, whole) or (0.0, 0.0)
    return Told(
        f"That is {_PER * part / whole:.0f} of every 1,000 children with an EHC plan or SEN support who live here (95% interval "
        f"{_PER * low:.0f} to {_PER * high:.0f}): {amount(part, not asked.exact)} of {amount(whole, not asked.exact)}.",
        note="Children who only wait for a diagnosis are in neither number. No national figure counts the same children.",
    )


def _change(asked: Asked) -> Told:
    rows = asked.answer("not_in_school_by_month").records()
    if not not_in_school.has_history(asked):
        return Told(
            "Whether the number has changed cannot be said: no period that ended is in the kept data, so earlier months are not complete.",
            "No history.",
        )
    months = [row["month_end"] for row in rows]
    rebases = asked.visit.rebases(Monthly.NOT_IN_SCHOOL)
    return through_time([row["children"] for row in rows], months, "neither", "the number not in school", not asked.exact, rebases)


def _ways(asked: Asked) -> Told:
    found, about = not_in_school.figures(asked), not asked.exact
    rows = by_size(asked.answer("not_in_school_by_category").records(), "category", "children")
    known = [row for row in rows if row["children"]][:3]
    if not known:
        return Told("No category has enough children for its number to be given.", IS_HIDDEN)
    shares = [share(row["children"], found["children"], about) for row in known]
    words = listed([f"{being(row['category'])}, {one.words}" for row, one in zip(known, shares, strict=True)])
    several = found["in_more_than_one_category"]
    return Told(
        f"The ways of being out that are recorded most often are: {words}.",
        both(*(one.thin for one in shares)),
        f"{capital(people(several, about))} {'is' if several == 1 else 'are'} in more than one category, and counted in each.",
    )


def _how_long(asked: Asked) -> Told:
    found = not_in_school.figures(asked)
    long = share(found["out_for_over_52_weeks"], found["children"], not asked.exact)
    return Told(f"Of those not in school, {long.words} had been out for more than 52 weeks.", long.thin)


def _came_back(asked: Asked) -> Told:
    back, about = asked.answer("returned_in_last_six_months").rows[-1][1], not asked.exact
    begun, returned, *_ = asked.answer("returns_within_six_months_total").rows[0]
    within = share(returned, begun, about)
    return Told(
        f"In the six months to {asked.on}, {people(back, about)} came back to school, whenever they had left. Of the periods out of school "
        f"that began between 18 and 6 months before, {within.words} ended in a return within six months.",
        both(within.thin, IS_HIDDEN if back is None else ""),
        "These are two numbers: the first counts children, the second periods that began early enough to know.",
    )


def _lasted(asked: Asked) -> Told:
    said, thin = [], []
    for row in asked.answer("returns_sustained").records():
        still, again = row["still_in_school"], row["out_again"]
        one = share(still, None if still is None or again is None else still + again, not asked.exact)
        said.append(f"{one.words} were still in school {row['weeks']} weeks on")
        thin.append(one.thin)
    if not said:
        return Told("Nobody came back in the last six months, so whether returns last is not known.", "Nobody to count.")
    return Told(f"Of the returns of the last six months that are old enough to tell, {listed(said)}.", both(*thin))


LINES = (
    Line(
        "How many children with SEND are not in school?",
        _how_many,
        _SPELLS,
        ("not_in_school_figures",),
        ("not_in_school", "not_in_school_with_a_plan"),
    ),
    Line(
        "How many is that for every 1,000 children with SEND?",
        _rate,
        (*_SPELLS, "population"),
        ("not_in_school_by_sen_status", "population_by_locality"),
        ("not_in_school_rate",),
    ),
    Line("Is the number changing by more than chance?", _change, _SPELLS, ("not_in_school_by_month",), ("not_in_school",)),
    Line(
        "In which ways are they out of school?",
        _ways,
        _SPELLS,
        ("not_in_school_by_category", "not_in_school_figures"),
        ("not_in_school", "in_more_than_one_category"),
    ),
    Line("How long have they been out?", _how_long, _SPELLS, ("not_in_school_figures",), ("out_for_over_52_weeks",)),
    Line(
        "Who comes back?",
        _came_back,
        _SPELLS,
        ("returned_in_last_six_months", "returns_within_six_months_total"),
        ("came_back_in_the_last_six_months", "came_back_within_six_months_of_leaving"),
    ),
    Line(
        "Do returns last?",
        _lasted,
        _SPELLS,
        ("returns_sustained",),
        ("still_in_school_six_weeks_on", "still_in_school_twelve_weeks_on"),
    ),
)
