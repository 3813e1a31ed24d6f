"""Invented transcripts in the layouts of many transcribers and programs, with what must be read from them.

`draw(style, seed)` gives the lines as a reader hands them on, and the truth. The styles imitate what people
and programs write; none is made after a file of ours. They were written in four batches, each before it was
tried on the code; of each batch so many were read right at the first try, before anything was mended:
51 %, 52 %, 21 %, 72 %.
"""

import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from text.drawn_words import (
    ANSWERS,
    FOOTERS,
    GROUPS,
    HEADERS,
    LETTER_PAIRS,
    LISTS,
    NAMES,
    OFFICES,
    POSITIONS,
    QUESTIONS,
    ROLE_PAIRS,
    TITLES,
    sentences,
)

from qualcode.text.lines import Line


class Turn(NamedTuple):
    speaker: str
    paragraphs: tuple[str, ...]
    time: int | None = 0
    """Milliseconds; none for the first turn where only ends are written."""


@dataclass(frozen=True)
class Talk:
    """Who says what, when; what a style writes down."""

    language: str
    asks: tuple[str, ...]
    turns: tuple[Turn, ...]


class Drawn(NamedTuple):
    style: str
    seed: int
    lines: list[Line]
    turns: list[Turn]
    asks: tuple[str, ...] = ()
    timed: bool = False


Draw = random.Random
Written = tuple[Talk, list[Line], bool]
"""What was said, how it is written, and whether with times."""
STYLES: dict[str, Callable[[Draw], Written]] = {}


def draw(style: str, seed: int) -> Drawn:
    rng = Draw(f"{style} {seed}")
    talk, lines, timed = STYLES[style](rng)
    return Drawn(style, seed, lines, list(talk.turns), talk.asks, timed)


# -- what is said --------------------------------------------------------------------------------------

Cast = tuple[list[str], list[str]]
"""Who asks and who answers."""


def letters(rng: Draw, language: str) -> Cast:
    asks, answers = rng.choice(LETTER_PAIRS[language])
    return [asks], [answers]


def role_words(rng: Draw, language: str) -> Cast:
    asks, answers = rng.choice(ROLE_PAIRS[language])
    return [asks], [answers]


def names(rng: Draw, language: str) -> Cast:
    asks, answers = rng.sample(NAMES[language], 2)
    return [asks], [answers]


def role_and_name(rng: Draw, language: str) -> Cast:
    asks, _ = rng.choice(ROLE_PAIRS[language])
    return [asks], [rng.choice(NAMES[language] + OFFICES[language])]


def group(rng: Draw, language: str) -> Cast:
    moderator, members = GROUPS[language]
    member = rng.choice(members)
    some = [member.format(n=n) for n in range(1, rng.randint(3, 8))]
    return [moderator], rng.choice([some, rng.sample(NAMES[language], 4)])


def two_ask(rng: Draw, language: str) -> Cast:
    asks = {"ru": "Интервьюер", "kk": "Сұхбат алушы", "en": "Interviewer"}[language]
    return [f"{asks} 1", f"{asks} 2"], [rng.choice(ROLE_PAIRS[language])[1]]


def numbered(rng: Draw, language: str) -> Cast:
    return rng.choice(
        [
            (["Speaker 1"], ["Speaker 2"]),
            (["SPEAKER_00"], ["SPEAKER_01", "SPEAKER_02"]),
            (["Спикер 1"], ["Спикер 2"]),
            (["S1"], ["S2"]),
            (["INT"], ["R00003"]),
            (["I"], ["P1_F_45"]),
            (["Researcher"], ["KZ-05"]),
            (["М"], ["Р-1", "Р-2", "Р-3"]),
        ]
    )


CASTS = (letters, role_words, names, role_and_name, group, two_ask, numbered)


def talk(
    rng: Draw, casts: Sequence[Callable[[Draw, str], Cast]] = CASTS, *, shape: str = "", fewest: int = 5
) -> Talk:
    """A conversation; `shape`: “single” paragraphs, “several”, or either."""
    language = rng.choice(["ru", "kk", "en"])
    asks, answers = rng.choice(casts)(rng, language)
    several = shape == "several" or (not shape and rng.random() < 0.35)
    turns: list[Turn] = []
    time = rng.choice([0, 0, 4_000, 12_000])
    for number in range(rng.randint(fewest, 30)):
        asking = number % 2 == 0
        speakers = asks if asking else answers
        others = [each for each in speakers if not turns or turns[-1].speaker != each]
        turns.append(Turn(rng.choice(others), _said(rng, language, asking=asking, several=several), time))
        time += rng.randint(2, 70) * 1_000 + rng.choice([0, 120, 480])
        if not asking and len(answers) > 1 and rng.random() < 0.4:
            other = rng.choice([each for each in answers if each != turns[-1].speaker])
            turns.append(Turn(other, _said(rng, language, asking=False, several=several), time))
            time += rng.randint(2, 40) * 1_000
    return Talk(language, tuple(asks), tuple(turns))


def _said(rng: Draw, language: str, *, asking: bool, several: bool) -> tuple[str, ...]:
    if asking:
        questions = sentences(QUESTIONS[language])
        statements = [each for each in sentences(ANSWERS[language]) if len(each) < 50]
        before = [rng.choice(statements)] if rng.random() < 0.2 else []
        return (" ".join([*before, rng.choice(questions)]),)
    paragraphs = [
        " ".join(rng.sample(sentences(ANSWERS[language]), rng.choice([1, 1, 2, 3, 5])))
        for _ in range(rng.choice([1, 1, 2, 3]) if several else 1)
    ]
    if several and rng.random() < 0.1:
        paragraphs += LISTS[language]
    return tuple(paragraphs)


