"""Questions on what people answered in surveys, by loops over plain rows."""

from __future__ import annotations

from tests.plain.picture import Picture

_SCALE = ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree", "dont_know", "not_said")
_TOGETHER = (("strongly_agree", "agree"), ("disagree", "strongly_disagree"), _SCALE[:-1])


def survey_answers(p: Picture) -> list[tuple]:
    asked: dict[tuple[str, str], list] = {}
    for row in _up_to_the_day(p):
        asked.setdefault((row.respondent_group, row.question), []).append(row)
    return [
        (
            *key,
            *(sum(row.answer == answer for row in rows) for answer in _SCALE),
            *(sum(row.answer in answers for row in rows) for answers in _TOGETHER),
            min((row.answered_on for row in rows if row.answered_on), default=None),
            max((row.answered_on for row in rows if row.answered_on), default=None),
        )
        for key, rows in asked.items()
    ]


def survey_answers_total(p: Picture) -> list[tuple]:
    return [(len(_up_to_the_day(p)),)]


def _up_to_the_day(p: Picture) -> list:
    return [row for row in p.area.survey_responses if row.answered_on is None or row.answered_on <= p.as_at]
