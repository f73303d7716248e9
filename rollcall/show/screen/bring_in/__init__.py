"""The parts of the page where spreadsheets are brought in, in the order a lead meets them."""

from rollcall.show.screen.bring_in.add import add
from rollcall.show.screen.bring_in.ask_for import what_to_ask_for
from rollcall.show.screen.bring_in.candidates import candidates
from rollcall.show.screen.bring_in.cards import cards
from rollcall.show.screen.bring_in.decide import confirmation, decide
from rollcall.show.screen.bring_in.drop import drop_box
from rollcall.show.screen.bring_in.enter import enter
from rollcall.show.screen.bring_in.findings import findings
from rollcall.show.screen.bring_in.first_look import first_look
from rollcall.show.screen.bring_in.kept import kept
from rollcall.show.screen.bring_in.remembered import remembered
from rollcall.show.screen.bring_in.settle import settle
from rollcall.show.screen.bring_in.summary import summary

__all__ = [
    "add",
    "candidates",
    "cards",
    "confirmation",
    "decide",
    "drop_box",
    "enter",
    "findings",
    "first_look",
    "kept",
    "remembered",
    "settle",
    "summary",
    "what_to_ask_for",
]
