"""The parts of an Excel workbook, found by what points to them; those that are not touched stay as they are."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from rollcall.intake.corrected.splice import Element, added_inside, as_attribute, children, elements, prefix_of, spliced

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "[Content_Types].xml"
_EMPTY_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_PROGRAM = "vbaProject"
_STRICT = b"http://purl.oclc.org/ooxml/"


class NotMarkable(Exception):
    """The workbook is built in a way that cannot be marked in place; its values can still be copied."""


@dataclass(frozen=True)
class Relation:
    """What one part points to."""

    key: str
    kind: str  # the last word of its type: worksheet, comments, vmlDrawing
    target: str  # the part's name


class Package:
    """A workbook's parts by name, changed one by one and then packed again."""

    def __init__(self, data: bytes) -> None:
        self._parts: dict[str, bytes] = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                if not part.is_dir():
                    self._parts[part.filename.replace("\\", "/").lstrip("/")] = archive.read(part)
        self._names = {name.lower(): name for name in self._parts}
        if _TYPES.lower() not in self._names:
            raise NotMarkable
        books = [relation.target for relation in self.relations("") if relation.kind == "officeDocument"]
        if not books or _STRICT in self[books[0]][:4096]:
            raise NotMarkable
        self.workbook = books[0]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def __getitem__(self, name: str) -> bytes:
        try:
            return self._parts[self._names[name.lower()]]
        except KeyError as problem:
            raise NotMarkable from problem

    def __setitem__(self, name: str, data: bytes) -> None:
        self._parts[self._names.setdefault(name.lower(), name)] = data

    def relations(self, part: str) -> list[Relation]:
        """What a part points to inside the workbook."""
        name = relations_of(part)
        if name not in self:
            return []
        folder = posixpath.dirname(part)
        return [
            Relation(
                each.attributes["Id"], each.attributes.get("Type", "").rpartition("/")[2], _resolved(folder, each.attributes["Target"])
            )
            for each in elements(self[name])
            if each.name == "Relationship" and each.attributes.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part point to another, and give the key of it."""
        name = relations_of(part)
        data = self._parts.get(self._names.get(name.lower(), ""), _EMPTY_RELATIONS)
        every = elements(data)
        used = {each.attributes.get("Id") for each in every}
        key = next(key for number in range(1, len(every) + 2) if (key := f"rIdRollcall{number}") not in used)
        more = f'<{prefix_of(data)}Relationship Id="{key}" Type="{OFFICE}/{kind}" Target={as_attribute("/" + target)}/>'
        self[name] = spliced(data, [added_inside(data, every[0], more.encode())])
        return key

    def forget_relations(self, part: str) -> None:
        """Let a part point to nothing."""
        name = relations_of(part)
        if name in self:
            del self._parts[self._names.pop(name.lower())]

    def leave_out_programs(self) -> None:
        """Without the macros that came in it: what Rollcall hands out runs nothing. Formulas and links of the person's own stay."""
        gone = [relation for relation in self.relations(self.workbook) if relation.kind == _PROGRAM]
        for program in gone:
            self._cut(relations_of(self.workbook), "Id", program.key)
            for part in (program.target, *(relation.target for relation in self.relations(program.target))):
                self._cut(_TYPES, "PartName", f"/{part}")
                self.forget_relations(part)
                self._parts.pop(self._names.pop(part.lower(), ""), None)

    def _cut(self, part: str, attribute: str, value: str) -> None:
        data = self[part]
        meant = (each for each in elements(data) if each.attributes.get(attribute, "").lower() == value.lower())
        self[part] = spliced(data, [(each.start, each.end, b"") for each in meant])

    def declare(self, part: str, content_type: str) -> None:
        """Say what kind of part a new one is."""
        self._declare("Override", f'PartName={as_attribute("/" + part)} ContentType="{content_type}"', "PartName", "/" + part)

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say what parts with an ending are."""
        self._declare("Default", f'Extension="{extension}" ContentType="{content_type}"', "Extension", extension)

    def _declare(self, what: str, said: str, key: str, value: str) -> None:
        data = self[_TYPES]
        every = elements(data)
        if not any(each.name == what and each.attributes.get(key, "").lower() == value.lower() for each in every):
            more = f"<{prefix_of(data)}{what} {said}/>".encode()
            self[_TYPES] = spliced(
                data, [(every[0].inside, every[0].inside, more) if what == "Default" else added_inside(data, every[0], more)]
            )

    def free_name(self, pattern: str) -> str:
        """A part's name that is not taken: the pattern with the first number that is free."""
        return next(name for number in range(1, len(self._parts) + 2) if (name := pattern.format(number)) not in self)

    def sheets(self) -> list[tuple[Element, str, str]]:
        """Each sheet in the order of the tabs: its element in the workbook part, its kind, and its part."""
        targets = {relation.key: relation for relation in self.relations(self.workbook)}
        data = elements(self[self.workbook])
        (listed,) = [each for each in data if each.name == "sheets" and each.depth == 1]
        found = []
        for sheet in children(data, listed):
            relation = targets.get(sheet.attribute("id") or "")
            if relation is not None and relation.target in self:
                found.append((sheet, relation.kind, relation.target))
        return found

    def packed(self) -> bytes:
        """The workbook as a file."""
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            for name in sorted(self._parts, key=lambda name: name != self._names[_TYPES.lower()]):
                archive.writestr(name, self._parts[name])
        return held.getvalue()


def relations_of(part: str) -> str:
    """The name of the part that says what another points to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target.replace("\\", "/")))
