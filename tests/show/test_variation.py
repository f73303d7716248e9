"""What is said of a run of months: beyond chance or within it, for better or worse, and why there are no limits."""

from __future__ import annotations

from typing import Any

import pytest

from rollcall.answers.process import ENOUGH_POINTS
from rollcall.definitions.calendar import month_ends
from rollcall.show import charts
from rollcall.show.figures import Figure, Kind, Process, Series, Value
from rollcall.show.sentences import described
from rollcall.show.tables import of_figure
from rollcall.show.variation import NO_COLOURS, Stretches, beside_the_usual, latest_stretch, meaning, process, told
from tests.show.area import DAY

STEADY: tuple[Value, ...] = tuple(100 + 10 * (n % 2) for n in range(24))
RISEN: tuple[Value, ...] = (*STEADY, 180)


def months(values: tuple[Value, ...]) -> tuple:
    return tuple(month_ends(DAY, len(values)))


def found(values: tuple[Value, ...], better: Any = "down", target: float | None = None) -> Process:
    process_ = process(values, better, target)
    assert process_
    return process_


def test_a_steady_run_claims_no_change() -> None:
    assert meaning(found(STEADY), DAY) == "No special cause: October 2026 differs from the mean by no more than months do by chance."
    assert beside_the_usual(found(STEADY)) == "no more and no fewer than usual"


@pytest.mark.parametrize(("better", "opening"), [("down", "Concern:"), ("up", "Improvement:"), ("neither", "Higher than usual:")])
def test_a_month_above_the_limits_is_good_or_bad_by_which_way_is_good(better: str, opening: str) -> None:
    said = meaning(found(RISEN, better), DAY)
    assert said.startswith(opening)
    assert "October 2026 is above the limits" in said
    assert beside_the_usual(found(RISEN, better)) == "more than usual"


def test_a_run_on_one_side_of_the_mean_is_said_as_such() -> None:
    low: tuple[Value, ...] = tuple(100 + 3 * (n % 2) for n in range(13))
    high: tuple[Value, ...] = tuple(106 + 3 * (n % 2) for n in range(8))
    assert "seven months or more to October 2026" in meaning(found((*low, *high)), DAY)


@pytest.mark.parametrize(("target", "said"), [(150, "will meet"), (50, "will miss"), (105, "some months meet it and some miss it")])
def test_a_target_is_met_missed_or_left_to_chance(target: float, said: str) -> None:
    assert said in meaning(found(STEADY, "down", target), DAY)


def test_too_few_months_have_no_limits_and_say_how_many_they_are() -> None:
    few = STEADY[: ENOUGH_POINTS - 1]
    assert process(few, "down") is None
    assert told(few, months(few), Stretches(None), False) == (
        f"{ENOUGH_POINTS - 1} months: too few for limits, which take {ENOUGH_POINTS}.",
    )
    assert process(STEADY[:ENOUGH_POINTS], "down")


def test_only_the_months_since_the_latest_hidden_one_count() -> None:
    values = (90, None, *STEADY)
    assert latest_stretch(values) == (2, STEADY)
    process_ = found(values)
    assert process_.first == 2
    assert len(process_.xmr.marks) == len(STEADY)
    assert "since November 2024, before which a month is hidden" in " ".join(told(values, months(values), Stretches(process_), True))
    assert "since the latest hidden one" in told((*STEADY, None, 100), months((*STEADY, None, 100)), Stretches(None), True)[0]


def test_a_latest_month_that_is_hidden_is_left_out_and_the_one_before_it_is_spoken_of() -> None:
    values = (*RISEN, None)
    assert "September 2026 is above the limits" in told(values, months(values), Stretches(found(values)), True)[0]


def test_months_that_move_by_one_step_of_rounding_have_no_limits() -> None:
    """Two numbers in five steps of rounding would put every step outside limits that measure the rounding."""
    rounded: tuple[Value, ...] = (*[100] * 12, *[105] * 12)
    assert process(rounded, "down") is None
    assert process([100] * 24, "down") is None
    assert told(rounded, months(rounded), Stretches(None), True) == (
        "The months differ by too little beside what they are rounded to: no limits.",
    )


def test_why_there_is_no_red_amber_or_green_is_said_under_the_chart() -> None:
    assert NO_COLOURS in told(RISEN, months(RISEN), Stretches(found(RISEN)), False)


def drawn(values: tuple[Value, ...], process_: Process | None) -> Figure:
    series = (Series("Waiting", values), Series("Referred", values), Series("Assessed", values))
    return Figure(Kind.FLOWS, "A finding", "referrals", months(values), series, "Month", DAY, "A source", process=process_)


def test_special_causes_are_told_by_shape_as_well_as_by_colour() -> None:
    traces = charts.draw(drawn(RISEN, found(RISEN)))["data"]
    symbols = {trace["marker"]["symbol"]: len(trace["x"]) for trace in traces if trace.get("mode") == "markers"}
    assert symbols["triangle-up"] == 1
    assert symbols["circle"] == len(RISEN) - 1


def test_the_signs_are_shapes_with_words_and_a_target_adds_one() -> None:
    def framed(target: float | None) -> tuple[int, str]:
        layout = charts.draw(drawn(RISEN, found(RISEN, "down", target)))["layout"]
        return sum(shape["path"].count("L") == 4 for shape in layout["shapes"]), " ".join(note["text"] for note in layout["annotations"])

    assert framed(None)[0] == 1
    assert "Concern" in framed(None)[1]
    assert framed(50)[0] == 2
    assert "Concern; misses its target" in framed(50)[1]


def test_a_line_without_limits_has_no_mark_and_no_sign() -> None:
    drawing = charts.draw(drawn(STEADY, None))
    assert not any(trace.get("mode") == "markers" for trace in drawing["data"])
    assert "shapes" not in drawing["layout"]


def test_the_rows_and_the_spoken_text_tell_what_the_marks_show() -> None:
    figure = drawn((None, *RISEN), found((None, *RISEN)))
    grid = of_figure(figure)
    assert grid.headings[-1] == "Special cause"
    assert grid.rows[-1][-1] == "above the limits"
    assert grid.rows[0][-1] == ""
    assert "natural limits" in described(figure)
    assert "concern in the latest month" in described(figure)
