"""One made-up SEN2 return as plain facts, written as COLLECT exports it, as DfE's Excel template has it, and as the field's tools do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rollcall.intake.reading.read import Sheet
from tests.intake.workbooks import Cell, Rows, sheet

CENSUS = date(2026, 1, 15)


@dataclass(frozen=True)
class Placement:
    setting: str | None = None
    urn: str | None = None
    ukprn: str | None = None
    rank: int = 1
    entry: date | None = date(2024, 9, 2)
    leaving: date | None = None


@dataclass(frozen=True)
class Person:
    number: int
    upn: str | None
    born: date = date(2014, 3, 14)
    sex: str = "M"
    active: bool = True
    start: date | None = date(2023, 5, 1)
    ceased: date | None = None
    placements: tuple[Placement, ...] = ()
    needs: tuple[str, ...] = ("ASD", "SLCN")


PEOPLE = (
    Person(1, "M199200119001", placements=(Placement(urn="900001"),)),
    Person(2, "B199200119002", sex="F", placements=(Placement("OLA"), Placement(urn="900002", rank=2)), needs=("SEMH",)),
    Person(3, None, placements=(Placement(urn="900003", leaving=date(2025, 7, 20)), Placement("EHE", entry=date(2025, 9, 1)))),
    Person(4, "E199200119004", placements=(Placement(urn="900004", leaving=date(2025, 12, 19)),)),
    Person(5, "U199200119005", placements=(Placement("NIEO", entry=date(2025, 11, 3)),)),
    Person(6, "H199200119006", active=False, ceased=date(2025, 8, 31)),
    Person(7, "X199200119007", active=False, start=None),
    Person(8, "L199200119008", placements=(Placement(ukprn="10001234"),)),
)
WITH_PLAN = (1, 2, 3, 4, 5, 8)


def _stamp(day: date | None) -> str | None:
    return f"{day:%Y-%b-%d} 00:00:00" if day else None


def collect(people: tuple[Person, ...] = PEOPLE) -> list[Sheet]:
    """The nine files of COLLECT's export."""
    common = ["NativeId", "sourceid"]
    person: list[list[Cell]] = [
        [
            "persontableid",
            *common,
            "sen2tableid",
            "surname",
            "forename",
            "personbirthdate",
            "sex",
            "ethnicity",
            "postcode",
            "upn",
            "uniquelearnernumber",
            "upnunknown",
        ]
    ]
    requests: list[list[Cell]] = [
        ["requeststableid", *common, "persontableid", "receiveddate", "rya", "requestoutcomedate", "requestoutcome"]
    ]
    assessment: list[list[Cell]] = [
        ["assessmenttableid", *common, "requeststableid", "assessmentoutcome", "assessmentoutcomedate", "week20"]
    ]
    named: list[list[Cell]] = [["namedplantableid", *common, "assessmenttableid", "startdate", "planres", "pb", "ceasedate", "ceasereason"]]
    detail: list[list[Cell]] = [
        ["plandetailtableid", *common, "namedplantableid", "urn", "ukprn", "sensetting", "sensettingother", "placementrank"]
    ]
    active: list[list[Cell]] = [
        ["activeplanstableid", *common, "requeststableid", "transferla", "reviewmeeting", "reviewoutcome", "lastreview"]
    ]
    placed: list[list[Cell]] = [
        [
            "placementdetailtableid",
            *common,
            "activeplanstableid",
            "res",
            "urn",
            "ukprn",
            "sensetting",
            "sensettingother",
            "placementrank",
            "entrydate",
            "leavingdate",
            "senunitindicator",
        ]
    ]
    need: list[list[Cell]] = [["senneedtableid", *common, "activeplanstableid", "sentype", "sentyperank"]]
    for one in people:
        n = one.number
        person.append(
            [
                100 + n,
                "909",
                "L",
                "1",
                "Canary",
                "Made Up",
                _stamp(one.born),
                one.sex,
                "WBRI",
                "AB1 2CD",
                one.upn,
                None,
                None if one.upn else "UN1",
            ]
        )
        requests.append([200 + n, "909", "L", 100 + n, _stamp(date(2022, 11, 1)), 0, None, "Y"])
        if one.start:
            assessment.append([300 + n, "909", "L", 200 + n, "Y", _stamp(date(2023, 3, 1)), 0])
            named.append([400 + n, "909", "L", 300 + n, _stamp(one.start), None, 0, _stamp(one.ceased), 3 if one.ceased else None])
            detail.append([500 + n, "909", "L", 400 + n, "900099", None, None, None, 1])
        if one.active:
            active.append([600 + n, "909", "L", 200 + n, None, _stamp(date(2025, 6, 1)), "M", _stamp(date(2025, 7, 1))])
            for rank, code in reversed(list(enumerate(one.needs, 1))):
                need.append([800 + 10 * n + rank, "909", "L", 600 + n, code, rank])
        for where in one.placements:
            placed.append(
                [
                    700 + len(placed),
                    "909",
                    "L",
                    600 + n,
                    None,
                    where.urn,
                    where.ukprn,
                    where.setting,
                    None,
                    where.rank,
                    _stamp(where.entry),
                    _stamp(where.leaving),
                    0,
                ]
            )
    header: Rows = [
        ["sen2tableid", *common, "collection", "year", "referencedate", "lea"],
        [1, "909", "L", "SEN2", 2026, _stamp(CENSUS), "909"],
    ]
    tables = {
        "sen2": header,
        "person": person,
        "requests": requests,
        "assessment": assessment,
        "namedplan": named,
        "plandetail": detail,
        "activeplans": active,
        "placementdetail": placed,
        "senneed": need,
    }
    return [sheet(rows, name, f"Blade-Export_04-03-2026_{name}.csv") for name, rows in tables.items()]


