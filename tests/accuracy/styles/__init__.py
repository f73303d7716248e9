"""Every house style, in the order in which the manual shows them."""

from __future__ import annotations

from tests.accuracy.files import Style
from tests.accuracy.styles import (
    council_hand_kept,
    council_layouts,
    council_systems,
    health_hand_kept,
    health_systems,
    held_out,
    held_out_later,
    schools,
)

STYLES: tuple[Style, ...] = (
    *council_systems.STYLES,
    *council_hand_kept.STYLES,
    *council_layouts.STYLES,
    *schools.STYLES,
    *health_systems.STYLES,
    *health_hand_kept.STYLES,
    *held_out.STYLES,
    *held_out_later.STYLES,
)
