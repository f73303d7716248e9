"""Finds the published statistics among the sheets of a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rollcall.definitions.tables import BY_NAME
from rollcall.intake.choices import Choices
from rollcall.intake.reading.read import ReadFile
from rollcall.intake.sector.published_figures import published_figures
from rollcall.intake.sector.published_home_education import home_education
from rollcall.intake.sector.published_sheet import FoundPublished
from rollcall.intake.sector.published_waits import waiting_lists

_NOTHING: Mapping[str, Choices] = {}


def find_published(file: ReadFile, today: date, choices: Mapping[str, Choices] = _NOTHING) -> Mapping[str, FoundPublished]:
    """The sheets of a file that are published statistics, by sheet name. A sheet that was said to be something else is none."""
    taken = {name for name, chosen in choices.items() if chosen.table and not _is_published(chosen.table)}
    sheets = [sheet for sheet in file.sheets if sheet.name not in taken]
    found = {sheet.name: one for sheet in sheets if (one := home_education(sheet, today) or published_figures(sheet, today))}
    return found | waiting_lists(file, {*found, *taken}, choices)


def _is_published(table: str) -> bool:
    return table in BY_NAME and BY_NAME[table].published
