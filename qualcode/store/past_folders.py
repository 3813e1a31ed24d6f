"""Where moments of the past are written to be looked at: folders of this user, removed afterwards."""

import os
import re
import shutil
import sys
import time
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir, mkdtemp

PREFIX = "qualcode-past-"
FORGOTTEN = timedelta(days=1).total_seconds()
"""A folder this old was left by a program that was killed, whatever has its number now."""


def new_folder() -> Path:
    """An empty folder nobody else may read, named after this process."""
    return Path(mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))


def sweep() -> None:
    """Remove what killed programs left: interviews are not to lie about."""
    for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
        try:
            old = time.time() - folder.stat().st_mtime > FORGOTTEN
        except OSError:
            continue
        if old or not _runs(folder.name):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(name: str) -> bool:
    """Whether the process a folder is named after still runs, as far as that can be known."""
    number = re.match(rf"{PREFIX}(\d+)-", name)
    if number is None or sys.platform == "win32":  # there, asking would end the process
        return True
    try:
        os.kill(int(number[1]), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
