"""What has to be said beside an answer: who is left out, what overlaps, what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rollcall.answers.count import Counted
from rollcall.answers.protect import WEEKS_FOOTNOTE, protected_rows
from rollcall.answers.question import QUESTIONS, Question
from rollcall.definitions.tables import BY_NAME

# The questions that count a referral whether or not its child is known.
_COUNTS_UNKNOWN = (
    "diagnostic_waits_now",
    "diagnostic_waits_total",
    "diagnostic_waits_by_assessment",
    "diagnostic_waits_by_provider",
    "diagnostic_waits_by_band",
    "diagnostic_waits_by_month",
    "diagnostic_waits_each_month",
    "diagnostic_waits_completed",
    "support_while_waiting",
    "open_waits_list",
)
# The questions that say themselves how many children are in no list.
_COUNTS_THEM_APART = ("unknown_children", "known_to_health_and_education", "known_to_health_and_education_total", "known_to_one_side_list")
_OVERLAPS = ("not_in_school_by_category", "not_in_school_total", "not_in_school_overlap")
_TABLES = {
    "spells": "periods not in school",
    "attendance": "attendance",
    "diagnostic_waits": "diagnostic waits",
    "health_access": "access to health services",
    "in_year_admissions": "in-year admissions",
}
_CANDIDATES = {
    "attendance": "missed half or more of their sessions in the latest term",
    "no_establishment": "are on no school's roll in the list of children",
    "home_educated_flag": "are marked as home educated in the list of children",
    "sen2_eotas": "are placed under other arrangements by the council in the SEN2 return",
    "sen2_ehe": "are home educated, or placed under other arrangements by their parents, in the SEN2 return",
    "sen2_cme": "have a plan and no placement in the SEN2 return",
}


Say = Callable[[int | None], str]
Rows = Callable[[str], tuple[tuple, ...]]


def footnotes(
    question: Question, counted: Counted, exact: bool, hidden_means: str, left_out: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The footnotes of an answer, in the order of their weight. Numbers in them are those of the protected answers; of the spreadsheets
    that are left out none is given."""
    say = str if exact else _protected_words

    def rows(name: str) -> tuple[tuple, ...]:
        asked = QUESTIONS[name]
        if exact:
            return counted.rows(asked)
        return protected_rows(asked, replace(counted, filters={}))  # nobody but the lead sees these numbers through a filter

    notes = [*_overlap(question, rows, say), *_unknown(question, rows, say, left_out), *_candidates(question, counted, rows, say)]
    if hidden_means:
        kinds = {column.kind for column in question.columns}
        notes += [hidden_means] if "people" in kinds else []
        notes += [WEEKS_FOOTNOTE] if kinds & {"weeks of people", "longest weeks"} else []
    return tuple(notes)


def _protected_words(people: int | None) -> str:
    return "A hidden number of" if people is None else f"About {people:,}"


def _children(people: int | None, say: Say) -> str:
    return f"{say(people)} {'child' if say(people) == '1' else 'children'}"


def _overlap(question: Question, rows: Rows, say: Say) -> list[str]:
    if question.name not in _OVERLAPS:
        return []
    total, several = rows("not_in_school_total")[0]
    if several == 0:
        return []
    are = "is" if say(several) == "1" else "are"
    of_all = "the total" if total is None else say(total).replace("About", "about")
    return [f"{_children(several, say)} {are} in more than one category, so the categories add to more than {of_all}."]


def _unknown(question: Question, rows: Rows, say: Say, left_out: frozenset[str]) -> list[str]:
    if question.name in _COUNTS_THEM_APART:
        return []
    unknown = dict(rows("unknown_children"))
    asked = [table for table in _TABLES if table in question.tables]
    told = [table for table in asked if table not in left_out and unknown.get(table, 0) != 0]
    return [
        *(_unknown_note(table, _children(unknown[table], say), question) for table in told),
        *(
            f"Children in {BY_NAME[table].title.lower()} who are not in the list of children are left out. How many, over all services, "
            "is not shown to you."
            for table in asked
            if table in left_out
        ),
    ]


def _unknown_note(table: str, children: str, question: Question) -> str:
    are, their = ("is", "its") if children == "1 child" else ("are", "their")
    told = f"{children} in {BY_NAME[table].title.lower()} {are} not in the list of children, so {their} age and SEND are not known"
    if question.name in _COUNTS_UNKNOWN and table == "diagnostic_waits":
        return f"{told}; {their} referrals are counted here."
    it_is = "it is" if children == "1 child" else "they are"
    return f"{told}; {it_is} left out."


def _candidates(question: Question, counted: Counted, rows: Rows, say: Say) -> list[str]:
    if question.name not in _OVERLAPS:
        return []
    return [
        f"{_children(children, say)} who may be out of school {'is' if say(children) == '1' else 'are'} not counted:"
        f" they {_CANDIDATES[source]}. The lead can accept them."
        for source, category, children in rows("candidates")
        if category in counted.filters.get("category", (category,))
    ]
