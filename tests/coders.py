"""Drives `coding.py`: a process that forks coders, warm, so that each starts within milliseconds."""

import json
import os
import signal
import subprocess
from dataclasses import dataclass, field
from typing import Any

from study import added, imported

from qualcode.project import Project

TEXT = "\n".join(f"Aigul: line {number} of a long night" for number in range(5_000))


@dataclass
class Coders:
    """Starts coders and hears what they say."""

    process: subprocess.Popen[str]
    waiting: list[dict[str, Any]] = field(default_factory=list)
    """What others said while somebody new was started."""

    def start(self, **task: object) -> int:
        """Have a new process do something; its number."""
        self._send(task)
        while "pid" not in (fact := self._listen()):
            self.waiting.append(fact)
        return int(fact["pid"])

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)

    def ended(self, pid: int) -> list[dict[str, Any]]:
        """Everything that was said until a process ended."""
        self._send({"wait": pid})
        said = []
        while (fact := self.hear()) != {"ended": pid}:
            said.append(fact)
        return said

    def hear(self) -> dict[str, Any]:
        """The next thing somebody says."""
        return self.waiting.pop(0) if self.waiting else self._listen()

    def _listen(self) -> dict[str, Any]:
        return json.loads(self.process.stdout.readline())

    def _send(self, task: dict[str, object]) -> None:
        self.process.stdin.write(f"{json.dumps(task)}\n")
        self.process.stdin.flush()


def study_at(place: str) -> dict[str, str]:
    """A project with a long text and two coders; what a coder must know to code in it."""
    with Project.create(place, coder="Ana") as project:
        source, fear = imported(project, text=TEXT), added(project)
        project.coder("Ben")
        if project.location.path is not None:
            project.backup()  # so that closing makes none
    return {"place": str(place), "coder": "Ana", "source": source.id, "code": fear.id}
