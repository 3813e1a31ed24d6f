"""What is read from a file drawn as `speaker: words`, with `~` for nobody and `/` between paragraphs."""

from textwrap import dedent

from qualcode.text.turns import Turned, turns_of_text


def drawn(found: Turned) -> list[str]:
    def words(start: int, end: int) -> str:
        return found.text[start:end].replace("\n", " / ")

    return [f"{turn.speaker or '~'}: {words(turn.start, turn.end)}" for turn in found.turns]


def read(file: str) -> Turned:
    return turns_of_text(dedent(file).strip("\n"))
