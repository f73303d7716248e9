"""What a partnership's self-evaluation is made of: its chapters, the parts that people write in each, and how far an action is."""

from __future__ import annotations

from enum import Enum


class Chapter(Enum):
    """The whole, and the five themes of the thematic review. Its name in small letters is what is kept."""

    WHOLE = "The whole partnership"
    INFORMATION_SHARING = "Information sharing"
    HEALTH_SERVICES = "Access to health services"
    OVERSIGHT = "Oversight of provision"
    ENABLERS_AND_BARRIERS = "Enablers and barriers"
    HELP_AND_PROTECTION = "Help and protection"

    @property
    def code(self) -> str:
        """Its name in what is kept."""
        return self.name.lower()

    @property
    def asks(self) -> str:
        """What the chapter is to answer."""
        return _ASKS[self]


_ASKS = {
    Chapter.WHOLE: "How many children with SEND are not in school, for how long, and who comes back?",
    Chapter.INFORMATION_SHARING: "Do partners know of the same children, and of a change soon enough?",
    Chapter.HEALTH_SERVICES: "Can children who are not in school reach the health services they need, and how long do they wait?",
    Chapter.OVERSIGHT: "Is every child seen, reviewed and in suitable provision, and does somebody lead?",
    Chapter.ENABLERS_AND_BARRIERS: "Why are children not in school, and what brings them back?",
    Chapter.HELP_AND_PROTECTION: "Are children who need help and protection known, seen and led for?",
}


class Part(Enum):
    """What people write in each chapter."""

    JUDGEMENT = "Our judgement"
    STRENGTHS = "Strengths"
    AREAS_FOR_DEVELOPMENT = "Areas for development"
    EVIDENCE = "Further evidence, and where it is kept"

    @property
    def code(self) -> str:
        """Its name in what is kept."""
        return self.name.lower()


class State(Enum):
    """How far an action is."""

    NOT_STARTED = "Not started"
    UNDER_WAY = "Under way"
    DONE = "Done"
    GIVEN_UP = "Given up"

    @property
    def code(self) -> str:
        """Its name in what is kept."""
        return self.name.lower()


LONGEST_TEXT = 20_000  # characters
LONGEST_ACTION = 1_000
LONGEST_OWNER = 200
