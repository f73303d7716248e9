"""Published figures from the files that were brought in, beside the local ones: as published, with what is blank said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rollcall.answers.answer import Answer
from rollcall.show.asking import Asked
from rollcall.show.figures import bars
from rollcall.show.labels import by_size
from rollcall.show.parts import Section, nothing
from rollcall.show.sentences import amount, listed, lower_first, month, per_cent

_TABLE = "published_community_waits"
_CHILDREN = "(CYP)"
_ENGLAND = "England"
_WHY = "Published lists count people waiting for a community health service; local ones are referrals for a diagnosis."
_WHY_HOME_EDUCATION = (
    "All home educated children over a whole year, with SEND or without: a background to the numbers above, and no target for them."
)
_EVER, _RETURNS = "ehe_anytime_full_year", "ehe_returns_full_year"
_HOME_EDUCATION = {
    _EVER: "Home educated at any time in the year",
    "ehe_starts_full_year": "Started home education",
    _RETURNS: "Returned to school",
    "ehe_section_437_full_year": "Formal notices to show suitable education (section 437)",
    "ehe_sao_issued_full_year": "School attendance orders issued",
}
_FIGURES = "published_figures"
_SOURCE = "DfE, {}, as published"
_SEVERE = "enrolments_pa_50_exact_percent"
_SEN = {"E": "With an EHC plan", "K": "With SEN support", "N": "With neither"}
_TERMS = {"Autumn term": 1, "Spring term": 2, "Autumn and spring term": 3, "Summer term": 4, "Academic year": 5}
CENSUS = {"home_education": "Home educated", "missing_education": "Missing education"}
_PLACED = {
    "other_arrangements_la": "Other arrangements by the council (EOTAS)",
    "elective_home_education": "Elective home education",
    "other_arrangements_parents": "Other arrangements by parents",
    "neet_other_csa": "Of school age and not in education",
}
_WHY_ABSENCE = (
    "Pupils on a school's roll who missed half of their sessions or more, as severe absence is defined here; "
    "SEN as the school census has it."
)
_WHY_CENSUS = (
    "All children, with SEND or without, on the autumn, spring or summer census day: compare a term with the same term, never with another."
)
_WHY_PLANS = "Plans of all ages up to 25: more than half of those under other arrangements by the council are of young people over 15."
_ELSEWHERE = "Regions and councils are in the download, with DfE's signs where there is no figure."
_BLANK = {"suppressed": "suppressed", "not_submitted": "not submitted"}


def has(question: str, number: str = "") -> Callable[[Asked], bool]:
    """Whether a published file that answers a question has been brought in; with a number's name, one that tells it for England."""
    return lambda asked: bool(_for_england(asked.answer(question), number) if number else asked.answer(question).rows)


def community_waits(asked: Asked) -> Section:
    """Children and young people waiting for community health services, for England, in the latest month kept."""
    answer = asked.answer("published_waits_by_service")
    rows = [row for row in answer.records() if row["organisation"] == _ENGLAND and row["service"].startswith(_CHILDREN)]
    if not rows:
        return nothing(_TABLE, "No published community health waits have been brought in")
    latest = max(row["month"] for row in rows)
    named = [{**row, "name": row["service"].removeprefix(_CHILDREN).strip()} for row in rows if row["month"] == latest]
    known = by_size([row for row in named if row["waiting"] is not None], "name", "waiting")
    blank = [f"{row['name']} ({_BLANK.get(row['waiting_why_blank'], 'blank')})" for row in named if row["waiting"] is None]
    if not known:
        return Section(f"No number for England is published for {month(latest)}", answers=(answer,))
    most = known[0]
    finding = f"England, {month(latest)}: {amount(most['waiting'])} children waited for {most['name']}"
    if most["waiting_over_52_weeks"] is not None:
        finding += f", {per_cent(most['waiting_over_52_weeks'] / most['waiting'])} of them over 52 weeks"
    figure = bars(
        finding,
        ((row["name"], row["waiting"]) for row in known[:10]),
        "Service",
        latest,
        "NHS England, Community Health Services waiting lists, as published",
        "children and young people",
        "Waiting",
    )
    notes = [_WHY]
    if len(known) > 10:
        notes.append(f"The ten longest lists of {len(known)}; all are in the download, for every organisation and month kept.")
    if blank:
        notes.append(f"No number is published for {listed(blank)}.")
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source, when=month(latest))


