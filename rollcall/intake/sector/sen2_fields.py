"""What the columns of a SEN2 person-level return mean, in COLLECT's export, in DfE's Excel template and in the tools of the field."""

from __future__ import annotations

import re
from functools import lru_cache

from rollcall.definitions.table import fold

FIELDS: dict[str, tuple[str, ...]] = {
    "person_id": ("persontableid", "person id", "person table id"),
    "requests_id": ("requeststableid", "requests record id", "request records id", "request record id", "requests table id", "requests id"),
    "assessment_id": ("assessmenttableid", "assessment table id"),
    "named_plan_id": ("namedplantableid", "named plan table id"),
    "active_plan_id": ("activeplanstableid", "activeplantableid", "active plans table id", "active plan id"),
    "birth_date": ("personbirthdate", "person birth date", "date of birth", "dob", "birthdate", "dob ccyy mm dd"),
    "sex": ("sex", "gender", "gendercurrent", "gender current"),
    "ethnicity": ("ethnicity",),
    "upn": ("upn", "unique pupil number", "upn unique pupil number"),
    "uln": (
        "uniquelearnernumber", "unique learner number", "uln", "uln young persons unique learner number",
        "uln young person unique learner number",
    ),
    "number_unknown": ("upnunknown", "upn unknown", "upn and uln unavailable reason", "upn and uln unavailable"),
    "received_date": ("receiveddate", "received date", "date request was received"),
    "assessment_outcome": (
        "assessmentoutcome", "assessment outcome decision to issue ehc plan", "assessment outcome to issue ehcp", "assessment outcome",
    ),
    "plan_start": ("startdate", "ehc plan start date", "plan start date"),
    "plan_ceased": ("ceasedate", "date ehc plan ceased", "ehc plan cease date"),
    "review": (
        "reviewmeeting", "reviewoutcome", "lastreview", "reviewdraft", "transferla", "annual review meeting date", "annual review decision",
        "annual review decision date", "ehc plan review decisions date", "ehcp review decisions date", "ehc plan review decision date",
        "ehc plan transferred in from another la during calendar year", "ehc plan transfer",
        "phasetransferduedate", "phasetransferfinaldate",
    ),
    "urn": ("urn", "urn unique reference number"),
    "ukprn": ("ukprn", "ukprn uk provider reference number"),
    "setting": ("sensetting", "sen setting establishment type", "sen setting"),
    "rank": ("placementrank", "placement rank"),
    "entry_date": ("entrydate", "placement start date", "placement entry date"),
    "leaving_date": ("leavingdate", "placement leaving date", "placement end date"),
    "need": ("sentype", "sen type of need", "sen type", "sen need type"),
    "need_rank": ("sentyperank", "sen type of need rank", "sen type rank"),
    "reference_date": ("referencedate", "reference date"),
    "la": ("lea", "la number"),
    "collection": ("collection", "collection name"),
}  # fmt: skip
IDS = ("person_id", "requests_id", "assessment_id", "named_plan_id", "active_plan_id")
LABELS = frozenset(
    f"{table} {word}"
    for table in (
        "header", "person", "requests", "assessment", "assessments", "named plan", "plan detail", "active plan", "active plans",
        "placement detail", "placement details", "sen need",
    )
    for word in ("record", "records")
)  # fmt: skip

# Headings that nothing but a SEN2 return has, and columns of it that are not read but belong to it.
_OWN = re.compile(
    r"(?:person|requests?|assessment|namedplan|plandetail|activeplans?|placementdetail|senneed|sen2)tableid|"
    r"requests? records? id|upnunknown|upn and uln unavailable(?: reason)?|initial request whilst in rya"
)
_BY_WORDS = {alias: field for field, aliases in FIELDS.items() for alias in aliases}
_EXPLAINED = re.compile(r"\([^()]*\)")
_LONGEST = 200


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """The field that a heading names, an explanation in brackets left aside."""
    if not heading or len(heading) > _LONGEST:
        return None
    return _BY_WORDS.get(fold(heading)) or _BY_WORDS.get(fold(_EXPLAINED.sub(" ", heading)))


@lru_cache(maxsize=4096)
def is_own(heading: str) -> bool:
    """Whether a heading is one that nothing but a SEN2 return has."""
    return bool(heading) and len(heading) <= _LONGEST and bool(_OWN.fullmatch(fold(_EXPLAINED.sub(" ", heading))))


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Whether a cell is the title of one of the template's tables."""
    return len(text) <= _LONGEST and fold(text) in LABELS
