"""Measures of why children are not in school."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import COUNCIL, OUT_OF_SCHOOL, QUESTIONS_AGAINST_PLAIN, Columns, Measure, Theme, named

_REVIEW = date(2027, 11, 30)
_IN_SCHOOL = "Children with SEND of school age who are in school and have sessions in the latest term"
_COMPARED = f"{_IN_SCHOOL} and in the term before"
_NO_TARGET = "it says whom to look at first, and is nothing to aim at."
_OWN_SHARE = "no published figure compares a child's term with the one before."
_CHANCE = "One child's terms differ by chance and by season too. Attendance that is not brought in counts nobody."

MEASURES: dict[str, Measure] = named(
    Measure(
        name="reasons_for_not_being_in_school",
        title="Reasons for not being in school",
        asks="Which reason is recorded for most children who are not in school?",
        theme=Theme.ENABLERS_AND_BARRIERS,
        numerator="Those with an open period for which that one of DfE's reasons is recorded",
        denominator=OUT_OF_SCHOOL,
        unit="children",
        better="neither",
        no_target_because="a reason explains the number, and is nothing to aim at.",
        no_comparison_because="DfE publishes reasons of all children who are home educated or missing education, with SEND or without.",
        caveat="A child with several open periods is counted under the reason of each. Not known is a number of its own.",
        owner=COUNCIL,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("not_in_school_by_reason", ("reason", "children")),),
        review=_REVIEW,
    ),
    *(
        Measure(
            name=name,
            title=title,
            asks=asks,
            theme=Theme.ENABLERS_AND_BARRIERS,
            numerator=numerator,
            denominator=denominator,
            unit="children",
            better="down",
            no_target_because=_NO_TARGET,
            no_comparison_because=no_comparison,
            caveat=_CHANCE,
            owner=COUNCIL,
            questions=(Columns("at_risk_of_leaving_figures", columns),),
            review=_REVIEW,
        )
        for name, title, asks, numerator, denominator, no_comparison, columns in (
            (
                "at_risk_of_leaving",
                "At risk of leaving",
                "How many children who are in school are at risk of leaving it?",
                "Those who missed a tenth or more of the latest term's sessions and a larger share than in the term before, those who "
                "missed a larger share with code C2, part-time timetable, and those suspended or permanently excluded in it; each once",
                _IN_SCHOOL,
                _OWN_SHARE,
                ("at_risk", "children"),
            ),
            (
                "persistently_absent",
                "Persistently absent",
                "How many children who are in school missed a tenth or more of the latest term?",
                "Those who missed a tenth or more of the latest term's sessions",
                _IN_SCHOOL,
                "DfE publishes persistent absence of all pupils on roll, those who are out of school by our categories among them.",
                ("persistently_absent", "children"),
            ),
            (
                "part_time_growing",
                "Part-time sessions growing",
                "How many children who are in school miss more sessions on a part-time timetable than before?",
                "Those who missed a larger share of the latest term with code C2 than of the term before",
                _COMPARED,
                _OWN_SHARE,
                ("part_time_growing", "with_the_term_before"),
            ),
            (
                "suspended_in_the_latest_term",
                "Suspended in the latest term",
                "How many children who are in school were suspended lately?",
                "Those with a suspension that began in the latest term",
                f"{_IN_SCHOOL} and for whom suspensions are recorded",
                "no published figure counts children with SEND in school by whether they were suspended in their latest term.",
                ("suspended", "suspensions_recorded"),
            ),
        )
    ),
    Measure(
        name="school_not_recorded",
        title="Not in school, school not recorded",
        asks="Of how many children who are not in school is no school known?",
        theme=Theme.ENABLERS_AND_BARRIERS,
        numerator="Those whose open periods name no last school and for whom no list names one",
        denominator=OUT_OF_SCHOOL,
        unit="children",
        better="down",
        no_target_because="it is a gap in what is recorded, to be closed; nobody has set how far.",
        no_comparison_because="no published figure was found.",
        caveat="Some of them never were on a school's roll.",
        owner=COUNCIL,
        questions=(Columns("not_in_school_by_school", ("school", "not_in_school")),),
        review=_REVIEW,
    ),
    Measure(
        name="children_of_each_school_not_in_school",
        title="Children of each school who are not in school",
        asks="Which schools have more children not in school than chance explains?",
        theme=Theme.ENABLERS_AND_BARRIERS,
        numerator="Children with SEND not in school whose last school it is",
        denominator="Those, and the children with SEND who are on its roll now and in school; no share where none is on its roll",
        unit="per cent of children",
        better="down",
        no_target_because="schools differ in the children they teach: a school outside the limits of chance is one to ask.",
        no_comparison_because="no published figure was found.",
        caveat="The roll is today's, and those who left did so over years. Names of one school that are spelt differently are two schools.",
        owner=COUNCIL,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("not_in_school_by_school", ("school", "not_in_school", "on_roll")),),
        review=_REVIEW,
    ),
    Measure(
        name="left_school_and_still_out",
        title="Left school in the last twelve months and still out",
        asks="Which school did children leave, in which category, and where are they now?",
        theme=Theme.ENABLERS_AND_BARRIERS,
        numerator="Those who are out of school on the day, in the same category or in another",
        denominator="Children with SEND of school age who left school in the last twelve months, each once",
        unit="children",
        better="down",
        no_target_because="how many should be back depends on the category: home education is a choice that a family may make.",
        no_comparison_because="no published figure follows children from the school that they left.",
        caveat="Those who left lately have had less time to return. Whoever was out already is not counted when the category changes.",
        owner=COUNCIL,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("ways_out_of_school", ("last_school", "category", "now", "children")),),
        review=_REVIEW,
    ),
    Measure(
        name="reasons_by_sen_status",
        title="Reasons by SEN status",
        asks="Are children with an EHC plan out of school for other reasons than children with SEN support?",
        theme=Theme.ENABLERS_AND_BARRIERS,
        numerator="Those with an open period for which the reason is recorded",
        denominator="Children with SEND of school age who are not in school on the day, of each SEN status",
        unit="per cent of children",
        better="neither",
        no_target_because="a reason explains the number, and is nothing to aim at.",
        no_comparison_because="DfE publishes reasons of all children who are home educated or missing education, with SEND or without.",
        caveat="A child with several open periods is counted under the reason of each. Not recorded is a number of its own.",
        owner=COUNCIL,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(
            Columns("not_in_school_by_reason_and_sen_status", ("sen_status", "reason", "children")),
            Columns("not_in_school_by_sen_status", ("sen_status", "children")),
        ),
        review=_REVIEW,
    ),
)
