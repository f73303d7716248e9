"""Oversight: who leads, who was seen, what was checked, what education do children get, who has no place, and is the register ready?"""

from rollcall.export import download
from rollcall.show import in_year_admissions, oversight, register, screen
from rollcall.show.overseen import WEEKS_SWITCHES
from rollcall.show.parts import Counted, Listing, Part, Story, for_the_lead

visit = screen.open_page("oversight")
screen.tell(
    visit,
    "oversight",
    Story(
        headline=oversight.headline,
        parts=(
            Part("lead", "Who has a named lead professional?", oversight.lead),
            Part("seen", "Who was seen lately?", oversight.seen, WEEKS_SWITCHES),
            Part("reviews", "Whose review is late?", oversight.reviews),
            Part("provision", "Who gets any education?", oversight.provision),
            Part("days", "How long have those without any been out?", oversight.days_without, only_if=for_the_lead),
            Part("suitability", "Was it checked that home education is suitable?", oversight.suitability),
            Part("section_61", "Is a decision recorded for each child in EOTAS?", oversight.section_61),
            Part("part_time", "Do part-time timetables end?", oversight.part_time, oversight.LIMIT_SWITCHES),
            Part("unregistered", "Who is in unregistered provision, for how many hours?", oversight.unregistered),
            Part("admissions", "What becomes of applications for a school place?", in_year_admissions.decided, only_if=for_the_lead),
            Part(
                "without_a_place",
                "How long do children go without a school place?",
                in_year_admissions.without_a_place,
                only_if=for_the_lead,
            ),
            Part("basis", "Who would be on a Children Not in School register?", register.basis, only_if=for_the_lead),
            Part("register", "How much of that register is filled?", register.completeness, wide=True, only_if=for_the_lead),
        ),
        filters=("category", "sen_status", "locality", "year_group", "primary_need", "social_care", "sex"),
        counted=Counted("oversight_figures", "children", "child not in school", "children not in school"),
        listing=Listing(
            "register_ready_list", "The children behind this number", "Ready for a register, those of whom most is not filled first."
        ),
    ),
    download,
)
