"""Checks of one row: what its cells say against each other."""

from rollcall.definitions.check import DOUBTFUL, LEFT_OUT, Check

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
        effect="{rows} not counted in {headline}, {count} of {of}",
    ),
    Check(
        "returned_without_end_date",
        "The child is said to have returned to school, and no end date is given, so the child still counts as out.",
        "Fill in the first day back.",
        headline="Returns to school",
        definition="Thematic review: children who returned to education in the six months before the visit are in scope",
        effect="{rows} not counted in {headline}, {count} of {of}",
    ),
)
