"""Who lets limits begin anew and from which months, who is told why, and what the audit log says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit, kept_store
from rollcall.answers.process import ENOUGH_POINTS
from rollcall.answers.rebases import FEWEST_SINCE, LONGEST_REASON, Rebase, months_to_begin, rebase, versions, withdraw
from rollcall.audit import read_entries
from rollcall.definitions.calendar import add_months
from rollcall.definitions.measures import MEASURES
from rollcall.definitions.monthly import Monthly
from rollcall.errors import AccessRefused, ChangedMeanwhile, QuestionRefused
from rollcall.store import Store
from tests.show.area import DAY, area, out

CHART = Monthly.NOT_IN_SCHOOL
LEAD = Viewer("A lead", Role.LEAD)
MARCH, LAST = date(2026, 3, 1), DAY.replace(day=1)


@pytest.fixture
def visit() -> Visit:
    """The lead's visit to an area whose data speaks for 31 October 2026: the chart shows 36 months to it."""
    return Visit(LEAD, area(30, spells=out(12)))


def test_each_number_with_limits_is_a_measure_of_the_registry_and_its_question_has_months(visit: Visit) -> None:
    for measure in Monthly:
        assert measure.code in MEASURES
        assert len(visit.ask(measure.question).column("month_end")) == 36


def test_a_rebase_stands_until_it_is_withdrawn_and_every_version_stays(visit: Visit) -> None:
    assert rebase(visit, CHART, MARCH, "The register\nwas  merged\u202e", 0) == 1
    (stands,) = visit.rebases(CHART)
    assert (stands.month, stands.reason, stands.author) == (MARCH, "The register was merged", "A lead")
    assert visit.rebases(Monthly.REFERRALS_WAITING) == ()
    rebase(visit, CHART, MARCH, "Two registers were merged", 1)
    assert [one.reason for one in visit.rebases(CHART)] == ["Two registers were merged"]
    withdraw(visit, CHART, MARCH, 2)
    assert visit.rebases(CHART) == ()
    rebase(visit, CHART, MARCH, "Merged after all", 3)
    kept = versions(visit, CHART)[MARCH]
    assert [(one.version, one.withdrawn) for one in kept] == [(4, False), (3, True), (2, False), (1, False)]


@pytest.mark.threat("beyond_role")
@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD])
def test_everybody_is_told_the_month_and_only_the_lead_why_and_by_whom(visit: Visit, role: Role) -> None:
    rebase(visit, CHART, MARCH, "Secret words", 0)
    assert replace(visit, viewer=Viewer("Another", role)).rebases(CHART) == (Rebase(MARCH),)
    assert visit.as_board().rebases(CHART) == (Rebase(MARCH),)


@pytest.mark.threat("beyond_role")
@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD, Role.ADMINISTRATOR])
def test_nobody_but_the_lead_lets_limits_begin_anew_withdraws_or_reads_the_versions(visit: Visit, role: Role) -> None:
    other = replace(visit, viewer=Viewer("Another", role))
    for done in (
        lambda: rebase(other, CHART, MARCH, "Ours", 0),
        lambda: withdraw(other, CHART, MARCH, 0),
        lambda: versions(other, CHART),
        lambda: months_to_begin(other, CHART),
    ):
        with pytest.raises(AccessRefused):
            done()
    assert visit.store.rebases(CHART.code, False) == ()


def test_a_stretch_that_is_over_has_months_for_limits_and_the_new_one_has_a_run(visit: Visit) -> None:
    months = months_to_begin(visit, CHART)
    assert months[0] == add_months(LAST, ENOUGH_POINTS - 35)
    assert months[-1] == add_months(LAST, 1 - FEWEST_SINCE)
    assert len(months) == 36 - ENOUGH_POINTS - FEWEST_SINCE + 1
    with pytest.raises(QuestionRefused, match="6 months are shown since then, and 7 are needed to see that the change has lasted"):
        rebase(visit, CHART, add_months(LAST, 2 - FEWEST_SINCE), "Too late", 0)
    with pytest.raises(QuestionRefused, match="12 months are shown before it, and the stretch that ends there needs 13"):
        rebase(visit, CHART, add_months(months[0], -1), "Too early", 0)
    with pytest.raises(QuestionRefused, match="the chart does not show it"):
        rebase(visit, CHART, date(2019, 3, 1), "Long ago", 0)


