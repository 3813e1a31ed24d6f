"""Prints the table of `qualcode/importers/letter_pairs.py`, counted over the sample study."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import numpy as np

from qualcode.importers.letter_pairs import LETTERS, SIGNS, STEP
from qualcode.text.languages import language_of
from qualcode.text.lexicon import KAZAKH, RUSSIAN

SAMPLE = Path(__file__).parents[1] / "transcripts_sample"


def main() -> None:
    paragraphs = list(_paragraphs())
    shares = [
        _shares([*(text for text in paragraphs if language_of(text) == language), " ".join(words)])
        for language, words in (("kk", KAZAKH), ("ru", RUSSIAN))
    ]
    surprises = -np.log(sum(shares) / len(shares)) / STEP
    for row in surprises.round().clip(0, len(SIGNS) - 1).astype(int):
        print("".join(SIGNS[step] for step in row))


def _paragraphs() -> Iterator[str]:
    for path in sorted(SAMPLE.iterdir()):
        if path.suffix == ".docx":
            yield from (
                paragraph.text for paragraph in docx.Document(io.BytesIO(path.read_bytes())).paragraphs
            )
        elif path.suffix in {".txt", ".md"}:
            yield from path.read_text("utf-8").split("\n")


def _shares(texts: list[str]) -> np.ndarray:
    """How often each letter follows each; what was never met gets a little of its letter's own share."""
    pairs = np.zeros((len(LETTERS) + 1, len(LETTERS) + 1))
    for text in texts:
        numbers = [LETTERS.find(sign) + 1 for sign in f" {text.lower()} "]
        np.add.at(pairs, (numbers[:-1], numbers[1:]), 1)
    pairs[0, 0] = 0
    _share(pairs, "ё", of="е", share=0.2)
    alone = (pairs.sum(0) + 1) / (pairs.sum() + len(pairs))
    little = 6
    return (pairs + little * alone) / (pairs.sum(1, keepdims=True) + little)


def _share(pairs: np.ndarray, letter: str, of: str, share: float) -> None:
    """Most writers leave the dots off “ё”; those who set them must not surprise."""
    rare, usual = LETTERS.index(letter) + 1, LETTERS.index(of) + 1
    pairs[rare] += share * pairs[usual]
    pairs[:, rare] += share * pairs[:, usual]


if __name__ == "__main__":
    main()
