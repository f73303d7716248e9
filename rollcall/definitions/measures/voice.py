"""Measures of what children, parents and professionals say."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import BOTH, Better, Columns, Measure, Theme, named

_OF_STATEMENTS: tuple[tuple[str, str, str, str, Better], ...] = (
    (
        "statements_most_agree_with",
        "Statements most agree with",
        "With how many statements of the surveys do more than half of a group agree?",
        "Those with which more than half agree, with the whole of Wilson's 95% interval above half",
        "up",
    ),
    (
        "statements_fewer_than_half_agree_with",
        "Statements fewer than half agree with",
        "With how many statements of the surveys do fewer than half of a group agree?",
        "Those with which fewer than half agree, with the whole of Wilson's 95% interval below half",
        "down",
    ),
    (
        "statements_too_close_to_say",
        "Statements too close to half to say",
        "Of how many statements of the surveys can nobody say whether most of a group agree?",
        "Those of which Wilson's 95% interval of the share that agrees has half within it",
        "neither",
    ),
)

MEASURES: dict[str, Measure] = named(
    *(
        Measure(
            name=name,
            title=title,
            asks=asks,
            theme=Theme.VOICE,
            numerator=numerator,
            denominator="Statements put to children, parents or professionals that 10 or more of the group answered; of each, the share is "
            "out of those who answered it, don't know among them, without those to whom it does not apply",
            unit="statements",
            better=better,
            no_target_because="what people say is listened to, and not aimed at.",
            no_comparison_because="each area words and sends its own survey, so no published figure is like it.",
            caveat="People chose to answer, and may think otherwise than those who did not. A statement put to two groups counts for each.",
            owner=BOTH,
            questions=(Columns("survey_answers", ("agreeing", "answers")),),
            review=date(2027, 11, 30),
        )
        for name, title, asks, numerator, better in _OF_STATEMENTS
    )
)
