"""PDFs for tests: words put on pages with a fixed-pitch font, of which every reader has the widths."""

from dataclasses import dataclass, field
from math import cos, radians, sin

PITCH = 0.6
"""The width of each letter, in sizes of the font."""
WIDTH, HEIGHT = 612, 792


@dataclass
class Pdf:
    """`text` writes on the latest page unless told; x and y in points from its upper left corner."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    letters: dict[str, int] = field(default_factory=dict)
    rotate: int = 0
    unicode: bool = True
    """Whether the file says what its letters are."""
    extra: str = ""
    """What else the catalogue holds."""

    def page(self) -> "Pdf":
        self.pages.append([])
        return self

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 10,
        *,
        bold: bool = False,
        turn: float = 0,
        page: int = -1,
    ) -> "Pdf":
        a, b = cos(radians(turn)), sin(radians(turn))
        codes = "".join(f"{self._code(letter):02x}" for letter in words)
        self.pages[page].append(
            f"BT /F{2 if bold else 1} {size} Tf {a:.4f} {b:.4f} {-b:.4f} {a:.4f} {x} {HEIGHT - y} Tm <{codes}> Tj ET"
        )
        return self

    def lines(self, x: float, y: float, *lines: str, step: float = 12, size: float = 10) -> float:
        """Lines one below the other; where the next would stand."""
        for line in lines:
            self.text(x, y, line, size)
            y += step
        return y

    def picture(self) -> "Pdf":
        self.pages[-1].append("q 400 0 0 500 100 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q")
        return self

    def bytes(self) -> bytes:
        count = len(self.pages)
        kids = " ".join(f"{7 + 2 * page} 0 R" for page in range(count))
        objects = [
            f"<< /Type /Catalog /Pages 2 0 R {self.extra} >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} /MediaBox [0 0 {WIDTH} {HEIGHT}] >>",
            self._font("Courier"),
            self._font("Courier-Bold"),
            f"<< /Type /Encoding /Differences [33 {' '.join(['/a'] * len(self.letters))}] >>",
            _stream(self._meanings()),
        ]
        for page in self.pages:
            resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
            content = f"{len(objects) + 2} 0 R"
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /Rotate {self.rotate} /Resources {resources} /Contents {content} >>"
            )
            objects.append(_stream("\n".join(page)))
        return _file(objects)

    def _code(self, letter: str) -> int:
        return 32 if letter == " " else self.letters.setdefault(letter, 33 + len(self.letters))

    def _font(self, name: str) -> str:
        meanings = "/ToUnicode 6 0 R" if self.unicode else ""
        return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding 5 0 R {meanings} >>"

    def _meanings(self) -> str:
        pairs = "\n".join(
            f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>"
            for letter, code in [(" ", 32), *self.letters.items()]
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
            "1 begincodespacerange <00> <ff> endcodespacerange\n"
            f"{len(self.letters) + 1} beginbfchar\n{pairs}\nendbfchar endcmap end end"
        )


def wrapped(text: str, width: float, size: float = 10, first: float = 0) -> list[str]:
    """Lines of a paragraph in a column of that width, the first of them indented."""
    lines, room = [""], width - first
    for word in text.split():
        if lines[-1] and (len(lines[-1]) + 1 + len(word)) * PITCH * size > room:
            lines.append("")
            room = width
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        out
        + f"{head}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