_PERSON_ID = "Person ID\n\n(This must be a unique ID for each Person record)"
_OF_PERSON = "Person ID\n\n(This must match the relevant ID in the Person record table)"
_OF_REQUEST = "Requests record ID\n\n(This must match the relevant ID in the Requests table)"
_LA = "LA\n(From Header Record)"


def template(people: tuple[Person, ...] = PEOPLE) -> Sheet:
    """DfE's template: one sheet, its tables below one another under their titles."""
    rows: list[list[Cell]] = [["SEN2 Person Level Census 2026"], []]

    def table(title: str, headings: list[str], body: list[list[Cell]]) -> None:
        rows.extend([[title], ["Record Type", *headings], *[["x", *line] for line in body], [], []])

    table("Header Record", ["Collection Name", "Year", "Reference Date", "Source Level", "LA Number"], [["SEN2", 2026, CENSUS, "L", 909]])
    table(
        "Person Record",
        [
            _PERSON_ID,
            _LA,
            "Surname",
            "Forename",
            "Date of Birth \n(ccyy-mm-dd)",
            "Sex",
            "Ethnicity",
            "Post Code",
            "UPN - Unique Pupil Number",
            "ULN - Young Persons Unique Learner Number",
            "UPN and ULN unavailable – Reason",
        ],
        [
            [one.number, 909, "Canary", "Made Up", one.born, one.sex, "WBRI", "AB1 2CD", one.upn, None, None if one.upn else "UN1"]
            for one in people
        ],
    )
    table(
        "Requests Records",
        [
            "Requests record ID\n\n(This must be a unique ID for each Requests record)",
            _LA,
            _OF_PERSON,
            "Date request was received",
            "Initial Request Whilst In RYA",
            "Request Outcome Date",
            "Request Outcome",
        ],
        [[50 + one.number, 909, one.number, date(2022, 11, 1), 0, None, "Y"] for one in people],
    )
    table(
        "Assessments Records",
        [_OF_PERSON, _LA, _OF_REQUEST, "Assessment Outcome - Decision to issue EHC plan", "Assessment Outcome Date"],
        [[one.number, 909, 50 + one.number, "Y", date(2023, 3, 1)] for one in people if one.start],
    )
    table(
        "Named Plan Records",
        [_OF_PERSON, _OF_REQUEST, _LA, "EHC Plan Start Date", "Residential Settings", "Date EHC plan ceased", "Reason EHC plan ceased"],
        [[one.number, 50 + one.number, 909, one.start, None, one.ceased, None] for one in people if one.start],
    )
    placement = [
        "URN - Unique Reference Number",
        "UKPRN - UK Provider Reference Number",
        "SEN Setting – Establishment type",
        "SEN Setting - Other",
        "Placement Rank (1=Primary, 2=Secondary)",
    ]
    table(
        "Plan Detail Records",
        [_OF_PERSON, _OF_REQUEST, _LA, *placement],
        [[one.number, 50 + one.number, 909, 900099, None, None, None, 1] for one in people if one.start],
    )
    table(
        "Active Plan Records",
        [_OF_PERSON, _LA, _OF_REQUEST, "EHC Plan transferred in from another LA during calendar year", "Annual Review Decision"],
        [[one.number, 909, 50 + one.number, None, "M"] for one in people if one.active],
    )
    table(
        "Placement Detail Records",
        [_OF_PERSON, _OF_REQUEST, _LA, *placement, "Placement Start Date", "Placement Leaving Date"],
        [
            [one.number, 50 + one.number, 909, where.urn, where.ukprn, where.setting, None, where.rank, where.entry, where.leaving]
            for one in people
            for where in one.placements
        ],
    )
    table(
        "SEN Need Records",
        [_OF_PERSON, _OF_REQUEST, _LA, "SEN Type of Need", "SEN Type of Need rank  (1=Primary, 2=Secondary)"],
        [[one.number, 50 + one.number, 909, code, rank] for one in people if one.active for rank, code in enumerate(one.needs, 1)],
    )
    return sheet(rows, "Data Entry Template", "SEN2 2026.xlsx")


