"""Finds the published statistics among the sheets of a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rollcall.intake.choices import Choices
from rollcall.intake.published_home_education import home_education
from rollcall.intake.published_sheet import FoundPublished
from rollcall.intake.published_waits import waiting_lists
from rollcall.intake.read import ReadFile


def find_published(file: ReadFile, today: date, choices: Mapping[str, Choices]) -> Mapping[str, FoundPublished]:
    """The sheets of a file that are published statistics, by sheet name; `choices` are what was said of a sheet, by its name."""
    found = {sheet.name: home for sheet in file.sheets if (home := home_education(sheet, today))}
    return found | waiting_lists(file, found, choices)
