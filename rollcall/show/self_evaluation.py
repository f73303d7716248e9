"""A whole self-evaluation put together: what the data says, protected or exact, beside what people wrote."""

from __future__ import annotations

from datetime import date

from rollcall.answers.ask import Visit
from rollcall.answers.self_evaluation import ChapterSaid, SelfEvaluation, Written
from rollcall.definitions.self_evaluation import Chapter, Part
from rollcall.show import overview
from rollcall.show.asking import Asked
from rollcall.show.evidence import gathered

EXACT = (
    "Numbers are as they are: small ones can point to a child. This copy is for the lead alone; take the protected one to share it. "
    "Intervals are of chance, not of what was left out."
)


def asked_for(visit: Visit, protected: bool) -> Asked:
    """What the data is asked with: as everyone may see it, or as the lead does."""
    return Asked(visit.as_board() if protected else visit, visit.as_at)


def put_together(visit: Visit, written: Written, area: str, protected: bool) -> SelfEvaluation:
    """All chapters, to be taken away."""
    asked = asked_for(visit, protected)
    fresh = overview.how_fresh(asked)
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
        (fresh.grid.headings, tuple(tuple(str(cell) for cell in row) for row in fresh.grid.rows)) if fresh.grid else ((), ()),
        (*((f"{fresh.finding}.",) if fresh.grid else ()), *fresh.notes),
    )
