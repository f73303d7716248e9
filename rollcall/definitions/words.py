"""The glossary: what each word on a page means, and where the meaning comes from."""

from __future__ import annotations

from dataclasses import dataclass

REVIEW = "Thematic reviews of children not in school, Ofsted and CQC, 14 January 2025"
EDUCATION_ACT = "Education Act 1996"
FAMILIES_ACT = "Children and Families Act 2014"
CME_GUIDANCE = "Children missing education: statutory guidance for local authorities and schools, DfE"
ROLLCALL = "How Rollcall counts"


@dataclass(frozen=True)
class Word:
    """One term: what it means, its source, and what else people call it."""

    term: str
    meaning: str
    source: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """Words that belong together."""

    title: str
    words: tuple[Word, ...]


WHO_IS_COUNTED = Theme(
    "Who is counted",
    (
        Word(
            "SEND",
            "A child who has an education, health and care plan, or receives SEN support, or waits for a diagnostic assessment.",
            REVIEW,
            ("special educational needs and disabilities",),
        ),
        Word(
            "Compulsory school age",
            "From the 31 December, 31 March or 31 August on or next after the fifth birthday, to the last Friday "
            "in June of the school year "
            "in which the child turns 16.",
            f"{EDUCATION_ACT}, section 8",
        ),
        Word(
            "In scope",
            "Of compulsory school age on the day, and with an EHC plan, SEN support, or an open referral for a diagnostic assessment.",
            ROLLCALL,
        ),
        Word("Not in school", "In scope on the day, with a period out of school open in one or more of the seven categories.", ROLLCALL),
        Word(
            "Period out of school",
            "One child's time in one category, from its start to its end. It is open on a day when it has "
            "started and has not ended by then.",
            ROLLCALL,
            ("spell", "episode"),
        ),
        Word("EHC plan", "An education, health and care plan that the council maintains.", FAMILIES_ACT, ("EHCP", "code E")),
        Word(
            "SEN support",
            "Extra help that a school gives to a child with special educational needs who has no plan.",
            "SEND code of practice",
            ("code K",),
        ),
        Word(
            "Candidate",
            "A child who may be out of school and is on no register: half or more of last term's sessions "
            "missed, on no school's roll, or marked "
            "as home educated. Offered to the lead, and never counted until accepted.",
            ROLLCALL,
        ),
    ),
)

CATEGORIES = Theme(
    "The seven categories",
    (
        Word(
            "Children missing education",
            "Of compulsory school age, not a registered pupil at a school, and not receiving suitable education "
            "otherwise than at a school.",
            f"{EDUCATION_ACT}, section 436A; {CME_GUIDANCE}",
            ("CME",),
        ),
        Word(
            "Elective home education",
            "Parents choose to educate at home instead of full-time school. A child whose home education is found unsuitable is counted as "
            "missing education.",
            "Elective home education, DfE statistics",
            ("EHE", "home educated"),
        ),
        Word(
            "Education otherwise than at school",
            "Special educational provision that the council arranges outside any school, because a school would be inappropriate.",
            f"{FAMILIES_ACT}, section 61",
            ("EOTAS", "EOTIS"),
        ),
        Word(
            "Unregistered alternative provision",
            "Education arranged at a provider that is not registered as a school. The child may or may not be on a roll.",
            REVIEW,
            ("unregistered AP",),
        ),
        Word("Flexi-schooled", "On a school's roll, and educated at home for part of the week by agreement with the school.", REVIEW),
        Word(
            "Part-time timetable",
            "On a roll, with fewer than full-time sessions, for a limited time and in very exceptional circumstances.",
            "Working together to improve school attendance, DfE",
            ("reduced timetable", "attendance code C2"),
        ),
        Word(
            "Severely absent",
            "Missed half or more of the sessions that were possible for the child.",
            "Pupil absence in schools, DfE statistics",
        ),
    ),
)

