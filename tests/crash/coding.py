"""Processes that code, to be killed, run dry or set against each other.

Imported once, it forks a child for each JSON line on stdin; a child says on stdout, in one line, what is
stored, and only then goes on. `coders.py` drives it.
"""

import json
import os
import resource
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from coders import study_at
from study import state

from qualcode.actions.codings import code
from qualcode.errors import QualcodeError
from qualcode.model import CodeId, SourceId, Span
from qualcode.project import Project

Task = dict[str, Any]


def say(**facts: object) -> None:
    os.write(1, f"{json.dumps(facts)}\n".encode())


def fast(task: Task) -> None:
    """Code as fast as it goes."""
    with Project.open(task["place"]) as project:
        for start in count(task["start"]):
            say(stored=_code(project, task, start))


def paced(task: Task) -> None:
    """Code so many times a second, and say how long each took."""
    with Project.open(task["place"]) as project:
        began = time.monotonic()
        for number in range(int(task["seconds"] * task["rate"])):
            time.sleep(max(0, began + number / task["rate"] - time.monotonic()))
            asked = time.monotonic()
            say(stored=_code(project, task, number), ms=(time.monotonic() - asked) * 1000)


def back_up(task: Task) -> None:
    """Make one backup after the other."""
    with Project.open(task["place"]) as project:
        for number in count():
            project.backup(why="x" * (number % 50 + 1))
            say(made=number)


def run_full(task: Task) -> None:
    """Code until no file may grow any more, then with room again."""
    with Project.open(task["place"]) as project:
        _code(project, task, 0)
        for path in Path(task["place"]).parent.iterdir():
            path.stat()
        _limit(Path(task["place"]).stat().st_size + 100_000)
        acknowledged, refusal = [], ""
        for start in range(1, 100_000):
            before = None
            try:
                acknowledged.append(_code(project, task, start))
            except QualcodeError as error:
                refusal, before = type(error).__name__ + ": " + str(error), state(project)
                break
        _limit(resource.RLIM_INFINITY)
        kept = state(project) == before and {("coding", one) for one in acknowledged} <= before.keys()
        _code(project, task, start)
        say(
            refusal=refusal,
            acknowledged=len(acknowledged),
            kept=kept,
            found=[str(f) for f in project.check()],
        )


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def try_reading_only(task: Task) -> None:
    """Open and code in a file one may only read."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    facts: dict[str, object] = {}
    try:
        with Project.open(task["place"]) as project:
            facts["rows"] = len(state(project))
            _code(project, task, 0)
    except QualcodeError as error:
        facts["refusal"] = type(error).__name__ + ": " + str(error)
    say(**facts)


def _code(project: Project, task: Task, start: int) -> str:
    span = Span(start, start + task.get("length", 5))
    with project.edit(by=task["coder"]) as edit:
        return code(edit, SourceId(task["source"]), span, CodeId(task["code"])).id


DOES = {"fast": fast, "paced": paced, "back up": back_up, "run full": run_full, "only read": try_reading_only}


def warm() -> None:
    """Do everything once: what is imported now need not be found by somebody with fewer rights."""
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "study.qualcode")
        task = study_at(place)
        with Project.open(place) as project:
            _code(project, task, 0)
            project.backup()


def main() -> None:
    warm()
    for line in sys.stdin:
        task = json.loads(line)
        if "wait" in task:
            os.waitpid(task["wait"], 0)
            say(ended=task["wait"])
            continue
        child = os.fork()
        if not child:
            say(pid=os.getpid())
            try:
                DOES[task["do"]](task)
            except BaseException as error:  # noqa: BLE001 (told to whoever waits)
                say(error=f"{type(error).__name__}: {error}")
            os._exit(0)


if __name__ == "__main__":
    main()
