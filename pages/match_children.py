"""Match children: whom do education and health both know, and which children without a shared number are the same?"""

from rollcall.export import download
from rollcall.intake.desk import open_desk
from rollcall.show import match_children, screen
from rollcall.show.parts import Counted, Listing, Part, Story
from rollcall.show.screen import matching

visit = screen.open_page("match_children")
if not matching.review(visit, open_desk):
    screen.tell(
        visit,
        "match_children",
        Story(
            headline=match_children.headline,
            parts=(
                Part("known", "Whom do education and health both know?", match_children.known_to, wide=True),
                Part(
                    "matched",
                    "How were children matched who have no shared number?",
                    match_children.matched,
                    wide=True,
                    only_if=match_children.tells_how,
                ),
            ),
            filters=("locality", "sen_status", "year_group", "primary_need", "social_care", "sex"),
            counted=Counted("known_to_health_and_education_total", "known_to_both", "child known to both", "children known to both"),
            listing=Listing(
                "known_to_one_side_list", "The children behind this number", "Those known to one side only, not in school first."
            ),
        ),
        download,
    )
