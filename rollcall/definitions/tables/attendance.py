"""Sessions possible and missed for each child and term."""

from rollcall.definitions.table import Column, Kind, Table
from rollcall.definitions.tables.shared import CHILD_ID, CHILD_IDENTIFIERS, NHS_NUMBER, UPN

TABLE = Table(
    name="attendance",
    title="Attendance",
    one_row_per="child and term",
    comes_from="Schools' attendance returns, or the council's attendance system",
    headline="Severe absence candidates",
    identifiers=CHILD_IDENTIFIERS,
    sheet_words=("attendance", "absence", "sessions"),
    unique=("child_id", "term"),
    edition="term",
    columns=(
        CHILD_ID,
        Column("term", Kind.TEXT, "The term, such as Autumn 2025/26.", "Autumn 2025/26", required=True, implied=True, aliases=("school term", "term name", "period", "academic term", "time period", "half term", "attendance period")),
        Column("sessions_possible", Kind.WHOLE_NUMBER, "Sessions (half days) the child could have attended.", "140", required=True,
               aliases=("possible sessions", "poss", "sess possible", "possible", "sessions available", "total sessions", "poss sessions", "possible marks", "total possible sessions", "no of possible sessions",
                        "number of possible sessions")),
        Column("sessions_missed", Kind.WHOLE_NUMBER, "Sessions missed, authorised or not.", "84", required=True,
               aliases=("missed sessions", "abs", "sess overall", "sessions absent", "absent sessions", "absences", "total absences", "absence sessions", "sessions of absence", "total absence", "overall absence",
                        "sessions lost", "number of absences", "total sessions missed", "total sessions absent", "sessions missed total")),
        Column("sessions_part_time_timetable", Kind.WHOLE_NUMBER, "Sessions missed with attendance code C2, part-time timetable.", "20",
               aliases=("c2", "code c2", "c2 sessions", "sess auth temp reduced timetable", "part time timetable sessions", "reduced timetable sessions", "sessions c2", "sessions coded c2",
                        "sessions on part time timetable")),
        Column("suspensions", Kind.WHOLE_NUMBER, "Suspensions that began in the term.", "1",
               aliases=("number of suspensions", "no of suspensions", "suspension count", "total suspensions", "suspensions in term", "times suspended", "fixed term suspensions",
                        "fixed term exclusions", "fixed period exclusions", "no of fixed term exclusions", "number of fixed term exclusions", "fte count", "susp")),
        Column("permanent_exclusions", Kind.WHOLE_NUMBER, "Permanent exclusions in the term: 1 where the child was permanently excluded.", "0",
               aliases=("permanent exclusion", "number of permanent exclusions", "no of permanent exclusions", "permanent exclusions in term", "perm exclusions", "perm ex", "perm excl",
                        "pex", "total permanent exclusions")),
        NHS_NUMBER,
        UPN,
    ),
)
