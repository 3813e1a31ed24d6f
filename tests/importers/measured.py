"""How right files are read: the real ones with speakers counted by hand, and drawn ones; as a page.

python -m tests.importers.measured --write docs/reading.md
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.importers import SUFFIXES, CannotRead, read_transcript
from qualcode.importers.problems import LooksLikeFaceSheet
from qualcode.model import Transcript

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "cases" / "transcripts"
SEEDS = range(20_000, 20_050)


class Expected(NamedTuple):
    speakers: frozenset[str]
    turns: int | None = None
    """After neighbours were merged; None where nobody has counted them."""
    first: tuple[str, str] | None = None
    last: tuple[str, str] | None = None
    refused: str = ""
    """The name of the error, where the file must be refused."""


class Measured(NamedTuple):
    file: str
    expected: Expected
    found: Transcript | CannotRead
    wrong: tuple[str, ...]
    """What is not as expected, in sentences."""


NOBODY = Expected(frozenset())
# What the notes beside the case files ask of those whose turns are not counted there.
FROM_NOTES: Mapping[str, Expected] = {
    "bbc_thefacebook_punctuated.txt": NOBODY,
    "code_review_P5R1.txt": Expected(frozenset({"I", "P5"})),
    "qualcoder_ID1.docx": NOBODY,
    "qualcoder_survey456.csv": Expected(frozenset({"Question", "ID4", "ID5", "ID6"})),
    "sheffield_README.docx": NOBODY,
    "sheffield_facesheet.xlsx": Expected(frozenset(), refused=LooksLikeFaceSheet.__name__),
    "webvtt_comments.vtt": NOBODY,
    "webvtt_cue_tags.vtt": NOBODY,
    "webvtt_sample.srt": NOBODY,
    "webvtt_sample.vtt": NOBODY,
}
# Why a file is not as it was counted.
EXPLAINED = {
    "pdpilot_P1_numbered.pdf": "The page’s number, “5/5”, was counted to the last words; it is none of them, "
    "and we leave it out.",
}


def measured(folder: Path = CASES) -> list[Measured]:
    """Every transcript among the case files whose format is read."""
    counted = json.loads((folder / "expected_speakers.json").read_text("utf-8"))
    files = [path for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES]
    return [_measured(path, _expected(counted.get(f"transcripts/{path.name}"), path.name)) for path in files]


def share_right(rows: Sequence[Measured]) -> float:
    return sum(not row.wrong for row in rows) / len(rows)


def table(rows: Sequence[Measured]) -> str:
    """In Markdown: a row for each file, then why each one is wrong that is."""
    lines = ["| file | layout | speakers | turns | encoding | exactly right |", "|---|---|---|---|---|---|"]
    lines += [
        "| " + " | ".join([row.file, *_columns(row), "no" if row.wrong else "yes"]) + " |" for row in rows
    ]
    lines += [""] + [
        f"- {row.file}: {' '.join([*row.wrong, EXPLAINED.get(row.file, '')])}".rstrip()
        for row in rows
        if row.wrong
    ]
    right = sum(not row.wrong for row in rows)
    return "\n".join([*lines, f"{right} of {len(rows)} files exactly right ({share_right(rows):.0%}).", ""])


def _expected(counted: dict | None, file: str) -> Expected:
    if counted is None:
        return FROM_NOTES[file]
    speakers = frozenset(label for label, _ in counted["speakers"])
    return Expected(
        speakers, counted["turns_after_merging_neighbours"], tuple(counted["first"]), tuple(counted["last"])
    )


def _measured(path: Path, expected: Expected) -> Measured:
    try:
        found = read_transcript(path.name, path.read_bytes())
    except CannotRead as problem:
        refused = type(problem).__name__ == expected.refused
        return Measured(path.name, expected, problem, () if refused else (str(problem),))
    return Measured(path.name, expected, found, tuple(_differences(expected, found)))


def _differences(expected: Expected, found: Transcript) -> Iterator[str]:
    if expected.refused:
        yield "It should have been refused."
    labels = {speaker.label for speaker in found.speakers}
    if labels != expected.speakers:
        yield f"Missed: {sorted(expected.speakers - labels)}; false: {sorted(labels - expected.speakers)}."
    spoken = [turn for turn in found.turns if turn.speaker]
    if expected.turns not in {None, len(spoken)}:
        yield f"{len(spoken)} turns instead of {expected.turns}."
    for which, turn in (("first", spoken[:1]), ("last", spoken[-1:])):
        if (said := getattr(expected, which)) and not any(_is_said(found, each, *said) for each in turn):
            yield f"The {which} turn is not “{said[1][:40]}…”."


def _is_said(found: Transcript, turn, speaker: str, words: str) -> bool:
    text, said = _spaced(found.text[turn.start : turn.end]), _spaced(words)
    return turn.speaker == speaker and (text.startswith(said) or text.endswith(said))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _columns(row: Measured) -> list[str]:
    """Layout, speakers and turns as expected and found, encoding."""
    if isinstance(row.found, CannotRead):
        return ["refused", "–", "–", "–"]
    turns = sum(bool(turn.speaker) for turn in row.found.turns)
    counted = "" if row.expected.turns is None else f" of {row.expected.turns}"
    speakers = f"{len(row.found.speakers)} of {len(row.expected.speakers)}"
    return [row.found.layout, speakers, f"{turns}{counted}", row.found.encoding or "of the format"]


# -- the page ------------------------------------------------------------------------------------------

PAGE = """\
# How right files are read

