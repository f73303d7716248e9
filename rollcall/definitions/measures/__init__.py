"""The registry of measures: every number that the pages lead with, declared once."""

from __future__ import annotations

from rollcall.definitions.measures import (
    access_to_health_services,
    enablers_and_barriers,
    help_and_protection,
    in_year_admissions,
    information_sharing,
    numbers_not_in_school,
    oversight,
    returns,
    voice,
    waits,
)
from rollcall.definitions.measures.measure import Better, Columns, Measure, Target, Theme, named

_MODULES = (
    numbers_not_in_school,
    information_sharing,
    access_to_health_services,
    oversight,
    in_year_admissions,
    enablers_and_barriers,
    help_and_protection,
    waits,
    returns,
    voice,
)

MEASURES: dict[str, Measure] = named(*(measure for module in _MODULES for measure in module.MEASURES.values()))
"""Every measure by its name, in the order of the themes."""

BY_THEME: dict[Theme, tuple[Measure, ...]] = {
    theme: tuple(measure for measure in MEASURES.values() if measure.theme is theme) for theme in Theme
}
"""The measures of each theme. A theme of which nothing is worked out yet has none."""

__all__ = ["BY_THEME", "MEASURES", "Better", "Columns", "Measure", "Target", "Theme"]
