"""A PostgreSQL server for tests: started in a folder of its own, reached through a socket there and on loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

PASSWORD = "a%20pass/word"


class Server:
    """A server that lives as long as a test session.

    Args:
        folder: Where its log goes.
    """

    def __init__(self, folder):
        self._log = folder / "log"
        # Not below the folder of pytest: an unprivileged user must reach it, and names of sockets are short.
        self._folder = Path(tempfile.mkdtemp(prefix="whomet-pg-", dir="/tmp"))
        self._count = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @staticmethod
    def missing():
        """Why there can be no server; None where there can."""
        if _programs() is None:
            return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.geteuid() == 0 and _user() is None:
            return "PostgreSQL runs under no root account, and there is no other to run it"
        return None

    def __enter__(self):
        user = _user() if os.geteuid() == 0 else None
        if user is not None:
            os.chown(self._folder, user.pw_uid, user.pw_gid)
        (secret := self._folder / "secret").write_text(PASSWORD)
        secret.chmod(0o644)
        data = self._folder / "data"
        self._run("initdb", "-D", data, "-U", "analyst", "-E", "UTF8", "--locale=C", "-A", "scram-sha-256",
                  f"--pwfile={secret}", "--no-sync")  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self._folder} -c fsync=off -c max_connections=60"
        self._run("pg_ctl", "-D", data, "-w", "-l", self._folder / "server.log", "-o", options, "start")
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop(self):
        """End the server at once."""
        self._run("pg_ctl", "-D", self._folder / "data", "-m", "immediate", "stop", check=False)

    def database(self):
        """The URL of a new database."""
        self._count += 1
        name = f"whomet{self._count}"
        # One that sorts as people do, not by code points: what depends on the order of a database shows here.
        self._do(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'")
        secret = PASSWORD.replace("%", "%25").replace("/", "%2F")
        return f"postgresql://analyst:{secret}@127.0.0.1:{self.port}/{name}"

    def end(self, number):
        """End the server's process of one connection, as a server that breaks down does."""
        self._do(f"SELECT pg_terminate_backend({number})")

    def _do(self, command):
        import psycopg

        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="analyst", password=PASSWORD, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(command)

    def _run(self, program, *arguments, check=True):
        user = _user() if os.geteuid() == 0 else None
        own = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        done = subprocess.run(
            [_programs() / program, *map(str, arguments)],
            cwd=self._folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120, **own,
        )  # fmt: skip
        if check and done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")


def _programs():
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1].parent
    other = shutil.which("pg_ctl")
    return Path(other).parent if other and shutil.which("initdb") else None


def _user():
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