This page is written by a program:

    python -m tests.importers.measured --write docs/reading.md

## Real files

Transcripts nobody here wrote, with speakers and turns counted by hand (`shared/cases/transcripts`). Exactly
right means: the same speakers, as many turns after neighbouring stretches of one speaker were merged, and
the same first and last words. Where nobody has counted the turns, the speakers alone are compared; a file
that is no transcript must be refused or have no speakers.

{real}
## Drawn files

A layout must hold on files that were never seen. So conversations are drawn ({styles} styles, {each} files
of each, in Kazakh, Russian and English), written down as transcribers and programs write, with titles,
headers, lists, mistyped labels and stray colons, and read again. Exactly right means: every turn has the
right speaker, the right paragraphs and, where the style has times, the right time. The styles were written
in four batches, each before it was tried on the code; at the first try 51 %, 52 %, 21 % and 72 % of them
were read right, then the code learned what was general in what it had missed. So {right:.1%} is how well it
knows these styles; a style nobody thought of is more likely read as one of those first tries.

{drawn}
## What only looks like a conversation

Laws, plans, glossaries, letters, agendas, minutes, field notes, lists and prose with speech in it must have
no speakers. {kinds} kinds were drawn in two batches; at the first try 90 % and 65 % were left alone.

{left}
A false speaker is worse than a missed one: he takes words out of the text and becomes a case, while a
missed layout is seen at once in the preview and chosen there. So where little speaks for a conversation,
there is none: names that stand once, keys that repeat, times that look like an agenda’s. What was not taken
for a speaker although it might be one is named in a notice.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the page to write; else it is printed")
    chosen = parser.parse_args(arguments)
    page = _page()
    if chosen.write:
        chosen.write.write_text(page, "utf-8")
    else:
        print(page)


def _page() -> str:
    sys.path.insert(0, str(ROOT / "tests"))  # where pytest finds the drawings
    from text.drawn_measured import conversations, documents

    drawn, left = list(conversations(SEEDS)), list(documents(SEEDS))
    return PAGE.format(
        real=table(measured()),
        styles=len(drawn),
        each=len(SEEDS),
        right=sum(share.right for share in drawn) / len(drawn),
        drawn=_shares(drawn, "interviewer right"),
        kinds=len(left),
        left=_shares(left),
    )


def _shares(shares: Sequence, roles: str = "") -> str:
    head = ["style", "exactly right", *([roles] if roles else [])]
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for share in shares:
        interviewer = [f"{1 - len(share.strangers) / share.drawn:.0%}"] if roles else []
        lines.append("| " + " | ".join([share.name, f"{share.right:.0%}", *interviewer]) + " |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