def around(rng: Draw, language: str, lines: list[Line], *, blank: bool | None = None) -> list[Line]:
    """A title and a header above, something below; blank lines between paragraphs, or not."""
    above = rng.sample(TITLES[language], rng.choice([0, 1, 1, 2]))
    if rng.random() < 0.3:
        above += rng.sample(HEADERS[language], rng.randint(2, 4))
    below = [rng.choice(FOOTERS[language])] if rng.random() < 0.2 else []
    if above and (blank or rng.random() < 0.7):
        above.append("")
    return [*map(Line, above), *lines, *([Line("")] if below else []), *map(Line, below)]


def spaced(rng: Draw, turns: Sequence[Sequence[str]]) -> list[Line]:
    """The paragraphs of each turn, with blank lines after none, after turns or after all."""
    style = rng.choice(["none", "turns", "all"])
    lines: list[Line] = []
    for paragraphs in turns:
        for paragraph in paragraphs:
            lines.append(Line(paragraph))
            if style == "all":
                lines.append(Line(""))
        if style == "turns":
            lines.append(Line(""))
    return lines


def style(function: Callable[[Draw], Written]) -> Callable[[Draw], object]:
    STYLES[function.__name__.replace("_", " ")] = function
    return function


def _led(turn: Turn, lead: str) -> list[str]:
    return [lead + turn.paragraphs[0], *turn.paragraphs[1:]]


# -- colons --------------------------------------------------------------------------------------------


