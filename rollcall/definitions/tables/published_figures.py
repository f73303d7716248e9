"""DfE's published figures by area: absence, attendance, EHC plans, home education and missing education, as in its data files."""

from rollcall.definitions.table import Column, Kind, Table

DATA_SETS: dict[str, str] = {
    "home_education": "Elective home education on census day",
    "missing_education": "Children missing education on census day",
    "absence": "Pupil absence",
    "attendance": "Pupil attendance",
    "ehc_plans": "EHC plans in January",
    "new_ehc_plans": "New EHC plans",
    "other": "Another data file of DfE",
}
"""What a data file is about, by its columns."""

TABLE = Table(
    name="published_figures",
    title="Published DfE figures",
    one_row_per="figure: period, area, group of children and measure",
    comes_from="DfE, Explore Education Statistics: any data file (CSV) with the columns time_period and geographic_level",
    headline="Published figures",
    sheet_words=("explore education statistics",),
    edition="series",
    published=True,
    columns=(
        Column("series", Kind.TEXT, "What a figure is one of: data set, groups, kinds of area and period.", "Pupil absence · breakdown · 2024/25", required=True),
        Column("data_set", Kind.TEXT, "`home_education`, `missing_education`, `absence`, `attendance`, `ehc_plans`, `new_ehc_plans` or `other`.", "absence", required=True),
        Column("period", Kind.TEXT, "Year, such as 2024/25 or 2025.", "2024/25", required=True),
        Column("term", Kind.TEXT, "Part of the year as published: Autumn term, Academic year, Week 37.", "Autumn term"),
        Column("level", Kind.TEXT, "National, Regional or Local authority.", "Local authority", required=True),
        Column("area_code", Kind.TEXT, "ONS code of the area.", "E06000001"),
        Column("area", Kind.TEXT, "Name of the area.", "Hartlepool", required=True),
        Column("phase", Kind.TEXT, "Kind of school; Total when the file has only all of them.", "Total"),
        Column("topic", Kind.TEXT, "What children are grouped by.", "SEN provision"),
        Column("breakdown", Kind.TEXT, "The group of children; Total for all of them.", "EHC plan"),
        Column("sen_group", Kind.TEXT, "E, K or N where the group is children with an EHC plan, with SEN support, or with neither.", "E"),
        Column("other_groups", Kind.TEXT, "Whatever else the file tells children apart by.", "sex: Female"),
        Column("measure", Kind.TEXT, "The file's own column name.", "enrolments_pa_50_exact_percent", required=True),
        Column("value", Kind.NUMBER, "The figure; blank with a reason when not given.", "7.3"),
        Column("why_blank", Kind.TEXT, "DfE's symbol when there is no number: x unavailable, low rounds to 0, z not applicable, c confidential.", "x"),
    ),
)  # fmt: skip
