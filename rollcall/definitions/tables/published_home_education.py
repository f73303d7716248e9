"""DfE's published elective home education figures, academic year, by area."""

from rollcall.definitions.table import Column, Kind, Table

TABLE = Table(
    name="published_home_education",
    title="Published elective home education",
    one_row_per="academic year and area",
    comes_from="DfE, elective home education, academic-year data file",
    headline="Published home education",
    sheet_words=("ehe academic year", "elective home education"),
    edition="academic_year",
    published=True,
    columns=(
        Column("academic_year", Kind.TEXT, "Academic year, such as 2024/25.", "2024/25", required=True),
        Column("level", Kind.TEXT, "National, Regional or Local authority.", "National", required=True),
        Column("area_code", Kind.TEXT, "ONS code of the area.", "E92000001"),
        Column("area", Kind.TEXT, "Name of the area.", "England", required=True),
        Column("measure", Kind.TEXT, "The file's own column name.", "ehe_returns_full_year", required=True),
        Column("value", Kind.NUMBER, "The figure; blank with a reason when not given.", "28100"),
        Column("why_blank", Kind.TEXT, "DfE's symbol when there is no number: x unavailable, low rounds to 0, z not applicable, c confidential.", "low"),
    ),
)
