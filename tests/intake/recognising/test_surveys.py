"""A survey is read from a row for each answer, and from the export with a column for each statement; own words are never kept."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.intake.workbooks import Rows, examined, examined_sheet, kept, sheet

HEARD, KEEPS_IN_TOUCH = (
    "I am listened to.",
    "When my child is not in school, somebody from the council keeps in touch with our family every week.",
)
ANSWERS = ("Strongly agree", "Agree", "Disagree", "Strongly disagree", "Don't know")
OWN_WORDS = "Anything else you want to tell us about your child?"


def export(responses: int = 10, numbered: bool = True) -> Rows:
    """What a survey tool exports: the second statement is skipped by every fifth."""
    head = [*(["Response ID"] if numbered else []), "Completion time", HEARD, KEEPS_IN_TOUCH, OWN_WORDS]
    return [
        head,
        *(
            [
                *([number] if numbered else []),
                f"{1 + number % 28:02}/10/2026",
                ANSWERS[number % 5],
                ANSWERS[(number + 1) % 5] if number % 5 else None,
                "Canary wrote this" if number % 3 == 0 else None,
            ]
            for number in range(responses)
        ),
    ]


def test_a_column_for_each_statement_is_a_row_for_each_answer() -> None:
    found = examined_sheet(export(), file="Parents and carers survey October 2026.xlsx")
    assert found.table == "survey_responses"
    rows = kept(examined(sheet(export(), file="Parents and carers survey October 2026.xlsx")), "survey_responses")
    assert Counter(row["question"] for row in rows) == {HEARD: 10, KEEPS_IN_TOUCH: 8}
    assert {row["respondent_group"] for row in rows} == {"parent"}
    answers = {row["response"]: [other["answer"] for other in rows if other["response"] == row["response"]] for row in rows}
    assert list(answers.values())[1] == ["agree", "disagree"]
    assert {len(response) for response in answers} == {32}  # a keyed hash: a survey tool may call it by a name


def test_what_people_wrote_in_their_own_words_is_in_no_kept_row() -> None:
    rows = kept(examined(sheet(export(), file="Parents and carers survey.xlsx")), "survey_responses")
    assert rows
    assert "Canary" not in repr(rows)


def test_a_response_sent_twice_counts_once_and_unnumbered_ones_that_say_the_same_are_two() -> None:
    def answers(rows: Rows) -> int:
        return len(kept(examined(sheet(rows, file="Survey of professionals.xlsx")), "survey_responses"))

    numbered, unnumbered = export(), export(numbered=False)
    assert answers([*numbered, numbered[-1]]) == answers(numbered) == 18
    assert answers([*unnumbered, unnumbered[-1]]) == answers(unnumbered) + 2


def test_statements_longer_than_any_heading_are_statements() -> None:
    first, second = (
        f"I think that {who} listen to what my child and I say about the help that we need, and tell us what they will do next."
        for who in ("schools", "doctors")
    )
    rows: Rows = [[first, second], *([ANSWERS[number % 5], ANSWERS[number % 3]] for number in range(12))]
    found = kept(examined(sheet([["Survey of parents"], [], *rows], file="Voice.xlsx")), "survey_responses")
    assert Counter(row["question"] for row in found) == {first: 12, second: 12}


def test_a_survey_that_does_not_say_who_was_asked_is_recognised_and_asks() -> None:
    found = examined(sheet(export(), file="Survey October 2026.xlsx"))
    assert kept(found, "survey_responses") == []
    assert [finding.column for finding in found.findings if finding.code == "missing_required_column"] == ["respondent_group"]


@pytest.mark.parametrize("answer", ["5", "Yes", "Sometimes"])
def test_an_answer_on_another_scale_is_a_finding_and_no_guess(answer: str) -> None:
    rows: Rows = [["I am a", "Question", "Answer"], *(["Parent", HEARD, word] for word in (*ANSWERS, "Agree", "Agree", answer))]
    found = examined(sheet(rows, file="survey.xlsx"))
    assert len(kept(found, "survey_responses")) == 7
    assert "unknown_code" in {finding.code for finding in found.findings}
