"""Damages files as disks, mail and people with bad intentions do: the same seed gives the same damage."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Sequence

LARGE = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 1048576, 16384)
NAMES = ("register.xlsx", "register.xls", "register.xlsb", "register.ods", "register.csv", "register.zip", "register", "register.xlsm")
NUMBER = re.compile(rb"\d+")
TAG = re.compile(rb"<[^<>]*>")
ADDRESS = re.compile(rb'r="[A-Z]+\d+"')
ATTRIBUTE = re.compile(rb'"[^"<>]*"')
FAR = (b'r="XFD1048576"', b'r="A0"', b'r="ZZZZZZZ9"', b'r="A99999999999"', b'r="1A"', b'r=""', b'r="AMJ200000"')
WORDS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"<", b">", b"&", b"&#0;", b"&#x110000;", b"&lol;", b"]]>", b"<!--", b"<![CDATA[",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"-1", b"1e999", b"NaN", b"99999999999999999999", b"\r", b"\n", b",", b";", b"\t", b"\xed\xa0\x80",
    b"=cmd|' /C calc'!A0", b"A" * 5000, b",," * 600, b"../../../etc/passwd", b"%s%n", b"\xe2\x80\xae",
)  # fmt: skip

Damage = Callable[[random.Random, bytes], bytes]


def mutated(seed: int, files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """One file, damaged one to four times."""
    chance = random.Random(seed)
    name, data = files[seed % len(files)]
    for _ in range(chance.choice((1, 1, 2, 4))):
        if data.startswith(b"PK") and chance.random() < 0.75:
            data = _in_a_zip(chance, data)
        elif data[:64].lstrip().startswith(b"<") and chance.random() < 0.6:
            data = chance.choice(IN_XML)(chance, data)
        else:
            data = chance.choice(IN_BYTES)(chance, data)
    if chance.random() < 0.1:
        name = chance.choice(NAMES)
    return name, data


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randrange(len(data)) if data else 0


def _flip(chance: random.Random, data: bytes) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        if flipped:
            flipped[_place(chance, data)] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _cut_end(chance: random.Random, data: bytes) -> bytes:
    return data[: _place(chance, data)]


def _cut_out(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    return data[:at] + data[at + chance.choice((1, 7, 100, 1000)) :]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    piece = data[at : at + chance.choice((1, 20, 300))]
    return data[:at] + piece * chance.choice((2, 50, 500)) + data[at:]


def _put_in(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    return data[:at] + chance.choice(WORDS) + data[at:]


def _overwrite(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    new = struct.pack(chance.choice(("<I", ">I", "<Q")), chance.choice(LARGE))
    return data[:at] + new + data[at + len(new) :]


def _blank(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    length = min(len(data) - at, chance.choice((16, 512, 4096)))
    return data[:at] + bytes(length) + data[at + length :]


def _noise(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    noise = chance.randbytes(chance.choice((4, 64, 1024)))
    return data[:at] + noise + data[at + len(noise) :]


def _swap(chance: random.Random, data: bytes) -> bytes:
    first, second = sorted((_place(chance, data), _place(chance, data)))
    return data[second:] + data[first:second] + data[:first]


def _replace_one(pattern: re.Pattern[bytes], make: Callable[[random.Random, bytes], bytes]) -> Damage:
    def damage(chance: random.Random, data: bytes) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return _put_in(chance, data)
        one = chance.choice(found)
        return data[: one.start()] + make(chance, one[0]) + data[one.end() :]

    return damage


def _deepen(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    return data[:at] + b"<a>" * chance.choice((100, 20_000)) + data[at:]


IN_BYTES: tuple[Damage, ...] = (_flip, _flip, _cut_end, _cut_out, _repeat, _put_in, _put_in, _overwrite, _blank, _noise, _swap)
IN_XML: tuple[Damage, ...] = (
    _replace_one(NUMBER, lambda chance, _: str(chance.choice((*LARGE, -1, 10**30))).encode()),
    _replace_one(ADDRESS, lambda chance, _: chance.choice(FAR)),
    _replace_one(TAG, lambda _, __: b""),
    _replace_one(TAG, lambda chance, tag: tag * chance.choice((2, 3000))),
    _replace_one(ATTRIBUTE, lambda chance, _: b'"' + chance.choice(WORDS) + b'"'),
    _replace_one(
        re.compile(rb' t="\w+"'), lambda chance, _: b' t="' + chance.choice((b"s", b"e", b"b", b"d", b"n", b"inlineStr", b"zz")) + b'"'
    ),
    _put_in,
    _deepen,
    _cut_end,
)


def _in_a_zip(chance: random.Random, data: bytes) -> bytes:
    """Damage the contents list, or take the zip apart, damage one part and put it together again."""
    if chance.random() < 0.25:
        return _contents_list(chance, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # noqa: BLE001 - damaged before: any damage will do
        return _flip(chance, data)
    if not parts:
        return _flip(chance, data)
    at = chance.randrange(len(parts))
    name, content = parts[at]
    match chance.randrange(8):
        case 0:
            del parts[at]
        case 1:
            parts.append((name, chance.choice(parts)[1]))
        case 2:
            parts[at] = (
                chance.choice(("../" + name, "/" + name, name.upper(), name.replace("/", "\\"), "x" * 300, "[Content_Types].xml")),
                content,
            )
        case _:
            kind = IN_XML if content.lstrip()[:1] == b"<" and chance.random() < 0.8 else IN_BYTES
            parts[at] = (name, chance.choice(kind)(chance, content))
    return _zip(parts, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))


def _zip(parts: Sequence[tuple[str, bytes]], compression: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, content in parts:
            info = zipfile.ZipInfo(name)  # without the day of today, so that the same seed gives the same bytes
            info.compress_type = compression
            archive.writestr(info, content)
    return held.getvalue()


def _contents_list(chance: random.Random, data: bytes) -> bytes:
    """Let one entry, or the end of the list, say something else than is so."""
    mark = chance.choice((b"PK\x01\x02", b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"))
    places = [found.start() for found in re.finditer(re.escape(mark), data)]
    if not places:
        return _flip(chance, data)
    at = chance.choice(places) + 4 + chance.randrange(0, 40, 2)
    return data[:at] + struct.pack("<H", chance.choice(LARGE) & 0xFFFF) + data[at + 2 :]
