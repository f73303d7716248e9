"""Who is asking, and what they may do."""

from rollcall.access.matrix import GRANTABLE, MATRIX, Capability, Role
from rollcall.access.viewer import Viewer

__all__ = ["GRANTABLE", "MATRIX", "Capability", "Role", "Viewer"]
