"""Filters: what a person typed or chose becomes the words that the questions know, or a refusal that says what would do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from rollcall.answers.question import FILTERS, Question
from rollcall.definitions import codes
from rollcall.definitions.calendar import school_year_starts
from rollcall.definitions.table import fold
from rollcall.errors import QuestionRefused

NOT_RECORDED = "not_recorded"
YEAR_GROUPS = ("Reception", *(f"Year {year}" for year in range(1, 12)))

_CODES = {
    "sen_status": codes.SEN_STATUS,
    "primary_need": codes.PRIMARY_NEED,
    "category": codes.CATEGORY,
    "sex": codes.SEX,
    "social_care": codes.SOCIAL_CARE,
    "service": codes.SERVICE,
}
_YEAR = re.compile(r"^(?:year|yr|y)?\s*(\d{1,2})$")


def check_names(question: Question, filters: Mapping[str, object]) -> None:
    """Refuse a filter that the question does not take."""
    for name in filters:
        if name not in question.filters:
            takes = ", ".join(question.filters) or "no filters"
            raise QuestionRefused(f"The question {question.name} does not take the filter {name}. It takes: {takes}.")


def clean(name: str, values: Sequence[str] | str, options: Sequence[str]) -> tuple[str, ...]:
    """The words of one filter as the questions know them, in a settled order. `options` are those that the kept data has."""
    typed = [values] if isinstance(values, str) else list(values)
    found = {_word(name, word, options) for word in typed}
    if None in found:
        can_be = ", ".join(_all_options(name, options)) or "nothing yet, for no kept file has it"
        raise QuestionRefused(f"The filter {name} was given a value that it does not know. It can be: {can_be}.")
    return tuple(sorted(word for word in found if word is not None))


def as_struct(filters: Mapping[str, tuple[str, ...]], as_at: date) -> dict[str, tuple[str, ...] | None]:
    """Every filter, those that are not set as None, as the queries take them: a year group on a day as the school years of birth."""
    plain: dict[str, tuple[str, ...] | None] = {name: filters.get(name) or None for name in FILTERS if name != "year_group"}
    groups = filters.get("year_group")
    return {**plain, "school_year_born": tuple(_school_year_born(group, as_at) for group in groups) if groups else None}


def _school_year_born(year_group: str, as_at: date) -> str:
    if year_group == NOT_RECORDED:
        return NOT_RECORDED
    return str(school_year_starts(as_at).year - 4 - YEAR_GROUPS.index(year_group))


def _all_options(name: str, options: Sequence[str]) -> tuple[str, ...]:
    if name == "year_group":
        return YEAR_GROUPS
    return (*_CODES[name].labels, NOT_RECORDED) if name in _CODES else tuple(options)


def _word(name: str, typed: str, options: Sequence[str]) -> str | None:
    if typed in options or fold(typed) == fold(NOT_RECORDED):
        return NOT_RECORDED if fold(typed) == fold(NOT_RECORDED) else typed
    if name == "year_group":
        return _year_group(typed)
    if name in _CODES:
        return _CODES[name].find(typed)
    return next((option for option in options if fold(option) == fold(typed)), None)


def _year_group(typed: str) -> str | None:
    folded = fold(typed)
    if folded in ("r", "reception", "year r", "yr", "rec"):
        return "Reception"
    found = _YEAR.match(folded)
    return f"Year {int(found.group(1))}" if found and 1 <= int(found.group(1)) <= 11 else None
