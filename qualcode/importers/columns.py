"""The columns of a table that may be a transcript: what their names say, and what their cells look like."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from qualcode.importers.clocks import are_clocks, are_moments, are_numbers
from qualcode.importers.tables import Grid, header_row, named_columns
from qualcode.text.kinds import kind_of_values
from qualcode.text.lexicon import ENGLISH, KAZAKH, RUSSIAN

Meaning = Literal["time", "end", "speaker", "text", "number", "role", "language", "document", "translation"]

_JUDGED = 400
_MOST_WORDS_IN_A_NAME = 5
_FEW_WORDS_IN_A_NAME = 2
_ROWS_ABOVE = 20


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The first meaning that fits a name counts: “end time” is an end, “speaker id” a speaker, “turn id” a number.
_SAYS: dict[Meaning, frozenset[str]] = {
    "translation": words_of("translation translated перевод аударма аудармасы"),
    "end": words_of("end ends ending stop finish offset tmax out конец окончание конца соңы аяқталуы аяғы"),
    "time": words_of(
        "time times timestamp timestamps timecode tc start starts begin begins beginning onset tmin timespan"
        " in время времени таймкод тайм метка начало начала уақыт уақыты басы басталуы басталу"
    ),
    "role": words_of("role роль рөл рөлі"),
    "speaker": words_of(
        "speaker speakers who talker voice actor tier name participant interlocutor author sender from user"
        " respondent interviewee говорящий говорящего спикер спикера кто имя участник участника респондент"
        " автор отправитель лицо персона фио сөйлеуші сөйлеушінің кім аты қатысушы айтушы"
    ),
    "number": words_of(
        "id ids no nr n num number index idx turn line row seq order sequence duration dur length"
        " номер пп код длительность продолжительность рет р нөмір ұзақтығы"
    ),
    "language": words_of("language lang язык тіл тілі"),
    "text": words_of(
        "text utterance utterances transcript transcription transcribed content contents words sentence"
        " annotation value speech said caption captions subtitle message dialogue dialog segment phrase gloss"
        " quote line turn original реплика реплики текст слова высказывание речь фраза сказано расшифровка"
        " транскрипт транскрипция сообщение содержание предложение оригинал говорит мәтін мәтіні сөз сөзі"
        " сөздері сөйлем хабарлама айтылым айтылғаны транскрипциясы реплика түпнұсқа"
    ),
    "document": words_of(
        "file filename document interview conversation session recording source"
        " файл документ интервью беседа запись источник сұхбат құжат"
    ),
}
_ONLY_SPEAKERS = words_of(
    "speaker speakers who talker voice tier"
    " говорящий говорящего спикер спикера кто сөйлеуші сөйлеушінің кім айтушы"
)
_SMALL = words_of("in out from no n turn line order value user length who кто кім от")
"""These stand in sentences too; in a name of three words they tell nothing."""
IDENTITY = words_of("id no nr number num номер код code нөмір нөмірі")


# What such columns hold is written about a respondent or a source, and said by nobody.
_WRITTEN = words_of(
    "note notes memo remark remarks description definition url link address location path abstract title"
    " summary occupation job position profession role institution organisation organization education"
    " примечание примечания заметка заметки описание определение ссылка адрес название аннотация резюме"
    " должность профессия занятие место учреждение организация образование роль"
    " ескертпе ескерту сипаттама анықтама сілтеме мекенжай мекенжайы атауы лауазым лауазымы мамандығы кәсібі"
    " білімі ұйым орны рөлі"
)


def plain_name(name: str) -> str:
    """A column’s name in small letters, its words parted: “StartTime_ms” is “start time ms”."""
    parted = re.sub(r"(?<=[^\W\d_A-ZА-Я])(?=[A-ZА-Я])", " ", name)
    return " ".join(re.sub(r"[\W_]+", " ", re.sub("[№#]", " no ", parted)).casefold().split())


def meanings_of(name: str) -> tuple[Meaning, ...]:
    """What a column of that name may hold in a table of turns, likeliest first."""
    words = plain_name(name).split()
    few = len(words) <= _FEW_WORDS_IN_A_NAME
    if (
        not words
        or len(words) > _MOST_WORDS_IN_A_NAME
        or ("?" in name and not few)
        or name.endswith((".", "!"))
    ):
        return ()
    if not few:
        words = [word for word in words if word not in _SMALL]
    found = [meaning for meaning, known in _SAYS.items() if known.intersection(words)]
    if IDENTITY.intersection(words) and "speaker" not in found:
        found = ["document" if meaning == "document" else "number" for meaning in found] or ["number"]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Column:
    """A column with words; its look is judged by the first few hundred cells."""

    name: str
    cells: tuple[str, ...]
    is_called_open: bool = False
    """Whether a second header says that its question was open."""

    @cached_property
    def meanings(self) -> tuple[Meaning, ...]:
        return meanings_of(self.name)

    @cached_property
    def is_surely_speaker(self) -> bool:
        return "speaker" in self.meanings and bool(_ONLY_SPEAKERS.intersection(plain_name(self.name).split()))

    @cached_property
    def means(self) -> Meaning | None:
        return self.meanings[0] if self.meanings else None

    @cached_property
    def is_written(self) -> bool:
        """Whether its name says that nobody has said what it holds."""
        words = plain_name(self.name).split()
        return len(words) <= _MOST_WORDS_IN_A_NAME and "?" not in self.name and bool(_WRITTEN & set(words))

    @cached_property
    def filled(self) -> tuple[str, ...]:
        return tuple(cell for cell in self.cells if cell)

    @cached_property
    def sample(self) -> tuple[str, ...]:
        return self.filled[:_JUDGED]

    @cached_property
    def words(self) -> float:
        """On average in a filled cell."""
        return sum(len(cell.split()) for cell in self.sample) / max(1, len(self.sample))

    @cached_property
    def longest(self) -> int:
        """Characters of the longest cell."""
        return max(map(len, self.filled), default=0)

    @cached_property
    def distinct(self) -> float:
        """The share of cells that differ: 1 where none repeats."""
        return len(set(self.sample)) / max(1, len(self.sample))

    @cached_property
    def values(self) -> frozenset[str]:
        return frozenset(cell.casefold() for cell in self.filled)

    @cached_property
    def is_typed(self) -> bool:
        """Numbers, dates, times, yes or no: nothing that somebody said."""
        return (
            self.is_number
            or self.is_clock
            or self.is_moment
            or kind_of_values(self.sample)[0] in {"number", "date", "yes/no"}
        )

    @cached_property
    def is_choice(self) -> bool:
        return kind_of_values(self.sample)[0] == "choice"

    @cached_property
    def is_clock(self) -> bool:
        return are_clocks(self.sample)

    @cached_property
    def is_number(self) -> bool:
        return are_numbers(self.sample)

    @cached_property
    def is_moment(self) -> bool:
        return are_moments(self.sample)

    @cached_property
    def names_files(self) -> bool:
        return 2 * sum(_FILE.search(cell) is not None for cell in self.sample) > len(self.sample)

    @property
    def names_sources(self) -> bool:
        """Whether it tells in which file a respondent speaks."""
        return self.means == "document" and self.names_files

    @cached_property
    def running(self) -> float:
        """The share of words that stand in every sentence: lists and names have few of them."""
        words = [word.strip('.,!?…:;«»“”"()').casefold() for cell in self.sample for word in cell.split()]
        return sum(word in _GRAMMAR for word in words) / max(1, len(words))

    @cached_property
    def changes(self) -> float:
        """How often a cell differs from the one above."""
        pairs = list(pairwise(self.sample))
        return sum(a != b for a, b in pairs) / max(1, len(pairs))


_FILE = re.compile(
    r"\S\.(?:docx?|odt|rtf|txt|md|pdf|html?|srt|vtt|eaf|cha|csv|tsv|xlsx?|mp3|mp4|m4a|wav|ogg)$",
    re.IGNORECASE,
)
_DIGIT = re.compile("[0-9]")
_GRAMMAR = ENGLISH | RUSSIAN | KAZAKH


class Sheet(NamedTuple):
    """A grid whose header was found, or that has none."""

    grid: Grid
    above: tuple[tuple[str, ...], ...]
    """Rows above the header: titles."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    """Cells of the columns, row by row."""
    numbers: tuple[int, ...]
    named: bool
    """Whether it has a header."""
    overfull: tuple[int, ...]
    """Numbers of rows that have more cells than the header has names."""


def sheet_of(grid: Grid) -> Sheet:
    top, named = _header(grid)
    header = [_in_line(cell) for cell in grid.rows[top]] if named else []
    skipped, wording, called_open = (
        _second_header(grid.rows[top + 1 : top + 3]) if named else (0, (), frozenset())
    )
    header = [_in_line(cell) for cell in wording] or header
    first = top + named + skipped
    below, numbers = grid.rows[first:], grid.numbers[first:]
    width = max((len(row) for row in (header, *below)), default=0)
    names, used = named_columns(header, below, width)
    rows = tuple(tuple(row[i] if i < len(row) else "" for i in used) for row in below)
    cells = tuple(zip(*rows, strict=True)) if rows else tuple(() for _ in used)
    overfull = tuple(n for n, row in zip(numbers, below, strict=True) if named and len(row) > len(header))
    columns = tuple(
        Column(name, column, i in called_open) for name, column, i in zip(names, cells, used, strict=True)
    )
    return Sheet(grid, grid.rows[:top], columns, rows, numbers, named, overfull)


def _in_line(cell: str) -> str:
    return " ".join(cell.split())


def _header(grid: Grid) -> tuple[int, bool]:
    """Where the header or else the data begin, and which of the two it is."""
    widest = 0
    for i, row in enumerate(grid.rows[:_ROWS_ABOVE]):
        filled = sum(map(bool, row))
        named = _names_columns(row, all_of_them=filled <= widest)  # what stands above a header is shorter
        if named and not _looks_like_data(row, grid.rows[i + 1 : i + 1 + _JUDGED]):
            return i, True
        widest = max(widest, filled)
    top = header_row(grid)
    return top, not _looks_like_data(grid.rows[top], grid.rows[top + 1 : top + 1 + _JUDGED])


def _names_columns(row: Sequence[str], *, all_of_them: bool) -> bool:
    """Whether two cells or more tell what a column holds; “Speaker 1” and “on time” do not."""
    filled = [cell for cell in row if cell]
    known = [meanings for cell in filled if not _DIGIT.search(cell) and (meanings := meanings_of(cell))]
    different = len(known) > 1 and len(set().union(*known)) > 1
    return different and (len(known) == len(filled) or not all_of_them)


def _looks_like_data(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row tells times or numbers like those below it, or a speaker whom they repeat."""
    for i, cell in enumerate(row):
        column = [each[i] for each in below if i < len(each) and each[i]]
        if not cell or not column:
            continue
        if any(kind([cell]) and kind(column) for kind in (are_clocks, are_moments, are_numbers)):
            return True
        if cell in column and 2 * len(set(column)) <= len(column) + 1:
            return True
    return False


