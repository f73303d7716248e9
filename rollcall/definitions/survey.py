"""The code lists of surveys: who answered, and the scale on which people agree."""

from __future__ import annotations

from rollcall.definitions.table import Code, Codes

RESPONDENT_GROUP = Codes(
    "Who answered a survey",
    "Rollcall, from the three surveys of area SEND inspections: children and young people, parents and carers, practitioners",
    (
        Code("child", "Children and young people", (
            "child or young person", "child/young person", "child", "children", "young person", "young people", "cyp", "pupil", "pupils",
            "student", "students", "learner", "learners")),
        Code("parent", "Parents and carers", (
            "parent or carer", "parent/carer", "parents/carers", "parent carer", "parents", "parent", "carer", "carers", "family",
            "families", "parent or guardian", "foster carer")),
        Code("professional", "Professionals", (
            "professional", "practitioner", "practitioners", "staff", "education professional", "health professional",
            "social care professional", "school staff", "workforce")),
    ),
)  # fmt: skip

# No number is taken for an answer: 1 means strongly agree in some surveys and strongly disagree in others.
SURVEY_ANSWER = Codes(
    "Answer to a survey's statement",
    "Rollcall, from the scale of Ofsted's surveys of parents, carers, pupils and staff",
    (
        Code("strongly_agree", "Strongly agree", ("agree strongly", "completely agree", "totally agree")),
        Code("agree", "Agree", ("tend to agree", "mostly agree", "slightly agree")),
        Code("neither", "Neither agree nor disagree", ("neither", "neutral", "neither agree or disagree")),
        Code("disagree", "Disagree", ("tend to disagree", "mostly disagree", "slightly disagree")),
        Code("strongly_disagree", "Strongly disagree", ("disagree strongly", "completely disagree", "totally disagree")),
        Code("dont_know", "Don't know", ("do not know", "dk", "not sure", "unsure", "no opinion")),
        Code("not_said", "Does not apply or not said", ("not applicable", "na", "does not apply", "prefer not to say", "no answer")),
    ),
)  # fmt: skip
