"""Measures of what partners know of the same children."""

from __future__ import annotations

from datetime import date

from rollcall.definitions.measures.measure import BOTH, COUNCIL, QUESTIONS_AGAINST_PLAIN, Columns, Measure, Theme, named

_REVIEW = date(2027, 11, 30)
_TOTAL = "known_to_health_and_education_total"
_LISTED = "Children with SEND of school age in the partners' lists, each once"
_NO_TARGET = "none was found in national guidance, and not every child with SEND needs a health service."
_NO_COMPARISON = "no published figure was found."
_NUMBERS = "A child whom the files name by different numbers is taken for two, until somebody matches them."

_BEGUN = "Periods out of school that began in the last twelve months and ten days ago or longer, of children then in scope"
_NOT_NEVER = "No date recorded is not the same as never told, and stays in what it is out of."

MEASURES: dict[str, Measure] = named(
    *(
        Measure(
            name=f"{service}_told_within_10_days",
            title=f"{title} told within 10 days",
            asks=f"Of how many periods out of school {was} {who} told within ten days?",
            theme=Theme.INFORMATION_SHARING,
            numerator=f"Those with a date on which {who} {was} told that is at most ten days after the start, or before it",
            denominator=_BEGUN,
            unit="per cent of periods",
            better="up",
            no_target_because=no_target,
            no_comparison_because=_NO_COMPARISON,
            caveat=f"{caveat} {_NOT_NEVER}",
            owner=owner,
            questions=(
                Columns("told_within_days", ("told_to", "within_days", "told", "periods")),
                Columns("days_until_told", ("told_to", "days", "periods")),
            ),
            review=_REVIEW,
        )
        for service, title, who, was, owner, no_target, caveat in (
            (
                "council",
                "The council",
                "the council",
                "was",
                COUNCIL,
                "the law has a school tell the council when it takes a child off its roll, and says nothing of the other ways to be out.",
                "Registers that the council keeps itself may have no date on which it was told.",
            ),
            (
                "health",
                "Health partners",
                "health",
                "was",
                BOTH,
                "none was found in national guidance: partners agree among themselves how soon health is told.",
                "Health partners may have learned of it otherwise.",
            ),
            (
                "social_care",
                "Social care",
                "social care",
                "was",
                COUNCIL,
                "none was found in national guidance, and not of every child does social care need to be told.",
                "Not of every child does social care need to be told.",
            ),
        )
    ),
    Measure(
        name="health_no_date_recorded",
        title="No date for health",
        asks="Of how many periods out of school is no date recorded on which health was told?",
        theme=Theme.INFORMATION_SHARING,
        numerator="Those with no date on which health was told, or with one after the day",
        denominator=_BEGUN,
        unit="per cent of periods",
        better="down",
        no_target_because="it is a gap in what is recorded, to be closed; nobody has set how far.",
        no_comparison_because=_NO_COMPARISON,
        caveat="It says what registers hold, not what health knows: some registers have no column for it.",
        owner=BOTH,
        questions=(Columns("told_within_days", ("told_to", "within_days", "no_date_recorded", "periods")),),
        review=_REVIEW,
    ),
    Measure(
        name="known_to_both",
        title="Known to education and health",
        asks="How many children with SEND do education and health both know?",
        theme=Theme.INFORMATION_SHARING,
        numerator="Those who were referred for an assessment, or referred to, waiting for, placed in or seen by a service",
        denominator=_LISTED,
        unit="children",
        better="neither",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat=f"To be in a health service's file is not yet to have been told that the child is out of school. {_NUMBERS}",
        owner=BOTH,
        questions=(Columns(_TOTAL, ("known_to_both", "known_to_education")),),
        review=_REVIEW,
    ),
    Measure(
        name="known_to_education_alone",
        title="Known to education alone",
        asks="How many children with SEND does no health service know?",
        theme=Theme.INFORMATION_SHARING,
        numerator="Those who are not referred, not waiting and not seen, by any health file",
        denominator=_LISTED,
        unit="children",
        better="neither",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat=f"It falls as more health services hand in a file. {_NUMBERS}",
        owner=BOTH,
        questions=(Columns(_TOTAL, ("known_to_education", "known_to_both")),),
        review=_REVIEW,
    ),
    Measure(
        name="known_to_education_alone_not_in_school",
        title="Known to education alone, and not in school",
        asks="How many of the children whom no health service knows are not in school?",
        theme=Theme.INFORMATION_SHARING,
        numerator="Those with an open period not in school",
        denominator="Children with SEND of school age whom education alone knows",
        unit="children",
        better="neither",
        no_target_because=_NO_TARGET,
        no_comparison_because=_NO_COMPARISON,
        caveat=f"They are the first to ask health about, not children who are known to have gone without. {_NUMBERS}",
        owner=BOTH,
        questions=(Columns(_TOTAL, ("known_to_education_not_in_school", "known_to_education")),),
        review=_REVIEW,
    ),
    Measure(
        name="known_to_health_alone",
        title="Known to health alone",
        asks="How many children in health's files are in no list of children?",
        theme=Theme.INFORMATION_SHARING,
        numerator="Children in a health service's file who are in no list of children, each once",
        denominator="All children in the health services' files, in a list of children or not",
        unit="children",
        better="neither",
        no_target_because="none was found in national guidance, and such a child may be too young or too old for school, or have no SEND.",
        no_comparison_because=_NO_COMPARISON,
        caveat=f"Of these children nothing is known of their age, SEND or school. {_NUMBERS}",
        owner=BOTH,
        questions=(Columns(_TOTAL, ("known_to_health",)),),
        review=_REVIEW,
    ),
    Measure(
        name="matched_without_a_shared_number",
        title="Matched without a shared number",
        asks="How many children whom no list has by a number were found in one all the same?",
        theme=Theme.INFORMATION_SHARING,
        numerator="Those who were linked to a listed child for sure, or said to be one by a person",
        denominator="Children of registers and waiting lists whom no list of children has by a reference, an NHS number or a UPN",
        unit="children",
        better="neither",
        no_target_because="how many can be found depends on what both files tell.",
        no_comparison_because=_NO_COMPARISON,
        caveat="A link is a judgement from date of birth, postcode and the like: a person settles those that are not sure.",
        owner=BOTH,
        checked_by=QUESTIONS_AGAINST_PLAIN,
        questions=(Columns("children_linked", ("answer", "children")),),
        review=_REVIEW,
    ),
)
