"""Evidence on oversight, from the list of children: who leads, who was seen, and whose review is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from rollcall.answers.count import MOST_ROWS_LISTED
from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import both, share
from rollcall.show.labels import NOT_RECORDED

SEEN_WITHIN = timedelta(days=90)
THE_LIST = "children_not_in_school_list"
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


def of_the_list(asks: str, say: Callable[[Asked], Told], *columns: str) -> Line:
    """A question that is answered by counting the list of children, with the columns of their periods that it leans on."""
    return Line(asks, say, ("children", "spells"), (THE_LIST,), columns=tuple(("spells", column) for column in columns))


LINES = (
    of_the_list("Does every child have a lead professional?", _leads, "lead_professional"),
    of_the_list("Was every child seen lately?", _seen, "last_seen_date"),
    of_the_list("Are reviews up to date?", _reviews, "next_review_date"),
)
