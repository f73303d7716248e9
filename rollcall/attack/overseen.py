"""What the numbers of oversight, and of help and protection, tell of each child not in school."""

from __future__ import annotations

from collections.abc import Mapping

from rollcall.attack.counts import Condition, is_
from rollcall.definitions import codes

Told = frozenset[Condition]

# What a child's open periods say together, as the files kept have it: of each thing a child has one word.
WORDS: Mapping[str, frozenset[str]] = {
    "lead*": frozenset({"named", "nobody", "not recorded"}),
    "weeks since a visit*": frozenset({"to 4", "to 6", "to 12", "longer", "not recorded"}),
    "review*": frozenset({"to come", "overdue", "no date"}),
    "provision*": frozenset({"some", "by parents", "nothing", "not recorded"}),
    "without for over 3 weeks*": frozenset({"yes", "no"}),
    "weeks part-time*": frozenset({"to 6", "to 8", "to 12", "longer"}),
    "end planned*": frozenset({"yes", "no"}),
    "agreed day*": frozenset({"passed", "to come", "not recorded"}),
    "suitability*": frozenset({"within 12 months", "longer ago", "not recorded"}),
    "section 61*": frozenset({"recorded", "not recorded"}),
    "hours recorded*": frozenset({"yes", "no"}),
}
LATELY = ("to 4", "to 6", "to 12")
OWN_CATEGORY = "category"  # as a column tells it: through a filter by category it is told of the periods that the filter leaves


def _is(name: str, *words: str, of: Told = frozenset()) -> Told:
    return of | {is_(name, *words)}


def _seen_and_led(of: Told = frozenset()) -> dict[str, Told]:
    """What both oversight and help and protection tell of some children."""
    return {
        "lead_named": _is("lead*", "named", of=of),
        "lead_nobody": _is("lead*", "nobody", of=of),
        "lead_not_recorded": _is("lead*", "not recorded", of=of),
        "seen_within_4_weeks": _is("weeks since a visit*", "to 4", of=of),
        "seen_within_6_weeks": _is("weeks since a visit*", "to 4", "to 6", of=of),
        "seen_within_12_weeks": _is("weeks since a visit*", *LATELY, of=of),
        "seen_not_recorded": _is("weeks since a visit*", "not recorded", of=of),
        "with_provision": _is("provision*", "some", of=of),
        "by_parents": _is("provision*", "by parents", of=of),
        "without_provision": _is("provision*", "nothing", of=of),
        "hours_not_recorded": _is("provision*", "not recorded", of=of),
    }


_PART_TIME, _EHE, _EOTAS, _UNREGISTERED = (_is(OWN_CATEGORY, name) for name in ("part_time", "ehe", "eotas", "unregistered_ap"))
OPEN = _is("social care", *(word for word in codes.SOCIAL_CARE.labels if word not in ("none", "early_help")))


ALL_OF_THEM: Mapping[str, Told] = {
    "children": frozenset(),
    **_seen_and_led(),
    "review_to_come": _is("review*", "to come"),
    "review_overdue": _is("review*", "overdue"),
    "review_no_date": _is("review*", "no date"),
    "part_time": _PART_TIME,
    "part_time_no_end_date": _is("end planned*", "no", of=_PART_TIME),
    "part_time_over_6_weeks": _is("weeks part-time*", "to 8", "to 12", "longer", of=_PART_TIME),
    "part_time_over_8_weeks": _is("weeks part-time*", "to 12", "longer", of=_PART_TIME),
    "part_time_over_12_weeks": _is("weeks part-time*", "longer", of=_PART_TIME),
    "part_time_day_passed": _is("agreed day*", "passed", of=_PART_TIME),
    "part_time_day_to_come": _is("agreed day*", "to come", of=_PART_TIME),
    "part_time_no_day_agreed": _is("agreed day*", "not recorded", of=_PART_TIME),
    "home_educated": _EHE,
    "suitability_within_12_months": _is("suitability*", "within 12 months", of=_EHE),
    "suitability_longer_ago": _is("suitability*", "longer ago", of=_EHE),
    "suitability_not_recorded": _is("suitability*", "not recorded", of=_EHE),
    "eotas": _EOTAS,
    "section_61_recorded": _is("section 61*", "recorded", of=_EOTAS),
    "section_61_not_recorded": _is("section 61*", "not recorded", of=_EOTAS),
    "unregistered": _UNREGISTERED,
    "unregistered_hours_recorded": _is("hours recorded*", "yes", of=_UNREGISTERED),
    "without_provision_over_3_weeks": _is("without for over 3 weeks*", "yes", of=_is("provision*", "nothing")),
}
OPEN_TO_SOCIAL_CARE: Mapping[str, Told] = {
    "children": frozenset(),
    "early_help": _is("social care", "early_help"),
    "social_care_none": _is("social care", "none"),
    "social_care_not_recorded": _is("social care", "not_recorded"),
    "open": OPEN,
    **{f"open_{name}": told for name, told in _seen_and_led(OPEN).items()},
}
