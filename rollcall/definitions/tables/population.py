"""How many children with SEND live in each part of the area, for rates."""

from rollcall.definitions import codes
from rollcall.definitions.table import Column, Kind, Table

TABLE = Table(
    name="population",
    title="Population",
    one_row_per="locality and SEN status",
    comes_from="The council's school census extract",
    headline="Rates per 1,000 children with SEND",
    sheet_words=("population", "census", "denominator", "pupils", "headcount"),
    unique=("locality", "sen_status", "as_at"),
    columns=(
        Column("children", Kind.WHOLE_NUMBER, "Children of compulsory school age.", "1840", required=True,
               aliases=("number of children", "number", "count", "pupils", "headcount", "total", "population", "no of children", "number of pupils", "child population", "cyp", "children count", "total children")),
        Column("locality", Kind.TEXT, "The part of the area.", "North", aliases=("area", "district", "ward", "neighbourhood", "cluster", "locality name", "quadrant", "hub")),
        Column("sen_status", Kind.CODE, "EHC plan (E), SEN support (K) or no SEN recorded (N).", "K", codes=codes.SEN_STATUS, aliases=("sen status", "sen provision", "sen", "send status", "sen stage", "send")),
        Column("as_at", Kind.DATE, "The day the count was taken.", "16/01/2026", says_as_at=True, aliases=("as at", "census date", "date", "snapshot date", "as of", "count date", "as at date", "date of count")),
    ),
)
