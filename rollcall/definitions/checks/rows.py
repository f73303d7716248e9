"""Checks of one row: what its cells say against each other."""

from rollcall.definitions.check import DOUBTFUL, EVERY_HEADLINE, LEFT_OUT, NOT_COUNTED, Check

_OUT_OF_ORDER = "“{later}” is before “{earlier}”."
_CORRECT_ONE = "Correct one of the two dates. The row is kept as it is."

CHECKS = (
    Check(
        "no_identifier",
        "The row does not say which child it is about: no usable reference, UPN or NHS number.",
        "Fill in the child's reference, UPN or NHS number.",
        True,
        effect=LEFT_OUT,
    ),
    Check("end_before_start", _OUT_OF_ORDER, _CORRECT_ONE, headline="Returns to school", effect=DOUBTFUL),
    Check("assessment_before_referral", _OUT_OF_ORDER, _CORRECT_ONE, headline="Diagnostic waits", effect=DOUBTFUL),
    Check("closed_before_referral", _OUT_OF_ORDER, _CORRECT_ONE, headline="Diagnostic waits", effect=DOUBTFUL),
    Check("seen_before_referral", _OUT_OF_ORDER, _CORRECT_ONE, headline="Health access"),
    Check("decided_before_application", _OUT_OF_ORDER, _CORRECT_ONE, headline="In-year admissions", effect=DOUBTFUL),
    Check("admitted_before_place_lost", _OUT_OF_ORDER, _CORRECT_ONE, headline="In-year admissions", effect=DOUBTFUL),
    Check(
        "outcome_without_date",
        "The referral is said to be over, and no date says when, so it still counts as waiting.",
        "Fill in the day the assessment started, or the day the referral was closed.",
        headline="Diagnostic waits",
        definition="Thematic review: children who wait for a diagnostic assessment are in scope",
        effect="{rows} counted as still waiting in {headline}, {count} of {of}",
    ),
    Check(
        "waiting_and_seen",
        "“{heading}” says that the child waits or is not referred, and a date says that the child was seen.",
        "Bring the status up to date, or take the date out. The status is used.",
        headline="Health access",
        effect=DOUBTFUL,
    ),
    Check(
        "last_seen_after_end",
        "The child was last seen after the period ended.",
        "Nothing to do if somebody visited after the return. Otherwise correct one of the two dates.",
    ),
    Check(
        "aged_6_without_upn",
        "The child is 6 or older, and has no UPN, no ULN, and no code that says why.",
        "Fill in the UPN, or the code for a UPN that is not known, such as UN1.",
        definition="Annex A rules 107 and 207: aged 6 or over without a UPN, a ULN or an “unknown” code",
        effect="{rows} can be matched by reference alone, {count} of {of}",
        headline=EVERY_HEADLINE,
    ),
    Check(
        "school_age_without_school",
        "The child is of school age, has a plan or SEN support, and has neither a school nor an open period out of school.",
        "Fill in the school. If there is none, add the child to a register: until then it is a candidate and is not counted.",
        headline="Children not in school",
        definition="Annex A rules 108a and 208a: aged 5 to 16 without a main or subsidiary establishment. Here: of compulsory school age",
        effect="{rows} not counted in {headline}, only as candidates, {count} of {of}",
    ),
    Check(
        "plan_date_in_future",
        "“{heading}” is after today.",
        "Check the year. The date is not kept.",
        definition="Annex A rules 105b, 105c and 105d: a date of the EHC plan in the future",
    ),
    Check(
        "plan_dates_out_of_order",
        "“{later}” is before “{earlier}”.",
        "Correct one of the two dates. Neither is kept.",
        definition="Annex A rules 106a and 106b: the first plan is dated after its update or after its last review",
    ),
    Check(
        "missed_more_than_possible",
        "More sessions were missed than were possible.",
        "Correct one of the two numbers. The row is kept.",
        headline="Severe absence candidates",
        effect=DOUBTFUL,
    ),
    Check(
        "ended_without_outcome",
        "The period has ended, and nothing says how.",
        "Fill in how it ended: returned to school, moved away, no longer of school age, or other.",
        headline="Returns to school",
        definition="Thematic review: children who returned to education in the six months before the visit are in scope",
        effect=NOT_COUNTED,
    ),
    Check(
        "returned_without_end_date",
        "The child is said to have returned to school, and no end date is given, so the child still counts as out.",
        "Fill in the first day back.",
        headline="Returns to school",
        definition="Thematic review: children who returned to education in the six months before the visit are in scope",
        effect=NOT_COUNTED,
    ),
)