@style
def letters_with_colons(rng: Draw) -> Written:
    said = talk(rng, [letters])
    sign = rng.choice([": ", ":", " : ", ":  ", ".: ", ":\t", "： "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def role_words_with_colons(rng: Draw) -> Written:
    said = talk(rng, [role_words, two_ask, role_and_name])
    sign = rng.choice([": ", ": ", " : ", ":  ", ":\t", "："])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def names_with_colons(rng: Draw) -> Written:
    said = talk(rng, [names, role_and_name])
    sign = rng.choice([": ", ": ", ":", " : "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def capitals_with_colons(rng: Draw) -> Written:
    said = _renamed(talk(rng, [names, role_words, role_and_name]), str.upper)
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def groups_with_colons(rng: Draw) -> Written:
    said = talk(rng, [group])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def codes_with_colons(rng: Draw) -> Written:
    said = talk(rng, [numbered])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def details_in_brackets(rng: Draw) -> Written:
    said = talk(rng, [role_and_name, group, role_words])
    details = {"ru": ["ж, 45", "женщина", "муж., 34 г."], "kk": ["ә, 45", "әйел"], "en": ["F, 45", "woman"]}
    detail = rng.choice(details[said.language])
    said = _renamed(said, lambda label: label if label in said.asks else f"{label} ({detail})")
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def details_after_commas(rng: Draw) -> Written:
    said = talk(rng, [role_and_name, names])
    detail = rng.choice(POSITIONS[said.language])
    said = _renamed(said, lambda label: label if label in said.asks else f"{label}, {detail}")
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def numbered_questions_and_answers(rng: Draw) -> Written:
    said = talk(rng, [lambda rng, language: (["Q"], ["A"]) if language == "en" else (["В"], ["О"])])
    texts = [_led(t, f"{t.speaker}{n // 2 + 1}: ") for n, t in enumerate(said.turns)]
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def labels_in_bold(rng: Draw) -> Written:
    said = talk(rng)
    inside = rng.random() < 0.5
    lines: list[Line] = []
    for turn in said.turns:
        label = f"{turn.speaker}:"
        lines.append(Line(f"{label} {turn.paragraphs[0]}", bold=len(label) - (not inside)))
        lines += map(Line, turn.paragraphs[1:])
    return said, around(rng, said.language, lines), False


@style
def labels_in_stars(rng: Draw) -> Written:
    said = talk(rng)
    form = rng.choice(["**{}:** ", "**{}**: ", "*{}:* ", "__{}:__ "][:3])
    texts = [_led(t, form.format(t.speaker)) for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def labels_in_square_brackets(rng: Draw) -> Written:
    said = talk(rng, [numbered, role_words, names, group])
    form = rng.choice(["[{}] ", "[{}]: "])
    texts = [_led(t, form.format(t.speaker)) for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def mistyped_labels(rng: Draw) -> Written:
    """The same people, with other spaces, cases, alphabets, points and a slip in a long word."""
    said = talk(rng, [letters, role_words], shape="single")
    look_alike = str.maketrans("РОСМАВ", "POCMAB")
    texts = []
    for number, turn in enumerate(said.turns):
        label = turn.speaker
        if number > 1 and rng.random() < 0.15:
            slips = [label.lower(), label.upper(), label + " ", label.translate(look_alike)]
            if len(label) > 8:
                at = rng.randint(2, len(label) - 3)
                slips = [label[:at] + label[at + 1 :], label[:at] + label[at] + label[at:]]
            label = rng.choice(slips)
        texts.append(_led(turn, f"{label}: "))
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def somebody_speaks_once(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, role_and_name], shape="single")
    once = {"ru": "Сосед", "kk": "Күйеуі", "en": "Husband"}[said.language]
    at = rng.randint(3, len(said.turns) - 1)
    words = rng.choice(sentences(ANSWERS[said.language]))
    one = Turn(once, (words,), said.turns[at].time)
    if said.turns[at - 1].speaker == said.turns[at].speaker:
        at += 1
    said = replace(said, turns=(*said.turns[:at], one, *said.turns[at:]))
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


def _renamed(said: Talk, rename: Callable[[str], str]) -> Talk:
    turns = tuple(turn._replace(speaker=rename(turn.speaker)) for turn in said.turns)
    return Talk(said.language, tuple(map(rename, said.asks)), turns)


# -- other signs ---------------------------------------------------------------------------------------


@style
def dashes_for_colons(rng: Draw) -> Written:
    said = talk(rng, [role_words, names, role_and_name, letters, group])
    sign = rng.choice([" — ", " – ", " - ", " -- "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def tabs_or_wide_gaps(rng: Draw) -> Written:
    said = talk(rng, [role_words, letters, role_and_name, names, numbered])
    sign = rng.choice(["\t", "\t\t", "   ", "      ", "  "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def letters_with_points(rng: Draw) -> Written:
    pairs = {"ru": ("В", "О"), "kk": ("С", "Ж"), "en": ("Q", "A")}
    said = talk(rng, [lambda _, language: ([pairs[language][0]], [pairs[language][1]])])
    sign = rng.choice([". ", ") ", ".  "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def capitals_without_colons(rng: Draw) -> Written:
    said = _renamed(talk(rng, [role_words, names, role_and_name]), str.upper)
    sign = rng.choice(["  ", " ", "   "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def bold_without_colons(rng: Draw) -> Written:
    said = talk(rng, [role_words, names, role_and_name, letters])
    lines: list[Line] = []
    for turn in said.turns:
        lines.append(Line(f"{turn.speaker} {turn.paragraphs[0]}", bold=len(turn.speaker)))
        lines += map(Line, turn.paragraphs[1:])
    return said, around(rng, said.language, lines), False


@style
def labels_on_their_own_lines(rng: Draw) -> Written:
    said = talk(rng, [role_words, names, role_and_name, group, numbered])
    sign = rng.choice([":", "", "", " :"])
    upper = rng.random() < 0.3
    said = _renamed(said, str.upper) if upper else said
    texts = [[t.speaker + sign, *t.paragraphs] for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def bold_labels_on_their_own_lines(rng: Draw) -> Written:
    said = talk(rng, [role_words, names, role_and_name, group, letters])
    lines: list[Line] = []
    for turn in said.turns:
        lines.append(Line(turn.speaker, bold=len(turn.speaker)))
        lines += map(Line, turn.paragraphs)
    return said, around(rng, said.language, lines), False


@style
def tables(rng: Draw) -> Written:
    said = _whole(talk(rng, [role_words, names, role_and_name, letters]))
    columns = rng.choice(["sw", "nsw", "tsw", "ntsw"])
    heads = rng.choice([{"n": "№", "t": "Время", "s": "Спикер", "w": "Текст"},
                        {"n": "No", "t": "Time", "s": "Speaker", "w": "Text"}])  # fmt: skip
    lines = [Line(heads[kind], cell=n) for n, kind in enumerate(columns)] if rng.random() < 0.4 else []
    for number, turn in enumerate(said.turns, 1):
        cells = {"s": turn.speaker, "n": str(number), "t": clock(turn.time)}
        for column, kind in enumerate(columns):
            texts = turn.paragraphs if kind == "w" else (cells[kind],)
            lines += [Line(text, cell=column) for text in texts]
    return said, [Line(TITLES[said.language][0]), *lines], "t" in columns


# -- numbers -------------------------------------------------------------------------------------------


@style
def every_line_numbered(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, role_and_name], shape="single", fewest=12)
    width = rng.randint(55, 80)
    sign = rng.choice([": ", ": ", "  "])
    texts = [row for t in said.turns for part in _led(t, t.speaker + sign) for row in _wrapped(part, width)]
    form = rng.choice(["{}  {}", "{}\t{}", "{:>3} {}", "{:04} {}", "{:>4}  {}"])
    return said, [Line(form.format(n, row)) for n, row in enumerate(texts, rng.choice([1, 1, 1, 214]))], False


@style
def paragraphs_numbered(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, role_and_name, names])
    texts = [part for t in said.turns for part in _led(t, t.speaker + ": ")]
    if rng.random() < 0.5:
        texts = [*rng.sample(TITLES[said.language], 1), *texts]
    form = rng.choice(["{}  {}", "{}\t{}", "[{}] {}", "{}. {}", "{}) {}", "{} | {}", "({}) {}", "{}: {}"])
    return said, [Line(form.format(n, row)) for n, row in enumerate(texts, 1)], False


@style
def every_fifth_line_numbered(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words], shape="single", fewest=12)
    width = rng.randint(50, 80)
    texts = [row for t in said.turns for part in _led(t, t.speaker + ": ") for row in _wrapped(part, width)]
    lines = [f"{n:>3}  {row}" if n % 5 == 0 else f"     {row}" for n, row in enumerate(texts, 1)]
    return said, [Line(row) for row in lines], False


@style
def turns_numbered(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, role_and_name, names])
    form = rng.choice(["{}. ", "{}) ", "{} ", "[{}] ", "№{} "])
    texts = [_led(t, form.format(n) + t.speaker + ": ") for n, t in enumerate(said.turns, 1)]
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def questions_numbered(rng: Draw) -> Written:
    """The number is the question's, before the label or after it."""
    said = talk(rng, [letters, role_words], shape="single")
    form = rng.choice(["{n}. {label}: ", "{label}: {n}. "])
    turns, texts = [], []
    for number, turn in enumerate(said.turns):
        if turn.speaker not in said.asks:
            turns.append(turn)
            texts.append(_led(turn, turn.speaker + ": "))
            continue
        n = number // 2 + 1
        inside = form.startswith("{label}")
        turns.append(turn._replace(paragraphs=(f"{n}. {turn.paragraphs[0]}",)) if inside else turn)
        texts.append(_led(turn, form.format(n=n, label=turn.speaker)))
    said = replace(said, turns=tuple(turns))
    return said, around(rng, said.language, spaced(rng, texts)), False


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        width,
        subsequent_indent=indent,
        expand_tabs=False,
        break_long_words=False,
        break_on_hyphens=False,
    )


# -- paragraphs that are none --------------------------------------------------------------------------


@style
def one_paragraph(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, role_and_name, names], shape="single")
    text = rng.choice([" ", "  "]).join(f"{t.speaker}: {t.paragraphs[0]}" for t in said.turns)
    return said, around(rng, said.language, [Line(text)], blank=True), False


@style
def several_turns_in_a_paragraph(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, role_and_name, names], shape="single")
    pieces = [f"{t.speaker}: {t.paragraphs[0]}" for t in said.turns]
    lines, at = [], 0
    while at < len(pieces):
        many = rng.choice([1, 1, 2, 2, 3])
        lines.append(Line(" ".join(pieces[at : at + many])))
        at += many
    return said, around(rng, said.language, lines, blank=True), False


@style
def wrapped_by_hand(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, role_and_name, names, group], shape="several", fewest=12)
    width, indent = rng.randint(58, 80), rng.choice(["", "", "    "])
    lines: list[Line] = []
    blank = rng.random() < 0.6
    for turn in said.turns:
        for number, part in enumerate(_led(turn, turn.speaker + ": ")):
            if number and not blank:
                lines.append(Line(""))  # else nobody could tell where a paragraph begins
            lines += map(Line, _wrapped(part, width, indent))
            if blank:
                lines.append(Line(""))
    return said, around(rng, said.language, lines, blank=True), False


@style
def wrapped_below_the_label(rng: Draw) -> Written:
    said = talk(rng, [role_words, role_and_name, names], shape="single", fewest=12)
    width = rng.randint(58, 80)
    lines: list[Line] = []
    for turn in said.turns:
        lines += map(Line, [turn.speaker + rng.choice([":"]), *_wrapped(turn.paragraphs[0], width), ""])
    return said, around(rng, said.language, lines, blank=True), False


# -- times ---------------------------------------------------------------------------------------------


def clock(time: int) -> str:
    seconds = time // 1_000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def short(time: int) -> str:
    seconds = time // 1_000
    hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
    return (
        f"{hours}{seconds // 60 % 60}:{seconds % 60:02}"
        if not hours
        else f"{hours}{seconds // 60 % 60:02}:{seconds % 60:02}"
    )


def exact(time: int) -> str:
    return f"{clock(time)}.{time % 1_000:03}"


def units(time: int) -> str:
    seconds = time // 1_000
    return f"{seconds // 3600}h {seconds // 60 % 60:02}m {seconds % 60:02}s"


def frames(time: int) -> str:
    return f"{clock(time)}:{time % 1_000 // 40:02}"


BRACKETS = ["[{}]", "({})", "{{{}}}", "<{}>"]


def _whole(said: Talk) -> Talk:
    return replace(said, turns=tuple(t._replace(time=t.time // 1_000 * 1_000) for t in said.turns))


def _timed(
    rng: Draw, casts: Sequence[Callable[[Draw, str], Cast]] = CASTS
) -> tuple[Talk, Callable[[int], str]]:
    written = rng.choice([clock, clock, short, exact])
    said = talk(rng, casts)
    return (said if written is exact else _whole(said)), written


@style
def time_before_the_label(rng: Draw) -> Written:
    said, written = _timed(rng)
    form = rng.choice([*BRACKETS, "{}", "{} -", "{} |"])
    texts = [_led(t, f"{form.format(written(t.time))} {t.speaker}: ") for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def time_after_the_label(rng: Draw) -> Written:
    said, written = _timed(rng)
    form = rng.choice([*BRACKETS[:3], "{}"])
    texts = [_led(t, f"{t.speaker} {form.format(written(t.time))}: ") for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def time_after_the_colon(rng: Draw) -> Written:
    said, written = _timed(rng)
    form = rng.choice(BRACKETS[:3])
    texts = [_led(t, f"{t.speaker}: {form.format(written(t.time))} ") for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def time_on_its_own_line(rng: Draw) -> Written:
    said, written = _timed(rng)
    form = rng.choice([*BRACKETS, "{}"])
    texts = [[form.format(written(t.time)), *_led(t, f"{t.speaker}: ")] for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def label_and_time_on_a_line(rng: Draw) -> Written:
    said, written = _timed(rng, [names, role_words, role_and_name, numbered])
    form = rng.choice(["{s} [{t}]", "{s} ({t})", "{s}  {t}", "{s}\t{t}", "{t} {s}", "[{t}] {s}", "{s} | {t}",
                       "{s} - {t}", "{t} | {s}", "{s} ({t}):", "{s} [{t}]:", "{s}: {t}", "{s}: [{t}]",
                       "[{t}] - {s}", "{s}, {t}"])  # fmt: skip
    texts = [[form.format(s=t.speaker, t=written(t.time)), *t.paragraphs] for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def spans_of_time(rng: Draw) -> Written:
    said, written = _timed(rng, [names, role_words, numbered])
    form = rng.choice(
        [
            "{t} - {e} {s}: ",
            "[{t} - {e}] {s}: ",
            "[{t} --> {e}] {s}: ",
            "{t} --> {e} [{s}] ",
            "{s} ({t} – {e}): ",
        ]
    )
    ends = [*(t.time for t in said.turns[1:]), said.turns[-1].time + 3_000]
    texts = [
        _led(t, form.format(s=t.speaker, t=written(t.time), e=written(e)))
        for t, e in zip(said.turns, ends, strict=True)
    ]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def spans_above_the_label(rng: Draw) -> Written:
    said, written = _timed(rng, [names, role_words, numbered])
    form = rng.choice(["{t} - {e}", "{t} --> {e}", "[{t} - {e}]"])
    below = rng.choice(["{s}", "{s}:"])
    ends = [*(t.time for t in said.turns[1:]), said.turns[-1].time + 3_000]
    texts = [
        [form.format(t=written(t.time), e=written(e)), below.format(s=t.speaker), *t.paragraphs]
        for t, e in zip(said.turns, ends, strict=True)
    ]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def times_in_units(rng: Draw) -> Written:
    said = _whole(talk(rng))
    form = rng.choice(["[{t}] {s}: ", "{s} ({t}): ", "{t} {s}: "])
    texts = [_led(t, form.format(s=t.speaker, t=units(t.time))) for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def times_with_frames(rng: Draw) -> Written:
    said = talk(rng)
    form = rng.choice(["[{t}] {s}: ", "{t} {s}: ", "{s} [{t}]: "])
    texts = [_led(t, form.format(s=t.speaker, t=frames(t.time))) for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def times_with_points(rng: Draw) -> Written:
    said = _whole(talk(rng))
    texts = [_led(t, f"[{t.time // 60_000:02}.{t.time // 1_000 % 60:02}] {t.speaker}: ") for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def times_inside_the_words(rng: Draw) -> Written:
    """Every few minutes a time stands in the middle; it is text."""
    said = talk(rng, [letters, role_words])
    turns = []
    for turn in said.turns:
        first = turn.paragraphs[0]
        if rng.random() < 0.2 and ". " in first:
            first = first.replace(". ", f". [{clock(turn.time)}] ", 1)
        turns.append(turn._replace(paragraphs=(first, *turn.paragraphs[1:])))
    said = replace(said, turns=tuple(turns))
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


# -- programs ------------------------------------------------------------------------------------------


@style
def otter(rng: Draw) -> Written:
    said = _whole(talk(rng, [names, lambda *_: (["Speaker 1"], ["Speaker 2", "Unknown Speaker"])]))
    lines = []
    for turn in said.turns:
        lines += map(Line, [f"{turn.speaker}  {short(turn.time)}  ", *turn.paragraphs, ""])
    return said, [*lines, Line("Transcribed by https://otter.ai")], True


@style
def rev(rng: Draw) -> Written:
    said = _whole(talk(rng, [names, lambda *_: (["Speaker 1"], ["Speaker 2"])]))
    form = rng.choice(["{s} ({t}):", "{s}: ({t})"])
    lines = []
    for turn in said.turns:
        stamp = form.format(s=turn.speaker, t=f"{turn.time // 60_000:02}:{turn.time // 1_000 % 60:02}")
        lines += map(Line, [stamp, *turn.paragraphs, ""])
    return said, lines, True


@style
def trint_and_sonix(rng: Draw) -> Written:
    said = _whole(talk(rng, [names, lambda *_: (["Speaker 1"], ["Speaker 2"])]))
    form = rng.choice(["{s}: [{t}] ", "[{t}] {s}: ", "[{t}]\n{s}: ", "{s} [{t}] "])
    lines = []
    for turn in said.turns:
        led = form.format(s=turn.speaker, t=clock(turn.time)) + turn.paragraphs[0]
        lines += map(Line, [*led.split("\n"), *turn.paragraphs[1:], ""])
    return said, lines, True


@style
def happy_scribe(rng: Draw) -> Written:
    said = talk(rng, [names, lambda *_: (["Speaker 1"], ["Speaker 2"])])
    lines = []
    for turn in said.turns:
        lines += map(Line, [f"[{exact(turn.time)}] - {turn.speaker}", *turn.paragraphs, ""])
    return said, lines, True


@style
def descript(rng: Draw) -> Written:
    said = _whole(talk(rng, [names]))
    form = rng.choice(["**{s}:** [{t}] ", "[{t}] **{s}:** ", "**{s}** [{t}] "])
    lines = []
    for turn in said.turns:
        lines += map(Line, [*_led(turn, form.format(s=turn.speaker, t=clock(turn.time))), ""])
    return said, lines, True


@style
def zoom(rng: Draw) -> Written:
    said = _whole(talk(rng, [names], shape="single"))
    form = rng.choice(["[{s}] {t}\n{w}\n", "{t} {s} : {w}", "{t}\t{s}:\t{w}", "{t} From {s} : {w}"])
    start = 36_000_000 + 131_000
    said = replace(said, turns=tuple(t._replace(time=t.time + start) for t in said.turns))
    text = "\n".join(form.format(s=t.speaker, t=clock(t.time), w=t.paragraphs[0]) for t in said.turns)
    return said, [Line(row) for row in text.split("\n")], True


@style
def teams(rng: Draw) -> Written:
    said = _whole(talk(rng, [names], shape="single"))
    form = rng.choice(["{s}   {t}\n{w}\n", "{s} {t}\n{w}", "{t} --> {e}\n{s}\n{w}\n"])
    text = "\n".join(
        form.format(s=t.speaker, t=short(t.time), e=short(t.time + 2_000), w=t.paragraphs[0])
        for t in said.turns
    )
    return said, [Line(row) for row in text.split("\n")], True


@style
def whisper(rng: Draw) -> Written:
    said = talk(rng, [lambda *_: (["SPEAKER_00"], ["SPEAKER_01", "SPEAKER_02"])], shape="single")
    form = rng.choice(
        ["[{t} --> {e}] {s}: {w}", "[{t} --> {e}] [{s}]: {w}", "[{s}] {w}", "{s}: {w}", "[{t}] [{s}] {w}",
         "[{t} --> {e}]  [{s}] {w}", "({t}) {s}: {w}"]
    )  # fmt: skip
    texts = [
        form.format(s=t.speaker, t=exact(t.time), e=exact(t.time + 1_500), w=t.paragraphs[0])
        for t in said.turns
    ]
    return said, [Line(row) for row in texts], "{t}" in form


@style
def f4(rng: Draw) -> Written:
    """The time stands at the end of a turn: when it ends, so when the next one begins."""
    said = talk(rng, [letters, role_words, numbered], shape="single")
    turns = [t._replace(time=t.time // 100 * 100) for t in said.turns]
    texts = []
    for turn, after in zip(turns, [*turns[1:], turns[-1]], strict=True):
        end = f"#{clock(after.time)}-{after.time % 1_000 // 100}#"
        texts.append([f"{turn.speaker}: {turn.paragraphs[0]} {end}"])
    said = replace(said, turns=(turns[0]._replace(time=None), *turns[1:]))
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def chats(rng: Draw) -> Written:
    said = talk(rng, [names], shape="single")
    form = rng.choice(["[12.03.21, {t}] {s}: ", "12.03.2021, {t} - {s}: ", "12/03/2021, {t} - {s}: "])
    texts = [form.format(t=clock(t.time + 36_000_000), s=t.speaker) + t.paragraphs[0] for t in said.turns]
    return said, [Line(row) for row in texts], False


# -- what was thought of later, before it was tried ----------------------------------------------------


def initials(rng: Draw, language: str) -> Cast:
    pairs = {
        "ru": ["А.С.", "М. К.", "Ж.Т."],
        "kk": ["Ә.С.", "Қ.М.", "Ж. Т."],
        "en": ["A.S.", "M. K.", "J.T."],
    }
    asks, answers = rng.sample(pairs[language], 2)
    return [asks], [answers]


def long_titles(rng: Draw, language: str) -> Cast:
    titles = {
        "ru": ["Заместитель начальника отдела внутренней политики", "Председатель совета ветеранов района",
               "Участница фокус-группы из Айдарлы"],
        "kk": ["Ішкі саясат бөлімі бастығының орынбасары", "Аудандық ардагерлер кеңесінің төрағасы"],
        "en": ["Deputy head of the department", "Chairman of the district council of veterans"],
    }[language]  # fmt: skip
    return [rng.choice(ROLE_PAIRS[language])[0]], [rng.choice(titles)]


@style
def initials_with_colons(rng: Draw) -> Written:
    said = talk(rng, [initials])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def long_titles_with_colons(rng: Draw) -> Written:
    said = talk(rng, [long_titles])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def labels_in_small_letters(rng: Draw) -> Written:
    said = _renamed(talk(rng, [role_words, letters]), str.lower)
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def labels_behind_bullets(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, names], shape="single")
    sign = rng.choice(["- ", "• ", "– ", "* ", "•\t"])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, sign + t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def labels_in_round_brackets(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words, names])
    sign = rng.choice(["({}) ", "({}): ", "<{}> "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, sign.format(t.speaker)) for t in said.turns])),
        False,
    )


@style
def labels_with_laughter(rng: Draw) -> Written:
    """“Марат (смеётся):” is Марат."""
    said = talk(rng, [role_and_name, role_words, letters])
    laughs = {"ru": " (смеётся)", "kk": " (күліп)", "en": " (laughing)"}[said.language]
    texts = [
        _led(t, t.speaker + (laughs if n > 2 and rng.random() < 0.15 else "") + ": ")
        for n, t in enumerate(said.turns)
    ]
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def first_labels_with_a_name(rng: Draw) -> Written:
    """“Интервьюер (Анна):” the first time, then “Интервьюер:”."""
    said = talk(rng, [role_words])
    asks = said.asks[0]
    texts = [
        _led(t, t.speaker + (f" ({NAMES[said.language][0]})" if n == 0 and t.speaker == asks else "") + ": ")
        for n, t in enumerate(said.turns)
    ]
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def minutes_in_capitals_with_points(rng: Draw) -> Written:
    """“ТӨРАҒА. Рақмет.”, as parliaments print it."""
    casts = {
        "ru": (["ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ"], ["ИВАНОВ А.Б.", "КИМ О. В."]),
        "kk": (["ТӨРАҒА"], ["ИСМАИЛОВА А.А.", "СЕРІКОВ Б. Қ."]),
        "en": (["THE CHAIRMAN"], ["MR. BROWN", "MS. SMITH"]),
    }
    said = talk(rng, [lambda _, language: casts[language]], fewest=8)
    texts = [_led(t, t.speaker.rstrip(".") + ". ") for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), False


@style
def courts(rng: Draw) -> Written:
    """25 numbered lines a page, “Q.” and “A.” and “THE COURT:”."""
    said = talk(rng, [lambda *_: (["Q"], ["A"])], shape="single", fewest=12)
    texts = [row for t in said.turns for row in _wrapped(f"{t.speaker}.  {t.paragraphs[0]}", 58)]
    return said, [Line(f"{n % 25 + 1:>2}    {row}") for n, row in enumerate(texts)], False


@style
def word_transcribe(rng: Draw) -> Written:
    said = _whole(talk(rng, [lambda *_: (["Speaker 1"], ["Speaker 2"]), names], shape="single"))
    lines = [Line("Audio file", heading=True), Line("interview5.m4a"), Line("Transcript", heading=True)]
    for turn in said.turns:
        lines += map(Line, [f"{clock(turn.time)} {turn.speaker}", turn.paragraphs[0]])
    return said, lines, True


@style
def telegram(rng: Draw) -> Written:
    said = talk(rng, [names], shape="single")
    texts = [
        [f"{t.speaker}, [12.03.2021 {10 + n // 60}:{n % 60:02}]", *t.paragraphs, ""]
        for n, t in enumerate(said.turns)
    ]
    return said, [Line(row) for text in texts for row in text], False


@style
def tables_with_other_columns(rng: Draw) -> Written:
    said = _whole(talk(rng, [role_words, names, role_and_name, numbered], shape="single"))
    columns = rng.choice(["stw", "nstw", "tws", "nws"])
    lines: list[Line] = []
    for number, turn in enumerate(said.turns, 1):
        cells = {"s": turn.speaker, "n": str(number), "t": clock(turn.time), "w": turn.paragraphs[0]}
        lines += [Line(cells[kind], cell=column) for column, kind in enumerate(columns)]
    return said, lines, "t" in columns


@style
def hyphens_for_colons(rng: Draw) -> Written:
    said = talk(rng, [letters, role_words])
    sign = rng.choice(["- ", "– ", "— "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def abbreviated_labels(rng: Draw) -> Written:
    pairs = {
        "ru": [("Вопр.", "Отв."), ("Инт.", "Респ."), ("Мод.", "Уч. 1"), ("Корр.", "Соб.")],
        "kk": [("Сұр.", "Жау."), ("Инт.", "Респ."), ("Мод.", "Қат. 1")],
        "en": [("Int.", "Resp."), ("Mod.", "Part. 1"), ("Ques.", "Ans.")],
    }

    def abbreviated(rng: Draw, language: str) -> Cast:
        asks, answers = rng.choice(pairs[language])
        return [asks], [answers]

    said = talk(rng, [abbreviated])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def captions(rng: Draw) -> Written:
    said = _renamed(talk(rng, [names, role_words], shape="single"), str.upper)
    return said, [Line(f">> {t.speaker}: {t.paragraphs[0]}") for t in said.turns], False


@style
def noise_between(rng: Draw) -> Written:
    """Laughter and interruptions in brackets on lines of their own: part of the turn above."""
    said = talk(rng, [letters, role_words, role_and_name], shape="single")
    noise = {"ru": "[смех]", "kk": "(үзіліс)", "en": "[phone rings]"}[said.language]
    turns = tuple(
        t._replace(paragraphs=(*t.paragraphs, noise)) if rng.random() < 0.15 else t for t in said.turns
    )
    said = replace(said, turns=turns)
    return said, around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in turns])), False


@style
def names_without_questions(rng: Draw) -> Written:
    """A conversation of neighbours: nobody asks."""
    language = rng.choice(["ru", "kk", "en"])
    cast = rng.sample(NAMES[language], rng.randint(2, 4))
    turns: list[Turn] = []
    for _ in range(rng.randint(6, 25)):
        speaker = rng.choice([each for each in cast if not turns or turns[-1].speaker != each])
        turns.append(Turn(speaker, _said(rng, language, asking=False, several=False)))
    said = Talk(language, (), tuple(turns))
    return said, around(rng, language, spaced(rng, [_led(t, t.speaker + ": ") for t in turns])), False


@style
def speeches(rng: Draw) -> Written:
    """One speaker, named once above or before a long text."""
    language = rng.choice(["ru", "kk", "en"])
    label = rng.choice(
        {"ru": ["В. Петров", "Респондент"], "kk": ["Қ. Ахметов", "Жауап беруші", "Респондент"],
         "en": ["Respondent", "J. Smith", "Interviewee"]}[language]
    )  # fmt: skip
    texts = tuple(" ".join(rng.sample(sentences(ANSWERS[language]), 5)) for _ in range(rng.randint(3, 9)))
    said = Talk(language, (), (Turn(label, texts),))
    return said, [Line(f"{label}: {texts[0]}"), *map(Line, texts[1:])], False


@style
def unpunctuated(rng: Draw) -> Written:
    """As programs for speech once wrote it: small letters, no signs."""
    said = talk(rng, [letters, role_words, names, numbered], shape="single")
    strip = str.maketrans("", "", '.,?!:;«»"()')
    turns = tuple(
        t._replace(paragraphs=tuple(p.replace(" - ", " ").translate(strip).lower() for p in t.paragraphs))
        for t in said.turns
    )
    said = replace(said, turns=turns)
    sign = rng.choice([": ", ":\t", ":"])
    return said, around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in turns])), False


# -- as they were then found printed -------------------------------------------------------------------


@style
def parliaments_with_positions(rng: Draw) -> Written:
    """“ИВАНОВ А. Б., депутат, фракция «Дом».” above the words, “ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ.” before them; 80 columns."""
    casts = {
        "ru": (["ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ"], ["ИВАНОВ А. Б.", "КИМ О. В.", "АХМЕТОВА Г. С."]),
        "kk": (["ТӨРАҒА"], ["ИСМАИЛОВА А. А.", "СЕРІКОВ Б. Қ."]),
        "en": (["THE CHAIRMAN"], ["BROWN A. B.", "SMITH J. K."]),
    }
    posts = {
        "ru": "заместитель председателя районного маслихата, член комиссии по бюджету и земле.",
        "kk": "аудандық мәслихат төрағасының орынбасары, бюджет және жер комиссиясының мүшесі.",
        "en": "deputy chairman of the district assembly and member of the commission on land.",
    }
    said = talk(rng, [lambda _, language: casts[language]], shape="several", fewest=12)
    lines: list[Line] = []
    for turn in said.turns:
        if turn.speaker in said.asks:
            paragraphs = [f"{turn.speaker}. {turn.paragraphs[0]}", *turn.paragraphs[1:]]
        else:
            paragraphs = [f"{turn.speaker}, {posts[said.language]}", *turn.paragraphs]
        for paragraph in paragraphs:
            lines += [Line(f"{row:<80}") for row in [*_wrapped(paragraph, 78), ""]]
    return said, lines, False


@style
def names_above_bars(rng: Draw) -> Written:
    said = talk(rng, [names, initials])
    texts = [[turn.speaker, "―", *turn.paragraphs] for turn in said.turns]
    return said, [Line(row) for text in texts for row in text], False


@style
def initials_far_apart(rng: Draw) -> Written:
    said = _renamed(talk(rng, [initials]), lambda label: label)
    texts = [_led(t, t.speaker.replace(".", ".          ", 1).strip() + ": ") for t in said.turns]
    said = _renamed(said, lambda label: " ".join(label.replace(".", ". ", 1).split()))
    return said, [Line(row) for text in texts for row in text], False


@style
def other_dashes(rng: Draw) -> Written:
    said = talk(rng, [role_words, names, letters])
    sign = rng.choice([" − ", " ― ", " ‒ ", " – ", ":– ", ": — ", " :- "])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + sign) for t in said.turns])),
        False,
    )


@style
def surnames_nobody_knows(rng: Draw) -> Written:
    cast = rng.sample(["Монтаев", "Кривцова", "Zhakupbek", "Оспанқұл", "Драгнева", "Тлеухан", "Woźniak"], 2)
    said = talk(rng, [lambda *_: ([cast[0]], [cast[1]])], fewest=8)
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


# -- a third time, before it was tried -----------------------------------------------------------------


@style
def long_headers(rng: Draw) -> Written:
    said = talk(rng, [letters])
    header = {
        "ru": ["ИНТЕРВЬЮ", "Тема: жизнь в селе", "Интервьюер: Анна С.", "Респондент: Р5, женщина, 45 лет",
               "Место: Айдарлы, школа", "Начало: 10:15", "Окончание: 11:20", "Согласие получено: да"],
        "kk": ["СҰХБАТ", "Тақырыбы: ауыл өмірі", "Сұхбат алушы: Анна С.", "Жауап беруші: Ж5, әйел, 45 жаста",
               "Орны: Айдарлы, мектеп", "Басталуы: 10:15", "Аяқталуы: 11:20"],
        "en": ["INTERVIEW", "Topic: life in the village", "Interviewer: Anna S.", "Respondent: R5, woman, 45",
               "Place: Aidarly, school", "Start: 10:15", "End: 11:20", "Consent given: yes"],
    }[said.language]  # fmt: skip
    texts = [_led(t, t.speaker + ": ") for t in said.turns]
    return said, [*map(Line, header), Line(""), *spaced(rng, texts)], False


@style
def headings_between_turns(rng: Draw) -> Written:
    """Nothing tells them from words in plain text, but they are no speakers."""
    said = talk(rng, [letters, role_words], shape="single", fewest=10)
    form = {"ru": "Блок {}: вода", "kk": "{}-бөлім: су", "en": "Part {}: water"}[said.language]
    turns = [
        t._replace(paragraphs=(*t.paragraphs, form.format(n // 4 + 2))) if n % 4 == 3 else t
        for n, t in enumerate(said.turns)
    ]
    said = replace(said, turns=tuple(turns))
    return said, around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in turns])), False


@style
def labels_with_slashes(rng: Draw) -> Written:
    pairs = [
        ("Интервьюер/Сұхбат алушы", "Респондент/Жауап беруші"),
        ("И/С", "Р/Ж"),
        ("Interviewer/Anna", "Respondent/R5"),
    ]
    asks, answers = rng.choice(pairs)
    said = talk(rng, [lambda *_: ([asks], [answers])])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def interpreters(rng: Draw) -> Written:
    casts = {
        "ru": (["Интервьюер"], ["Респондент", "Переводчик"]),
        "kk": (["Сұхбат алушы"], ["Жауап беруші", "Аудармашы"]),
        "en": (["Interviewer"], ["Respondent", "Interpreter"]),
    }
    said = talk(rng, [lambda _, language: casts[language]])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def numbers_and_times(rng: Draw) -> Written:
    said = _whole(talk(rng, [letters, role_words, numbered], shape="single"))
    form = rng.choice(["{n} [{t}] {s}: {w}", "{n}. {t} {s}: {w}", "{n}\t{t}\t{s}: {w}", "{n}\t{t}\t{s}\t{w}"])
    texts = [
        form.format(n=n, t=clock(t.time), s=t.speaker, w=t.paragraphs[0]) for n, t in enumerate(said.turns, 1)
    ]
    return said, [Line(row) for row in texts], True


@style
def times_close_to_labels(rng: Draw) -> Written:
    said = _whole(talk(rng))
    form = rng.choice(["{t}-{s}: ", "[{t}]{s}: ", "{t} – {s}: ", "{s}[{t}]: ", "{s}({t}): ", "[{t}]{s}:"])
    texts = [_led(t, form.format(t=clock(t.time), s=t.speaker)) for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def times_and_dashes(rng: Draw) -> Written:
    said = _whole(talk(rng, [role_words, names, role_and_name]))
    form = rng.choice(["[{t}] {s} – ", "{t} {s} — ", "[{t}] {s} - "])
    texts = [_led(t, form.format(t=clock(t.time), s=t.speaker)) for t in said.turns]
    return said, around(rng, said.language, spaced(rng, texts)), True


@style
def tables_of_times_and_led_words(rng: Draw) -> Written:
    said = _whole(talk(rng, [letters, role_words], shape="single"))
    lines = []
    for turn in said.turns:
        lines += [Line(clock(turn.time), cell=0), Line(f"{turn.speaker}: {turn.paragraphs[0]}", cell=1)]
    return said, lines, True


@style
def men_and_women(rng: Draw) -> Written:
    casts = {
        "ru": (["Модератор"], rng.choice([["М1", "М2", "Ж1", "Ж2"], ["Жен. 1", "Жен. 2", "Муж. 1"]])),
        "kk": (["Модератор"], rng.choice([["Е1", "Е2", "Ә1"], ["Әйел 1", "Әйел 2", "Ер адам 1"]])),
        "en": (["Moderator"], rng.choice([["M1", "M2", "F1", "F2"], ["Woman 1", "Woman 2", "Man 1"]])),
    }
    said = talk(rng, [lambda _, language: casts[language]])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def numbered_people(rng: Draw) -> Written:
    members = rng.choice([["№1", "№2", "№3"], ["Р.1", "Р.2"], ["Р №1", "Р №2"], ["Resp. #1", "Resp. #2"]])
    said = talk(rng, [lambda *_: (["Модератор"], members)])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )


@style
def columns_with_bars(rng: Draw) -> Written:
    said = _whole(talk(rng, [letters, role_words, names], shape="single"))
    form = rng.choice(["{t} | {s} | {w}", "{s} | {w}"])
    texts = [form.format(t=clock(t.time), s=t.speaker, w=t.paragraphs[0]) for t in said.turns]
    return said, [Line(row) for row in texts], "{t}" in form


@style
def kazakh_in_latin_letters(rng: Draw) -> Written:
    pair = rng.choice([("Sūhbat aluşy", "Jauap beruşi"), ("Suhbat alushy", "Jauap berushi"), ("S", "J")])
    said = talk(rng, [lambda *_: ([pair[0]], [pair[1]])])
    return (
        said,
        around(rng, said.language, spaced(rng, [_led(t, t.speaker + ": ") for t in said.turns])),
        False,
    )
