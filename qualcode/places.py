"""Which projects this screen may open: the one it was started with, and those in the projects folder."""

import os
import re
import time
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from qualcode.errors import BadValue, NameMissing
from qualcode.i18n import N_
from qualcode.store import where

PROJECT = "QUALCODE_PROJECT"
"""Environment: a path or a server's address, set by `qualcode serve`."""
FOLDER = where.FOLDER
SUFFIX = ".qualcode"
SAMPLE = "Sample study"


def supplied(name: str) -> Path:
    """A folder that comes with the program: inside an installed package, or beside it in a checkout."""
    inside = Path(str(files("qualcode"))) / "_data" / name
    return inside if inside.is_dir() else Path(__file__).parents[1] / name


def folder() -> Path:
    """Where new projects go."""
    return where.projects_folder()


def started() -> str:
    """The project the app was started with, or nothing."""
    return os.environ.get(PROJECT, "")


def projects() -> Mapping[str, str]:
    """The projects by the name they are chosen by: what to open for each."""
    found: dict[str, str] = {}
    first = started()
    if first:
        found[re.sub(r".*[?&]project=", "", first) if "://" in first else Path(first).stem] = first
    for path in sorted(folder().glob(f"*{SUFFIX}")):
        if str(path) != first:  # another project of the same name is not the one that was asked for
            found[path.stem if path.stem not in found else f"{path.stem} ({folder().name})"] = str(path)
    return found


def stamp(where: str) -> tuple[float, ...]:
    """Changes whenever a project's file does; on a server, every five seconds."""
    if "://" in where:
        return (time.monotonic() // 5,)
    return tuple(path.stat().st_mtime for path in (Path(where), Path(f"{where}-wal")) if path.exists())


def path_for(name: str) -> Path:
    """The file of a new project of that name."""
    name = name.strip()
    if not name:
        raise NameMissing(kind=N_("project"))
    if re.search(r'[<>:"/\\|?*\x00-\x1f]|^\.|\.$', name):
        why = N_('leave out the signs < > : " / \\ | ? * and a dot at either end.')
        raise BadValue(kind=N_("project"), field=N_("name"), value=name, why=why)
    folder().mkdir(parents=True, exist_ok=True)
    return folder() / f"{name}{SUFFIX}"
