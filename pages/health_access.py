"""Health access: what can children who are not in school not reach?"""

from rollcall.export import download
from rollcall.show import health_access, screen
from rollcall.show.parts import Counted, Listing, Part, Story

visit = screen.open_page("health_access")
screen.tell(
    visit,
    "health_access",
    Story(
        headline=health_access.headline,
        parts=(
            Part("gap", "Of children who need a service, how many have it?", health_access.widest_gaps),
            Part("barriers", "What stands in the way?", health_access.barriers),
            Part("status", "Where do children stand with each service?", health_access.by_status, health_access.WHOSE_SWITCHES, wide=True),
            Part("commissioned", "What can children on no school roll use?", health_access.commissioned, wide=True, in_meetings=False),
        ),
        filters=("service", "provider", "locality", "sen_status", "year_group", "primary_need", "social_care", "sex"),
        counted=Counted("not_in_school_needs", "children", "child not in school", "children not in school"),
        listing=Listing("health_gaps_list", "The children behind this number", "Those who cannot access a service first."),
    ),
    download,
)
