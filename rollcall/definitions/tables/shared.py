"""Columns that several spreadsheets have in common: the ways a row can name its child."""

from __future__ import annotations

from rollcall.definitions.table import Column, Kind

CHILD_IDENTIFIERS = ("child_id", "nhs_number", "upn")

CHILD_ID = Column(
    "child_id",
    Kind.LOCAL_ID,
    "The partner's own reference for the child, the same in every spreadsheet of the area.",
    "C00417",
    required=True,
    aliases=(
        "child id", "unique id", "local id", "id", "person id", "pupil id", "client id", "case id", "child reference", "child ref", "person ref", "ref",
        "synergy id", "synergy person id", "one id", "capita id", "capita one id", "liquidlogic id", "lcs id", "eyes id", "eis id", "ehm id", "mosaic id", "mri id",
        "person number", "childs id", "unique child id", "child unique id", "local child id", "local identifier", "local patient identifier", "pupil ref",
        "reference", "reference number", "system id", "record id", "person table id", "persontableid", "student id", "child identifier", "pupil identifier",
        "child number", "unique reference", "ics id", "impulse id", "impulse number", "stud id", "base id", "unique identifier", "la child id", "la unique id",
    ),
)

UPN = Column(
    "upn",
    Kind.UPN,
    "Unique pupil number: checked, then stored only as a keyed hash.",
    "M199200119001",
    aliases=("unique pupil number", "upn unique pupil number", "pupil upn", "upn number", "upn no", "child upn", "current upn", "upn current"),
)

NHS_NUMBER = Column(
    "nhs_number",
    Kind.NHS_NUMBER,
    "NHS number: checked, then stored only as a keyed hash.",
    "999 000 0018",
    aliases=("nhs number", "nhs no", "nhs num", "nhsnumber", "nhs", "nhs no verified", "patient nhs number", "nhs id", "nhs number verified", "pseudo nhs number"),
)
