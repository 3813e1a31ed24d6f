"""Invented sound: beeps that say nothing, and the first bytes of each kind of file."""

import io
import math
import struct
import wave


def beeps(seconds: float = 1, *, pitch: int = 440, rate: int = 8000) -> bytes:
    """A WAV file with half a second of tone in every second."""
    tone = [int(9000 * math.sin(2 * math.pi * pitch * n / rate)) if n < rate // 2 else 0 for n in range(rate)]
    second = struct.pack(f"<{rate}h", *tone)
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((second * math.ceil(seconds))[: int(seconds * rate) * 2])
    return made.getvalue()


def mp3(frames: int = 5) -> bytes:
    """Frames of MPEG-1 Layer III, 128 kbit/s at 44.1 kHz: 417 bytes each."""
    return (b"\xff\xfb\x90\x00" + b"\x00" * 413) * frames


def old_mp3(frames: int = 5) -> bytes:
    """Frames of MPEG-2 Layer III, 32 kbit/s at 16 kHz, as dictaphones make them: 144 bytes each."""
    return (b"\xff\xf3\x48\x00" + b"\x00" * 140) * frames


def aac(frames: int = 5, length: int = 200) -> bytes:
    header = bytes((0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 255, (length & 7) << 5 | 31, 0xFC))
    return (header + b"\x00" * (length - 7)) * frames


def tagged(sound: bytes, portrait: int = 500) -> bytes:
    """The same behind an ID3 tag of that many bytes."""
    size = bytes(portrait >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + b"\xff" * portrait + sound


def boxed(brand: bytes, *others: bytes) -> bytes:
    brands = brand + b"\x00\x00\x02\x00" + b"".join(others)
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"\x00\x00\x00\x08mdat"


def matroska(kind: bytes) -> bytes:
    header = b"\x42\x86\x81\x01\x42\x82" + bytes([0x80 | len(kind)]) + kind
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(header)]) + header + b"\x18\x53\x80\x67"
