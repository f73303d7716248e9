"""A SEN2 person-level return becomes one list of children with a plan, however its tables came, and every row of it is accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rollcall.access import Role, Viewer
from rollcall.answers.ask import Visit
from rollcall.intake.intake import Examined, examine
from rollcall.intake.reading.read import Dropped, Sheet
from rollcall.store import Store
from tests.intake.sen2_files import CENSUS, PEOPLE, WITH_PLAN, Person, Placement, collect, modules, template
from tests.intake.workbooks import codes, examined, kept, sheet

SHAPES = {"collect": collect, "template": lambda people=PEOPLE: [template(people)], "modules": modules}
SETTINGS = {1: None, 2: "OLA", 3: "EHE", 4: "NONE", 5: "NIEO", 8: None}


def children(found: Examined) -> list[dict]:
    """In the order of the table of persons."""
    return kept(found, "children")


@pytest.mark.parametrize("shape", SHAPES)
def test_every_child_with_an_open_plan_is_there_with_need_and_placement(shape: str) -> None:
    rows = children(examined(*SHAPES[shape]()))
    assert len(rows) == len(WITH_PLAN)
    assert {row["sen_status"] for row in rows} == {"E"}
    assert [row["sen_setting"] for row in rows] == list(SETTINGS.values())
    assert [row["school_urn"] for row in rows] == ["900001", None, None, None, None, None]
    assert [row["school_name"] for row in rows] == [None] * 5 + ["Provider with UKPRN 10001234"]
    assert [row["primary_need"] for row in rows] == ["ASD", "SEMH", "ASD", "ASD", "ASD", "ASD"]
    assert [row["sen_setting_since"] for row in rows] == [None, date(2024, 9, 2), date(2025, 9, 1), None, date(2025, 11, 3), None]
    assert [row["sex"] for row in rows] == ["M", "F", "M", "M", "M", "M"]


@pytest.mark.parametrize("shape", SHAPES)
def test_it_speaks_for_its_census_day_and_names_its_children_by_their_upn(shape: str) -> None:
    found = examined(*SHAPES[shape]())
    assert {part.as_at for part in found.prepared} == {CENSUS}
    ids = [row["child_id"] for row in children(found)]
    assert [one.startswith("upn-") for one in ids] == [True, True, False, True, True, True]
    assert ids[2].startswith("sen2-")


@pytest.mark.parametrize("shape", SHAPES)
def test_every_row_of_every_table_is_kept_refused_or_no_data(shape: str) -> None:
    sheets = SHAPES[shape]()
    found = examined(*sheets)
    told = [each for file in found.files for each in file.sheets]
    assert all(each.table == "children" for each in told)
    assert all(each.rows_read == each.rows_kept + each.rows_refused + each.rows_not_data for each in told)
    if shape == "collect":
        assert [each.rows_read for each in told] == [one.height - 1 for one in sheets]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_complete_return_is_read_without_a_doubt_about_its_shape(shape: str) -> None:
    found = codes(examined(*SHAPES[shape]()))
    assert set(found) <= {"personal_not_stored", "school_age_without_school", "upn_unknown_council"}


def one_child(**told: object) -> dict:
    """What is said of one child whose return differs in something, by all three shapes."""
    person = replace(PEOPLE[0], **told)  # type: ignore[arg-type]
    rows = [children(examined(*make((person,)))) for make in SHAPES.values()]
    said = [{name: value for name, value in of[0].items() if name != "source"} | {"source_row": 0} for of in rows if of]
    assert len(said) in (0, 3)
    assert not said or said[0] == said[1] == said[2]
    return said[0] if said else {}


def test_a_placement_that_is_over_or_to_come_is_not_open() -> None:
    over = Placement(urn="900001", leaving=date(2025, 12, 31))
    assert one_child(placements=(over, Placement(urn="900005", entry=date(2026, 1, 5))))["school_urn"] == "900005"
    assert one_child(placements=(over, Placement(urn="900005", entry=date(2026, 4, 13))))["sen_setting"] == "NONE"


def test_the_placement_of_first_rank_counts_and_of_two_the_later() -> None:
    assert one_child(placements=(Placement(urn="900002", rank=2), Placement("OLA", rank=1)))["sen_setting"] == "OLA"
    earlier, later = Placement(urn="900001", entry=date(2023, 9, 4)), Placement("EHE", entry=date(2025, 9, 1))
    assert one_child(placements=(earlier, later))["sen_setting"] == "EHE"


def test_a_plan_that_ceased_by_the_census_is_not_open_and_one_that_ceases_later_is() -> None:
    placements = (Placement(urn="900001"),)
    assert one_child(ceased=date(2025, 12, 31), placements=placements) == {}
    assert one_child(ceased=date(2026, 8, 31), placements=placements)["school_urn"] == "900001"


def test_children_placed_elsewhere_are_candidates_with_the_category_of_their_setting() -> None:
    store = Store.open()
    store.keep(examined(*collect()).prepared, "A lead")
    listed = Visit(Viewer("A lead", Role.LEAD), store).ask("candidates_list", date(2026, 1, 31)).records()
    assert {(row["source"], row["suggested_category"], row["why"], row["suggested_start_date"]) for row in listed} == {
        ("sen2_eotas", "eotas", "SEN2 setting OLA", date(2024, 9, 2)),
        ("sen2_ehe", "ehe", "SEN2 setting EHE", date(2025, 9, 1)),
        ("sen2_cme", "cme", "SEN2 setting NONE", CENSUS),
        ("sen2_cme", "cme", "SEN2 setting NIEO", date(2025, 11, 3)),
    }
    store.close()


def test_files_that_come_in_any_order_make_one_return() -> None:
    assert children(examined(*reversed(collect()))) == children(examined(*collect()))


def test_without_the_table_of_persons_the_rest_is_left_and_asked_for() -> None:
    found = examined(*[one for one in collect() if one.name != "person"])
    assert not found.prepared
    assert all(each.table is None and "Bring in all its tables together" in each.why for file in found.files for each in file.sheets)


def test_persons_alone_are_not_taken_for_children_with_a_plan() -> None:
    found = examined(*[one for one in collect() if one.name == "person"])
    assert not found.prepared


def test_without_placements_nothing_is_said_of_schools() -> None:
    found = examined(*[one for one in collect() if one.name not in ("placementdetail", "plandetail")])
    assert "school_urn" not in found.prepared[0].columns
    assert len(children(found)) == len(WITH_PLAN)


def test_rows_of_nobody_and_words_that_are_no_code_are_told_with_their_cells() -> None:
    people = (*PEOPLE[:1], Person(9, "M199200119001", placements=(Placement("XYZ"),), needs=("WHO", "ASD")))
    sheets = [one if one.name != "person" else collect(PEOPLE[:1])[1] for one in collect(people)]
    found = examined(*sheets)
    told = {(one.code, one.file.split("_")[-1], one.cell) for one in found.findings if one.code.startswith("sen2")}
    assert told == {
        ("sen2_nobodys", "requests.csv", "A3"), ("sen2_nobodys", "assessment.csv", "A3"), ("sen2_nobodys", "namedplan.csv", "A3"),
        ("sen2_nobodys", "plandetail.csv", "A3"), ("sen2_nobodys", "activeplans.csv", "A3"), ("sen2_nobodys", "placementdetail.csv", "A3"),
        ("sen2_nobodys", "senneed.csv", "A4"), ("sen2_not_read", "placementdetail.csv", "H3"), ("sen2_not_read", "senneed.csv", "E5"),
    }  # fmt: skip


def test_no_name_or_number_of_the_return_is_in_what_is_kept_or_told() -> None:
    found = examined(*collect(), template())
    said = repr(found) + repr([part.rows.to_pylist() for part in found.prepared])
    assert not any(word in said for word in ("Canary", "Made Up", "AB1 2CD", "M199200119001"))


def test_a_list_that_has_a_person_id_and_is_no_return_is_read_as_ever() -> None:
    rows = [["Person ID", "Date of birth", "Gender", "UPN", "SEN status"], [1, date(2014, 3, 14), "M", "M199200119001", "E"]]
    assert children(examined(sheet(rows)))[0]["child_id"] == "1"


def test_a_return_is_read_from_the_bytes_of_its_csv_files() -> None:
    def data(one: Sheet) -> bytes:
        rows = [one.row(number) for number in range(one.height)]
        return "\r\n".join(",".join("" if cell is None else f'"{cell}"' for cell in row) for row in rows).encode("utf-8-sig")

    store = Store.open()
    found = examine([Dropped(one.file, data(one)) for one in collect()], store)
    assert [row["sen_setting"] for row in children(found)] == list(SETTINGS.values())
    store.close()
