"""Commissioned services and whether children on no school roll can use them."""

from rollcall.definitions import codes
from rollcall.definitions.table import Column, Kind, Table

TABLE = Table(
    name="services",
    title="Commissioned services",
    one_row_per="commissioned service and provider",
    comes_from="The integrated care board's or the council's commissioning list",
    headline="Services for children not on a roll",
    sheet_words=("services", "commissioned", "commissioning", "directory", "service list", "contracts"),
    unique=("service", "provider"),
    columns=(
        Column("service", Kind.CODE, "The health service.", "slt", required=True, codes=codes.SERVICE,
               aliases=("service name", "health service", "commissioned service", "therapy", "service type", "name of service", "service line")),
        Column("provider", Kind.TEXT, "The organisation that provides it.", "Riverside Community NHS Trust", required=True,
               aliases=("provider name", "trust", "organisation", "provided by", "service provider", "supplier", "provider organisation")),
        Column("commissioner", Kind.TEXT, "The body that pays for it.", "Vale Integrated Care Board", aliases=("commissioned by", "commissioning body", "icb", "funder", "commissioner name", "funded by", "lead commissioner")),
        Column("open_to_children_not_on_a_roll", Kind.CODE, "Whether a child on no school roll can use it.", "some", required=True, codes=codes.YES_NO_SOME,
               aliases=("open to children not on roll", "available to children not in school", "not on roll", "open to non school children", "available if not on roll", "open to cyp not in school",
                        "accessible to children not in school", "available to children not on a school roll", "open to home educated", "available out of school", "accepts children not on roll",
                        "open to children not in school", "available when not on a roll", "accessible when not in school")),
        Column("route_in", Kind.TEXT, "How to get in.", "Any professional or parent can refer", aliases=("referral route", "how to refer", "route", "how to access", "access route", "pathway in", "referral process", "how to get in", "route of referral")),
        Column("contact", Kind.TEXT, "Who to ask at the service.", "Single point of access", aliases=("service contact", "contact details", "contact point", "email", "phone", "contact email", "contact name", "telephone", "point of contact")),
    ),
)