def home_education(asked: Asked) -> Section:
    """Home education in a year and returns to school from it, as DfE publishes them for England."""
    answer = asked.answer("published_home_education")
    rows = [row for row in _for_england(answer, "value") if row["measure"] in _HOME_EDUCATION]
    if not rows:
        return nothing("published_home_education", "No number for England is in DfE's home education file")
    latest = max(row["academic_year"] for row in rows)
    values = {row["measure"]: row["value"] for row in rows if row["academic_year"] == latest}
    shown = [measure for measure in _HOME_EDUCATION if measure in values]
    finding = f"England, {latest}: home education in the year"
    back, ever = values.get(_RETURNS), values.get(_EVER)
    if back is not None and ever:
        finding = (
            f"England, {latest}: {amount(back)} returned to school of {amount(ever)} home educated in the year, {per_cent(back / ever)}"
        )
    figure = bars(
        finding,
        ((_HOME_EDUCATION[measure], values[measure]) for measure in shown),
        "Measure",
        asked.as_at,
        "DfE, elective home education, academic year, as published",
    )
    return Section(finding, figure, answers=(answer,), notes=(_WHY_HOME_EDUCATION,), source=figure.source, when=latest)


def severe_absence(asked: Asked) -> Section:
    """The share of pupils who missed half of their sessions or more, by SEN, for England, in the latest period kept."""
    answer = asked.answer("published_absence_by_sen")
    rows = [row for row in _for_england(answer, "value") if row["measure"] == _SEVERE]
    if not rows:
        return nothing(_FIGURES, "No share of severe absence by SEN for England is among the published figures")
    when = max((row["period"], _TERMS.get(row["term"], 0), row["term"] or "") for row in rows)
    values = {row["sen_group"]: row["value"] for row in rows if (row["period"], row["term"] or "") == (when[0], when[2])}
    shown = [group for group in _SEN if group in values]
    said = listed([f"{amount(values[group])}% of pupils {lower_first(_SEN[group])}" for group in shown])
    finding = f"England, {in_words(when[0], when[2])}: half of their sessions or more were missed by {said}"
    figure = bars(
        finding,
        ((_SEN[group], values[group]) for group in shown),
        "SEN",
        asked.as_at,
        _SOURCE.format("pupil absence in schools"),
        "per cent of pupils",
        "Severely absent",
    )
    return Section(
        finding, figure, answers=(answer,), notes=(_WHY_ABSENCE, _ELSEWHERE), source=figure.source, when=in_words(when[0], when[2])
    )


def census_day(asked: Asked) -> Section:
    """Children in home education and children missing education on the latest census day kept, for England."""
    answer = asked.answer("published_census_day")
    rows = _for_england(answer, "children")
    if not rows:
        return nothing(_FIGURES, "No count for England on census day is among the published figures")
    latest = {}
    for data_set in CENSUS:
        mine = [row for row in rows if row["data_set"] == data_set]
        if mine:
            latest[data_set] = max(mine, key=time_of)
    said = [f"{amount(row['children'])} {CENSUS[name].lower()} ({in_words(row['period'], row['term'])})" for name, row in latest.items()]
    finding = f"England on census day: {listed(said)}"
    figure = bars(
        finding,
        ((f"{CENSUS[name]}, {in_words(row['period'], row['term'])}", row["children"]) for name, row in latest.items()),
        "Register",
        asked.as_at,
        _SOURCE.format("elective home education; children missing education"),
    )
    whens = {in_words(row["period"], row["term"]) for row in latest.values()}
    return Section(finding, figure, answers=(answer,), notes=(_WHY_CENSUS, _ELSEWHERE), source=figure.source, when=listed(sorted(whens)))


def plans_elsewhere(asked: Asked) -> Section:
    """EHC plans of children educated elsewhere than in a school, for England, in the latest year kept."""
    answer = asked.answer("published_plans_elsewhere")
    rows = _for_england(answer, "plans")
    if not rows:
        return nothing(_FIGURES, "No count of EHC plans by placement for England is among the published figures")
    latest = max(row["period"] for row in rows)
    values = {row["measure"]: row["plans"] for row in rows if row["period"] == latest}
    shown = [measure for measure in _PLACED if measure in values]
    finding = f"England, {latest}: EHC plans of children educated elsewhere than in a school"
    if values.get("ehcplans") and shown:
        share = sum(values[measure] for measure in shown) / values["ehcplans"]
        finding += f", {per_cent(share)} of all {amount(values['ehcplans'])}"
    figure = bars(
        finding,
        ((_PLACED[measure], values[measure]) for measure in shown),
        "Placement",
        asked.as_at,
        _SOURCE.format("education, health and care plans"),
        "EHC plans",
        "Plans",
    )
    return Section(finding, figure, answers=(answer,), notes=(_WHY_PLANS, _ELSEWHERE), source=figure.source, when=latest)


def _for_england(answer: Answer, number: str) -> list[dict[str, Any]]:
    """The rows of England in which the number is published."""
    return [row for row in answer.records() if row["level"] == "National" and row[number] is not None]


def time_of(row: Mapping[str, Any]) -> tuple[str, int]:
    """The period and the term of a row, so that later ones come later."""
    return row["period"], _TERMS.get(row["term"], 0)


def in_words(period: str, term: str | None) -> str:
    """'autumn term 2025/26', or a period alone that is a whole year."""
    return period if not term or term in ("Academic year", "Calendar year", "Reporting year") else f"{lower_first(term)} {period}"
