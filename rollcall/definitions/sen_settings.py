"""DfE's codes for where a child with a plan is educated when not in a school or college."""

from __future__ import annotations

from rollcall.definitions.official_lists import official
from rollcall.definitions.table import Code, Codes

NO_PLACEMENT = "NONE"  # beside DfE's own codes: a plan without an open placement
SEN_SETTING = Codes(
    "Where a child with a plan is educated, when not in a school or college",
    "SEN2 2025 guide items 4.7c and 5.7c; NONE is Rollcall's own, for a plan without an open placement",
    (
        *(
            Code(row["code"], row["label"], more)
            for row in official("sen2_setting_codes")
            for more in (
                {
                    "OLA": (
                        "other la arrangements",
                        "eotas",
                        "other arrangements by la",
                        "other arrangements made by la",
                        "other local authority arrangements",
                    ),
                    "OPA": (
                        "other parent arrangements",
                        "other arrangements by parents",
                        "other arrangements made by parents",
                        "other parental arrangements",
                    ),
                    "EHE": ("elective home education", "electively home educated", "home educated"),
                    "EYP": ("early years provider",),
                    "NIEC": ("notice to cease", "not in education notice to cease"),
                    "NIEO": ("not in education", "not in education or training", "not in education other"),
                }.get(row["code"], ()),
            )
        ),
        Code(NO_PLACEMENT, "No open placement", ("no placement", "awaiting placement", "unplaced")),
    ),
)
