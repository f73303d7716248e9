"""DfE's data files: every cell comes out as a figure of its own area, period and group, or as the sign that stands for none."""

from __future__ import annotations

from datetime import date

import pytest

from rollcall.intake.intake import Examined
from rollcall.intake.sector.published_data_sets import sen_group
from rollcall.intake.sector.published_figures import published_figures
from rollcall.store import Store
from tests.intake.workbooks import TODAY, Rows, codes, examined, kept, sheet

AREA = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name", "old_la_code",
        "new_la_code", "la_name"]  # fmt: skip
ENGLAND = ["National", "E92000001", "England", "", "", "", "", ""]
NORTH_EAST = ["Regional", "E92000001", "England", "E12000001", "North East", "", "", ""]
HARTLEPOOL = ["Local authority", "E92000001", "England", "E12000001", "North East", "805", "E06000001", "Hartlepool"]


def data_file(headings: list[str], *rows: list, file: str = "data.csv") -> Examined:
    return examined(sheet([[*AREA, *headings], *rows], "data", file))


def figures(found: Examined) -> dict[tuple, tuple]:
    return {
        (row["period"], row["term"], row["area"], row["phase"], row["breakdown"], row["measure"]): (row["value"], row["why_blank"])
        for row in kept(found, "published_figures")
    }


ABSENCE = ["education_phase", "breakdown_topic", "breakdown", "sess_overall_percent", "enrolments_pa_50_exact_percent"]


def test_absence_by_sen_keeps_every_cell_with_its_sign() -> None:
    found = data_file(
        ABSENCE,
        ["202425", "Autumn term", *ENGLAND, "Total", "SEN provision", "EHC plan", "12.34567", "7.3"],
        ["202425", "Autumn term", *HARTLEPOOL, "Total", "SEN provision", "SEN support", "x", "z"],
        ["202425", "Autumn term", *HARTLEPOOL, "State-funded secondary", "SEN provision", "No identified SEN", "low", "1,234"],
    )
    assert figures(found) == {
        ("2024/25", "Autumn term", "England", "Total", "EHC plan", "sess_overall_percent"): (12.34567, None),
        ("2024/25", "Autumn term", "England", "Total", "EHC plan", "enrolments_pa_50_exact_percent"): (7.3, None),
        ("2024/25", "Autumn term", "Hartlepool", "Total", "SEN support", "sess_overall_percent"): (None, "x"),
        ("2024/25", "Autumn term", "Hartlepool", "Total", "SEN support", "enrolments_pa_50_exact_percent"): (None, "z"),
        ("2024/25", "Autumn term", "Hartlepool", "State-funded secondary", "No identified SEN", "sess_overall_percent"): (None, "low"),
        ("2024/25", "Autumn term", "Hartlepool", "State-funded secondary", "No identified SEN", "enrolments_pa_50_exact_percent"): (
            1234,
            None,
        ),
    }
    rows = kept(found, "published_figures")
    assert {row["data_set"] for row in rows} == {"absence"}
    assert [row["sen_group"] for row in rows] == ["E", "E", "K", "K", "N", "N"]
    assert {row["area"]: row["area_code"] for row in rows} == {"England": "E92000001", "Hartlepool": "E06000001"}
    told = found.files[0].sheets[0]
    assert (told.rows_read, told.rows_kept, told.rows_refused, told.rows_not_data) == (3, 3, 0, 0)
    assert found.files[0].partner == "Department for Education"


def test_groups_named_the_older_way_are_read_the_same() -> None:
    found = data_file(
        ["education_phase", "characteristic", "characteristic_breakdown", "sess_overall_percent"],
        ["202122", "Spring term", *ENGLAND, "Special", "SEN provision", "Pupils with SEN support", "5.1"],
    )
    row = kept(found, "published_figures")[0]
    assert (row["topic"], row["breakdown"], row["sen_group"], row["phase"]) == ("SEN provision", "Pupils with SEN support", "K", "Special")


