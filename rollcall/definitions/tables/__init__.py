"""Every spreadsheet Rollcall knows, one module each."""

from rollcall.definitions.table import Table
from rollcall.definitions.tables import (
    attendance,
    children,
    diagnostic_waits,
    health_access,
    in_year_admissions,
    population,
    published_community_waits,
    published_figures,
    published_home_education,
    services,
    spells,
    survey_responses,
)

TABLES: tuple[Table, ...] = (
    children.TABLE,
    spells.TABLE,
    attendance.TABLE,
    diagnostic_waits.TABLE,
    health_access.TABLE,
    in_year_admissions.TABLE,
    services.TABLE,
    population.TABLE,
    survey_responses.TABLE,
    published_community_waits.TABLE,
    published_home_education.TABLE,
    published_figures.TABLE,
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
