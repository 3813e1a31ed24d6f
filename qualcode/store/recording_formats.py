"""What kind of sound a file holds, told by its first bytes: no name is believed, and nothing is decoded."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

HEAD = 64 * 1024
"""How much of a file it takes to tell."""
SEARCHED = 16 * 1024
"""A dictaphone may have cut its file anywhere: the first whole frame of an MP3 or AAC begins within this."""
FRAMES = 3
"""So many frames in a row are no accident; the two bytes one begins with are."""


class Format(NamedTuple):
    media_type: str
    suffix: str


MP3 = Format("audio/mpeg", ".mp3")
AAC = Format("audio/aac", ".aac")
M4A = Format("audio/mp4", ".m4a")
MP4 = Format("video/mp4", ".mp4")
WAV = Format("audio/wav", ".wav")
OGG = Format("audio/ogg", ".ogg")
FLAC = Format("audio/flac", ".flac")
WEBM = Format("audio/webm", ".webm")
FORMATS = (MP3, AAC, M4A, MP4, WAV, OGG, FLAC, WEBM)
SUFFIX_OF = {each.media_type: each.suffix for each in FORMATS}

LAYER_3, MPEG_1 = 1, 3
"""As the header of an MP3 frame codes them."""
KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
AAC_RATES = 13
BOXES = re.compile(
    rb"M4[ABVP].|mp4[12]|mp71|iso[m2-9a]|avc1|dash|MSNV|f4v |F4[AV] |XAVC|qt  |3g[p2].", re.DOTALL
)
"""Brands of MP4 files with sound or film in them; pictures (HEIC, AVIF) have the same frame."""


def format_of(head: bytes) -> Format | None:
    """The format of a file that begins so; None for one that no browser plays."""
    head = head[:HEAD]
    if head[:4] in {b"RIFF", b"RF64"} and head[8:12] == b"WAVE":
        return WAV
    if head.startswith(b"OggS"):
        return OGG
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return WEBM if re.search(rb"\x42\x82[\x84\x88]webm", head[:256]) else None
    if head[4:8] == b"ftyp":
        return _boxed(head)
    return _framed(head)


def _boxed(head: bytes) -> Format | None:
    end = min(int.from_bytes(head[:4], "big"), 4096)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, end, 4))]
    if brands[0] in {b"M4A ", b"M4B ", b"F4A "}:
        return M4A
    return MP4 if BOXES.fullmatch(brands[0]) else None


def _framed(head: bytes) -> Format | None:
    """FLAC, MP3 or AAC, perhaps behind a tag with the singer's name and portrait."""
    start = _tag_length(head)
    if head.startswith(b"fLaC", start):
        return FLAC
    if start >= HEAD == len(head):
        return MP3  # a portrait too large to look behind; only MP3s have such
    for at in _beginnings(head, start):
        for found, length in ((MP3, _mp3_frame), (AAC, _aac_frame)):
            if _in_a_row(head, at, length):
                return found
    return None


def _tag_length(head: bytes) -> int:
    """Bytes of the ID3 tag a file begins with."""
    if not re.match(rb"ID3[\x02-\x04].{2}[\x00-\x7f]{4}", head, re.DOTALL):
        return 0
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte
    return 10 + size


def _beginnings(head: bytes, start: int) -> Iterator[int]:
    at = head.find(b"\xff", start)
    while 0 <= at < start + SEARCHED:
        yield at
        at = head.find(b"\xff", at + 1)


def _in_a_row(head: bytes, at: int, length: Callable[[bytes], int]) -> bool:
    for _ in range(FRAMES):
        step = length(head[at : at + 6])
        if not step:
            return False
        at += step
    return True


def _mp3_frame(header: bytes) -> int:
    """The length of the frame that begins so; 0 where none does."""
    if len(header) < 4 or header[1] & 0xE0 != 0xE0:  # noqa: PLR2004 (the header's length, eleven set bits)
        return 0
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bits, rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if layer != LAYER_3 or version not in HERTZ or bits in {0, 15} or rate == 3:  # noqa: PLR2004 (no such rate)
        return 0
    if version == MPEG_1:
        return 144_000 * KBITS_1[bits] // HERTZ[version][rate] + padding
    return 72_000 * KBITS_2[bits] // HERTZ[version][rate] + padding


def _aac_frame(header: bytes) -> int:
    if len(header) < 6 or header[1] & 0xF6 != 0xF0 or header[2] >> 2 & 15 >= AAC_RATES:  # noqa: PLR2004
        return 0
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return length if length > 7 else 0  # noqa: PLR2004 (the header alone)