def test_attendance_by_sen_has_its_group_in_one_column() -> None:
    found = data_file(
        ["education_phase", "sen", "possible_sessions", "auth_part_time_perc"],
        ["202526", "Spring term", *ENGLAND, "Total", "EHC plan", "1000", "1.96"],
        ["202526", "Spring term", *ENGLAND, "Total", "Total", "9000", "0.2"],
    )
    rows = kept(found, "published_figures")
    assert [(row["data_set"], row["topic"], row["breakdown"], row["sen_group"]) for row in rows[::2]] == [
        ("attendance", "sen", "EHC plan", "E"),
        ("attendance", "sen", "Total", None),
    ]


CENSUS = [
    ["202526", "Autumn term", *ENGLAND, "Total", "Total", "34700", "100", "0.4"],
    ["202526", "Autumn term", *HARTLEPOOL, "Year group", "Reception", "low", "low", "x"],
]
HEADS = ["breakdown_topic", "breakdown", "child_count", "child_percent", "rate_per_100"]


@pytest.mark.parametrize(
    ("rows", "file", "data_set"),
    [
        ([["202526", "Autumn term", *ENGLAND, "Length of time missing education", "Over 52 weeks", "5600", "16", "x"]], "a.csv",
         "missing_education"),
        ([["202526", "Autumn term", *ENGLAND, "Reason", "School suggestion", "900", "1", "x"]], "data.csv", "home_education"),
        ([], "cme_census.csv", "missing_education"), ([], "ehe_census (2).csv", "home_education"),
        ([], "Elective home education at census date.csv", "home_education"), ([], "children-missing-education.csv", "missing_education"),
    ],
)  # fmt: skip
def test_home_education_and_missing_education_are_told_apart(rows: Rows, file: str, data_set: str) -> None:
    found = data_file(HEADS, *CENSUS, *[list(row) for row in rows], file=file)
    assert {row["data_set"] for row in kept(found, "published_figures")} == {data_set}
    assert figures(found)["2025/26", "Autumn term", "England", "Total", "Total", "child_count"] == (34700, None)


def test_a_census_that_may_be_either_is_not_guessed() -> None:
    found = data_file(HEADS, *CENSUS)
    assert codes(found) == ["published_which"]
    assert not found.prepared
    assert found.files[0].sheets[0].rows_refused == 2


@pytest.mark.parametrize(
    ("heads", "row", "measure", "data_set"),
    [
        (["filter_group", "filter", "number", "pc", "rate"], ["Total", "Total", "39200", "100", "0.5"], "number", "missing_education"),
        (["filter_group", "filter", "cme_census_date"], ["Total", "Total", "24700"], "cme_census_date", "missing_education"),
        (["filter_group", "filter", "ehe_census_date"], ["Total", "Total", "80900"], "ehe_census_date", "home_education"),
    ],
)
def test_earlier_years_with_other_column_names_are_read(heads: list[str], row: list[str], measure: str, data_set: str) -> None:
    found = data_file(heads, ["202425", "Autumn term", *ENGLAND, *row], file="cme.csv")
    rows = {row["measure"]: row for row in kept(found, "published_figures")}
    assert rows[measure]["data_set"] == data_set
    assert rows[measure]["value"] == float(row[2])


def test_plans_by_where_children_are_educated_are_read_with_a_measure_for_each_column() -> None:
    found = data_file(
        ["breakdown_topic", "breakdown", "ehcplans", "other_arrangements_la", "neet_other_csa", "AP_PRU_total_pc"],
        ["202425", "Academic year", *ENGLAND, "All EHC plans", "All EHC plans", "638745", "11524", "2460", "0.76"],
        ["202425", "Academic year", *NORTH_EAST, "Child or young persons age", "Age 10", "210", "x", "0", "c"],
    )
    rows = kept(found, "published_figures")
    assert {(row["data_set"], row["sen_group"]) for row in rows} == {("ehc_plans", "E")}
    assert figures(found)["2024/25", "Academic year", "North East", "Total", "Age 10", "neet_other_csa"] == (0, None)
    assert figures(found)["2024/25", "Academic year", "North East", "Total", "Age 10", "ap_pru_total_pc"] == (None, "c")
    assert len(rows) == 2 * 4


