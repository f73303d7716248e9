"""How partners type what they know: several ways to write a date, their own words for the codes, a slip here and there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rollcall.invent import place
from rollcall.invent.chance import Chance
from rollcall.invent.sheets import Cell, Line

_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_WAYS: Mapping[str, Callable[[date], Cell]] = {
    "real": lambda day: day,
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "words": lambda day: f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
    "dots": lambda day: f"{day:%d.%m.%y}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
}
MOSTLY_REAL = {"real": 90, "slashes": 6, "words": 2, "dots": 2}
MOSTLY_TYPED = {"real": 20, "slashes": 62, "words": 8, "dots": 10}
ONLY_TEXT = {"slashes": 95, "words": 3, "dots": 2}
EXTRACT = {"iso": 1}

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sen_status": {"E": ("EHCP", "EHCP", "EHC plan", "E"), "K": ("SEN Support", "SEN Support", "K"), "N": ("N", "No SEN")},
    "sex": {"F": ("Female",), "M": ("Male",), "U": ("Not known",)},
    "primary_need": {
        "ASD": ("ASD", "ASD", "Autism"),
        "SEMH": ("SEMH", "Social, emotional and mental health"),
        "SLCN": ("SLCN", "SLCN", "Speech and Language"),
        "SPLD": ("SPLD", "Dyslexia"),
        "PD": ("PD", "Physical Disability"),
    },
    "social_care": {
        "none": ("None", "None", "Not open"),
        "early_help": ("Early Help", "EH"),
        "child_in_need": ("CIN", "Child in Need"),
        "child_protection": ("CP", "CP Plan"),
        "looked_after": ("CLA", "Looked After"),
    },
    "early_help_offered": {"offered": ("Yes", "Yes", "Offered"), "declined": ("Declined",), "not_offered": ("No", "No", "Not offered")},
    "category": {
        "ehe": ("EHE", "EHE", "Home Ed", "Elective Home Education"),
        "part_time": ("PTT", "PTT", "Reduced timetable", "Part time timetable"),
        "flexi_schooled": ("Flexi", "Flexi-schooling"),
    },
    "outcome": {
        "returned_to_school": ("Returned to school", "Back in school", "School place found"),
        "moved_away": ("Moved out of area", "Moved away"),
        "no_longer_school_age": ("Y11 leaver", "Left school age"),
        "other": ("Other", "Ceased"),
    },
    "destination": {
        "mainstream": ("Mainstream", "Mainstream school"),
        "special": ("Special school",),
        "resourced_provision": ("Resource base",),
        "registered_ap": ("PRU", "AP Academy"),
        "other": ("Other",),
    },
    "reason": {
        "Mental health": ("Mental health", "Mental health", "EBSA", "Anxiety"),
        "School dissatisfaction SEND": ("School dissatisfaction SEND", "SEND needs not met"),
        "Philosophical or preferential": ("Philosophical or preferential", "Philosophical"),
        "Physical health": ("Physical health", "Medical"),
        "Unknown": ("Unknown", "NK"),
    },
    "assessment": {
        "autism": ("ASD", "Autism"),
        "adhd": ("ADHD",),
        "neurodevelopmental": ("ND", "Neurodevelopmental pathway"),
        "dcd": ("DCD", "Dyspraxia"),
        "language": ("DLD", "Language disorder"),
        "learning_disability": ("LD", "Learning disability"),
        "sensory": ("Hearing", "Sensory impairment"),
        "fasd": ("FASD",),
        "tic": ("Tics",),
        "mental_health": ("Mental health",),
    },
    "wait_outcome": {
        "diagnosed": ("Diagnosis given", "Diagnosis confirmed"),
        "not_diagnosed": ("No diagnosis", "Did not meet criteria"),
        "withdrawn": ("Parent withdrew",),
        "rejected": ("Not accepted",),
        "moved_away": ("Moved",),
        "other": ("Other",),
    },
    "service": {
        "slt": ("SALT", "SALT", "Speech & Language Therapy"),
        "ot": ("OT", "Occupational Therapy"),
        "physio": ("Physio", "Physiotherapy"),
        "camhs": ("CAMHS",),
        "community_paediatrics": ("Community Paediatrics", "Comm Paeds"),
        "school_nursing": ("School Nursing",),
        "audiology": ("Audiology",),
        "dietetics": ("Dietetics",),
        "continence": ("Bladder & Bowel",),
        "learning_disability_nursing": ("LD Nursing",),
        "wheelchair": ("Wheelchair Service",),
        "other": ("Other",),
    },
    "status": {
        "in_place": ("In receipt", "Open", "On caseload"),
        "waiting": ("On waiting list", "Waiting"),
        "not_referred": ("Not referred", "To be referred"),
        "cannot_access": ("Unable to access", "Cannot access"),
        "not_needed": ("Not required", "Not needed"),
    },
    "barrier": {
        "needs_school_place": ("Not on roll", "Needs a school place"),
        "no_commissioned_offer": ("Not commissioned",),
        "no_route_in": ("No referral route",),
        "missed_appointments": ("DNA", "Was not brought"),
        "travel": ("Transport",),
        "waiting_list_closed": ("List closed",),
        "capacity": ("Capacity", "Staffing"),
        "parent_declined": ("Declined by parent",),
        "other": ("Other",),
    },
    "decision": {"offered": ("Offered", "Place offered"), "refused": ("Refused", "Refused - full"), "withdrawn": ("Withdrawn",)},
    "open_to_children_not_on_a_roll": {"yes": ("Y",), "no": ("N",), "some": ("Partly",)},
}


class Hand:
    """One partner's way of typing. Every hand draws from its own stream, so that one file does not change with another."""

    def __init__(self, seed: int, partner: str, dates: Mapping[str, float]) -> None:
        self.chance = Chance(seed, f"hand {partner}")
        self._dates = dates

    def day(self, day: object) -> Cell:
        """A date as this partner types it."""
        if day is None:
            return None
        assert isinstance(day, date)
        return _WAYS[self.chance.pick(self._dates)](day)

    def word(self, column: str, code: object) -> Cell:
        """A code in this partner's words."""
        if code is None:
            return None
        return self.chance.one_of(WORDS[column].get(str(code), (str(code),)))

    def untidy(self, rows: Sequence[Line], duplicates: int, blanks: int) -> list[Line]:
        """The rows with some typed twice and some lines left blank."""
        lines = [list(row) for row in rows]
        for _ in range(duplicates if lines else 0):
            lines.insert(self.chance.whole(len(lines) // 2, len(lines)), list(self.chance.one_of(lines)))
        for _ in range(blanks if lines else 0):
            lines.insert(self.chance.whole(1, len(lines)), [])
        return lines


class Families:
    """Names, addresses and telephone numbers of nobody, the same for a child in every file."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def of(self, child_id: object) -> tuple[str, str, str, str]:
        """Surname, forename, postcode (of an area that does not exist) and a telephone number kept for drama."""
        chance = Chance(self._seed, f"family {child_id}")
        inward = f"{chance.whole(1, 9)}{chance.one_of('ABDEFGHJLNPQRSTUWXYZ')}{chance.one_of('ABDEFGHJLNPQRSTUWXYZ')}"
        postcode = f"{place.POSTCODE_AREA}{chance.whole(1, 9)} {inward}"
        return chance.one_of(place.SURNAMES), chance.one_of(place.FORENAMES), postcode, f"07700 900{chance.whole(0, 999):03d}"


def spaced(number: object) -> Cell:
    """An NHS number as people write it: 999 000 0018."""
    text = None if number is None else str(number)
    return None if text is None else f"{text[:3]} {text[3:6]} {text[6:]}"


def text(value: object) -> Cell:
    """A value as text, and nothing as nothing."""
    return None if value is None else str(value)


def plain(value: object) -> Cell:
    """Text or a number, as it is."""
    assert value is None or isinstance(value, str | int | float)
    return value


def in_words(day: date) -> str:
    """31 October 2026."""
    return f"{day.day} {day:%B %Y}"
