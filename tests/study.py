"""What tests make studies of."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import select

from qualcode.actions.codes import add_code
from qualcode.actions.codings import code
from qualcode.actions.sources import import_sources
from qualcode.model import Code, Coding, DraftSpeaker, DraftTurn, Source, Span, Transcript
from qualcode.project import Project
from qualcode.store.gate import Image, Images
from qualcode.store.tables import STATE

FARMER = """\
I: What did you hear that night?
Aigul: I was afraid. We kept the children inside.
I: And the neighbours?
Aigul: The neighbours came with bread."""


def transcript(
    name: str,
    text: str = FARMER,
    *,
    group: str = "villager",
    values: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Transcript:
    """A transcript in which every line is a turn; “Aigul: …” is said by Aigul, and I asks."""
    turns, start = [], 0
    for line in text.split("\n"):
        speaker = line.split(":")[0] if ":" in line else ""
        turns.append(DraftTurn(start, start + len(line), speaker))
        start += len(line) + 1
    labels = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    speakers = tuple(
        DraftSpeaker(label, "interviewer" if label == "I" else "respondent", 1, "" if label == "I" else label)
        for label in labels
    )
    return Transcript(
        name=name, file=f"{name}.txt", fingerprint="", text=text, turns=tuple(turns), speakers=speakers,
        language="en", encoding="utf-8", layout="Name: words", group=group, values=values,
    )  # fmt: skip


def imported(project: Project, name: str = "Farmer", text: str = FARMER, *, by: str = "Ana") -> Source:
    with project.edit(by=by) as edit:
        [source] = import_sources(edit, [transcript(name, text)])
    return source


def added(project: Project, name: str = "Fear", *, by: str = "Ana") -> Code:
    with project.edit(by=by) as edit:
        return add_code(edit, name)


def coded(project: Project, source: Source, span: tuple[int, int], given: Code, *, by: str = "Ana") -> Coding:
    with project.edit(by=by) as edit:
        return code(edit, source.id, Span(*span), given.id)


def state(project: Project) -> dict[tuple[str, str], Image]:
    """Every row there is, but for history: by table and GUID, pointing at each other by GUID."""
    with project.read() as session:
        images = Images(session)
        return {
            (name, row["id"]): images.of(table, row)
            for name, table in STATE.items()
            for row in session.execute(select(table)).mappings()
        }
