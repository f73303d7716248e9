"""The marked copy of one file, made inside the reading process: the person's own workbook where it can be, else its values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rollcall.intake.corrected.mark import mark
from rollcall.intake.corrected.plain import plain_workbook
from rollcall.intake.corrected.plan import Plan
from rollcall.intake.corrected.to_fix import marked_copy_of
from rollcall.intake.reading import guard
from rollcall.intake.reading.limits import Limits
from rollcall.intake.reading.password import unlock
from rollcall.intake.reading.workbook import ReadSheet, read_workbook

ReadSheets = Callable[[str, bytes, Limits], Sequence[ReadSheet]]

_ONLY_VALUES = "This copy holds the values of your file, which was not an Excel workbook (.xlsx): it had no formats that could be kept."
_NOT_IN_PLACE = "Your workbook is built in a way that cannot be marked, so this copy holds its values and not its formats."


def marked_copy(name: str, data: bytes, plan: Plan, limits: Limits, read: ReadSheets) -> bytes:
    """The workbook with what the plan says marked in it. It reads as the file itself does, and where that fails only values are copied."""
    kind = guard.check(name, data, limits)
    if kind is guard.Kind.LOCKED:
        data = unlock(data)
        kind = guard.check(name, data, limits)
    if kind is guard.Kind.XLSX and (copy := _in_place(data, plan, limits)) is not None:
        return copy
    sheets = [sheet for sheet in read(name, data, limits) if marked_copy_of(sheet.columns) is None]
    book, names = plain_workbook(sheets)
    return mark(book, plan, names, (_NOT_IN_PLACE if kind is guard.Kind.XLSX else _ONLY_VALUES,))


def _in_place(data: bytes, plan: Plan, limits: Limits) -> bytes | None:
    """The workbook itself, marked; None when it cannot be, or would not read as it did before."""
    before = {sheet.name: sheet for sheet, _ in read_workbook(data, limits)}
    earlier = next((name for name, sheet in before.items() if marked_copy_of(sheet.columns)), None)
    try:
        copy = mark(data, plan, earlier_sheet=earlier)
        after = {sheet.name: sheet for sheet, _ in read_workbook(copy, limits)}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - however strangely its parts are built, the values can still be copied
        return None
    same = all(name in after and _same(before[name], after[name]) for name in before if name != earlier)
    return copy if same else None


def _same(one: ReadSheet, other: ReadSheet) -> bool:
    """Whether two sheets hold the same values; blank columns and rows at the end, which marks can add, do not count."""
    if one.errors != other.errors:
        return False
    for place in range(max(len(one.columns), len(other.columns))):
        left = one.columns[place] if place < len(one.columns) else None
        right = other.columns[place] if place < len(other.columns) else None
        if left is None or right is None:
            filled = left if right is None else right
            if filled is not None and filled.null_count < len(filled):
                return False
        elif not left.equals(right):
            shorter = min(len(left), len(right))
            if not left.slice(0, shorter).equals(right.slice(0, shorter)):
                return False
            if any(rest.null_count < len(rest) for rest in (left.slice(shorter), right.slice(shorter))):
                return False
    return True
