"""What is drawn and said where limits begin anew: each stretch by its own months, and the reason to the lead alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook

from rollcall.access import Role
from rollcall.answers.process import ENOUGH_POINTS, SpecialCause, xmr
from rollcall.answers.rebases import Rebase, rebase
from rollcall.definitions.calendar import month_ends
from rollcall.definitions.monthly import Monthly
from rollcall.definitions.self_evaluation import Chapter
from rollcall.export.download import to_workbook
from rollcall.show import charts, diagnostic_waits, not_in_school
from rollcall.show.evidence import gathered
from rollcall.show.evidence.saying import through_time
from rollcall.show.figures import Figure, Kind, Series, Value
from rollcall.show.self_evaluation import asked_for
from rollcall.show.sentences import described
from rollcall.show.tables import of_figure
from rollcall.show.variation import Stretches, stretches, told
from rollcall.store import Store
from tests.show.area import DAY, LONG_AGO, area, asked, spell, wait

WHY = "Two registers [were](http://elsewhere.example) merged."
MARCH = date(2026, 3, 1)
BEFORE, SINCE = tuple(100 + 10 * (n % 2) for n in range(28)), tuple(300 + 10 * (n % 2) for n in range(14))
STEP: tuple[Value, ...] = (*BEFORE, *SINCE)  # to October 2026, the step in September 2025
SEPTEMBER = Rebase(date(2025, 9, 1), WHY, "Ann", datetime(2026, 11, 12, 9, tzinfo=UTC))


def months(values: tuple[Value, ...]) -> tuple[date, ...]:
    return month_ends(DAY, len(values))


def parted(values: tuple[Value, ...], *rebases: Rebase) -> Stretches:
    return stretches(values, months(values), "down", rebases)


def drawn(values: tuple[Value, ...], found: Stretches) -> Figure:
    figure = Figure(Kind.FLOWS, "A finding", "children", months(values), (Series("Children", values),), "Month", DAY, "A source")
    return replace(figure, process=found.latest, earlier=found.earlier, anew=found.anew)


def test_each_stretch_has_the_mean_and_limits_of_its_own_months() -> None:
    found = parted(STEP, SEPTEMBER)
    assert found.latest
    assert found.latest.first == len(BEFORE)
    assert found.latest.xmr == xmr(SINCE, better="down")
    (earlier,) = found.earlier
    assert (earlier.first, earlier.xmr) == (0, xmr(BEFORE, better="down"))
    assert set(found.latest.xmr.marks) == set(earlier.xmr.marks) == {None}


@given(some.lists(some.integers(0, 900), min_size=45, max_size=60), some.data())
def test_stretches_are_those_of_their_slices(values: list[int], data: some.DataObject) -> None:
    known = tuple(values)
    first = data.draw(some.integers(ENOUGH_POINTS, len(known) - 2 * ENOUGH_POINTS))
    second = data.draw(some.integers(first + ENOUGH_POINTS, len(known) - ENOUGH_POINTS))
    ends = months(known)
    found = parted(known, *(Rebase(ends[at].replace(day=1)) for at in (first, second)))
    cuts = [(0, first), (first, second), (second, len(known))]
    drawn_ = {process.first: process.xmr for process in (*found.earlier, *([found.latest] if found.latest else []))}
    assert set(drawn_) <= {begin for begin, _ in cuts}
    for begin, end in cuts:
        alone = parted(known[begin:end]).latest  # None where its months differ by too little
        assert drawn_.get(begin) == (alone.xmr if alone else None)
    assert [one.place for one in found.anew] == [first, second]


def test_a_run_does_not_go_on_over_a_rebase() -> None:
    """Nine months that rise, of which four are before the rebase and five since: a run in one stretch, and none in two."""
    rising = tuple(range(100, 190, 10))
    values: tuple[Value, ...] = (*[95, 105] * 10, *rising, *[180, 190] * 6)
    whole, two = parted(values), parted(values, Rebase(months(values)[24].replace(day=1)))
    assert whole.latest
    assert SpecialCause.RISING in whole.latest.xmr.marks
    assert two.latest
    assert SpecialCause.RISING not in (*two.latest.xmr.marks, *two.earlier[0].xmr.marks)


def test_too_few_months_since_have_no_limits_and_the_old_ones_are_not_used() -> None:
    values: tuple[Value, ...] = STEP[: len(BEFORE) + 8]
    begin = months(values)[len(BEFORE)]
    found = parted(values, Rebase(begin.replace(day=1)))
    assert found.latest is None
    assert len(found.earlier) == 1
    said = told(values, months(values), found, False)
    assert said[0] == "Rebased: limits begin anew in March 2026 (a change recorded by the area)."
    assert said[1].startswith("Too few months since the rebase in March 2026 for new limits, which take 13: 8 are known")
    drawing = charts.draw(drawn(values, found))
    level = [trace for trace in drawing["data"] if trace.get("line", {}).get("dash") in ("solid", "dash")]
    assert {trace["x"][1] for trace in level} == {months(values)[len(BEFORE) - 1].isoformat()}
    assert not [shape for shape in drawing["layout"]["shapes"] if shape["type"] == "path"]  # no sign says what the latest month comes to
    evidence = through_time(values, months(values), "down", "the number", False, [Rebase(begin.replace(day=1))])
    assert "since the rebase in March 2026 cannot be told from chance: 8 months" in evidence.sentence
    assert evidence.thin


def test_a_hidden_month_counts_in_its_own_stretch_alone() -> None:
    values: tuple[Value, ...] = (90, None, *BEFORE, *SINCE)
    found = parted(values, SEPTEMBER)
    assert found.latest
    assert found.latest.xmr == xmr(SINCE, better="down")
    assert (found.earlier[0].first, found.earlier[0].xmr) == (2, xmr(BEFORE, better="down"))
    hidden = (*BEFORE, None, *SINCE[1:])
    assert parted(hidden, SEPTEMBER).latest == replace(parted(hidden).latest or found.latest, first=len(BEFORE) + 1)
    assert "before which a month is hidden" in " ".join(told(hidden, months(hidden), parted(hidden, SEPTEMBER), True))


@pytest.mark.parametrize("month", [date(2019, 3, 1), date(2027, 3, 1), months(STEP)[0].replace(day=1)])
def test_a_rebase_that_the_chart_does_not_show_parts_nothing(month: date) -> None:
    assert parted(STEP, Rebase(month)) == parted(STEP)


def test_what_is_said_gives_the_limits_of_both_stretches() -> None:
    said = told(STEP, months(STEP), parted(STEP, SEPTEMBER), False)
    assert said[0] == f"Rebased: limits begin anew in September 2025. “{WHY}” (Ann, 12 November 2026)."
    assert said[1].startswith("No special cause")
    assert f"the mean of {len(SINCE)} months since the rebase in September 2025, {300 + 5}" in said[2]
    assert f"May 2023 to August 2025: mean {100 + 5}, limits " in said[3]


def test_the_chart_the_rows_and_the_spoken_text_show_where() -> None:
    figure = drawn(STEP, parted(STEP, SEPTEMBER))
    drawing = charts.draw(figure)
    level = [trace for trace in drawing["data"] if trace.get("line", {}).get("dash") in ("solid", "dash")]
    assert len(level) == 2 * 3
    (upright,) = [shape for shape in drawing["layout"]["shapes"] if shape["type"] == "line"]
    assert "2025-08-31" < upright["x0"] == upright["x1"] < "2025-09-30"
    assert [note for note in drawing["layout"]["annotations"] if note["text"] == "Rebased"]
    assert WHY not in str(drawing)
    grid = of_figure(figure)
    at = grid.headings.index("Limits")
    assert [row[0] for row in grid.rows if row[at]] == ["September 2025"]
    assert WHY in grid.rows[len(BEFORE)][at]
    assert "limits begin anew in September 2025" in described(figure)
    assert WHY not in described(figure)


def growing() -> Store:
    """An area whose numbers not in school and waiting grew unevenly, with periods and waits that ended."""
    spells = [spell(n, since=LONG_AGO) for n in range(20)]
    waits = [wait(n, since=LONG_AGO) for n in range(20)]
    for back, end in enumerate(month_ends(DAY, 30)):
        more = range(100 + 20 * back, 100 + 20 * back + (18 if back % 2 else 10))
        spells += [spell(n, since=end.replace(day=2), **({"end_date": DAY.replace(day=3)} if n % 7 == 0 else {})) for n in more]
        waits += [wait(n, since=end.replace(day=2), **({"assessment_start_date": DAY.replace(day=3)} if n % 7 == 0 else {})) for n in more]
    return area(720, spells=spells, diagnostic_waits=waits)


@pytest.mark.threat("beyond_role")
def test_a_self_evaluation_tells_of_it_and_a_copy_to_be_shared_says_not_why() -> None:
    store = growing()
    lead = asked(store).visit
    for measure in Monthly:
        rebase(lead, measure, MARCH, WHY, 0)
    for protected in (True, False):
        found = [one for chapter in (Chapter.WHOLE, Chapter.HEALTH_SERVICES) for one in gathered(asked_for(lead, protected), chapter)]
        told_of = [one for one in found if "limits begin anew in March 2026" in one.note]
        assert len(told_of) == 2
        assert all("since the rebase in March 2026" in one.sentence for one in told_of)
        assert [WHY in one.note for one in told_of] == [not protected] * 2


@pytest.mark.threat("beyond_role")
@pytest.mark.parametrize(
    ("part", "measure"),
    [(not_in_school.through_time, Monthly.NOT_IN_SCHOOL), (diagnostic_waits.in_and_out, Monthly.REFERRALS_WAITING)],
    ids=["not in school", "waits"],
)
def test_both_charts_begin_anew_for_everyone_and_say_why_to_the_lead_alone(part: object, measure: Monthly) -> None:
    store = growing()
    rebase(asked(store).visit, measure, MARCH, WHY, 0)
    assert callable(part)
    for role in (Role.LEAD, Role.COMMISSIONER, Role.BOARD):
        section = part(asked(store, role))
        assert [section.figure.along[one.place] for one in section.figure.anew] == [date(2026, 3, 31)]
        assert len(section.figure.earlier) == 1
        assert section.limits_of is measure
        words = " ".join(section.notes)
        assert "Rebased: limits begin anew in March 2026" in words
        assert "Too few months since the rebase in March 2026" in words
        book = load_workbook(BytesIO(to_workbook(section.answers)))
        about = " ".join(str(cell.value) for row in book["About"].iter_rows() for cell in row)
        assert "limits begin anew in March 2026" in about
        for shown in (words, about, str(of_figure(section.figure)), repr(section)):
            assert (WHY in shown) is (role is Role.LEAD)
