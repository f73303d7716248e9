"""Published figures from the workbooks that were brought in, beside the local ones: as published, with what is blank said."""

from __future__ import annotations

from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.labels import by_size
from rollcall.show.parts import Section, nothing
from rollcall.show.sentences import amount, listed, month, per_cent

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
_BLANK = {"suppressed": "suppressed", "not_submitted": "not submitted"}


def has_community_waits(asked: Asked) -> bool:
    """Whether a workbook of NHS England has been brought in."""
    return bool(asked.answer("published_waits_by_service").rows)


def has_home_education(asked: Asked) -> bool:
    """Whether DfE's home education file has been brought in."""
    return bool(asked.answer("published_home_education").rows)


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
    figure = Figure(
        Kind.BARS,
        finding,
        "children and young people",
        tuple(row["name"] for row in known[:10]),
        (Series("Waiting", tuple(row["waiting"] for row in known[:10])),),
        "Service",
        latest,
        "NHS England, Community Health Services waiting lists, as published",
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
    rows = [
        row for row in answer.records() if row["level"] == "National" and row["measure"] in _HOME_EDUCATION and row["value"] is not None
    ]
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
    figure = Figure(
        Kind.BARS,
        finding,
        "children",
        tuple(_HOME_EDUCATION[measure] for measure in shown),
        (Series("Children", tuple(values[measure] for measure in shown)),),
        "Measure",
        asked.as_at,
        "DfE, elective home education, academic year, as published",
    )
    return Section(finding, figure, answers=(answer,), notes=(_WHY_HOME_EDUCATION,), source=figure.source, when=latest)
