"""Other programs may look into an open project and harm nothing."""

import sqlite3
import sys
from pathlib import Path

import pytest
from study import added, coded, imported

from qualcode.project import Project


@pytest.mark.skipif(sys.platform != "linux", reason="locks are read from /proc")
def test_opening_a_project_twice_keeps_its_locks(file):
    with Project.create(file, coder="Ana") as made:
        made.version()

        with Project.open(file) as again:
            again.version()

        held = [
            line for line in Path("/proc/locks").read_text().splitlines() if f":{file.stat().st_ino} " in line
        ]
        assert held


@pytest.mark.skipif(sys.platform != "linux", reason="open files are read from /proc")
def test_a_foreign_program_that_looks_in_takes_no_log_away(file):
    """Python's own SQLite stands for the other program, in a process of its own."""
    import subprocess

    with Project.create(file, coder="Ana") as made:
        source, fear = imported(made), added(made)
        with Project.open(file):
            pass
        look = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('select count(*) from coding').fetchall()"
        subprocess.run([sys.executable, "-c", look, str(file)], check=True)

        coded(made, source, (0, 5), fear)

        links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        assert not [link for link in links if link.startswith(str(file)) and link.endswith("(deleted)")]
    with sqlite3.connect(file) as plain:
        assert plain.execute("select count(*) from coding").fetchone() == (1,)
    plain.close()
