"""What the invented council's survey tool exports: a page for each group of people asked, a column for each statement, a row for each."""

from __future__ import annotations

from rollcall.definitions.survey import SURVEY_ANSWER
from rollcall.invent.area import Invented, Row
from rollcall.invent.chance import Chance
from rollcall.invent.sheets import Line, Page
from rollcall.invent.survey import STATEMENTS

_PAGES = {"child": "Children and young people", "parent": "Parents and carers", "professional": "Professionals"}
_OWN_WORDS = (
    "It took a long time to get an answer.",
    "The coordinator was kind and rang back.",
    "Nobody told us what would happen next.",
    "We need somebody who knows about autism.",
    "Thank you for asking.",
)


def survey_export(invented: Invented) -> list[Page]:
    """The three surveys. What people added in their own words stands in the last column, which is never kept."""
    chance = Chance(invented.seed, "survey comments")
    pages = []
    for group, name in _PAGES.items():
        statements = tuple(STATEMENTS[group])
        responses: dict[object, list[Row]] = {}
        for row in invented.tables["survey_responses"]:
            if row["respondent_group"] == group:
                responses.setdefault(row["response"], []).append(row)
        lines = []
        for number, rows in responses.items():
            said = {row["question"]: SURVEY_ANSWER.labels[str(row["answer"])] for row in rows}
            day = rows[0]["answered_on"]
            own_words = chance.one_of(_OWN_WORDS) if chance.happens(0.2) else None
            line: Line = [str(number), day, *(said.get(statement) for statement in statements), own_words]  # type: ignore[list-item]
            lines.append(line)
        pages.append(Page(name, [], ("Response ID", "Completion time", *statements, "Is there anything you want to add?"), lines))
    return pages
