"""The first page stands there at once: nothing heavy is read for it."""

import subprocess
import sys

HEAVY = ("pandas", "numpy", "pyarrow", "altair", "lxml", "openpyxl", "docx", "markdown_it")


def test_what_the_first_page_needs_is_light():
    asked = f"import sys, qualcode.ui.first; print([each for each in {HEAVY!r} if each in sys.modules])"

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
