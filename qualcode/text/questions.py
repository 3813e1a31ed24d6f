"""Questions and answers told apart by columns of a table, or by bold letters, without labels."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from qualcode.text.labels import role_word
from qualcode.text.languages import language_of
from qualcode.text.lexicon import COLUMN_HEADS
from qualcode.text.lines import Line, Mark

_FEWEST = 3
_MOSTLY = 0.7
_ALTERNATING = 0.8
_SAMPLE = 200
_LABELS = {"kk": ("Сұрақ", "Жауап"), "ru": ("Вопрос", "Ответ")}
_ENGLISH = "Question", "Answer"
_SIGNS_OF_HEADS = " :."


def find_in_column(lines: Sequence[Line], number: int) -> Mark | None:
    """Any cell: whose it is, only the head of its column says."""
    return Mark("", 0) if lines[number].cell >= 0 else None


def settle_columns(found: dict[int, Mark], lines: Sequence[Line]) -> dict[int, Mark]:
    """Cells below “Question | Answer” are said by those."""
    heads: dict[int, str] = {}
    settled: dict[int, Mark] = {}
    last = -1
    for begin, head in _heads(found, lines):
        settled |= _below(heads, range(last, begin), found, lines)
        heads = head
        last = begin + len(head)
    return settled | _below(heads, range(last, len(lines)), found, lines)


def question_heads(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that are heads of such columns."""
    cells = {number: Mark("", 0) for number, line in enumerate(lines) if line.cell >= 0}
    return frozenset(
        number for begin, head in _heads(cells, lines) for number in range(begin, begin + len(head))
    )


def _heads(found: Mapping[int, Mark], lines: Sequence[Line]) -> Iterator[tuple[int, dict[int, str]]]:
    """Where a row of a table names a column of questions and one of answers; what stands in it by column."""
    for number in found:
        if lines[number].cell != 0 or (
            role_word(_head(lines[number])) is None and not _is_other(lines[number])
        ):
            continue
        end = number + 1
        while end < len(lines) and lines[end].cell == lines[end - 1].cell + 1:
            end += 1
        row = lines[number:end]
        roles = [role for line in row if (role := role_word(_head(line)))]
        if sorted(roles) == ["interviewer", "respondent"] and len(roles) + sum(map(_is_other, row)) >= len(
            row
        ):
            yield number, {line.cell: _head(line) for line in row}


def _head(line: Line) -> str:
    return line.text.strip(_SIGNS_OF_HEADS)


def _is_other(line: Line) -> bool:
    return role_word(_head(line)) is None and _head(line).casefold() in COLUMN_HEADS


def _below(
    heads: Mapping[int, str], numbers: range, found: Mapping[int, Mark], lines: Sequence[Line]
) -> dict[int, Mark]:
    """The cells of one table, down to its end."""
    below: dict[int, Mark] = {}
    for number in numbers if heads else ():
        if number not in found:
            break
        if role_word(label := heads.get(lines[number].cell, "")):
            below[number] = Mark(label, 0)
    return below


def find_question(lines: Sequence[Line], number: int) -> Mark | None:
    """A paragraph all in bold."""
    line = lines[number]
    return Mark(_ENGLISH[0], 0) if line.bold == len(line.text) and _is_plain(line) else None


def _is_plain(line: Line) -> bool:
    return line.cell < 0 and not line.heading


def settle_questions(found: dict[int, Mark], lines: Sequence[Line]) -> dict[int, Mark]:
    """Bold questions and answers in plain letters take turns; elsewhere bold paragraphs are headings."""
    asked = [number for number in found if lines[number].text.endswith("?")]
    followed = [b > a + 1 for a, b in pairwise([*found, len(lines)])]
    many = len(asked) >= max(_FEWEST, _MOSTLY * len(found))
    if not many or sum(followed) < _ALTERNATING * len(found):
        return {}
    texts = "\n".join(lines[number].text for number in asked[:_SAMPLE])
    question, answer = _LABELS.get(language_of(texts).split("+")[0], _ENGLISH)
    return {
        number: Mark(question if number in found else answer, 0)
        for number in range(asked[0], len(lines))
        if _is_plain(lines[number])
    }
