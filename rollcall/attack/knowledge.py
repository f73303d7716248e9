"""What everybody can know of the tables: which set of people each number of each question counts (from `queries/` and its headers)."""

from __future__ import annotations

from collections.abc import Mapping

from rollcall.attack import overseen
from rollcall.attack.counts import Condition, Count, Table, Whole, is_
from rollcall.definitions import codes
from rollcall.definitions.survey import SURVEY_ANSWER

# A name with a star tells of the files as they are kept, not of a day: what one month's file says, the next month's may not.
OUT = is_("in school", "no")
SCOPE, WAITING, RECEIVED, ASSESSED, CLOSED = (
    "children in scope",
    "referrals waiting",
    "referrals received",
    "referrals assessed",
    "referrals closed",
)
STARTED, ENDED, LEFT, BACK = "periods started", "periods ended", "periods to look back on", "children who came back"
WAITING_CHILDREN = "children waiting"
# Of two days: what is told of the children of the later one is named with the earlier, and of the earlier one with the later.
JOINED, CHANGED, NEWLY_LONG = "joined since", "changed category since", "newly over 52 weeks since"
RETURNED, LEFT_OTHERWISE = "returned by", "left otherwise by"
UNTIL = (RETURNED, LEFT_OTHERWISE)
ANSWERS = "answers to surveys*"
OF_LISTED_CHILDREN = frozenset({SCOPE, STARTED, ENDED, LEFT, BACK})  # so that the words of the list of children are all there are

# Of what each person has exactly one word, so that the words' numbers add up. Of everything else a person can have several.
ONE_WORD = frozenset(
    {
        *(
            "locality",
            "SEN status",
            "primary need",
            "year group",
            "sex",
            "social care",
            "in school",
            "time out",
            "days waited",
            "assessment",
        ),
        *("provider", "place", "known to*", "period's category", "six months on", "weeks until return", "out again", "partner*"),
        *("6 weeks after", "12 weeks after", "in several categories", "born for"),
        *overseen.WORDS,
        *("respondent group*", "statement*", "answer*"),
    }
)
OF_ONE_DAY = "year group"  # other children are in it a year later
# Bands and thresholds cut the days waited at all of these; each piece is named by its first day.
_CUTS = sorted({band.days_from for band in codes.WAITING_BANDS} | {91, 127, 365})
ALL_WORDS: Mapping[str, frozenset[str]] = {
    "days waited": frozenset(map(str, _CUTS)),
    "time out": frozenset({*(band.label for band in codes.DURATION_BANDS), codes.DURATION_UNKNOWN}),
    "in school": frozenset({"yes", "no"}),
    "out again": frozenset({"yes", "no"}),
    "in several categories": frozenset({"yes", "no"}),
    "known to*": frozenset({"both", "education"}),
    "six months on": frozenset({"returned", "left otherwise", "still out"}),
    "weeks until return": frozenset(map(str, range(27))),
    "6 weeks after": frozenset({"in school", "out", "too recent"}),
    "12 weeks after": frozenset({"in school", "out", "too recent"}),
    "answer*": frozenset(SURVEY_ANSWER.labels),
    "place": frozenset({"in school", "not in school", "not of school age"}),
    **overseen.WORDS,
}


def waited(least: int, most: int | None = None) -> Condition:
    """Waiting for so many days."""
    return "days waited", frozenset(str(cut) for cut in _CUTS if cut >= least and (most is None or cut <= most))


def waits_at_most(count: Count) -> float:
    """The most days that somebody in a band of days waited has waited."""
    longest = max((int(word) for word in count.only("days waited") or ()), default=_CUTS[-1])
    return next((cut - 1 for cut in _CUTS if cut > longest), float("inf"))


def _by(column: str, name: str, column_counted: str = "children", *always: Condition, what: str = SCOPE) -> Table:
    """A table with a row for every word that somebody has."""
    return Table(what, {column: name}, {column_counted: frozenset()}, frozenset(always), somebody=frozenset({column_counted}))


def _for_each_band(table: Table) -> Table:
    """The same, with a row for every band, also where nobody is."""
    return table._replace(somebody=frozenset())


_SEVERAL = frozenset([is_("in several categories", "yes")])
_ALL: frozenset[Condition] = frozenset()


def _between(name: str, column: str, day: str = "month_end") -> Table:
    """A column of the one row of what has changed between two days."""
    return Table(SCOPE, {"earlier_day": name}, {column: _ALL}, frozenset([OUT]), whole=Whole.NO, day=day)


_WAITS = {
    "waiting": _ALL,
    "waiting_13_weeks": frozenset([waited(91)]),
    "waiting_over_18_weeks": frozenset([waited(127)]),
    "waiting_over_52_weeks": frozenset([waited(365)]),
}
_SIX_MONTHS = {
    "spells_started": _ALL,
    "returned_within_six_months": frozenset([is_("six months on", "returned")]),
    "left_otherwise": frozenset([is_("six months on", "left otherwise")]),
    "still_out": frozenset([is_("six months on", "still out")]),
}

