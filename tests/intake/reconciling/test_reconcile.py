"""Published totals: those that add up are said to match, and one wrong cell is found, named, and told with both numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from rollcall.intake.intake import examine
from rollcall.intake.reading.read import Dropped
from rollcall.intake.reconciling.comparison import Reconciled, counted
from rollcall.intake.reconciling.reconcile import reconcile
from tests.intake.reconciling.files import COUNCILS, REGIONS, data_file, place_of, reconciled, summed
from tests.intake.workbooks import Cell, a_store, examined, sheet

HOME = ["ehe_starts_full_year", "ehe_anytime_full_year", "ehe_schtype_lamain", "ehe_schtype_acad"]
CENSUS = ["breakdown_topic", "breakdown", "child_count"]
ABSENCE = ["education_phase", "breakdown_topic", "breakdown", "enrolments", "enrolments_pa_50_exact", "enrolments_pa_50_exact_percent"]


def home_education(wrong: dict[tuple[str, int], Cell] | None = None) -> Reconciled:
    """A file in which each council has 200 starts from two kinds of school and 840 children; some cells put wrong, by area and column."""
    rows: list[list[Cell]] = [
        [place, starts, ever, mainstream, academy]
        for place, (starts, ever, mainstream, academy) in enumerate(zip(*map(summed, (200, 840, 60, 140)), strict=True))
    ]
    for (area, column), cell in (wrong or {}).items():
        rows[place_of(area)][1 + column] = cell
    return data_file(["202425", "Academic year"], HOME, rows, "ehe_academic_year.csv")


def test_every_total_of_a_file_that_adds_up_matches() -> None:
    found = home_education()
    assert not found.differing
    assert not found.open
    measures, regions = 4, 10
    assert len(found.matching) == measures * (1 + 1 + regions) + (1 + REGIONS + REGIONS * COUNCILS)
    assert found.headline
    assert (found.headline.computed, found.headline.published) == (840 * 150, 840 * 150)


def test_one_wrong_region_is_found_in_both_its_sums_and_named() -> None:
    found = home_education({("Region 3", 1): 840 * 15 + 1000})
    assert [(one.kind, one.computed, one.published) for one in found.differing] == [
        ("England against its regions", 840 * 150 + 1000, 840 * 150),
        ("Regions against their councils", 840 * 15, 840 * 15 + 1000),
    ]
    (suspect,) = found.suspects
    assert suspect == (
        f"Region 3: home educated at any time in the year, 2024/25 (ehe_academic_year.csv · data, row {place_of('Region 3') + 2}) "
        "looks too high."
    )


def test_one_wrong_council_is_found_in_its_region_and_named_by_what_it_is_made_of() -> None:
    found = home_education({("Council 4-2", 0): 200 - 150})
    assert {(one.kind, one.what.split(":")[0]) for one in found.differing} == {
        ("Regions against their councils", "Region 4"),
        ("Starts against the schools before", "Council 4-2"),
    }
    assert [suspect.split(":")[0] for suspect in found.suspects] == ["Council 4-2"]
    assert "looks too low" in found.suspects[0]


def test_a_sum_within_what_rounding_can_do_matches_and_one_beyond_does_not() -> None:
    regions_to_ten, england_to_hundred = 10 * 5, 50
    allowed = regions_to_ten + england_to_hundred
    england = 840 * 150
    assert not [one for one in home_education({("", 1): england + allowed}).differing if one.kind == "England against its regions"]
    (beyond,) = (one for one in home_education({("", 1): england + allowed + 10}).differing if one.kind == "England against its regions")
    assert (beyond.computed, beyond.published, beyond.allowed) == (england, england + allowed + 10, allowed)


@pytest.mark.parametrize(("sign", "verdict"), [("low", "does not match"), ("x", "cannot be told"), ("c", "cannot be told")])
def test_a_sign_is_a_range_and_never_nought(sign: str, verdict: str) -> None:
    """A council of 840 that is not published leaves its region open; one that is said to be fewer than five cannot have had them."""
    found = home_education({("Council 0-0", 1): sign})
    (region,) = (one for one in found.comparisons if one.what.startswith("Region 0: home educated at any time") and "councils" in one.kind)
    assert region.verdict == verdict
    assert region.computed == 840 * 14
    assert "1 is published as a sign" in region.why


def test_parts_that_come_to_more_than_the_total_do_not_match_even_where_a_sign_stands_among_them() -> None:
    found = home_education({("Council 0-0", 1): "x", ("Council 0-1", 1): 840 + 2000})
    assert [one.what.split(":")[0] for one in found.differing if one.kind == "Regions against their councils"] == ["Region 0"]


def test_a_file_from_which_councils_were_taken_out_is_not_said_to_be_wrong() -> None:
    kept = [0, place_of("Region 0"), place_of("Council 0-1")]
    rows: list[list[Cell]] = [[place, summed(200)[place], summed(840)[place], summed(60)[place], summed(140)[place]] for place in kept]
    found = data_file(["202425", "Academic year"], HOME, rows, "ehe_academic_year.csv")
    assert {one.kind for one in found.comparisons} == {"Starts against the schools before"}
    assert "areas that are not whole are not added up" in found.left[0]


def census(total: int, wrong: int = 0) -> Reconciled:
    rows: list[list[Cell]] = []
    for place, count in enumerate(summed(840)):
        rows += [
            [place, "Total", "Total", total if place == 0 else count],
            [place, "Sex", "Female", count // 2 + (wrong if place == place_of("Council 2-2") else 0)],
            [place, "Sex", "Male", count // 2],
        ]
    return data_file(["202526", "Autumn term"], CENSUS, rows, "ehe_census.csv")


def test_the_published_126000_is_matched_by_the_file_and_by_its_areas() -> None:
    found = census(126000)
    assert not found.differing
    assert found.headline
    assert (found.headline.kind, found.headline.published) == ("England against the publisher's release", 126000)
    assert "autumn term 2025/26 (DfE EES" in found.headline.why
    sums = [one for one in found.for_england if one.what.startswith("England: elective home education on census day")]
    assert {one.kind for one in sums} >= {"England against its regions", "England against its councils", "Total against sex"}
    assert {one.computed for one in sums} == {126000}


def test_a_total_that_is_not_the_published_one_is_told_with_both_numbers() -> None:
    found = census(127000)
    assert found.headline
    assert not found.headline.matches
    assert "worked out as 127,000, published as 126,000" in found.headline.sentence
    assert [suspect.split(":")[0] for suspect in found.suspects] == ["England"]


def test_a_group_of_children_that_is_wrong_is_found_in_its_council() -> None:
    found = census(126000, wrong=150)
    assert {one.what.split(":")[0] for one in found.differing} == {"Region 2", "Council 2-2"}
    assert [suspect.split(",")[0] for suspect in found.suspects] == ["Council 2-2: elective home education on census day"]
    assert "Sex, Female" in found.suspects[0]


def test_plans_are_held_against_the_release_and_added_up_without_rounding() -> None:
    heads = ["breakdown_topic", "breakdown", "ehcplans", "other_arrangements_la"]
    counts = [638745, *(one for one in summed(4258)[1:])]
    counts[place_of("Council 9-14")] += 638745 - 4258 * 150
    counts[place_of("Region 9")] += 638745 - 4258 * 150
    rows: list[list[Cell]] = [[place, "All EHC plans", "All EHC plans", count, 0] for place, count in enumerate(counts)]
    rows[0][4] = 11525
    found = data_file(["2025", "Calendar year"], heads, rows, "caseload.csv")
    by_kind = {(one.kind, one.what.split(": ")[1].split(",")[0]): one for one in found.comparisons if one.what.startswith("England")}
    assert by_kind["England against the publisher's release", "ehc plans in january"].matches
    wrong = by_kind["England against the publisher's release", "other_arrangements_la"]
    assert (wrong.computed, wrong.published, wrong.matches) == (11525, 11524, False)
    assert not by_kind["England against its councils", "other_arrangements_la"].matches
    assert by_kind["England against its councils", "ehc plans in january"].allowed == 0


def test_a_share_of_absence_is_worked_out_again_from_its_counts() -> None:
    rows: list[list[Cell]] = [
        [0, "Total", "SEN provision", "EHC plan", 4000, 292, "7.3"],
        [0, "Total", "Total", "Total", 90000, 1800, "2.4"],
    ]
    found = data_file(["202425", "Academic year"], ABSENCE, rows, "absence.csv")
    shares = {one.published: one for one in found.comparisons if one.kind == "Shares against their counts"}
    assert shares[7.3].matches
    assert shares[7.3].computed == pytest.approx(100 * 292 / 4000)
    assert not shares[2.4].matches
    assert shares[2.4].computed == 100 * 1800 / 90000


def test_of_an_unknown_data_file_only_what_comes_to_about_its_national_figure_is_added_up() -> None:
    rows: list[list[Cell]] = [[place, count, 12] for place, count in enumerate(summed(30))]
    rows[place_of("Region 5")][1] = 30 * 15 + 1
    found = data_file(["2025", "Calendar year"], ["placements", "weeks_each"], rows, "alternative_provision.csv")
    assert {(one.kind, one.computed, one.published) for one in found.differing} == {
        ("England against its regions", 30 * 150 + 1, 30 * 150),
        ("Regions against their councils", 30 * 15, 30 * 15 + 1),
    }
    assert not any("weeks_each" in one.what for one in found.comparisons)
    assert [suspect.split(":")[0] for suspect in found.suspects] == ["Region 5"]


def waits(wrong: dict[tuple[str, str], Cell] | None = None) -> Reconciled:
    """A workbook in which each of 20 care boards has ten children waiting for each of three services, all of them over 52 weeks."""
    bands = {"Total waiting list": 1, "Number waiting 0-1 weeks": 0, "Number waiting >1-2 weeks": 0, "Number waiting >2-4 weeks": 0,
             "Number waiting >4-12 weeks": 0, "Number waiting >12-18 weeks": 0, "Number waiting >18-52 weeks": 0,
             "Number waiting over 52 weeks": 1}  # fmt: skip
    services = ["(CYP) Audiology", "(CYP) Vision screening", "(CYP) Community paediatric service"]
    sheets = []
    for number, (title, share) in enumerate(bands.items()):
        rows: list[list[Cell]] = [[f"{title} by service, March 2025"], [], [], ["Level", "Name", *services]]
        boards = [[*("ICB", f"Board {board}")[:2], *([10 * share] * 3)] for board in range(20)]
        rows += [["National", "England", *([200 * share] * 3)], *boards]
        for (of, board), cell in (wrong or {}).items():
            if title.startswith(of):
                next(row for row in rows if board in row)[2] = cell
        sheets.append(sheet(rows, f"Table 4{' abcdefg'[number].strip()}", "waits.xlsx"))
    (found,) = reconcile(examined(*sheets).prepared)
    return found


def test_waiting_lists_add_up_over_areas_and_bands() -> None:
    found = waits()
    assert not found.differing
    assert counted(found.comparisons).keys() == {"England against its integrated care boards", "All who wait against the bands"}
    assert all(one.allowed == 0 for one in found.comparisons)


def test_one_wrong_band_of_one_care_board_is_found_and_named_with_its_sheet_and_row() -> None:
    found = waits({("Number waiting over 52", "Board 7"): 30})
    assert [(one.kind, one.computed, one.published) for one in found.differing] == [
        ("England against its integrated care boards", 200 + 20, 200),
        ("All who wait against the bands", 30, 10),
    ]
    header, england = 4, 1
    assert found.suspects == (
        f"Board 7: (CYP) Audiology, waiting 365+ days, March 2025 (waits.xlsx · Table 4g, row {header + england + 8}) looks too high.",
    )


def test_bands_that_come_to_less_are_no_mistake_where_the_publisher_says_so() -> None:
    found = waits({("Number waiting over 52", "Board 7"): 0, ("Number waiting over 52", "England"): 190})
    assert not found.differing
    assert {one.what.split(":")[0] for one in found.open} == {"England", "Board 7"}
    assert "as NHS England notes" in found.open[0].why


def test_the_list_of_october_2023_is_held_against_what_is_known_of_it_from_elsewhere() -> None:
    rows: list[list[Cell]] = [
        ["National overview of waiting list metrics by service, October 2023"],
        ["Service", "Total waiting list", "Waiting 0-1 weeks", "Waiting >1-2 weeks", "Waiting >52 weeks"],
        ["CYP services", 227797, 13257, 12737, 21265],
        ["(CYP) Audiology", 18702, 1299, 1410, "*"],
    ]
    found = reconciled(rows, "waits.xlsx", "Table 3")
    release = [one for one in found.comparisons if one.kind == "England against the publisher's release"]
    assert [one.published for one in release if one.matches] == [227797, 13257, 12737, 21265, 18702, 1299]
    assert [(one.computed, one.published) for one in release if not one.matches] == [(1410, 1409)]
    assert found.headline
    assert found.headline.published == 227797


def test_a_suppressed_care_board_leaves_the_sum_open_and_a_blank_one_does_not() -> None:
    assert {one.what.split(":")[0] for one in waits({("Total", "Board 7"): "*"}).open} == {"England"}
    assert [one.computed for one in waits({("Total", "Board 7"): ""}).differing] == [190]


def test_the_real_home_education_file_matches_but_for_the_shares_of_one_region(real: Path) -> None:
    """Published shares of the North West in 2022/23 do come to 129: 59 for mainstream, whose councils give 2,650 of 6,260 starts."""
    found = of_real(real / "ehe_academic_year.csv")
    (wrong,) = found.differing
    assert (wrong.what, wrong.computed) == ("North West: shares of starts by the school before, 2022/23", 129)
    assert found.headline
    assert (found.headline.computed, found.headline.published) == (175930, 175900)
    assert counted(found.comparisons)["Regions against their councils"]["matches"] == 154  # type: ignore[index]


def test_the_real_waiting_lists_match_to_the_last_child(real: Path) -> None:
    children = 214028
    found = of_real(real / "community_health_2023-03-01.xlsx")
    assert not found.differing
    counts = counted(found.comparisons)
    for kind in ("regions", "integrated care boards", "providers"):
        assert dict(counts[f"England against its {kind}"]) == {"matches": 44 * 8, "does not match": 0, "cannot be told": 0}
    assert found.headline
    assert (found.headline.computed, found.headline.published) == (children, children)


def of_real(path: Path) -> Reconciled:
    (found,) = reconcile(examine([Dropped(path.name, path.read_bytes())], a_store()).prepared)
    return found