def modules(people: tuple[Person, ...] = PEOPLE) -> list[Sheet]:
    """Five modules as sheets of a workbook, the way the field's own tools keep them: plans, placements and needs in one."""
    born = [
        [one.number, "Canary", "Made Up", one.born, one.sex, "WBRI", "AB1 2CD", one.upn, None, None if one.upn else "UN1"] for one in people
    ]
    heads = [
        "Person ID",
        "Surname",
        "Forename",
        "Dob (ccyy-mm-dd)",
        "Gender",
        "Ethnicity",
        "Postcode",
        "UPN - Unique Pupil Number",
        "ULN - Young Persons Unique Learner Number",
        "UPN and ULN unavailable reason",
    ]
    requests = [[one.number, 50 + one.number, date(2022, 11, 1), "Y"] for one in people]
    plans = [[one.number, 50 + one.number, one.start, one.ceased, None] for one in people if one.start]
    placed = [
        [one.number, 50 + one.number, None, where.urn, where.ukprn, where.setting, where.rank, where.entry, where.leaving, one.needs[0], 1]
        for one in people
        if one.active
        for where in one.placements
    ]
    tables: dict[str, Rows] = {
        "Module 1": [heads, *born],
        "Module 2": [["Person ID", "Requests Record ID", "Date Request Was Received", "Request Outcome"], *requests],
        "Module 4": [["Person ID", "Request Records ID", "EHC Plan Start Date", "Date EHC Plan Ceased", "Reason EHC Plan Ceased"], *plans],
        "Module 5": [
            [
                "Person ID",
                "Request Records ID",
                "EHC Plan (Transfer)",
                "URN",
                "UKPRN",
                "SEN Setting",
                "Placement Rank",
                "Placement Start Date",
                "Placement Leaving Date",
                "SEN Type",
                "SEN Type Rank",
            ],
            *placed,
        ],
    }
    return [sheet(rows, name, "SEN2 modules 15 January 2026.xlsx") for name, rows in tables.items()]
