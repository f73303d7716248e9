"""Voice: what do children, parents and professionals say?"""

from rollcall.export import download
from rollcall.show import screen, voice
from rollcall.show.parts import Counted, Part, Story

visit = screen.open_page("voice")
screen.tell(
    visit,
    "voice",
    Story(
        headline=voice.headline,
        parts=(
            Part("children", "What did children and young people answer?", voice.children),
            Part("agreeing_children", "With what do children and young people agree?", voice.agreeing_children),
            Part("parents", "What did parents and carers answer?", voice.parents),
            Part("agreeing_parents", "With what do parents and carers agree?", voice.agreeing_parents),
            Part("professionals", "What did professionals answer?", voice.professionals),
            Part("agreeing_professionals", "With what do professionals agree?", voice.agreeing_professionals),
        ),
        filters=(),
        counted=Counted("survey_answers_total", "answers", "answer", "answers"),
    ),
    download,
)