_IMPORTED = '{"ImportId"'
_OPEN_ENDED = frozenset({"open-ended response", "открытый ответ", "произвольный ответ"})
_KINDS_OF_ANSWER = _OPEN_ENDED | {"response", "ответ"}


def _second_header(below: Sequence[tuple[str, ...]]) -> tuple[int, tuple[str, ...], frozenset[int]]:
    """How many rows below the header belong to it, how they word it, and which columns they call open.

    Qualtrics puts the wording and its own ids below the names, SurveyMonkey the kind of answer.
    """
    rows = [tuple(row) for row in below] + [(), ()]
    if any(cell.startswith(_IMPORTED) for cell in rows[1]):
        return 2, rows[0], frozenset()
    if any(cell.startswith(_IMPORTED) for cell in rows[0]):
        return 1, (), frozenset()
    kinds = [cell.casefold() for cell in rows[0]]
    if not any(kinds) or not set(kinds) <= {"", *_KINDS_OF_ANSWER}:
        return 0, (), frozenset()
    return 1, (), frozenset(i for i, kind in enumerate(kinds) if kind in _OPEN_ENDED)


def told_apart(names: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """The same names, each once: “R1”, “R1 (2)”; case does not make them differ."""
    met = Counter(name.casefold() for name in taken)
    for name in names:
        unique = name
        while unique.casefold() in met:
            met[name.casefold()] += 1
            unique = f"{name} ({met[name.casefold()]})"
        met[unique.casefold()] += 1
        yield unique