def test_new_plans_are_not_taken_for_all_plans() -> None:
    found = data_file(["breakdown_topic", "breakdown", "new_ehc_plans"], ["2024", "Calendar year", *ENGLAND, "Sex", "Male", "60000"])
    assert {row["data_set"] for row in kept(found, "published_figures")} == {"new_ehc_plans"}
    assert found.prepared[0].as_at == date(2024, 12, 31)


def test_rows_of_single_schools_are_left_and_said_so() -> None:
    found = data_file(
        ["school_urn", "sess_overall_percent"],
        ["202425", "Autumn term", *ENGLAND, "", "6.1"],
        ["202425", "Autumn term", "School", *HARTLEPOOL[1:], "111111", "7.2"],
    )
    told = found.files[0].sheets[0]
    assert (told.rows_kept, told.rows_not_data) == (1, 1)
    assert "1 row of schools and other small areas left out" in told.why


def test_another_year_of_the_same_figures_stands_beside_the_first_and_a_revision_replaces_it() -> None:
    store = Store.open()
    first = ["202324", "Autumn term", *ENGLAND, "Total", "SEN provision", "EHC plan", "12", "7"]
    second = ["202425", "Autumn term", *ENGLAND, "Total", "SEN provision", "EHC plan", "13", "8"]
    revised = ["202425", "Autumn term", *ENGLAND, "Total", "SEN provision", "EHC plan", "14", "9"]
    for rows in ([first], [first, second], [revised]):
        store.keep(data_file(ABSENCE, *rows).prepared, "A lead")
    severe = "SELECT period, value FROM published_figures WHERE measure = 'enrolments_pa_50_exact_percent' ORDER BY period"
    assert store.query(severe).rows == [("2023/24", 7.0), ("2024/25", 9.0)]
    store.close()


def test_the_words_of_every_release_for_plan_support_and_neither() -> None:
    plan = ["EHC plan", "EHC plans", "Pupils with an EHC plan", "Education, health and care plan", "Statement or EHC plan", "SEN: EHC plan"]
    support = ["SEN support", "Pupils with SEN support", "SEN Support"]
    neither = ["No SEN", "No identified SEN", "Pupils with no identified SEN", "No special educational needs"]
    assert [sen_group(word) for word in [*plan, *support, *neither]] == ["E"] * len(plan) + ["K"] * len(support) + ["N"] * len(neither)
    assert [sen_group(word) for word in ("Total", "Autistic spectrum disorder", "SEN unclassified", "SEN")] == [None] * 4


def test_of_a_very_large_file_the_groups_by_sen_are_kept_and_the_rest_is_said_to_be_left() -> None:
    heads = ["education_phase", "breakdown_topic", "breakdown", "sess_authorised", "enrolments_pa_50_exact_percent"]
    groups = [("SEN provision", "EHC plan"), ("Total", "Total"), ("Ethnicity", "Any other"), ("Sex", "Female")]
    rows = [["202425", "Autumn term", *ENGLAND, "Total", *group, "1", "2"] for group in groups]
    read = sheet([[*AREA, *heads], *rows], "data")
    whole, large, larger = (published_figures(read, TODAY, most) for most in (8, 7, 3))
    assert whole
    assert large
    assert larger
    assert [one.rows.num_rows for one in (whole, large, larger) if one.rows] == [4 * 2, 2 * 2, 2 * 1]
    assert "2 rows of groups other than by SEN left out" in large.why
    assert "1 measures that nothing is compared with left out" in larger.why
    assert (larger.rows_read, larger.rows_kept) == (4, 2)
