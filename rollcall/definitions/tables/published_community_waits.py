"""NHS England's published community health services waiting lists, by month, organisation, service and band."""

from rollcall.definitions.table import Column, Kind, Table

TABLE = Table(
    name="published_community_waits",
    title="Published community health waits",
    one_row_per="month, organisation, service and waiting band",
    comes_from="NHS England, Community Health Services waiting lists workbook, as published each month",
    headline="Published waits",
    sheet_words=("community health services", "total waiting list by service"),
    edition="month",
    published=True,
    columns=(
        Column("month", Kind.DATE, "First day of the month the list speaks for.", "2023-06-01", required=True),
        Column("level", Kind.TEXT, "National, Region, ICB or Provider, as published.", "ICB"),
        Column("organisation", Kind.TEXT, "Organisation as published; England for the national total.", "England", required=True),
        Column("organisation_code", Kind.TEXT, "Organisation code, where the workbook gives one.", "QF7"),
        Column("service", Kind.TEXT, "Service as published.", "(CYP) Community paediatric service", required=True),
        Column("band", Kind.TEXT, "`total` or a waiting band in days: 0-7, 8-14, 15-28, 29-84, 85-126, 127-364, 365+.", "365+", required=True),
        Column("waiting", Kind.WHOLE_NUMBER, "Number waiting; blank with a reason when not given.", "14033"),
        Column("why_blank", Kind.TEXT, "`suppressed` or `not_submitted` when there is no number.", "not_submitted"),
    ),
)
