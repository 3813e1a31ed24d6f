"""Zip files of transcripts: their members, unpacked in memory within limits; nothing is written."""

import io
import zipfile
from collections import Counter
from pathlib import PurePosixPath
from typing import NamedTuple

from qualcode.importers.archive import check_archive, plain_path
from qualcode.importers.called import of_bytes
from qualcode.importers.problems import EmptyBundle, UnsafePart

_UTF8_NAMES = 0x800


class Member(NamedTuple):
    name: str
    """With its folders, parted by “/”."""
    data: bytes


def read_bundle(file: str, data: bytes) -> tuple[Member, ...]:
    """The files in a zip, in order of name. Raises a `CannotRead`; a zip that breaks a limit is not read."""
    check_archive(file, data, "zip", parsed=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        names = _names(parts)
        if len(set(names)) < len(names):
            raise UnsafePart(file, Counter(names).most_common(1)[0][0][:80])
        found = [
            Member(name, archive.read(part))
            for part, name in zip(parts, names, strict=True)
            if not is_beside(PurePosixPath(name))
        ]
    if not found:
        raise EmptyBundle(file)
    return tuple(sorted(found, key=lambda member: member.name.casefold().split("/")))


def is_beside(path: PurePosixPath) -> bool:
    """Whether a file is what systems leave behind: hidden, a lock of Word's, a Mac's shadow folder."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)


def _names(parts: list[zipfile.ZipInfo]) -> list[str]:
    """Names as people gave them: older Windows programs store them in CP866 and do not say so."""
    stored = [part.filename if part.flag_bits & _UTF8_NAMES else "" for part in parts]
    raw = [
        b"" if name else part.filename.encode("cp437", "replace")
        for part, name in zip(parts, stored, strict=True)
    ]
    read = of_bytes(b"\n".join(raw), "cp866").split("\n") if any(map(_beyond_ascii, raw)) else []
    if len(read) != len(parts):
        read = [part.filename for part in parts]
    return [plain_path(name or other) for name, other in zip(stored, read, strict=True)]


def _beyond_ascii(name: bytes) -> bool:
    return not name.isascii()
