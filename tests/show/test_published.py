"""Published figures beside the local ones: as published, for England and the latest time, and never a sign as a number."""

from __future__ import annotations

from rollcall.show import compared, published
from rollcall.store import Store
from tests.show.area import area, asked


def figure(data_set: str, measure: str, value: float | None, **more: object) -> dict:
    told = {"series": "One", "data_set": data_set, "period": "2024/25", "term": "Autumn term", "level": "National", "area": "England"}
    plain = {"phase": "Total", "breakdown": "Total", "measure": measure, "value": value, "why_blank": None if value is not None else "x"}
    return {**told, **plain, **more}


def of(*rows: dict) -> Store:
    return area(published_figures=list(rows))


def severe(group: str, value: float | None, **more: object) -> dict:
    return figure("absence", "enrolments_pa_50_exact_percent", value, sen_group=group, breakdown=group, **more)


def test_severe_absence_is_told_for_the_latest_term_by_sen() -> None:
    earlier = [severe("E", 9.9, period="2023/24"), severe("K", 9.9, period="2023/24", term="Spring term")]
    section = published.severe_absence(asked(of(severe("E", 7.3), severe("K", 4.21), severe("N", None), *earlier)))
    assert section.finding == (
        "England, autumn term 2024/25: half of their sessions or more were missed by 7.3% of pupils with an EHC plan "
        "and 4.2% of pupils with SEN support"
    )
    assert section.figure
    assert section.figure.series[0].values == (7.3, 4.21)


def test_only_all_kinds_of_school_together_are_compared() -> None:
    assert not published.has("published_absence_by_sen")(asked(of(severe("E", 7.3, phase="Special"))))
    assert published.has("published_absence_by_sen")(asked(of(severe("E", 7.3))))


def test_census_day_tells_both_registers_each_for_its_latest_term() -> None:
    rows = [
        figure("home_education", "child_count", 126000.0, period="2025/26"),
        figure("home_education", "child_count", 111700.0),
        figure("missing_education", "number", 39200.0, series="Two"),
    ]
    finding = published.census_day(asked(of(*rows))).finding
    assert finding == (
        "England on census day: 126,000 home educated (autumn term 2025/26) and 39,200 missing education (autumn term 2024/25)"
    )


def test_plans_elsewhere_are_a_share_of_all_plans() -> None:
    named = {"ehcplans": 638745.0, "other_arrangements_la": 11524.0, "neet_other_csa": 2460.0, "other_arrangements_parents": None}
    rows = [figure("ehc_plans", measure, value, term="Academic year") for measure, value in named.items()]
    section = published.plans_elsewhere(asked(of(*rows)))
    assert section.finding.endswith("educated elsewhere than in a school, 2% of all 638,745")
    assert section.figure
    assert section.figure.series[0].values == (11524.0, 2460.0)


def rate(area_name: str, value: float | None, **more: object) -> dict:
    level = {"England": "National", "South West": "Regional"}.get(area_name, "Local authority")
    return figure("home_education", "rate_per_100", value, area=area_name, area_code=area_name, level=level, **more)


def some_rates() -> Store:
    now = {"period": "2025/26"}
    latest = [rate("England", 1.5, **now), rate("South West", 2.0, **now), rate("Devon", 2.7, **now), rate("Torbay", None, **now)]
    before = [rate("England", 1.4), rate("Devon", 2.4), rate("Devon", 9.9, term="Summer term"), rate("Ashshire", 1.1)]
    return of(*latest, *before)


def test_places_that_can_stand_beside_england_are_those_with_a_rate_of_its_latest_term() -> None:
    reader = asked(some_rates())
    assert compared.places(reader) == ("South West", "Devon")
    assert compared.has_rates(reader)
    assert not compared.has_rates(asked(of(rate("England", 1.5))))


def test_rates_are_compared_with_the_same_term_a_year_before() -> None:
    section = compared.rates(asked(some_rates()).choosing_several(beside=("Devon", "South West", "Torbay")))
    assert section.finding == "Home educated, autumn term 2025/26: England 1.5, Devon 2.7 and South West 2.0 per 100 children aged 5 to 16"
    assert section.figure
    assert section.figure.along == ("England", "Devon", "South West")
    assert [series.values for series in section.figure.series] == [(1.5, 2.7, 2.0), (1.4, 2.4, None)]
    assert "No rate is published for Torbay." in section.notes


def test_with_no_place_chosen_england_stands_alone() -> None:
    assert compared.rates(asked(some_rates())).finding == "Home educated, autumn term 2025/26: England 1.5 per 100 children aged 5 to 16"