_ANSWERED = {
    **{answer: frozenset([is_("answer*", answer)]) for answer in SURVEY_ANSWER.labels},
    "agreeing": frozenset([is_("answer*", "strongly_agree", "agree")]),
    "disagreeing": frozenset([is_("answer*", "disagree", "strongly_disagree")]),
    "answers": frozenset([is_("answer*", *(answer for answer in SURVEY_ANSWER.labels if answer != "not_said"))]),
}

TABLES: Mapping[str, tuple[Table, ...]] = {
    "not_in_school_total": (Table(SCOPE, {}, {"children": _ALL, "in_more_than_one_category": _SEVERAL}, frozenset([OUT])),),
    "not_in_school_figures": (
        Table(
            SCOPE,
            {},
            {
                "children": _ALL,
                "in_more_than_one_category": _SEVERAL,
                "with_a_plan": frozenset([is_("SEN status", "E")]),
                "out_for_over_52_weeks": frozenset([is_("time out", codes.DURATION_BANDS[-1].label)]),
                "looked_after": frozenset([is_("social care", "looked_after")]),
            },
            frozenset([OUT]),
        ),
    ),
    "since_last_time_figures": (
        Table(SCOPE, {}, {"now": _ALL}, frozenset([OUT])),
        Table(SCOPE, {}, {"before": _ALL}, frozenset([OUT]), day="earlier_day"),
        _between(JOINED, "joined"),
        _between(CHANGED, "changed_category"),
        _between(NEWLY_LONG, "newly_over_52_weeks"),
        _between(RETURNED, "returned", day="earlier_day"),
        _between(LEFT_OTHERWISE, "left_otherwise", day="earlier_day"),
    ),
    "oversight_figures": (Table(SCOPE, {}, overseen.ALL_OF_THEM, frozenset([OUT])),),
    "help_and_protection_figures": (Table(SCOPE, {}, overseen.OPEN_TO_SOCIAL_CARE, frozenset([OUT])),),
    "not_in_school_needs": (
        Table(
            SCOPE,
            {},
            {
                "children": _ALL,
                "waiting_for_an_assessment": frozenset([is_("waits", "yes")]),
                "cannot_access_a_service": frozenset([is_("cannot reach a service*", "yes")]),
            },
            frozenset([OUT]),
        ),
    ),
    "not_in_school_by_category": (_by("category", "category", "children", OUT),),
    "not_in_school_by_duration": (_for_each_band(_by("band", "time out", "children", OUT)),),
    "not_in_school_by_locality": (_by("locality", "locality", "children", OUT),),
    "not_in_school_by_primary_need": (_by("primary_need", "primary need", "children", OUT),),
    "not_in_school_by_reason": (_by("reason", "reason", "children", OUT),),
    "not_in_school_by_sen_status": (_by("sen_status", "SEN status", "children", OUT),),
    "not_in_school_by_sex": (_by("sex", "sex", "children", OUT),),
    "not_in_school_by_social_care": (_by("social_care", "social care", "children", OUT),),
    "not_in_school_by_year_group": (_by("year_group", "year group", "children", OUT),),
    "not_in_school_overlap": (
        Table(
            SCOPE,
            {"category": "category", "other_category": "category"},
            {"children": _ALL},
            frozenset([OUT]),
            whole=Whole.NO,
            somebody=frozenset({"children"}),
        ),
    ),
    "not_in_school_by_month": (
        Table(SCOPE, {}, {"children": _ALL}, frozenset([OUT])),
        Table(STARTED, {}, {"spells_started": _ALL}),
        Table(ENDED, {}, {"spells_ended": _ALL}),
    ),
    "children_in_scope": (_by("in_school", "in school"),),
    "known_to_health_and_education": (
        Table(SCOPE, {"known_to": "known to*", "in_school": "in school"}, {"children": _ALL}, somebody=frozenset({"children"})),
    ),
    "known_to_health_and_education_total": (
        Table(
            SCOPE,
            {},
            {
                "known_to_both": frozenset([is_("known to*", "both")]),
                "known_to_education": frozenset([is_("known to*", "education")]),
                "known_to_education_not_in_school": frozenset([is_("known to*", "education"), OUT]),
            },
        ),
        Table("children known to health alone*", {}, {"known_to_health": _ALL}),
    ),
    "candidates": (
        Table("candidates*", {"source": "source", "suggested_category": "suggested"}, {"children": _ALL}, somebody=frozenset({"children"})),
    ),
    "unknown_children": (
        Table("children in no list*", {"table_name": "spreadsheet"}, {"children": _ALL}, whole=Whole.NO, somebody=frozenset({"children"})),
    ),
    "files_kept": (
        Table("rows*", {"table_name": "spreadsheet", "partner": "partner*"}, {"rows": _ALL}, whole=Whole.NO, somebody=frozenset({"rows"})),
    ),
    "population_by_locality": (Table("population*", {"locality": "locality", "sen_status": "SEN status"}, {"children": _ALL}),),
    "diagnostic_waits_total": (Table(WAITING, {}, _WAITS), Table(WAITING_CHILDREN, {}, {"children": _ALL})),
    "diagnostic_waits_by_assessment": (Table(WAITING, {"assessment": "assessment"}, _WAITS, somebody=frozenset({"waiting"})),),
    "diagnostic_waits_by_provider": (_by("provider", "provider", "waiting", what=WAITING),),
    "diagnostic_waits_now": (
        Table(WAITING, {"assessment": "assessment", "provider": "provider"}, _WAITS, somebody=frozenset({"waiting"})),
    ),
    "diagnostic_waits_by_band": (Table(WAITING, {"assessment": "assessment", "band": "days waited"}, {"waiting": _ALL}),),
    "diagnostic_waits_in_and_out_of_school": (
        Table(
            WAITING,
            {"assessment": "assessment", "in_school": "place"},
            {"waiting": _ALL},
            whole=Whole.WITHIN,
            somebody=frozenset({"waiting"}),
        ),
    ),
    "diagnostic_waits_each_month": (
        Table(WAITING, {}, {"waiting": _ALL}),
        Table(RECEIVED, {}, {"referred": _ALL}),
        Table(ASSESSED, {}, {"assessed": _ALL}),
        Table(CLOSED, {}, {"closed": _ALL}),
    ),
    "diagnostic_waits_by_month": (
        Table(WAITING, {"assessment": "assessment"}, {"waiting": _ALL}),
        Table(RECEIVED, {"assessment": "assessment"}, {"referred": _ALL}),
        Table(ASSESSED, {"assessment": "assessment"}, {"assessed": _ALL}),
        Table(CLOSED, {"assessment": "assessment"}, {"closed": _ALL}),
    ),
    "returns_within_six_months": (Table(LEFT, {"category": "period's category"}, _SIX_MONTHS, somebody=frozenset({"spells_started"})),),
    "returns_within_six_months_total": (Table(LEFT, {}, _SIX_MONTHS),),
    "returns_curve": (
        _by("category", "period's category", "spells_started", what=LEFT),
        Table(
            LEFT,
            {"category": "period's category", "weeks_out": "weeks until return"},
            {"returned": frozenset([is_("six months on", "returned")])},
            whole=Whole.NO,
        ),
    ),
    "returned_in_last_six_months": (
        Table(BACK, {"category": "category"}, {"children": _ALL, "not_out_again": frozenset([is_("out again", "no")])}),
    ),
    "returns_by_destination": (_by("destination", "destination", what=BACK),),
    "returns_by_time_out": (_for_each_band(_by("band", "time out before", what=BACK)),),
    "returns_by_weeks_out": (_by("weeks_out", "weeks out before", what=BACK),),
    "returns_sustained": (
        Table(
            BACK,
            {"weeks": ""},
            {
                "returned": _ALL,
                "still_in_school": frozenset([is_("after", "in school")]),
                "out_again": frozenset([is_("after", "out")]),
                "too_recent": frozenset([is_("after", "too recent")]),
            },
        ),
    ),
    "health_access_by_service": (
        Table(
            SCOPE,
            {"service": "", "in_school": "in school"},
            {name: frozenset([is_("status", name)]) for name in ("in_place", "waiting", "not_referred", "cannot_access", "not_needed")},
            whole=Whole.NO,
        ),
    ),
    "health_access_barriers": (
        Table(SCOPE, {"service": "", "barrier": "barrier"}, {"children": _ALL}, whole=Whole.NO, somebody=frozenset({"children"})),
    ),
    "health_access_by_barrier": (
        Table(SCOPE, {"barrier": "barrier of any service*"}, {"children": _ALL}, whole=Whole.NO, somebody=frozenset({"children"})),
    ),
    "survey_answers": (Table(ANSWERS, {"respondent_group": "respondent group*", "question": "statement*"}, _ANSWERED, whole=Whole.NO),),
    "survey_answers_total": (Table(ANSWERS, {}, {"answers": _ALL}),),
}

# What a filter tells of a person, where it does not have the column's own name.
FILTER_NAMES = {"sen_status": "SEN status", "primary_need": "primary need", "year_group": "year group", "social_care": "social care"}


def has_one_word(what: str, name: str) -> bool:
    """Whether everybody of a kind has exactly one word of something. A child has as many providers as referrals."""
    return name in ONE_WORD and not (what == WAITING_CHILDREN and name == "provider")
