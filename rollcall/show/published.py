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
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def home_education(asked: Asked) -> Section:
    """Returns to school from home education in a year, as DfE publishes them."""
    answer = asked.answer("published_home_education")
    rows = [row for row in answer.records() if row["level"] == "National" and row["value"] is not None]
    if not rows:
        return nothing("published_home_education", "DfE's home education file has not been brought in")
    latest = max(row["academic_year"] for row in rows)
    values = {row["measure"]: row["value"] for row in rows if row["academic_year"] == latest}
    shown = [(measure, value) for measure, value in values.items() if isinstance(value, int | float)][:8]
    figure = Figure(
        Kind.BARS,
        f"England, {latest}: home education as DfE publishes it",
        "children",
        tuple(measure for measure, _ in shown),
        (Series("Children", tuple(value for _, value in shown)),),
        "Measure",
        asked.as_at,
        "DfE, elective home education, academic year, as published",
    )
    return Section(figure.title, figure, answers=(answer,), source=figure.source)
