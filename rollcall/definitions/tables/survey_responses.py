"""What children, parents and professionals answered in surveys, as the surveys of area SEND inspections export them."""

from rollcall.definitions import survey
from rollcall.definitions.table import Column, Kind, Table

TABLE = Table(
    name="survey_responses",
    title="Survey responses",
    one_row_per="response and question",
    comes_from="The council's, a school's or the parent carer forum's survey tool",
    headline="Voice",
    sheet_words=("survey", "surveys", "questionnaire", "responses", "voice", "feedback", "opinions"),
    unique=("response", "respondent_group", "question"),
    edition="respondent_group",
    notes="An export with a column for each statement and a row for each response is read as it is. What people wrote in their own words is "
    "not kept: a sentence can name a child, and no number needs it. No number on a scale is taken for an answer.",
    columns=(
        Column("response", Kind.LOCAL_ID, "The number that the survey tool gave the response, so that one sent twice counts once. It is kept as a keyed hash, and never shown.", "R0042",
               aliases=("response id", "response number", "response no", "respondent", "respondent id", "respondent number", "response ref", "submission id", "submission number")),
        Column("respondent_group", Kind.CODE, "Who answered: children and young people, parents and carers, or professionals.", "parent", required=True,
               codes=survey.RESPONDENT_GROUP, implied=True,
               aliases=("respondent group", "respondent type", "type of respondent", "i am a", "are you a", "i am answering as", "answering as", "who is answering", "stakeholder group", "audience")),
        Column("question", Kind.TEXT, "The statement that people agreed or disagreed with, as it was put.", "I know who to ask for help.", required=True,
               aliases=("question text", "statement", "question wording", "survey question", "question asked", "item")),
        Column("answer", Kind.CODE, "How far the person agreed, or don't know.", "agree", required=True, codes=survey.SURVEY_ANSWER,
               aliases=("response text", "answer text", "response given", "answer given", "agreement", "level of agreement", "answer choice", "selected answer")),
        Column("answered_on", Kind.DATE, "Day of the answer.", "14/10/2026", says_as_at=True,
               aliases=("answered on", "completion time", "completed on", "date completed", "completed", "date submitted", "submitted", "submission date", "response date", "date of response", "end time", "timestamp", "survey date")),
    ),
)
