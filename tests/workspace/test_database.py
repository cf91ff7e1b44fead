"""One writer, readers that see one state, and what goes wrong is said in words."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import func, insert, select

from tests.fakes import fake_models
from tests.workspace.building import article, brief, opened, write
from whomet.workspace import Workspace, WorkspaceError, schema
from whomet.workspace.database import Database

SETTING = {"name": "x", "value": b"1"}


def settings_of(database):
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(schema.settings)).scalar_one()


def test_a_reader_sees_one_state(database):
    with database.read() as reader:
        before = reader.execute(select(schema.settings.c.name)).all()
        with database.write() as writer:
            writer.execute(insert(schema.settings).values(**SETTING))
        assert reader.execute(select(schema.settings.c.name)).all() == before == []
    assert settings_of(database) == 1


def test_a_reader_writes_nothing(database):
    with pytest.raises(WorkspaceError), database.read() as connection:
        connection.execute(insert(schema.settings).values(**SETTING))
    with database.write() as connection:
        connection.execute(insert(schema.settings).values(**SETTING))
    assert settings_of(database) == 1


def test_what_fails_leaves_nothing(database):
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        connection.execute(insert(schema.settings).values(**SETTING)) and 1 / 0
    assert settings_of(database) == 0


def test_a_second_writer_is_told_who_writes(where, database):
    impatient = Database(where, patience=0.1)
    with database.write(), pytest.raises(WorkspaceError) as told, impatient.write():
        pass
    assert "another run" in str(told.value)
    assert f"process {os.getpid()}" in str(told.value)
    with impatient.write() as connection:
        connection.execute(insert(schema.settings).values(**SETTING))
    assert settings_of(database) == 1


def test_a_second_writer_waits(where, database):
    entered, seen = threading.Event(), []

    def second():
        entered.wait()
        other = Database(where)
        with other.write() as connection:
            seen.append(connection.execute(select(func.count()).select_from(schema.settings)).scalar_one())
        other.close()

    thread = threading.Thread(target=second)
    thread.start()
    with database.write() as connection:
        connection.execute(insert(schema.settings).values(**SETTING))
        entered.set()
        time.sleep(0.2)
    thread.join()
    assert seen == [1]


def test_threads_share_a_workspace(database):
    def work(number):
        for turn in range(5):
            with database.write() as connection:
                connection.execute(insert(schema.settings).values(name=f"{number}-{turn}", value=b""))
            settings_of(database)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert settings_of(database) == 60


def test_two_who_begin_a_workspace_at_the_same_moment(where):
    failed, barrier = [], threading.Barrier(6)

    def begin():
        barrier.wait()
        try:
            Database(where).close()
        except WorkspaceError as error:
            failed.append(error)

    threads = [threading.Thread(target=begin) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_the_account_is_the_same_in_both_databases(where, tmp_path):
    names = ["a.txt", "B.txt", "_.txt", "ä.txt", "b/C.txt", "b-c.txt", "10.txt", "9.txt"]
    folder = write(tmp_path / "in", {name: article(n, n % 2) for n, name in enumerate(names)})
    write(folder, dict.fromkeys(("E.txt", "e.txt", "é.txt", "#.txt"), ""))
    with Workspace.open(where, models=fake_models()) as workspace:
        workspace.add(folder)
        write(folder, {"6.txt": article(6), "1.txt": article(9)})
        assert workspace.add(folder).account() == brief(folder)


def test_characters_that_databases_refuse_are_kept(where, tmp_path):
    folder = write(tmp_path / "in", {})
    (folder / "nul.html").write_bytes(
        b"<html><head><title>Ada\x00Brook &#0; met</title></head><body><article><h1>Ada Brook\x00 met Ben Cole</h1>"
        b"<p>Ada Brook met Ben Cole\x00 in Graz on 4 May 2031, they said.</p></article></body></html>"
    )
    (folder / "rows.jsonl").write_text(
        '{"title": "Half \\ud83d a sign", "text": "Ada Brook met Ben Cole in Graz.", "url": "https://a.example/\\u0000"}\n'
    )
    os.close(os.open(os.fsencode(folder) + b"/name-\xff.txt", os.O_CREAT | os.O_WRONLY))
    with Workspace.open(where, models=fake_models()) as workspace:
        workspace.add(folder)
        assert workspace.account() == brief(folder)


def workspace_is_read(connection):
    return connection.exec_driver_sql("SELECT 1").scalar_one()


# --- what is wrong -------------------------------------------------------------------------------------


@pytest.fixture
def filled(tmp_path):
    folder = write(tmp_path / "in", {"1.txt": article(1)})
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder)
    return tmp_path / "w.db"


def test_a_full_disk_is_said_and_changes_nothing(filled, tmp_path):
    write(tmp_path / "in", {f"{n}.txt": article(n) * 20 for n in range(2, 12)})
    with opened(filled) as workspace:
        before = workspace.account()
        pages = sqlite3.connect(filled).execute("PRAGMA page_count").fetchone()[0]
        connect = workspace.database._connect

        def full():
            connection = connect()
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")
            return connection

        workspace.database.engine.pool._creator = full
        workspace.database.engine.dispose()
        with pytest.raises(WorkspaceError, match="make room"):
            workspace.add(tmp_path / "in")
        assert workspace.account() == before


def test_a_damaged_file_is_said(filled):
    data = bytearray(filled.read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 2000] = b"\xff" * 2000
    filled.write_bytes(data)
    with pytest.raises(WorkspaceError, match=r"damaged.*\.recover"), opened(filled) as workspace:
        workspace.account()
    assert filled.read_bytes() == data, "nothing is written over what may be saved"


def test_a_file_that_is_cut_off_is_said(filled):
    data = filled.read_bytes()
    filled.write_bytes(data[: len(data) // 2])
    with pytest.raises(WorkspaceError, match="damaged"), opened(filled) as workspace:
        workspace.account()


def test_what_can_only_be_read_is_read(filled, monkeypatch):
    with opened(filled) as workspace:
        wanted = workspace.account()
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
    before = sorted(path.name for path in filled.parent.iterdir())
    with opened(filled) as workspace:
        assert workspace.account() == wanted
        with pytest.raises(WorkspaceError, match="only be read"):
            workspace.add(filled.parent / "in", names=[filled])
    assert sorted(path.name for path in filled.parent.iterdir()) == before


@pytest.mark.skipif(not shutil.which("setpriv") or os.name != "posix" or os.geteuid() != 0, reason="needs root")
def test_a_folder_of_somebody_else_is_read(filled, tmp_path):
    script = (
        "import sys; from tests.workspace.building import opened\n"
        "with opened(sys.argv[1]) as workspace: print(len(workspace.account().documents))"
    )
    for path in (tmp_path, *tmp_path.parents[:3], filled):
        path.chmod(path.stat().st_mode | 0o055)
    done = subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c", script, filled],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "1\n", done.stderr


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://analyst@127.0.0.1/x", "kind"),
        ("nothing://x", "kind"),
        ("sqlite://", "memory"),
        ("postgresql://analyst:secret-word@127.0.0.1:1/x?connect_timeout=2", "server"),
        ("/nowhere/at/all/whomet.db", "no folder"),
        ("/", "a folder"),
    ],
)
def test_addresses_that_lead_nowhere(where, said):
    with pytest.raises(WorkspaceError, match=said) as told:
        Workspace.open(where)
    assert "secret-word" not in str(told.value)


def test_a_server_that_goes_away_is_said(server):
    workspace = Workspace.open(server.database(), models=fake_models(), patience=5)
    with pytest.raises(WorkspaceError, match="server runs"), workspace.database.read() as connection:
        server.end(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()) or workspace_is_read(connection)
    assert workspace.account().documents == (), "the next connection is another one"
    workspace.close()
