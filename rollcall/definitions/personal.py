"""Headings that name or locate a child or a family: recognised, said so, and never stored."""

from __future__ import annotations

from rollcall.definitions.table import fold

NOT_KEPT = "Not kept"
"""What is stored instead of a word that names or locates a person, so that a row still has a school, a reason or a destination."""

POSTCODE_HEADINGS: tuple[str, ...] = (
    "postcode", "post code", "postal code", "home postcode", "home post code", "postcode district", "post code district", "postal district",
    "postcode area", "post code area", "postcode sector", "post code sector", "postal sector", "postcode out", "outward code",
    "outward postcode", "outcode", "out code", "partial postcode", "pc", "pc district", "pc sector", "pc area", "pcd",
    "home pc", "home pc district", "child pc", "pupil pc", "patient pc",
)

PERSONAL_HEADINGS: frozenset[str] = frozenset(
    fold(heading)
    for heading in (
        *POSTCODE_HEADINGS,
        "name", "full name", "child name", "childs name", "pupil name", "student name", "patient name", "client name", "young person",
        "young persons name", "yp name", "surname", "family name", "last name", "legal surname", "preferred surname", "forename", "forenames",
        "first name", "given name", "middle name", "middle names", "legal forename", "preferred forename", "preferred name", "known as",
        "initials", "title", "person name", "childs full name", "pupil surname", "pupil forename", "child surname", "child forename",
        "address", "home address", "address 1", "address 2", "address 3", "address line 1", "address line 2", "address line 3", "street",
        "house number", "house name", "town", "county", "child address", "pupil address",
        "patient address", "full address", "uprn", "phone", "telephone", "telephone number", "phone number", "tel", "mobile", "mobile number",
        "home phone", "contact number", "contact details", "email", "e mail", "email address", "parent", "parent name", "parent carer",
        "parent carer name", "parents names", "parents", "mother", "father", "mothers name", "fathers name", "carer", "carer name", "guardian", "next of kin",
        "parent email", "parent phone", "parent address", "parent carer address", "parent carer contact", "contact name",
        "emergency contact", "sibling", "siblings", "gp", "gp name", "gp address", "gp practice address",
    )
)

_PERSONAL_WORDS = frozenset(("surname", "forename", "forenames", "postcode", "outcode", "telephone", "email", "mobile", "phone", "address", "addresses"))
_FAMILY = frozenset(("parent", "parents", "carer", "carers", "mother", "father", "mum", "dad", "guardian", "guardians", "family", "sibling", "siblings"))
_CONTACT = frozenset(("name", "names", "contact", "contacts", "tel", "number", "details", "1", "2"))
_PROFESSIONALS = frozenset(("lead", "professional", "worker", "caseworker", "officer", "school", "provider", "service", "referrer", "organisation", "clinician"))


def is_personal(heading: str) -> bool:
    """Whether a heading holds a name, an address or contact details of a child or a family."""
    folded = fold(heading)
    words = set(folded.split())
    names_family = bool(words & _FAMILY) and bool(words & _CONTACT)
    return folded in PERSONAL_HEADINGS or ((bool(words & _PERSONAL_WORDS) or names_family) and not words & _PROFESSIONALS)
