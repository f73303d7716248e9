"""Information sharing: how soon do partners know that a child is out of school, and what can their files be put together by?"""

from rollcall.export import download
from rollcall.show import information_sharing as sharing
from rollcall.show import match_children, screen
from rollcall.show.parts import Counted, Listing, Part, Story

visit = screen.open_page("information_sharing")
screen.tell(
    visit,
    "information_sharing",
    Story(
        headline=sharing.headline,
        parts=(
            Part("soon", "How soon was each service told?", sharing.how_soon, sharing.WITHIN_SWITCHES),
            Part("by_category", "Of whom were they told more slowly?", sharing.by_category, sharing.TOLD_TO_SWITCHES),
            Part("known", "Which children does only one side know?", match_children.known_to),
            Part("identifiers", "What can the files be put together by?", sharing.identifiers),
            Part("files", "When did each partner last send a file?", sharing.last_files, wide=True),
        ),
        filters=("locality", "category", "sen_status", "primary_need", "year_group", "social_care", "sex"),
        counted=Counted("periods_begun_total", "periods", "period that began in the last year", "periods that began in the last year"),
        listing=Listing("nobody_told_list", "The children for whom a date is missing", "Those of whom fewest services were told first."),
    ),
    download,
)
