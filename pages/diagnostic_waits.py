"""Diagnostic waits: how long, and is it getting worse?"""

from rollcall.export import download
from rollcall.show import diagnostic_waits, published, screen, waits_for_the_lead, what_it_takes
from rollcall.show.parts import Counted, Listing, Part, Story, for_the_lead

visit = screen.open_page("diagnostic_waits")
screen.tell(
    visit,
    "diagnostic_waits",
    Story(
        headline=diagnostic_waits.headline,
        parts=(
            Part("bands", "How long have they been waiting?", diagnostic_waits.by_band, wide=True),
            Part("months", "Is the list growing?", diagnostic_waits.in_and_out, switches=diagnostic_waits.LIST_SWITCHES, wide=True),
            Part(
                "take",
                "What would it take?",
                what_it_takes.what_would_it_take,
                what_it_takes.SWITCHES,
                what_it_takes.SLIDERS,
                wide=True,
            ),
            Part("providers", "How long do half wait, and nearly everyone?", diagnostic_waits.by_provider),
            Part(
                "completed",
                "How long had those waited whose assessment has started?",
                waits_for_the_lead.completed,
                only_if=for_the_lead,
            ),
            Part("support", "Who has support while they wait?", waits_for_the_lead.support, only_if=for_the_lead),
            Part("in-and-out", "Do children who are not in school wait longer?", diagnostic_waits.in_school_or_not),
            Part(
                "published",
                "What does NHS England publish?",
                published.community_waits,
                wide=True,
                in_meetings=False,
                only_if=published.has("published_waits_by_service"),
            ),
        ),
        filters=("provider", "service", "locality", "sen_status", "year_group", "primary_need", "social_care", "sex"),
        counted=Counted("diagnostic_waits_total", "waiting", "referral", "referrals"),
        listing=Listing("open_waits_list", "The referrals behind this number", "The longest waits first."),
    ),
    download,
)
