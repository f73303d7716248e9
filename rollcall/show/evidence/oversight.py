"""Evidence on oversight: who leads, who was seen, whose review is due, and what was checked, decided and agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import IS_HIDDEN, both, share
from rollcall.show.figures import Value
from rollcall.show.overseen import never_recorded
from rollcall.show.sentences import people, per_cent

THE_FIGURES = "oversight_figures"
_TOO_MANY_BLANK = 0.2
Row = Mapping[str, Any]


def _figures(asked: Asked) -> Row:
    return asked.answer(THE_FIGURES).records()[0]


def mostly_blank(unknown: Value, whole: Value) -> str:
    """Why a share carries little where a day is not recorded for more than a fifth of those whom it is about."""
    if unknown is None:
        return IS_HIDDEN
    if not unknown or not whole or unknown / whole <= _TOO_MANY_BLANK:
        return ""
    return f"For {per_cent(min(unknown / whole, 1.0))} of them nothing is recorded."


def _nothing_told(asked: Asked, whole: Value, whom: str, what: str, column: str, *known: Value) -> Told | None:
    """What others than the lead are told where a day is recorded for nobody: that is no share, and they are not told of columns."""
    if asked.exact or whole == 0 or not never_recorded(asked, column, *known):
        return None
    return Told(f"Of {people(whole, about=True, one=whom, many=whom)}, {what} is recorded for none.", "Nothing is recorded of any of them.")


def _leads(asked: Asked) -> Told:
    every = _figures(asked)
    whole, unknown = every["children"], every["lead_not_recorded"]
    named, blank = share(every["lead_named"], whole, not asked.exact), share(unknown, whole, not asked.exact)
    return Told(
        f"Of children not in school, {named.words} had a named lead professional; for {blank.words} nothing is recorded.",
        both(named.thin, mostly_blank(unknown, whole)),
        "A register that says unallocated, vacant and the like names nobody.",
    )


def _seen(asked: Asked) -> Told:
    every = _figures(asked)
    whole, unknown = every["children"], every["seen_not_recorded"]
    lately, blank = share(every["seen_within_12_weeks"], whole, not asked.exact), share(unknown, whole, not asked.exact)
    return Told(
        f"Of children not in school, {lately.words} were recorded as seen in the 12 weeks to {asked.on}; for {blank.words} no day is "
        "recorded.",
        both(lately.thin, mostly_blank(unknown, whole)),
        "No day recorded is not the same as not seen. 12 weeks are our choice.",
    )


def _reviews(asked: Asked) -> Told:
    every = _figures(asked)
    whole, unknown = every["children"], every["review_no_date"]
    late, blank = share(every["review_overdue"], whole, not asked.exact), share(unknown, whole, not asked.exact)
    return Told(
        f"Of children not in school, the review of {late.words} was overdue, and {blank.words} had no review date recorded.",
        both(late.thin, mostly_blank(unknown, whole)),
    )


def _provision(asked: Asked) -> Told:
    every = _figures(asked)
    whole, unknown = every["children"], every["hours_not_recorded"]
    without, blank = share(every["without_provision"], whole, not asked.exact), share(unknown, whole, not asked.exact)
    return Told(
        f"Of children not in school, {without.words} were recorded with no hours of education, and not home educated; for {blank.words} no "
        "hours are recorded.",
        both(without.thin, mostly_blank(unknown, whole)),
        "Not recorded is not the same as none. Education Act 1996, section 19, is about who gets no suitable education.",
    )


def _suitability(asked: Asked) -> Told:
    every = _figures(asked)
    whole, unknown = every["home_educated"], every["suitability_not_recorded"]
    within, longer = every["suitability_within_12_months"], every["suitability_longer_ago"]
    if nobody := _nothing_told(
        asked, whole, "home-educated children", "a check of suitability", "suitability_checked_date", within, longer
    ):
        return nobody
    lately, blank = share(within, whole, not asked.exact), share(unknown, whole, not asked.exact)
    return Told(
        f"Of home-educated children, {lately.words} had the suitability of their education checked in the 12 months to {asked.on}; for "
        f"{blank.words} no check is recorded.",
        both(lately.thin, mostly_blank(unknown, whole)),
        "No check recorded is not the same as not checked, and a check does not say what was found.",
    )


def _section_61(asked: Asked) -> Told:
    every = _figures(asked)
    whole, unknown, recorded = every["eotas"], every["section_61_not_recorded"], every["section_61_recorded"]
    if nobody := _nothing_told(asked, whole, "children in EOTAS", "a decision under section 61", "section_61_decision_date", recorded):
        return nobody
    decided = share(recorded, whole, not asked.exact)
    return Told(
        f"Of children in EOTAS, a decision under section 61 is recorded for {decided.words}.",
        both(decided.thin, mostly_blank(unknown, whole)),
        "However old it is, a decision counts: no source that we read says how long one stays current.",
    )


def _part_time(asked: Asked) -> Told:
    every = _figures(asked)
    whole, unknown = every["part_time"], every["part_time_no_day_agreed"]
    past, to_come = every["part_time_day_passed"], every["part_time_day_to_come"]
    on_one, a_day = "children on a part-time timetable", "the day by which they were to be full time"
    if nobody := _nothing_told(asked, whole, on_one, a_day, "agreed_full_time_date", past, to_come):
        return nobody
    passed, blank = share(past, whole, not asked.exact), share(unknown, whole, not asked.exact)
    return Told(
        f"Of children on a part-time timetable, {passed.words} were beyond the day by which they were to be full time; for {blank.words} "
        "no such day is recorded.",
        both(passed.thin, mostly_blank(unknown, whole)),
        "A day that was moved on and never entered looks passed.",
    )


def of_the_figures(asks: str, say: Callable[[Asked], Told], measure: str, column: str) -> Line:
    """A question that the figures of oversight answer, where some file records the day that it leans on."""
    return Line(asks, say, ("children", "spells"), (THE_FIGURES,), (measure,), only_with=(("spells", column),))


def of_all(asks: str, say: Callable[[Asked], Told], measure: str) -> Line:
    """A question that the figures of oversight answer for all the children."""
    return Line(asks, say, ("children", "spells"), (THE_FIGURES,), (measure,))


LINES = (
    of_all("Does every child have a lead professional?", _leads, "lead_professional_named"),
    of_all("Was every child seen lately?", _seen, "seen_in_the_last_12_weeks"),
    of_all("Are reviews up to date?", _reviews, "review_overdue_or_without_a_date"),
    of_all("Does every child get some education?", _provision, "without_any_provision"),
    of_the_figures(
        "Is it checked that home education is suitable?",
        _suitability,
        "suitability_checked_in_the_last_12_months",
        "suitability_checked_date",
    ),
    of_the_figures(
        "Is the decision recorded for every child in EOTAS?", _section_61, "section_61_decision_recorded", "section_61_decision_date"
    ),
    of_the_figures(
        "Do part-time timetables end when it was agreed?", _part_time, "part_time_beyond_the_agreed_day", "agreed_full_time_date"
    ),
)
