"""The projects a run measures: made when they are first asked for, and kept for the next run."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import generate


@dataclass(frozen=True)
class Projects:
    kept: Path
    """Where they stay; their names change with the generator."""
    work: Path
    """What a run writes, and copies it may change."""

    def read(self, name: str) -> Path:
        """A project to look at."""
        made_by = hashlib.sha256(Path(generate.__file__).read_bytes()).hexdigest()[:8]
        path = self.kept / f"{name}-{made_by}.qualcode"
        if not path.exists():
            print(f"making {name} …", flush=True)
        return generate.make(name, path)

    def copy(self, name: str, folder: str = "copies") -> Path:
        """A copy to change, called NAME.qualcode."""
        path = self.work / folder / f"{name}.qualcode"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.read(name), path)
        return path
