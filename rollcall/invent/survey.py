"""What the invented area's children, parents and professionals answered in the autumn survey, one row per response and statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from rollcall.invent.chance import Chance

Row = dict[str, object]

_ANSWERS = ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree", "dont_know")
_LEANINGS: Mapping[str, tuple[float, ...]] = {
    "well": (30, 42, 10, 9, 4, 5),
    "divided": (14, 27, 14, 22, 15, 8),
    "badly": (5, 14, 13, 30, 31, 7),
}

# Each statement with how people lean.
STATEMENTS: Mapping[str, Mapping[str, str]] = {
    "child": {
        "I feel safe where I learn.": "well",
        "Adults listen to what I say about my support.": "divided",
        "I know who to ask when I need help.": "well",
        "I get help with my health when I need it.": "divided",
        "I am asked before something about me is decided.": "divided",
        "I am being made ready for what comes next.": "divided",
    },
    "parent": {
        "My child's needs were found out early.": "divided",
        "I know who to ask for help.": "divided",
        "My child gets the health services they need.": "badly",
        "The people who support my child work together.": "divided",
        "I was asked what I think when decisions were made.": "divided",
        "When my child is not in school, somebody keeps in touch.": "badly",
        "My child is being made ready for adult life.": "divided",
    },
    "professional": {
        "I know how to find out which children are not in school.": "divided",
        "Education, health and social care share what they know in time.": "badly",
        "Children get the health services they need.": "divided",
        "Leaders listen to what children and families say.": "well",
        "I have the training that I need.": "well",
    },
}
_FOR_EACH_1_000 = {"child": 22, "parent": 54, "professional": 31}
_PREFIX = {"child": "Y", "parent": "P", "professional": "S"}
_SKIPS = 0.06  # of statements are left without an answer


def survey_responses(seed: int, children: int, as_at: date) -> list[Row]:
    """The answers of a survey that was open for four weeks and closed two weeks before the day, sized by the number of children."""
    chance = Chance(seed, "survey")
    rows: list[Row] = []
    for group, statements in STATEMENTS.items():
        for number in range(1, max(4, round(children * _FOR_EACH_1_000[group] / 1000)) + 1):
            day = as_at - timedelta(days=chance.whole(15, 42))
            rows += [
                {
                    "response": f"{_PREFIX[group]}{number:04}",
                    "respondent_group": group,
                    "question": statement,
                    "answer": chance.pick(dict(zip(_ANSWERS, _LEANINGS[leaning], strict=True))),
                    "answered_on": day,
                }
                for statement, leaning in statements.items()
                if not chance.happens(_SKIPS)
            ]
    return rows
