"""A warm process that forks coders, one for each worker."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from coders import Coders

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def coders() -> Iterator[Coders]:
    root = HERE.parents[1]
    process = subprocess.Popen(
        [sys.executable, HERE / "coding.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    yield Coders(process)
    process.stdin.close()
    process.wait(10)
    process.stdout.close()