def test_a_second_rebase_leaves_both_stretches_that_are_over_their_limits(visit: Visit) -> None:
    rebase(visit, CHART, MARCH, "The second", 0)
    first = months_to_begin(visit, CHART)[0]
    assert add_months(first, ENOUGH_POINTS) <= MARCH
    with pytest.raises(QuestionRefused, match=r"12 months are shown since then, and 13 are needed for limits before they begin anew again"):
        rebase(visit, CHART, add_months(MARCH, 1 - ENOUGH_POINTS), "In between", 0)
    with pytest.raises(QuestionRefused, match="1 month is shown before it"):
        rebase(visit, CHART, add_months(MARCH, 1), "At once again", 0)
    rebase(visit, CHART, add_months(MARCH, -ENOUGH_POINTS), "The first", 0)
    assert [one.reason for one in visit.rebases(CHART)] == ["The first", "The second"]


def test_what_does_not_stand_cannot_be_withdrawn(visit: Visit) -> None:
    with pytest.raises(QuestionRefused, match="nothing to withdraw"):
        withdraw(visit, CHART, MARCH, 0)
    assert versions(visit, CHART) == {}


@pytest.mark.parametrize("reason", ["", "  \n ", "\u202e\x00"])
def test_a_reason_has_to_be_given(visit: Visit, reason: str) -> None:
    with pytest.raises(QuestionRefused, match="lies outside the numbers"):
        rebase(visit, CHART, MARCH, reason, 0)
    assert visit.rebases(CHART) == ()


def test_a_reason_that_is_too_long_is_refused(visit: Visit) -> None:
    with pytest.raises(QuestionRefused, match="Shorten it"):
        rebase(visit, CHART, MARCH, "x" * (LONGEST_REASON + 1), 0)


def test_two_leads_at_once_do_not_undo_each_other_unseen(visit: Visit) -> None:
    rebase(visit, CHART, MARCH, "Theirs", 0)
    with pytest.raises(ChangedMeanwhile):
        rebase(visit, CHART, MARCH, "Mine", 0)
    with pytest.raises(ChangedMeanwhile):
        withdraw(visit, CHART, MARCH, 0)
    assert [one.reason for one in visit.rebases(CHART)] == ["Theirs"]


def test_a_rebase_of_the_invented_area_holds_for_that_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    invented = replace(visit, invented=True)
    rebase(invented, CHART, MARCH, "Tried out", 0)
    assert [one.month for one in invented.rebases(CHART)] == [MARCH]
    assert visit.store.rebases(CHART.code, True) == ()  # which every area is shown, so it is in the area's own
    assert Visit(LEAD, kept_store()).rebases(CHART) == ()


@pytest.mark.threat("value_in_logs")
def test_it_is_on_record_without_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    invented = replace(visit, invented=True)
    rebase(invented, CHART, MARCH, "Secret words", 0)
    withdraw(invented, CHART, MARCH, 1)
    entries = read_entries()
    assert [entry.action for entry in entries] == ["limits rebased", "rebase withdrawn"]
    assert entries[0].about == {"measure": "not_in_school", "month": ["2026", "3"], "version": 1}
    assert entries[1].about == {"measure": "not_in_school", "month": ["2026", "3"], "version": 2}
    assert "Secret" not in str(entries)


def test_what_is_refused_is_not_on_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visit: Visit) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    with pytest.raises(QuestionRefused):
        rebase(replace(visit, invented=True), CHART, MARCH, "", 0)
    assert read_entries() == ()


def test_an_area_without_children_has_months_all_the_same() -> None:
    assert len(Visit(LEAD, Store.open(), day=DAY).ask(CHART.question).rows) == 36
