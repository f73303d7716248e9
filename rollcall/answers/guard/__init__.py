"""The guard: which numbers are hidden, beyond the small ones themselves, so that none of those can be worked out."""

from rollcall.answers.guard.beside import BESIDE, LAYER_OF, LAYERS, Told, hidden_beside
from rollcall.answers.guard.cells import Cells, Cut, Place
from rollcall.answers.guard.guarded import hidden_cells
from rollcall.answers.guard.known import FAMILIES, FAMILY_OF, ROWS_FOR_NOBODY, ROWS_LEFT_OUT_WITHOUT

__all__ = [
    "BESIDE",
    "FAMILIES",
    "FAMILY_OF",
    "LAYERS",
    "LAYER_OF",
    "ROWS_FOR_NOBODY",
    "ROWS_LEFT_OUT_WITHOUT",
    "Cells",
    "Cut",
    "Place",
    "Told",
    "hidden_beside",
    "hidden_cells",
]
