"""Says which of DfE's data sets a data file is, what its columns are, and which group of children a word of it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rollcall.definitions.official_lists import official
from rollcall.definitions.table import fold
from rollcall.intake.recognising.columns import Coded

SYMBOLS = frozenset(("x", "z", "c", "low", "k", "u", "~", ":", "..", "-", "*", "!", "n/a", "na", "null", "supp", "s", ""))
TOTAL_WORDS = frozenset(
    (
        "total", "all", "all schools", "all pupils", "all children", "all ehc plans", "new ehc plans", "all new ehc plans",
        "all ceased ehc plans", "all personal budgets", "state funded primary secondary and special schools", "all characteristics",
        "england", "overall"
    )
)  # fmt: skip

_KEYS = frozenset(
    (
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code",
        "new_la_code", "la_name", "academic_year", "time_frame", "lad_code", "lad_name", "pcon_code", "pcon_name"
    )
)  # fmt: skip
_PHASES = ("education_phase", "school_type", "phase_type_grouping", "phase", "school_phase")
_PAIRS = (
    ("breakdown_topic", "breakdown"),
    ("filter_group", "filter"),
    ("characteristic_group", "characteristic"),
    ("characteristic", "characteristic_breakdown"),
    ("characteristic_topic", "characteristic"),
)
_NUMBER = re.compile(r"[<>~]?-?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?%?", re.IGNORECASE)
_PLAN = re.compile(
    r"(?:(?:pupils?|children|sen|send)\s(?:provision |status )?(?:with )?(?:an? )?)?(?:sen )?"
    r"(?:ehc plans?|ehcps?|education health and care plans?|statements? or ehc plans?|ehc plans? or statements?|statement|"
    r"statements? of sen or ehc plans?|statement or education health and care plan)(?: pupils)?"
)
_SUPPORT = re.compile(
    r"(?:(?:pupils?|children|sen|send)\s(?:provision |status )?(?:with |on )?)?(?:sen )?(?:sen support|send support|support)"
)
_NEITHER = re.compile(
    r"(?:(?:pupils?|children) with )?(?:no|without) (?:identified |recorded )?(?:sen|send|special educational needs?)(?: provision)?"
)
_CENSUS_DAY = ({"child_count", "rate_per_100"}, {"number", "pc", "rate"})  # the figures of both releases, over the years
_SPEAKS_OF_MISSING = re.compile(r"\b(?:cme|children missing|missing education|length of time|time missing|duration)\b")
_SPEAKS_OF_HOME = re.compile(r"\b(?:ehe|home educat\w*|elective home)\b")


@dataclass(frozen=True)
class Layout:
    """The columns of a data file, by what they are, as places from 0."""

    at: Mapping[str, int]  # every column by its name
    phase: str | None
    topic: str | None
    breakdown: str | None
    others: tuple[str, ...]
    measures: tuple[str, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns that tell groups of children apart."""
        return tuple(name for name in (self.phase, self.topic, self.breakdown, *self.others) if name)


def layout_of(names: Mapping[str, int], columns: Mapping[str, Coded]) -> Layout:
    """Tell the columns of figures from those that name a period, an area or a group."""
    measures: list[str] = []
    groups: list[str] = []
    for name in names:
        if name not in _KEYS and not name.endswith(("_code", "urn", "ukprn", "laestab", "estab")):
            (measures if _holds_figures(columns[name]) else groups).append(name)
    phase = next((name for name in _PHASES if name in groups), None)
    topic, breakdown = next((pair for pair in _PAIRS if set(pair) <= set(groups)), (None, None))
    others = [name for name in groups if name not in (phase, topic, breakdown)]
    if breakdown is None and others:
        breakdown = next((name for name in others if {"sen", "send"} & set(name.split("_"))), others[0])
        others.remove(breakdown)
    return Layout(names, phase, topic, breakdown, tuple(others), tuple(measures))


def _holds_figures(column: Coded) -> bool:
    figures = other = 0
    for word, count in zip(column.words, column.counts, strict=True):
        if _NUMBER.fullmatch(word):
            figures += count
        elif word.lower() not in SYMBOLS:
            other += count
    return other <= 0.02 * (figures + other)


def data_set_of(layout: Layout, columns: Mapping[str, Coded], file: str) -> str | None:
    """What the file is about; None for a count of home education or of missing education that does not say which of the two."""
    measures = {name.lower() for name in layout.measures}
    if measures & {"sess_overall_percent", "sess_possible", "enrolments_pa_10_exact", "enrolments_pa_10_exact_percent"}:
        return "absence"
    if measures & {"attendance_perc", "overall_absence_perc", "possible_sessions"}:
        return "attendance"
    if measures & {"new_ehc_plans", "num_new_plans"}:
        return "new_ehc_plans"
    if measures & {"ehcplans", "ehc_plans", "num_caseload"}:
        return "ehc_plans"
    if any(name.startswith("ehe_") for name in measures):
        return "home_education"
    if any(name.startswith("cme_") for name in measures):
        return "missing_education"
    told = _home_or_missing(layout, columns, file) if measures & {"child_count", "number"} else "other"
    return told or (None if any(names <= measures for names in _CENSUS_DAY) else "other")


def _home_or_missing(layout: Layout, columns: Mapping[str, Coded], file: str) -> str | None:
    """Both releases have the same columns: their reasons, and how long, tell them apart, else the file's name."""
    words = {fold(word) for name in layout.groups for word in columns[name].words}
    home, missing = (len(words & reasons) for reasons in _reasons())
    missing += any(_SPEAKS_OF_MISSING.search(word) for word in words)
    if (home > 0) != (missing > 0):
        return "home_education" if home else "missing_education"
    name = fold(file)
    told = bool(_SPEAKS_OF_HOME.search(name)), bool(_SPEAKS_OF_MISSING.search(name))
    return {(True, False): "home_education", (False, True): "missing_education"}.get(told)


@cache
def _reasons() -> tuple[frozenset[str], frozenset[str]]:
    """The reasons that only the one release gives, and those that only the other does."""
    named: dict[str, set[str]] = {"EHE": set(), "CME": set()}
    for row in official("reasons"):
        collection = next((name for name in named if name in row["collection"].upper()), None)
        if collection:
            named[collection].add(fold(row["reason"]))
    return frozenset(named["EHE"] - named["CME"]), frozenset(named["CME"] - named["EHE"])


def sen_group(word: str) -> str | None:
    """Whether a word names the children with a plan (E), with SEN support (K), or with neither (N)."""
    plain = fold(word)
    for code, pattern in (("N", _NEITHER), ("E", _PLAN), ("K", _SUPPORT)):
        if pattern.fullmatch(plain):
            return code
    return None


def is_total(word: str) -> bool:
    """Whether a word names all children, or all schools."""
    return fold(word) in TOTAL_WORDS


def is_data_file(names: Sequence[str]) -> bool:
    """Whether a row holds the column names that every data file of DfE has."""
    plain = {name.strip().lower() for name in names}
    return "time_period" in plain and bool(plain & {"geographic_level", "new_la_code", "la_name"})


def listed(names: Iterable[str]) -> str:
    """Column names as words."""
    return ", ".join(name.replace("_", " ") for name in names)