WAITS = Theme(
    "Diagnostic waits",
    (
        Word("Referral", "A request for a diagnostic assessment. A child referred for two assessments has two referrals.", ROLLCALL),
        Word(
            "Waiting",
            "The referral was received on or before the day, and neither the assessment had started nor the referral been closed by then.",
            ROLLCALL,
        ),
        Word(
            "13 weeks",
            "91 days or more since an autism referral. NICE asks that an autism assessment starts within three "
            "months of referral; there is no "
            "such standard for ADHD.",
            "NICE quality standard 51; NHS England, autism statistics",
        ),
        Word("Weeks", "Whole weeks: days divided by seven, the rest left off.", ROLLCALL),
        Word("Median", "Half have waited less, half as long or longer.", ROLLCALL, ("half have waited less than",)),
        Word("92nd percentile", "92 in 100 have waited no longer.", ROLLCALL),
        Word(
            "Waiting bands",
            "Days waited, as NHS England publishes community health waits: 0 to 7, 8 to 14, 15 to 28, 29 to 84, "
            "85 to 126, 127 to 364, 365 and "
            "over.",
            "NHS England, community health services waiting lists",
        ),
    ),
)

HEALTH = Theme(
    "Health access",
    (
        Word(
            "Needs a service",
            "In place, waiting, not referred or cannot access. A child for whom the service is not needed is left out.",
            ROLLCALL,
        ),
        Word("Not referred", "The child needs the service and nobody has asked for it.", f"{REVIEW}, theme 2"),
        Word("Cannot access", "The child needs the service and is kept out of it: the barrier says by what.", f"{REVIEW}, theme 2"),
        Word(
            "Not recorded",
            "Nothing is said of the child and the service. It is shown as its own number and is not the same as no need.",
            ROLLCALL,
        ),
        Word(
            "Gap",
            "The share of children not in school who need a service and have it, less the same share of other "
            "children with SEND, in percentage "
            "points.",
            ROLLCALL,
        ),
    ),
)

RETURNS = Theme(
    "Returns to school",
    (
        Word(
            "Came back in the last six months",
            "Children of school age with an EHC plan or SEN support whose period out of school ended by return "
            "in the six months to the day.",
            ROLLCALL,
        ),
        Word(
            "Came back within six months of leaving",
            "Of the periods that began between 18 and 6 months before the day, the share that ended by return "
            "within six months of beginning. "
            "Periods that are younger are left out, because it is too soon to tell.",
            ROLLCALL,
        ),
        Word("Not out again", "Came back in the last six months, and no period out of school is open on the day.", ROLLCALL),
        Word("Too recent to tell", "The return is younger than the six or twelve weeks asked about.", ROLLCALL),
        Word(
            "Six months",
            "Calendar months, to the same day of the month or the last day there is: six months after 31 August is 28 February.",
            ROLLCALL,
        ),
    ),
)

NUMBERS = Theme(
    "How numbers are shown",
    (
        Word(
            "c",
            "A number that is hidden: of fewer than 8 children, or one from which such a number could be worked out. "
            "Drawn as a hatched stub. 0 means none.",
            "NHS England's rule for hospital statistics since 2018",
            ("hidden", "fewer than 8", "hatched"),
        ),
        Word(
            "About",
            "Rounded to the nearest 5. Totals are rounded on their own, so parts may not add up. Only the lead sees exact numbers.",
            "NHS England's rule for hospital statistics since 2018",
        ),
        Word(
            "A year before",
            "The same count on the same day a year earlier. Shown when the kept data holds periods that ended, "
            "because a list of open periods "
            "alone cannot say how many there were then.",
            ROLLCALL,
        ),
        Word(
            "95% interval",
            "The range that chance alone would leave room for (Wilson). Where two ranges overlap, a difference may be chance.",
            ROLLCALL,
        ),
        Word(
            "x, z, low",
            "In DfE's published files: unavailable, not applicable, and a number that rounds to 0 but is not 0.",
            "DfE statistics",
        ),
        Word("* and blank", "In NHS England's published files: suppressed, and not submitted. Neither is 0.", "NHS England statistics"),
    ),
)

THEMES: tuple[Theme, ...] = (WHO_IS_COUNTED, CATEGORIES, WAITS, HEALTH, RETURNS, NUMBERS)
