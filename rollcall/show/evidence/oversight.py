"""Evidence on oversight: who leads, who was seen, whose review is due, and what was checked, decided and agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from rollcall.answers.count import MOST_ROWS_LISTED
from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import IS_HIDDEN, both, share
from rollcall.show.figures import Value
from rollcall.show.labels import NOT_RECORDED
from rollcall.show.overseen import never_recorded
from rollcall.show.sentences import people, per_cent

SEEN_WITHIN = timedelta(days=90)
THE_LIST = "children_not_in_school_list"
THE_FIGURES = "oversight_figures"
_TOO_MANY_BLANK = 0.2
Row = Mapping[str, Any]


def led(row: Row, _: Asked) -> bool:
    """Whether somebody leads for a child."""
    return row["lead_professional"] != NOT_RECORDED


def seen(row: Row, asked: Asked) -> bool:
    """Whether a child was seen lately."""
    on = row["last_seen_date"]
    return on is not None and asked.as_at - SEEN_WITHIN <= on <= asked.as_at


def counted(asked: Asked, which: Callable[[Row, Asked], bool], of: Sequence[Row]) -> tuple[str, str]:
    """How many children of a list, in words, and why that carries little."""
    one = share(sum(which(row, asked) for row in of), len(of), about=False)
    cut = f"Only the first {MOST_ROWS_LISTED:,} children of the list are counted." if len(of) >= MOST_ROWS_LISTED else ""
    return one.words, both(one.thin, cut)


def _leads(asked: Asked) -> Told:
    words, thin = counted(asked, led, asked.answer(THE_LIST).records())
    return Told(f"Of children not in school, {words} had a lead professional recorded.", thin)


def _seen(asked: Asked) -> Told:
    rows = asked.answer(THE_LIST).records()
    words, thin = counted(asked, seen, rows)
    blank, _ = counted(asked, lambda row, _: row["last_seen_date"] is None, rows)
    return Told(
        f"Of children not in school, {words} were recorded as seen in the 90 days to {asked.on}; for {blank} no day is recorded.",
        thin,
        "No day recorded is not the same as not seen.",
    )


def _reviews(asked: Asked) -> Told:
    rows = asked.answer(THE_LIST).records()
    words, thin = counted(asked, lambda row, _: bool(row["review_overdue"]), rows)
    blank, _ = counted(asked, lambda row, _: row["next_review_date"] is None, rows)
    return Told(f"Of children not in school, the review of {words} was overdue, and {blank} had no review date recorded.", thin)


def _figures(asked: Asked) -> Row:
    return asked.answer(THE_FIGURES).records()[0]


def _mostly_blank(unknown: Value, whole: Value) -> str:
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
        both(lately.thin, _mostly_blank(unknown, whole)),
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
        both(decided.thin, _mostly_blank(unknown, whole)),
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
        both(passed.thin, _mostly_blank(unknown, whole)),
        "A day that was moved on and never entered looks passed.",
    )


def of_the_figures(asks: str, say: Callable[[Asked], Told], measure: str, column: str) -> Line:
    """A question that the figures of oversight answer, where some file records the day that it leans on."""
    return Line(asks, say, ("children", "spells"), (THE_FIGURES,), (measure,), only_with=(("spells", column),))


def of_the_list(asks: str, say: Callable[[Asked], Told], *columns: str) -> Line:
    """A question that is answered by counting the list of children, with the columns of their periods that it leans on."""
    return Line(asks, say, ("children", "spells"), (THE_LIST,), columns=tuple(("spells", column) for column in columns))


LINES = (
    of_the_list("Does every child have a lead professional?", _leads, "lead_professional"),
    of_the_list("Was every child seen lately?", _seen, "last_seen_date"),
    of_the_list("Are reviews up to date?", _reviews, "next_review_date"),
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
