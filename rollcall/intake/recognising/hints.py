"""Words that hint at a column in a heading that nobody declared: taken only where the values agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property


@dataclass(frozen=True)
class Hint:
    """A column, the words that hint at it, and the words with which a heading means another thing."""

    column: str
    words: str
    but: str = r"(?!)"

    def fits(self, form: str) -> bool:
        """Whether a folded heading hints at the column."""
        words, but = self._patterns
        return words.search(form) is not None and but.search(form) is None

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return re.compile(rf"\b(?:{self.words})\b"), re.compile(rf"\b(?:{self.but})\b")


_NUMBERED = r"id|ids|ref|refs|reference|number|no|code|identifier"
_OWNED = (
    r"child|childs|childrens|pupil|student|person|client|case|unique|local|system|la|council|cyp|yp|liquidlogic|lcs|mosaic|"
    r"carefirst|eyes|synergy|"
    r"capita|one|impulse|sims|mis|ems|eypd|ehm|ehcp|tracking|admission|record|id|"
    r"patient|hospital|emis|rio|paris|systmone|epr|pep|hub"
)
_NOT_A_CHILD = (
    r"nhs|upn|uln|urn|laestab|school|establishment|postcode|phone|tel|mobile|worker|officer|staff|gp|family|parent|sibling|invoice|"
    r"cost|budget|house|row|"
    r"line|provider|org|organisation|team|ward|locality|year|national|contact|hours?|sessions|children|pupils|count|total|date|"
    r"status|type|area|dfe|uprn|"
    r"referrer|need|ethnic\w*|reason|category"
)
_STAMPED = r"(?:start|end|finish|completion|submission) time|time ?stamp|submi\w*"  # when a form was filled in
_TOLD = r"notif\w*|informed|told|reported|alerted|shared"
_HEALTH, _SOCIAL = r"health|nhs|icb|nurs\w*|gp|paediatric\w*|camhs|trust", r"social|csc|mash|safeguarding"

_REFERENCE, _OF_ANOTHER = re.compile(rf"\b(?:{_NUMBERED})\b"), re.compile(rf"\b(?:{_NOT_A_CHILD})\b")

_TO_COME = r"expected|planned|anticipated|target|proposed|estimated|predicted|intended|scheduled|projected|forecast"

_RELATIVE = r"siblings?|brothers?|sisters?|twins?|parents?|mothers?|fathers?|carers?"

_CHILD = (
    Hint("child_id", rf"(?=.*\b(?:{_NUMBERED})\b).*\b(?:{_OWNED})", _NOT_A_CHILD),
    Hint("nhs_number", r"nhs.*(?:no|num|number|id)|(?:no|num|number|id).*nhs", _RELATIVE),
    Hint("upn", r"upn|unique pupil", rf"{_RELATIVE}|former|previous"),
)
_PROVIDER = Hint(
    "provider",
    r"provider|trust|organisation|org|hospital|provided by|assessed by|delivered by|delivering|delivers",
    rf"reason|referr\w*|date|source|{_NUMBERED}",
)

HINTS: dict[str, tuple[Hint, ...]] = {
    "children": (
        *_CHILD,
        Hint("date_of_birth", r"dob|birth|born|d o b|d of b", r"parent|mother|father|carer|sibling|place|country|plan"),
        Hint("sen_status", r"sen|send|ehc|ehcp|plan|support|provision|statement",
        r"need|needs|secondary|date|officer|previous|former|request\w*|hours"),
        Hint("primary_need", r"need|needs|sen|send|diagnosis|difficulty|disability",
        r"secondary|2|second|tertiary|other|previous|date|level|status"),
        Hint("social_care", r"social care|social worker|csc|cla|lac|cin|cp|childrens services|safeguarding status",
        r"leaver|name|team|date|previous|ever|allocated"),
        Hint("sex", r"sex|gender", r"parent\w*|mother|father|carer|sibling|identity|worker|officer"),
        Hint("ethnicity", r"ethnic\w*"),
        Hint("locality",
        r"locality|localities|area|ward|district|quadrant|neighbourhood|cluster|patch|zone|hub|town|community|residence|pcn",
             r"need|school|code|postcode|authority|la|council|officer|worker|concern|risk|birth|learning|rural|address|post"),
        Hint("school_urn", r"urn", r"preferred|preference|requested|parents?|choice|previous|last|former|named|proposed|sibling"),
        Hint("school_name", r"school|setting|establishment|placement|base|on roll at",
             r"type|previous|last|prior|former|left|leaving|urn|phase|date|number|code|address|phone|email|contact|year|reason|"
             r"preferred|preference|requested|parents?|choice|consulted|offered|proposed|named|"
             r"returned|new|transport|"
             r"status|id|laestab|dfe|sector|need|exclu\w*|days|hours|attend\w*|meals|subsidiary|second\w*|not in|out of|support|sen|"
             r"send|cost"),
    ),
    "spells": (
        *_CHILD,
        Hint("start_date",
        r"start\w*|commenc\w*|began|begin|begun|open\w*|from|out|since|became|left|leaving|removed|removal|off|deregist\w*|de regist\w*|"
        r"registered|"
             r"registration|identified|known|absent|absence|first day|last (?:day|attended)|cme referral|ehe referral",
             r"end|ended|review|plan|birth|ehc|ehcp|assessment|visit|seen|contact|notif\w*|informed|return\w*|expected|new|health|"
             rf"{_TO_COME}|enquir\w*|school start|contract|funding|tuition|"
             rf"social|csc|tribunal|annual|reason|{_STAMPED}"),
        Hint("end_date",
        r"end\w*|ceas\w*|close|closed|closure|closing|finish\w*|return\w*|back|until|resolved|placed|admitted|admission|"
        r"reintegrat\w*|on roll|enrol\w*|"
             r"new school|rejoined|to$",
             rf"{_STAMPED}|{_TO_COME}|review|plan|birth|visit|seen|contact|notif\w*|informed|due|assessment|referred|off|from|left|last|reason|"
             r"outcome|year|sao|s437|437|contract|funding|funded|tuition|agreement|term|school end|previous"),
        Hint("outcome",
        r"outcome|closure|closing|exit|result|how (?:closed|ended)|(?:reason|why).*(?:clos\w*|ended|leaving|exit|ceased)", r"date"),
        Hint("destination",
             r"destination|new school|returned to|receiving|next placement|return school|type of school|where (?:to|now)|"
             r"(?:went|going|moved) to", r"date"),
        Hint("reason", r"reason|reasons|cause|why", r"clos\w*|exit|ended|end|returned|outcome|leaving ehe"),
        Hint("last_school", r"(?:last|previous|former|prior|prev|left|leaving|removed|on roll).*(?:school|setting|placement|base|roll)|"
             r"(?:school|setting|placement).*(?:left|prior|removed|before|last|previous|roll)", r"date|day|reason"),
        Hint("hours_per_week", r"hours|hrs|hour", r"lost|missed|date|entitl\w*|target|full|cost"),
        Hint("lead_professional",
        r"officer|worker|caseworker|caseholder|case holder|lead|professional|practitioner|allocated|assigned|responsible|ewo|co ?ordinator",
             r"date|email|phone|tel|team|school|social|parent|provider|contact|seen|visit|time"),
        Hint("last_seen_date", r"seen|visit\w*|sight\w*|contact|welfare|safe and well|check\w*",
        r"next|due|first|planned|scheduled|number|attempt\w*|name|details|future|qa|quality|assurance|monitoring|audit|panel|inspect\w*|"
        r"commission\w*|provider|parent\w*|mother|father|carers?|dbs|risk|insurance|suitab\w*"),
        Hint("suitability_checked_date", r"suitab\w*.*(?:check\w*|assess\w*|confirm\w*)|(?:check\w*|assess\w*|confirm\w*).*suitab\w*",
        rf"next|due|future|panel|sao|letter|outcome|officer|{_TO_COME}"),
        Hint("section_61_decision_date",
        r"(?:s|section) ?61.*(?:decision|decided|agreed|date)|(?:decision|decided|agreed|date).*(?:s|section) ?61",
        rf"review|start|end|officer|hours|reason|due|{_TO_COME}"),
        Hint("agreed_full_time_date", rf"(?:agreed|{_TO_COME}).*full time|full time.*(?:agreed|{_TO_COME})",
        r"start\w*|hours|reason|returned|review"),
        Hint("next_review_date",
        r"(?:next|due|planned|scheduled|future).*(?:review|visit|contact|meeting|check)|review\w*.*(?:due|next|by|date|planned)|review\w*",
             r"last|previous|completed|held|outcome|notes"),
        Hint("health_notified_date", rf"(?:{_TOLD}).*(?:{_HEALTH})|(?:{_HEALTH}).*(?:{_TOLD})", _SOCIAL),
        Hint("social_care_notified_date", rf"(?:{_TOLD}|referred).*(?:{_SOCIAL})|(?:{_SOCIAL}).*(?:{_TOLD}|referred)"),
        Hint("la_notified_date", rf"{_TOLD}|referral received", rf"{_HEALTH}|{_SOCIAL}|parent|outcome"),
        Hint("category", r"category|cohort|type|package|status|group|class\w*|register|pathway|provision|education|case|list|absence"),
    ),
    "attendance": (
        *_CHILD,
        Hint("sessions_possible", r"possible|poss|available|max\w*", r"miss\w*|percent|absen\w*|lost"),
        Hint("sessions_part_time_timetable", r"c2|part time|reduced", r"percent|date|reason|start|end|on a"),
        Hint("permanent_exclusions", r"perm\w* excl?\w*|pex", r"session\w*|date|reason|percent|rate|day\w*"),
        Hint("suspensions", r"suspensions?|fixed (term|period) exclusions?", r"session\w*|date|reason|percent|rate|day\w*|code"),
        Hint("sessions_missed", r"miss\w*|absen\w*|lost|not attended",
        r"percent|rate|c2|part time|reduced|authorised|unauthorised|auth|unauth|possible|reason|code|persistent\w*"),
        Hint("term", r"term|half term"),
    ),
    "diagnostic_waits": (
        *_CHILD,
        Hint("assessment",
        r"assess\w*|pathway|diagnos\w*|condition|referral|referred|clinic|service|type|list|query|suspected|reason|specialty|speciality"),
        Hint("referral_received_date", r"referral|referred|ref|clock start|wait|waiting|listed|list|queue|received|recd|accepted|accepts",
             r"end|ended|clos\w*|discharg\w*|removed|off|stop|start of assessment|first|appointment|seen|review|next|outcome|reason|"
             r"source|type|status|birth|"
             r"decision|reject\w*|contact|letter|updated|attended|assess\w*|social|ehc\w*|plan|panel"),
        Hint("assessment_start_date", r"assess\w*|appointment|appt|seen|attended|contact|contactdate|ados|clock stop",
             r"next|referral|referred|last|outcome|result|complet\w*|end|ended|planned|due|cancelled|dna|report|feedback|second|2nd|"
             rf"final|birth|clos\w*|discharg\w*|booked|{_TO_COME}|"
             r"type|reason|waiting|request\w*|school"),
        Hint("closed_date", r"clock stop|clos\w*|discharg\w*|end|ended|removed|removal|off|ceased|exit|outcome|complet\w*",
        r"start|reason|first|received|birth|type|status|expected"),
        Hint("outcome",
        r"outcome|result|diagnosis given|diagnosed|final diagnosis|(?:clos\w*|discharg\w*|end\w*).*reason|"
        r"reason.*(?:clos\w*|discharg\w*|end\w*)",
        r"date"),
        Hint("support_while_waiting", r"support\w*", r"sen|date|status|worker|plan"),
        _PROVIDER,
    ),
    "health_access": (
        *_CHILD,
        Hint("status", r"status|access\w*|in place|position|receiv\w*|receipt|state|stage|waiting|active", r"reason|why|barrier|date"),
        Hint("service",
        r"service|therapy|therapies|team|provision|discipline|special\w*|need|needed|clinic|health|type|line|intervention"),
        Hint("referred_date", r"referral|referred|ref",
        r"end|ended|clos\w*|discharg\w*|source|reason|status|type|seen|contact|appointment|first"),
        Hint("first_seen_date", r"first|1st|initial|start\w*|began|commenced|seen",
        r"next|last|referral|referred|end|ended|birth|review|plan|due|planned"),
        Hint("barrier",
        r"barrier\w*|reason|why|issues?|obstacles?|problems?|difficult\w*|in the way|stopping|gap|prevent\w*",
        r"referral|discharge|date"),
        _PROVIDER,
    ),
    "in_year_admissions": (
        *_CHILD,
        Hint("application_received_date", r"appl(?:ication|ied)\w*.*(?:received|date|on)|(?:received|date).*appl(?:ication|ied)",
        rf"decision|outcome|decided|offer\w*|refus\w*|notif\w*|withdr\w*|ehc\w*|plan|transport|funding|{_STAMPED}"),
        Hint("school_applied_for", r"(?:preferred|preference|requested|applied).*school|school.*(?:preferred|preference|requested|applied)",
        r"date|second|third|2|3|2nd|3rd|reason"),
        Hint("decision", r"(?:application|admissions?|place).*(?:decision|outcome|result|status)|offer\w*.*refus\w*",
        r"date|reason|appeal\w*|letter"),
        Hint("decision_date", r"date.*(?:decision|decided|offer\w*|refus\w*|outcome)|(?:decision|offer|outcome).*date",
        r"birth|appeal\w*|start|due|expir\w*"),
        Hint("place_lost_date", r"(?:without|no).*place since|place lost|left.*(?:previous|last) school",
        r"reason|name"),
        Hint("admitted_date", r"admitted|admission date|date of admission|on roll date|place taken up", rf"reason|school name|{_TO_COME}"),
    ),
    "services": (
        Hint("open_to_children_not_on_a_roll",
        r"(?:open|available|access\w*|eligible|accept\w*|can|offered|for).*(?:roll|school|home|ehe|cme|eotas)|"
             r"(?:roll|not in school|out of school|home educated|ehe).*(?:open|available|access\w*|eligible|accept\w*)|"
             r"not on (?:a )?roll", r"how|route|who|contact"),
        Hint("route_in", r"route|refer\w*|access|entry|how|who can|way in|criteria"),
        Hint("commissioner", r"commission\w*|fund\w*|icb|purchas\w*", r"provider|service|date|cost|value"),
        Hint("provider", r"provider|trust|deliver\w*|supplier|contract holder|organisation|provided by", r"date|commission\w*"),
        Hint("service", r"service|therapy|team|offer|specialty"),
        Hint("contact", r"contact|email|phone|telephone"),
    ),
    "population": (
        Hint("children", r"children|pupils|cyp|headcount|population|number on roll", r"percent|rate|per"),
        Hint("locality", r"locality|area|ward|district|quadrant|neighbourhood|cluster|patch|zone|hub|town|community|residence",
        r"code|authority"),
        Hint("sen_status", r"sen|send|ehc|ehcp|provision"),
    ),
}  # fmt: skip


def looks_like_a_reference(form: str) -> bool:
    """Whether a folded heading says that its column holds references, and not those of a school, a worker or the like."""
    return _REFERENCE.search(form) is not None and _OF_ANOTHER.search(form) is None


@cache
def hinted(table: str, form: str) -> tuple[str, ...]:
    """The columns of a table that a folded heading hints at."""
    return tuple(hint.column for hint in HINTS.get(table, ()) if hint.fits(form))
