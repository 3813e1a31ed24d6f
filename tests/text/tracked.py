"""Texts that are corrected at random, each character remembered: what re-anchoring is measured against."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from qualcode.model import Span
from qualcode.text.aligning import common_head, common_tail
from qualcode.text.anchor import Anchored


@dataclass
class Tracked:
    """A text whose characters know where they stood in the old one; −1: they are new."""

    letters: list[str]
    origins: list[int]
    copied: list[int]
    """Of what was copied: where its model stood."""

    @classmethod
    def of(cls, text: str) -> "Tracked":
        return cls(list(text), list(range(len(text))), [-1] * len(text))

    @property
    def text(self) -> str:
        return "".join(self.letters)

    def put(self, start: int, end: int, words: str) -> None:
        """Write words in the place of others; what is written as it was stays what it was."""
        there = "".join(self.letters[start:end])
        head = common_head(there, words)
        tail = common_tail(there[head:], words[head:])
        start, end, words = start + head, end - tail, words[head : len(words) - tail]
        self.letters[start:end] = words
        self.origins[start:end] = [-1] * len(words)
        self.copied[start:end] = [-1] * len(words)

    def cut(self, start: int, end: int) -> "Tracked":
        taken = Tracked(self.letters[start:end], self.origins[start:end], self.copied[start:end])
        del self.letters[start:end], self.origins[start:end], self.copied[start:end]
        return taken

    def paste(self, place: int, taken: "Tracked") -> None:
        self.letters[place:place] = taken.letters
        self.origins[place:place] = taken.origins
        self.copied[place:place] = taken.copied

    def paragraphs(self) -> list[tuple[int, int]]:
        ends = [i for i, letter in enumerate(self.letters) if letter == "\n"]
        return list(zip([0, *(end + 1 for end in ends)], [*ends, len(self.letters)], strict=True))

    def words(self) -> list[tuple[int, int]]:
        edges = [
            i
            for i, (one, other) in enumerate(pairwise(["", *self.letters, ""]))
            if _letter(one) != _letter(other)
        ]
        return list(zip(edges[::2], edges[1::2], strict=True))


def _letter(sign: str) -> bool:
    return bool(sign) and (sign.isalnum() or sign == "_")


Deed = Callable[[Tracked, Random, Sequence[str]], None]


def typo(text: Tracked, draw: Random, _pool: Sequence[str]) -> None:
    start, end = draw.choice(text.words())
    place = draw.randrange(start, end)
    text.put(place, place + draw.randrange(2), draw.choice("аеiоxyz"))


def reword(text: Tracked, draw: Random, pool: Sequence[str]) -> None:
    words = text.words()
    first = draw.randrange(len(words))
    last = min(len(words) - 1, first + draw.randrange(4))
    text.put(words[first][0], words[last][1], " ".join(draw.choices(pool, k=draw.randrange(1, 5))))


def insert(text: Tracked, draw: Random, pool: Sequence[str]) -> None:
    place = draw.choice(text.words())[draw.randrange(2)]
    text.put(place, place, f" {' '.join(draw.choices(pool, k=draw.randrange(1, 6)))} ")


def delete(text: Tracked, draw: Random, _pool: Sequence[str]) -> None:
    words = text.words()
    first = draw.randrange(len(words))
    last = min(len(words) - 1, first + draw.randrange(8))
    text.put(words[first][0], words[last][1], "")


def delete_paragraph(text: Tracked, draw: Random, _pool: Sequence[str]) -> None:
    start, end = draw.choice(text.paragraphs())
    text.cut(start, min(end + 1, len(text.letters)))


def add_paragraph(text: Tracked, draw: Random, pool: Sequence[str]) -> None:
    start, _ = draw.choice(text.paragraphs())
    text.put(start, start, " ".join(draw.choices(pool, k=draw.randrange(1, 30))) + "\n")


def copy_paragraph(text: Tracked, draw: Random, _pool: Sequence[str]) -> None:
    """The same words once more, elsewhere."""
    start, end = draw.choice(text.paragraphs())
    place, _ = draw.choice(text.paragraphs())
    models = [
        max(one, other) for one, other in zip(text.origins[start:end], text.copied[start:end], strict=True)
    ]
    text.paste(place, Tracked([*text.letters[start:end], "\n"], [-1] * (len(models) + 1), [*models, -1]))


def move_paragraph(text: Tracked, draw: Random, _pool: Sequence[str]) -> None:
    paragraphs = text.paragraphs()
    if len(paragraphs) < 3:
        return
    start, end = draw.choice(paragraphs[:-1])
    taken = text.cut(start, end + 1)
    text.paste(draw.choice(text.paragraphs())[0], taken)


def part_paragraph(text: Tracked, draw: Random, _pool: Sequence[str]) -> None:
    spaces = [i for i, letter in enumerate(text.letters) if letter == " "]
    if spaces:
        place = draw.choice(spaces)
        text.put(place, place + 1, "\n")


def join_paragraphs(text: Tracked, draw: Random, _pool: Sequence[str]) -> None:
    ends = [i for i, letter in enumerate(text.letters) if letter == "\n"]
    if ends:
        place = draw.choice(ends)
        text.put(place, place + 1, " ")


def black_out(text: Tracked, draw: Random, _pool: Sequence[str]) -> None:
    """One word, everywhere."""
    start, end = draw.choice(text.words())
    word = text.letters[start:end]
    for begin, finish in reversed(text.words()):
        if text.letters[begin:finish] == word:
            text.put(begin, finish, "[name]")


DEEDS: tuple[Deed, ...] = (
    typo, typo, typo, typo, reword, reword, insert, insert, delete, delete, delete_paragraph, add_paragraph,
    copy_paragraph, move_paragraph, move_paragraph, part_paragraph, join_paragraphs,
)  # fmt: skip


def corrected(old: str, draw: Random, deeds: int, pool: Sequence[str]) -> Tracked:
    """The text after so many corrections at random places; `pool` holds words for what is written anew."""
    text = Tracked.of(old)
    for _ in range(deeds):
        if not text.words():
            break
        draw.choice(DEEDS)(text, draw, pool)
    return text


def spans_of(old: str, draw: Random, count: int) -> list[Span]:
    """Spans as coders make them: from the beginning of a word to the end of one, short and long."""
    words = Tracked.of(old).words()
    found = []
    for _ in range(count):
        first = draw.randrange(len(words))
        last = min(len(words) - 1, first + draw.choice((0, 0, 1, 2, 4, 8, 20, 60)))
        found.append(Span(words[first][0], words[last][1]))
    return found


def judge(old: str, text: Tracked, spans: Sequence[Span], found: Sequence[Anchored]) -> Counter[str]:
    """How often each fate was right.

    “wrong”: kept, and not on its own words (“retyped”: on them but for a word that came back). “asked needlessly”: moved, though it stands where it stood.
    “misplaced”: moved or changed, and not on its words; somebody looks at it.
    """
    place = {origin: i for i, origin in enumerate(text.origins) if origin >= 0}
    told: Counter[str] = Counter()
    for span, (fate, now) in zip(spans, found, strict=True):
        letters = [i for i in range(span.start, span.end) if not old[i].isspace()]
        left = [place[i] for i in letters if i in place]
        there = [i for i in range(now.start, now.end) if not text.letters[i].isspace()] if now else []
        whole = len(left) == len(letters) and _together(text, left)
        if fate == "kept":
            # copied word for word, and the model taken out, moved or changed: as if the copy had been it
            models = [max(text.origins[i], text.copied[i]) for i in there]
            copy = models == letters and not (whole and _stands(text, left, letters))
            told["kept" if copy or (whole and there == left) else _why(left, there, letters)] += 1
        elif fate == "moved" and whole and there == left and _stands(text, left, letters):
            told["asked needlessly"] += 1
        elif left and fate != "lost" and not set(left) & set(there):
            told["misplaced"] += 1
        else:
            told[fate] += 1
    return told


def _why(left: Sequence[int], there: Sequence[int], letters: Sequence[int]) -> str:
    """At its place with a word taken out and, by chance, the same word there anew; or among others’ words."""
    return "retyped" if 2 * len(set(left) & set(there)) >= len(letters) else "wrong"


def _stands(text: Tracked, left: Sequence[int], letters: Sequence[int]) -> bool:
    """Whether the words before and after are its neighbours still."""
    before, after = text.origins[: left[0]][-12:], text.origins[left[-1] + 1 :][:12]
    return all(0 <= origin < letters[0] for origin in before) and all(
        origin > letters[-1] for origin in after
    )


def _together(text: Tracked, places: Sequence[int]) -> bool:
    return all(
        one < other and all(text.letters[i].isspace() for i in range(one + 1, other))
        for one, other in pairwise(places)
    )
