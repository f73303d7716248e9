"""Marks a whole workbook: its sheets, its styles, its notes, and a first sheet that says what to correct."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rollcall.intake.corrected import to_fix
from rollcall.intake.corrected.notes import note
from rollcall.intake.corrected.package import OFFICE, Package
from rollcall.intake.corrected.plan import Plan, SheetPlan
from rollcall.intake.corrected.sheets import Lists, marked_sheet, not_selected
from rollcall.intake.corrected.splice import (
    Element,
    as_attribute,
    children,
    elements,
    prefix_of,
    spliced,
    with_attribute,
    without_attribute,
)
from rollcall.intake.corrected.styles import Styles

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def mark(
    data: bytes, plan: Plan, names: Mapping[str, str] | None = None, notes: Sequence[str] = (), earlier_sheet: str | None = None
) -> bytes:
    """The workbook with everything of the plan in it. Given the first sheet that an earlier marking put in, its marks are taken off."""
    package = Package(data)
    package.leave_out_programs()
    by_name = {sheet.attributes["name"]: part for sheet, _, part in package.sheets()}
    earlier = by_name.get(earlier_sheet) if earlier_sheet else None
    name = earlier_sheet if earlier and earlier_sheet else _free_name(by_name)
    styles_part = next((each.target for each in package.relations(package.workbook) if each.kind == "styles"), "")
    styles = Styles(package[styles_part])
    was_marked = styles.unmarked(_pairs(package[earlier])) if earlier else {}
    looks = to_fix.Looks.of(styles)
    _mark_sheets(package, plan, names or {}, f"'{name}'!", styles, was_marked, earlier)
    package[styles_part] = styles.written()
    first = to_fix.first_sheet(plan, names or {}, styles.pairs, looks, notes)
    if earlier:
        package[earlier] = first
        package.forget_relations(earlier)
    else:
        _put_first(package, name, first)
    _open_at(package, name)
    return package.packed()


def _mark_sheets(
    package: Package, plan: Plan, names: Mapping[str, str], first: str, styles: Styles, was_marked: Mapping[int, int], earlier: str | None
) -> None:
    lists = Lists(first, to_fix.cells_of_lists(plan, first))
    planned = {names.get(each.name, each.name): each for each in plan.sheets}
    for sheet, kind, part in package.sheets():
        each = planned.get(sheet.attributes["name"], SheetPlan(sheet.attributes["name"]))
        if kind == "worksheet" and part != earlier and (each.marks or each.drop_downs or earlier):
            package[part] = marked_sheet(package[part], each, styles, lists, was_marked)
            note(package, part, {one.cell: one for one in each.marks})
        if kind in ("worksheet", "chartsheet"):
            package[part] = not_selected(package[part])


def _free_name(taken: Iterable[str]) -> str:
    used = {name.casefold() for name in taken}
    return next(
        name for number in range(1, len(used) + 2) if (name := to_fix.NAME + (f" {number}" if number > 1 else "")).casefold() not in used
    )


def _pairs(data: bytes) -> dict[int, int]:
    """The number of each marked style and of the style before, as the hidden columns of the first sheet wear them."""
    plain: dict[int, int] = {}
    marked: dict[int, int] = {}
    for cell in re.finditer(rb"<(?:\w+:)?c\b[^>]*>", data):
        place = re.search(rb'\br="A([BC])(\d+)"', cell[0])
        if place:
            style = re.search(rb'\bs="(\d+)"', cell[0])
            (plain if place[1] == b"B" else marked)[int(place[2])] = int(style[1]) if style else 0
    return {marked[row]: plain[row] for row in marked.keys() & plain.keys() if marked[row] != plain[row]}


def _put_first(package: Package, name: str, sheet: bytes) -> None:
    part = package.free_name("xl/worksheets/rollcall{}.xml")
    package[part] = sheet
    package.declare(part, _SHEET)
    key = package.relate(package.workbook, "worksheet", part)
    data = package[package.workbook]
    every, p = elements(data), prefix_of(data)
    listed = next(each for each in every if each.name == "sheets" and each.depth == 1)
    number = max(int(each.attributes.get("sheetId", "0")) for each in children(every, listed)) + 1
    piece = f'<{p}sheet xmlns:r="{OFFICE}" name={as_attribute(name)} sheetId="{number}" r:id="{key}"/>'.encode()
    edits = [(listed.inside, listed.inside, piece), *_later_places(data, every)]
    package[package.workbook] = spliced(data, edits)


def _later_places(data: bytes, every: Sequence[Element]) -> list[tuple[int, int, bytes]]:
    """Names that belong to one sheet say so by its place, which is one later now."""
    return [
        (
            each.start,
            each.inside,
            with_attribute(data[each.start : each.inside], "localSheetId", str(int(each.attributes["localSheetId"]) + 1)),
        )
        for each in every
        if each.name == "definedName" and "localSheetId" in each.attributes
    ]


def _open_at(package: Package, name: str) -> None:
    """Let the workbook open on its first sheet."""
    data = package[package.workbook]
    place = next(number for number, (sheet, _, _) in enumerate(package.sheets()) if sheet.attributes["name"] == name)
    edits = []
    for each in elements(data):
        if each.name == "workbookView":
            tag = without_attribute(data[each.start : each.inside], "firstSheet")
            edits.append((each.start, each.inside, with_attribute(tag, "activeTab", str(place))))
    package[package.workbook] = spliced(data, edits)
