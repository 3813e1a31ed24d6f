"""Fuzz every reader: `python -m tests.fuzz [--minutes 10] [--at-once 2] [--only pdf --only rtf] [--write FILE]`.

Prints a table: how many inputs were tried, how many came out as anything but a text or a sentence. What
did lies in the folder that is named. Needs atheris: `pip install -e ".[fuzz]"`.
"""

import argparse
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple

from tests.fuzz.targets import TARGETS, Target, fuzz


class Result(NamedTuple):
    name: str
    runs: int
    seconds: int
    failed: bool


def main() -> int:
    given = _arguments()
    wanted = [each for each in TARGETS if not given.only or each.name in given.only]
    if given.child:
        fuzz(wanted[0], Path(given.child), given.minutes, given.seed)
        return 0
    kept = Path(mkdtemp(prefix="qualcode-fuzz-"))
    with ThreadPoolExecutor(given.at_once) as pool:
        results = list(pool.map(lambda target: _fuzzed(target, kept, given), wanted))
    table = "\n".join(_table(results))
    print(table)
    if given.write:
        given.write.write_text(f"{table}\n", "utf-8")
    if any(result.failed for result in results):
        print(f"What failed: {kept}")
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--only", action="append", choices=[each.name for each in TARGETS])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    return parser.parse_args()


def _fuzzed(target: Target, kept: Path, given: argparse.Namespace) -> Result:
    with TemporaryDirectory() as corpus:
        command = [sys.executable, "-m", "tests.fuzz", "--child", corpus, "--only", target.name]
        command += ["--minutes", str(given.minutes), "--seed", str(given.seed)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    told = done.stderr + done.stdout
    runs = re.search(r"number_of_executed_units:\s*(\d+)", told) or re.search(r"Done (\d+) runs", told)
    seconds = re.search(r"Done \d+ runs in (\d+) second", told)
    if done.returncode:
        (kept / f"{target.name}.log").write_text(told[-20_000:], "utf-8")
    return Result(
        target.name, int(runs[1]) if runs else 0, int(seconds[1]) if seconds else 0, done.returncode != 0
    )


def _table(results: list[Result]) -> list[str]:
    head = ["| reader | inputs | seconds | uncaught |", "|---|---:|---:|---:|"]
    return head + [
        f"| {each.name} | {each.runs:,} | {each.seconds} | {int(each.failed)} |" for each in results
    ]


sys.exit(main())
