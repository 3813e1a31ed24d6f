"""A PostgreSQL server of one's own, on this computer's loopback, thrown away afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, newest version first; None where there are none."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return next(
        (folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()),
        None,
    )


class Cluster:
    """A running server; `address` is what `Project.open` takes, without the project."""

    def __init__(self, bin_: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="qualcode-postgres-"))
        data = self._folder / "data"
        data.mkdir()
        who = _somebody_else(data)
        self.port = _free_port()
        subprocess.run(
            [
                *(bin_ / "initdb", "-D", data, "-U", "qualcode", "-A", "trust", "-E", "UTF8"),
                *("--locale=C.UTF-8", "--no-sync"),
            ],
            check=True, capture_output=True, cwd="/", **who,
        )  # fmt: skip
        unsafe = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")
        options = [part for setting in unsafe for part in ("-c", setting)]
        self._server = subprocess.Popen(
            [bin_ / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(self.port), "-k", "", *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **who,
        )  # fmt: skip
        self.address = f"postgresql+psycopg://qualcode@127.0.0.1:{self.port}/postgres"
        self._wait()

    def _wait(self) -> None:
        for _ in range(200):
            try:
                self.run("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        raise RuntimeError("PostgreSQL did not start")

    def run(self, statement: str) -> None:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="qualcode", dbname="postgres"
        ) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        self._server.send_signal(signal.SIGINT)  # “fast”: does not wait for clients
        self._server.wait(30)
        shutil.rmtree(self._folder, ignore_errors=True)


def _somebody_else(data: Path) -> dict[str, int]:
    """PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    user = next(user for user in pwd.getpwall() if user.pw_name in {"postgres", "nobody"})
    os.chown(data, user.pw_uid, user.pw_gid)
    data.parent.chmod(0o755)
    return {"user": user.pw_uid, "group": user.pw_gid}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
