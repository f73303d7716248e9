"""Who is asking, and what they may do."""

from rollcall.access.matrix import MATRIX, Capability, Role
from rollcall.access.viewer import Viewer

__all__ = ["MATRIX", "Capability", "Role", "Viewer"]
