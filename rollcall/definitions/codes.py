"""The code lists: official ones read from the files in `official/`, the product's own declared here, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

from rollcall.definitions.admissions import ADMISSION_DECISION
from rollcall.definitions.official_lists import official
from rollcall.definitions.sen_settings import SEN_SETTING
from rollcall.definitions.survey import RESPONDENT_GROUP, SURVEY_ANSWER
from rollcall.definitions.table import Code, Codes

REVIEW = "Area SEND thematic review guidance, Ofsted and CQC, 14 January 2025"


SEN_STATUS = Codes(
    "SEN status",
    "DfE school census code set, SEN provision",
    (
        Code("E", "EHC plan", ("ehcp", "ehc plan", "education health and care plan", "education health care plan", "plan",
                               "ehc", "ehcp in place", "has ehcp", "final ehcp", "ehcp final", "statement", "s",
                               "sen e", "e ehcp", "e ehc plan", "e education health and care plan", "current ehcp")),
        Code("K", "SEN support", ("sen support", "sens", "school support", "k sen support", "sen k", "sensupport",
                                  "sen supp", "support", "send support", "school action", "school action plus", "sa", "sa plus",
                                  "graduated response")),
        Code("N", "No SEN recorded", ("no sen", "none", "no special educational need", "no special educational needs", "not sen",
                                      "n no sen", "no", "no send", "no identified sen", "non sen", "awaiting diagnosis",
                                      "awaiting assessment")),
    ),
)

SEX = Codes(
    "Sex",
    "DfE common basic data set, sex; 1 and 2 as in NHS and Annex A extracts",
    (
        Code("F", "Female", ("female", "2", "girl", "f female", "girls", "2 female")),
        Code("M", "Male", ("male", "1", "boy", "m male", "boys", "1 male")),
        Code("U", "Not known", ("unknown", "not known", "0", "9", "not specified", "indeterminate", "other", "x", "u unknown", "not stated")),
    ),
)

PRIMARY_NEED = Codes(
    "Primary need",
    "SEN2 2025 guide item 5.8a; NSA from the school census",
    tuple(
        Code(row["code"], row["label"], more)
        for row in official("sen_need_codes")
        for more in (
            {
                "SPLD": ("specific learning difficulties", "dyslexia", "specific learning difficulty dyslexia", "spld dyslexia"),
                "MLD": ("moderate learning difficulties", "moderate learning disability"),
                "SLD": ("severe learning difficulties", "severe learning disability"),
                "PMLD": ("profound and multiple learning difficulties", "profound multiple learning difficulty"),
                "SEMH": ("social emotional mental health", "semh needs", "besd", "social emotional and mental health needs"),
                "SLCN": ("speech language and communication", "speech and language", "speech language communication needs",
                         "communication and interaction", "slcn needs"),
                "HI": ("hearing", "deaf", "hearing impaired"),
                "VI": ("visual impairment", "vision", "visually impaired", "sight impairment"),
                "MSI": ("multisensory impairment", "deafblind"),
                "PD": ("physical disabilities", "physical", "physical need"),
                "ASD": ("autism", "autistic", "autism spectrum disorder", "asc", "autism spectrum condition", "autistic spectrum",
                        "autistic spectrum condition"),
                "DS": ("downs syndrome", "down s syndrome", "downs"),
                "OTH": ("other", "other difficulty disability", "other difficulty or disability"),
                "NSA": ("no specialist assessment", "not yet assessed", "sen support but no specialist assessment"),
            }.get(row["code"], ()),
        )
    ),
)

SOCIAL_CARE = Codes(
    "Social care status",
    "Children Act 1989 ss.17, 22 and 47; early help as in Working Together",
    (
        Code("none", "None", ("no", "n", "false", "0", "not known to social care", "not open", "closed", "not known", "nil", "no involvement")),
        Code("early_help", "Early help", ("eh", "early help assessment", "eha", "taf", "team around the family", "family help")),
        Code("child_in_need", "Child in need", ("cin", "child in need plan", "cin plan", "s17", "section 17", "children in need")),
        Code("child_protection", "Child protection plan", ("cp", "cpp", "child protection", "cp plan", "s47", "section 47", "on a child protection plan")),
        Code("looked_after", "Looked after", ("cla", "lac", "child looked after", "looked after child", "in care", "cic", "child in care",
                                             "children looked after", "s20", "section 20")),
        Code("known", "Known to social care, not said how", ("yes", "y", "true", "1", "open", "known", "known to social care", "open to social care")),
    ),
)

EARLY_HELP_OFFERED = Codes(
    "Whether early help was offered to the family",
    "Rollcall, from early help as in Working Together",
    (
        Code("offered", "Offered", ("yes", "y", "true", "1", "accepted", "offered and accepted", "taken up", "offer accepted", "offer made")),
        Code("declined", "Offered and declined", ("declined", "refused", "offered and refused", "offer declined", "not taken up", "offered not taken up", "no consent",
                                                 "consent refused", "consent declined")),
        Code("not_offered", "Not offered", ("no", "n", "false", "0", "not offered", "no offer")),
    ),
)

CATEGORY = Codes(
    "Category of not being in school",
    REVIEW,
    (
        Code("cme", "Children missing education", ("cme", "child missing education", "missing education", "missing from education",
                                                  "children missing from education", "child missing from education", "not on roll",
                                                  "no school place", "unplaced", "awaiting school place", "awaiting place")),
        Code("ehe", "Elective home education", ("ehe", "electively home educated", "home educated", "home education", "elective home educated",
                                               "home ed", "home schooled", "home schooling", "homeschooled", "home school",
                                               "elected home education", "elective home ed")),
        Code("eotas", "Education otherwise than at school", ("eotas", "eotis", "educated otherwise", "education otherwise", "section 61", "s61",
                                                            "education other than at school", "educated otherwise than at school",
                                                            "eotas package", "education otherwise than in school", "eoas",
                                                            "educated other than at school", "ola")),
        Code("unregistered_ap", "Unregistered alternative provision", ("unregistered ap", "unreg ap", "uap", "unregistered alternative provision",
                                                                      "unregistered alternative", "unregistered provision",
                                                                      "unregistered provider", "ap unregistered",
                                                                      "alternative provision unregistered", "non registered ap")),
        Code("flexi_schooled", "Flexi-schooled", ("flexi", "flexi schooling", "flexi schooled", "flexischooling", "flexible schooling", "flexischooled",
                                                 "flexi school", "flexi time")),
        Code("part_time", "Part-time timetable", ("part time timetable", "reduced timetable", "ptt", "part time", "rtt", "reduced hours",
                                                 "part time time table", "temporary reduced timetable", "c2", "reduced time table",
                                                 "part timetable", "pt timetable", "part time tt")),
        Code("severely_absent", "Severely absent", ("severe absence", "severely absent", "severe absentee", "sa 50", "absent 50 or more",
                                                   "severe absenteeism", "severely absent 50 or more", "severe absent",
                                                   "missing 50 or more", "severely absent pupil")),
    ),
)

OUTCOME = Codes(
    "How a period out of school ended",
    "Rollcall, from DfE's EHE and CME collections and the thematic review guidance",
    (
        Code("returned_to_school", "Returned to school", ("returned", "return to school", "back in school", "on roll", "returned to education",
                                                         "reintegrated", "school place found", "placed", "enrolled", "back on roll",
                                                         "returned to full time", "full time", "full time timetable", "started school",
                                                         "returned to a school roll", "placed in school", "now on roll", "admitted",
                                                         "attending school", "back to school", "new school", "admitted to school")),
        Code("moved_away", "Moved away", ("moved", "moved out of area", "moved area", "left area", "moved to another la", "moved abroad", "out of area",
                                         "left the country", "emigrated", "transferred to another local authority", "moved out",
                                         "moved to another local authority", "moved la", "left the area")),
        Code("no_longer_school_age", "No longer of school age", ("left school age", "over school age", "post 16", "reached school leaving age",
                                                                "aged out", "no longer csa", "school leaver", "over 16", "year 11 leaver",
                                                                "end of year 11", "no longer compulsory school age",
                                                                "no longer statutory school age", "y11 leaver")),
        Code("other", "Other", ("closed", "deceased", "ceased", "changed category", "changed to another category", "recorded in error", "duplicate",
                                "moved to home education", "moved to elective home education", "moved to ehe", "became home educated", "moved to eotas",
                                "became ehe", "became cme", "moved to tuition")),
    ),
)

DESTINATION = Codes(
    "Where a child returned to",
    "Rollcall, from GIAS establishment types",
    (
        Code("mainstream", "Mainstream school", ("mainstream", "mainstream school", "academy", "maintained school", "secondary", "primary", "mainstream primary",
                                                "mainstream secondary", "secondary school", "primary school")),
        Code("special", "Special school", ("special", "special school", "special academy", "independent special school", "inmss", "non maintained special school", "nmss")),
        Code("resourced_provision", "Resourced provision or SEN unit", ("resourced provision", "sen unit", "rp", "resource base", "arp", "unit",
                                                                      "specialist unit", "additionally resourced provision", "resourced base")),
        Code("registered_ap", "Registered alternative provision", ("pru", "alternative provision", "ap academy", "registered ap", "ap", "pupil referral unit",
                                                                  "hospital school", "ap free school")),
        Code("other", "Other", ("independent", "independent school", "college", "fe college", "other school", "unknown")),
    ),
)

ASSESSMENT = Codes(
    "Diagnostic assessment",
    "Rollcall; autism and neurodevelopmental as MHSDS PrimReasonReferralMH 25 and 24",
    (
        Code("autism", "Autism", ("asd", "asc", "autism assessment", "autism spectrum", "suspected autism", "autism spectrum disorder", "autistic", "25",
                                 "autism spectrum condition", "asd assessment", "autism diagnostic", "autism pathway", "social communication",
                                 "ados", "autism asd", "autism diagnostic assessment")),
        Code("adhd", "ADHD", ("attention deficit hyperactivity disorder", "add", "adhd assessment", "adhd pathway", "attention deficit",
                             "adhd add", "suspected adhd", "attention deficit disorder")),
        Code("neurodevelopmental", "Neurodevelopmental (combined)", ("nd", "nd pathway", "neurodevelopmental conditions excluding autism", "neurodevelopment", "neurodevelopmental pathway", "ndd",
                                                                   "neurodevelopmental assessment", "neurodiversity", "24", "asd adhd",
                                                                   "autism and adhd", "adhd and autism", "asd and adhd", "nd assessment",
                                                                   "neuro developmental", "autism adhd", "neurodisability",
                                                                   "neurodevelopmental combined")),
        Code("dcd", "Developmental coordination disorder", ("dyspraxia", "dcd dyspraxia", "developmental co ordination disorder", "coordination", "motor coordination")),
        Code("fasd", "Fetal alcohol spectrum disorder", ("foetal alcohol spectrum disorder", "fetal alcohol", "foetal alcohol", "fas")),
        Code("learning_disability", "Learning disability", ("ld", "learning disability assessment", "cognitive", "cognitive assessment", "learning disabilities",
                                                           "global developmental delay", "gdd", "intellectual disability")),
        Code("language", "Developmental language disorder", ("dld", "speech and language", "slt", "salt", "language disorder", "language assessment",
                                                            "speech language", "developmental language")),
        Code("sensory", "Sensory (hearing or vision)", ("hearing", "vision", "audiology", "sensory impairment", "sensory assessment", "sensory processing")),
        Code("tic", "Tics or Tourette syndrome", ("tics", "tourettes", "tourette syndrome", "tourette", "tic disorder", "tourettes syndrome")),
        Code("mental_health", "Mental health", ("camhs", "mh", "anxiety", "mental health assessment", "cypmhs", "psychiatric")),
        Code("other", "Other", ("other assessment",)),
    ),
)

SERVICE = Codes(
    "Health service",
    "Rollcall, from CSDS service or team types (ETOS 1.6.10) and NHS England community health services",
    (
        Code("slt", "Speech and language therapy", ("salt", "s and lt", "speech and language", "speech therapy", "sl t", "slt service", "33", "speech language therapy",
                                                   "speech and language therapist", "speech and language therapy service", "slt team",
                                                   "speech and lang", "sallt", "saltd")),
        Code("ot", "Occupational therapy", ("occupational therapist", "o t", "23", "occupational therapy service", "occ therapy", "ot service",
                                           "paediatric ot", "occupational")),
        Code("physio", "Physiotherapy", ("physiotherapist", "pt", "26", "physiotherapy service", "physical therapy", "paediatric physiotherapy")),
        Code("camhs", "Child and adolescent mental health services", ("cypmhs", "mental health", "camh", "child and adolescent mental health", "mhst",
                                                                     "mental health support team", "camhs service", "cyp mental health",
                                                                     "child and adolescent mental health service")),
        Code("community_paediatrics", "Community paediatrics", ("community paediatrician", "paediatrics", "paediatrician", "comm paeds", "06", "paeds",
                                                               "community paediatric service", "community paeds", "community paediatric",
                                                               "paediatric service")),
        Code("school_nursing", "School nursing", ("school nurse", "32", "0 19", "0 19 service", "school health", "public health nursing", "school nurses",
                                                 "school nursing service")),
        Code("audiology", "Audiology", ("hearing", "17", "hearing service", "audiologist")),
        Code("dietetics", "Dietetics", ("dietitian", "dietician", "58", "nutrition", "nutrition and dietetics", "dietetic")),
        Code("continence", "Continence", ("bladder and bowel", "07", "continence service", "bowel and bladder", "incontinence", "continence nursing")),
        Code("learning_disability_nursing", "Learning disability nursing", ("ld nursing", "ld nurse", "learning disability nurse", "learning disability team", "ldn",
                                                                          "ld team", "learning disabilities nursing")),
        Code("wheelchair", "Wheelchair service", ("wheelchairs", "50", "wheelchair services", "equipment")),
        Code("other", "Other", ("other service",)),
    ),
)

ACCESS_STATUS = Codes(
    "Access to a health service",
    REVIEW + ", theme 2",
    (
        Code("in_place", "In place", ("receiving", "open", "active", "being seen", "yes", "seen", "in receipt", "accessing", "current", "y", "on caseload",
                                     "receiving service", "provision in place", "ongoing", "in treatment")),
        Code("waiting", "Waiting", ("on waiting list", "waiting list", "referred", "awaiting", "wl", "referred waiting", "referral made", "awaiting first appointment",
                                   "referred and waiting", "pending", "awaiting assessment", "awaiting appointment")),
        Code("not_referred", "Not referred", ("no referral", "needs referral", "not yet referred", "referral needed", "referral not made", "to be referred")),
        Code("cannot_access", "Cannot access", ("unable to access",
                "can t access",
                "cant access",
                "cannot access service",
                "not accessing", "no access", "blocked", "declined", "rejected", "service not available", "not commissioned",
                                               "not available", "discharged on leaving roll", "refused", "excluded from service",
                                               "unable", "no service")),
        Code("not_needed", "Not needed", ("no need", "n a", "na", "not required", "not applicable", "none needed", "no", "n", "no need identified")),
    ),
)

YES_NO_SOME = Codes(
    "Whether a service is open to children who are not on a roll",
    REVIEW + ", theme 2",
    (
        Code("yes", "Yes", ("y", "open", "all", "true", "1", "yes all")),
        Code("no", "No", ("n", "closed", "false", "0", "school only", "no only in school")),
        Code("some", "Some", ("partly", "partial", "sometimes", "limited", "case by case", "p", "in part", "some children", "by exception")),
    ),
)

BARRIER = Codes(
    "What stands in the way of a health service",
    REVIEW + ", theme 2",
    (
        Code("needs_school_place", "Needs a school place", ("needs school place", "not on roll", "school referral only", "school only", "must be on roll",
                                                           "no school", "not at school", "school must refer")),
        Code("no_commissioned_offer", "No commissioned offer", ("not commissioned", "no service", "no commissioned service", "no offer")),
        Code("no_route_in", "No route in without a school", ("not on school route", "no referral route", "no route", "no referrer")),
        Code("missed_appointments", "Closed after missed appointments", ("dna", "did not attend", "was not brought", "wnb", "dna policy", "missed appointments")),
        Code("travel", "Travel", ("transport", "distance", "too far")),
        Code("waiting_list_closed", "Waiting list closed", ("list closed", "closed to referrals", "closed waiting list")),
        Code("capacity", "No capacity", ("capacity", "staffing", "vacancies", "vacancy", "workforce")),
        Code("parent_declined", "Parent declined", ("declined by parent", "parent refused", "family declined", "declined")),
        Code("other", "Other", ()),
    ),
)

WAIT_OUTCOME = Codes(
    "How a referral for assessment ended",
    "Rollcall, from domain minimum tables",
    (
        Code("diagnosed", "Diagnosed", ("diagnosis", "diagnosis made", "confirmed", "diagnosis given", "diagnosis confirmed", "met criteria")),
        Code("not_diagnosed", "Not diagnosed", ("no diagnosis", "not confirmed", "did not meet criteria", "not met criteria")),
        Code("withdrawn", "Withdrawn", ("withdrew", "withdrawn by family", "withdrawn by parent", "parent withdrew", "cancelled", "opted out", "went private", "private diagnosis")),
        Code("rejected", "Referral rejected", ("rejected", "not accepted", "declined", "returned to referrer")),
        Code("moved_away", "Moved away", ("moved", "out of area")),
        Code("other", "Other", ("closed",)),
    ),
)


def _reasons() -> Codes:
    """DfE's reasons for elective home education and children missing education, in one list, each label once."""
    collections: dict[str, list[str]] = {}
    for row in official("reasons"):
        collections.setdefault(row["reason"], []).append(row["collection"])
    aliases = {
        "School dissatisfaction SEND": ("send dissatisfaction", "dissatisfaction send", "dissatisfied with send provision", "sen provision", "send provision",
                                        "dissatisfaction with send support", "needs not met", "send needs not met"),
        "School dissatisfaction general": ("dissatisfaction", "dissatisfied with school", "dissatisfaction with school", "school dissatisfaction"),
        "School dissatisfaction bullying": ("bullying", "dissatisfaction bullying"),
        "Mental health": ("mh", "anxiety", "ebsa", "emotionally based school avoidance", "school anxiety", "mental health concerns"),
        "Physical health": ("medical", "ill health", "physical illness"),
        "Philosophical or preferential": ("philosophical", "philosophy", "preference", "parental preference"),
        "Religious": ("religion", "faith"),
        "Risk of school exclusion": ("risk of exclusion", "at risk of exclusion"),
        "Permanent exclusion": ("permanently excluded", "pex", "excluded"),
        "Did not get school preference": ("school preference", "no preferred school", "did not get preferred school"),
        "Difficulty accessing suitable school place": ("no suitable school place", "no suitable place", "no school place", "no place available"),
        "Waiting school start": ("awaiting school start", "awaiting start date"),
        "School application awaiting outcome": ("application pending", "awaiting outcome of application", "applied for school"),
        "Lifestyle": ("lifestyle choice", "travelling"),
        "School suggestion": ("suggested by school", "school suggested"),
        "Moved in from another local authority": ("moved into area", "new to area", "moved in"),
        "Moved in from another country": ("new to country", "moved from abroad", "new to uk"),
        "Unknown": ("not known", "unknown reason", "nk"),
        "Not recorded": ("none recorded", "blank"),
        "No reason given": ("none given", "declined to say", "not given"),
        "Health concerns related to COVID19": ("covid", "covid 19", "covid19"),
    }
    return Codes(
        "Reason for not being in school",
        "DfE elective home education and children missing education collections, autumn 2025",
        tuple(Code(reason, reason, aliases.get(reason, ())) for reason in collections),
    )


