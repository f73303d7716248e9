"""Help and protection: which children not in school are open to social care, and who of them is not seen, led or taught?"""

from rollcall.export import download
from rollcall.show import help_and_protection, screen
from rollcall.show.overseen import WEEKS_SWITCHES
from rollcall.show.parts import Counted, Listing, Part, Story, for_the_lead

visit = screen.open_page("help_and_protection")
screen.tell(
    visit,
    "help_and_protection",
    Story(
        headline=help_and_protection.headline,
        parts=(
            Part("status", "Who is open to social care?", help_and_protection.by_status),
            Part("early_help", "Who has early help, and who was offered it?", help_and_protection.early_help, only_if=for_the_lead),
            Part("seen", "Who was seen lately?", help_and_protection.seen, WEEKS_SWITCHES),
            Part("lead", "Who has a named lead professional?", help_and_protection.lead),
            Part("provision", "Who gets any education?", help_and_protection.provision),
        ),
        filters=("social_care", "category", "locality", "sen_status", "year_group", "primary_need", "sex"),
        counted=Counted("help_and_protection_figures", "children", "child not in school", "children not in school"),
        listing=Listing("children_not_in_school_list", "The children behind this number", "Overdue reviews first."),
    ),
    download,
)
