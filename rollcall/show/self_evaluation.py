"""A whole self-evaluation put together: what the data says, protected or exact, beside what people wrote."""

from __future__ import annotations

from datetime import date

from rollcall.answers.answer import Answer
from rollcall.answers.ask import Visit
from rollcall.answers.self_evaluation import ChapterSaid, SelfEvaluation, Written
from rollcall.definitions.codes import CATEGORY
from rollcall.definitions.self_evaluation import Chapter, Part
from rollcall.show import overview
from rollcall.show.asking import Asked
from rollcall.show.evidence import gathered
from rollcall.show.labels import short_category

Rows = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]

EXACT = (
    "Numbers are as they are: small ones can point to a child. This copy is for the lead alone; take the protected one to share it. "
    "Intervals are of chance, not of what was left out."
)


def asked_for(visit: Visit, protected: bool) -> Asked:
    """What the data is asked with: as everyone may see it, or as the lead does."""
    return Asked(visit.as_board() if protected else visit, visit.as_at)


def lists_of_children(visit: Visit) -> tuple[tuple[str, Answer], ...]:
    """The list of each category that anybody is in, and of those who came back in the last six months, by its title."""
    asked = Asked(visit, visit.as_at)
    found = [(short_category(code), asked.narrowed_to(category=code).answer("children_not_in_school_list")) for code in CATEGORY.labels]
    return (*((title, answer) for title, answer in found if answer.rows), ("Returned in six months", asked.answer("returns_list")))


def completeness(asked: Asked) -> tuple[Rows, tuple[str, ...]]:
    """Which partner's file speaks for which day and how full it is, as headings and rows, and what has to be said beside it."""
    fresh = overview.how_fresh(asked)
    if not fresh.grid:
        return ((), ()), fresh.notes
    rows = tuple(tuple(str(cell) for cell in row) for row in fresh.grid.rows)
    return (fresh.grid.headings, rows), (f"{fresh.finding}.", *fresh.notes)


def put_together(visit: Visit, written: Written, area: str, protected: bool) -> SelfEvaluation:
    """All chapters, to be taken away."""
    asked = asked_for(visit, protected)
    filled, notes = completeness(asked)
    return SelfEvaluation(
        area,
        asked.as_at,
        date.today(),
        tuple(
            ChapterSaid(
                chapter,
                gathered(asked, chapter),
                {part: written.latest(chapter, part) for part in Part},
                written.actions_of(chapter),
            )
            for chapter in Chapter
        ),
        protected,
        visit.rule.footnote if protected else EXACT,
        visit.invented,
        filled,
        notes,
    )