REASON = _reasons()


@dataclass(frozen=True)
class Band:
    """A band of days, both ends included; no end means and above."""

    label: str
    days_from: int
    days_to: int | None

    def holds(self, days: int) -> bool:
        """Whether a number of days falls in the band."""
        return days >= self.days_from and (self.days_to is None or days <= self.days_to)


def _cme_bands() -> tuple[Band, ...]:
    """DfE's children missing education duration bands in whole weeks; the eighth, Unknown, has no days."""
    weeks = ((0, 2), (2, 4), (4, 8), (8, 12), (12, 26), (26, 52), (52, None))
    labels = [row["band"] for row in official("cme_duration_bands")]
    return tuple(
        Band(label, start * 7, None if end is None else end * 7 - 1) for label, (start, end) in zip(labels, weeks, strict=False)
    )


DURATION_BANDS = _cme_bands()
DURATION_UNKNOWN = official("cme_duration_bands")[7]["band"]

WAITING_BANDS = tuple(
    Band(f"{start}-{end}" if end is not None else f"{start}+", start, end)
    for start, end in ((0, 7), (8, 14), (15, 28), (29, 84), (85, 126), (127, 364), (365, None))
)

ALL_CODES: tuple[Codes, ...] = (
    SEN_STATUS, SEX, PRIMARY_NEED, SEN_SETTING, SOCIAL_CARE, EARLY_HELP_OFFERED, CATEGORY, OUTCOME, DESTINATION, ASSESSMENT, SERVICE, ACCESS_STATUS, YES_NO_SOME, BARRIER,
    WAIT_OUTCOME, ADMISSION_DECISION, REASON, RESPONDENT_GROUP, SURVEY_ANSWER,
)
