"""What the user's paths stand for."""

import os

import pytest

from whomet import files, pipeline


def _tree(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return root


def _read(found):
    contents = []
    for name, content in found:
        with content() as opened:
            contents.append((name, opened.read()))
    return contents


def test_names_are_relative_to_the_folder_given(tmp_path):
    found, problems = files.find([_tree(tmp_path, "b.txt", "deep/er/a.html", "a.txt")])
    assert _read(found) == [("a.txt", b"a.txt"), ("b.txt", b"b.txt"), ("deep/er/a.html", b"deep/er/a.html")]
    assert not problems


def test_one_file_is_named_by_its_name(tmp_path):
    _tree(tmp_path, "deep/a.txt")
    found, problems = files.find([tmp_path / "deep" / "a.txt"])
    assert (_read(found), problems) == ([("a.txt", b"deep/a.txt")], [])


def test_of_several_paths_each_name_begins_with_its_path(tmp_path, monkeypatch):
    _tree(tmp_path, "one/a.txt", "two/a.txt", "a.txt")
    monkeypatch.chdir(tmp_path)
    loaded, _ = files.find([type(tmp_path)(name) for name in ("one", "two/", "a.txt")])
    assert [name for name, _ in loaded] == ["one/a.txt", "two/a.txt", "a.txt"]


def test_names_of_several_paths_never_clash(tmp_path, monkeypatch):
    inner = tmp_path / tmp_path.as_posix().strip("/") / "press"
    _tree(tmp_path, "press/a.txt")
    _tree(inner, "a.txt")
    monkeypatch.chdir(tmp_path)
    relative = inner.relative_to(tmp_path)
    loaded, _ = files.find([tmp_path / "press", relative])
    assert len({name for name, _ in loaded}) == 2


def test_hidden_files_and_folders_are_left_out_unless_they_are_given(tmp_path):
    _tree(tmp_path, ".DS_Store", ".git/config", "a.txt", "deep/.hidden/b.txt")
    assert [name for name, _ in files.find([tmp_path])[0]] == ["a.txt"]
    assert [name for name, _ in files.find([tmp_path / ".git"])[0]] == ["config"]
    assert [name for name, _ in files.find([tmp_path / ".DS_Store"])[0]] == [".DS_Store"]


def test_a_file_given_twice_is_read_once(tmp_path):
    _tree(tmp_path, "deep/a.txt")
    loaded, problems = files.find([tmp_path, tmp_path / "deep", tmp_path / "deep" / "a.txt"])
    assert len(loaded) == 1
    assert not problems


def test_two_names_of_one_file_are_read_once(tmp_path):
    _tree(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert [name for name, _ in files.find([tmp_path])[0]] == ["a.txt"]


def test_equal_files_are_two_articles(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"the same")
    assert len(files.find([tmp_path])[0]) == 2


def test_links_that_lead_nowhere_or_in_circles_are_named(tmp_path):
    _tree(tmp_path, "a.txt")
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "up").symlink_to(tmp_path)
    loaded, problems = files.find([tmp_path])
    assert [name for name, _ in loaded] == ["a.txt"]
    assert sorted(problem.file for problem in problems) == ["nowhere", "self", "up"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_named_and_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    loaded, problems = files.find([_tree(tmp_path, "a.txt")])
    assert [name for name, _ in loaded] == ["a.txt"]
    assert [problem.file for problem in problems] == ["pipe"]


def test_a_file_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    _tree(tmp_path, "a.txt", "b.txt")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path.name != "a.txt" and may(path, mode))
    found, problems = files.find([tmp_path])
    assert [name for name, _ in found] == ["b.txt"]
    assert [(problem.file, problem.problem) for problem in problems] == [
        ("a.txt", "cannot be opened: Permission denied")
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_cannot_be_opened_is_named(tmp_path):
    _tree(tmp_path, "a.txt", "shut/b.txt")
    (tmp_path / "shut").chmod(0)
    try:
        loaded, problems = files.find([tmp_path])
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert [name for name, _ in loaded] == ["a.txt"]
    assert [problem.file for problem in problems] == ["shut"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path, monkeypatch):
    _tree(tmp_path, "a.txt", "shut/b.txt")
    scan = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    loaded, problems = files.find([tmp_path])
    assert [name for name, _ in loaded] == ["a.txt"]
    assert [problem.file for problem in problems] == ["shut"]
    assert [problem.file for problem in files.find([tmp_path / "shut"])[1]] == ["shut"]


def test_no_file_is_opened_before_it_is_read(tmp_path):
    _tree(tmp_path, "a.txt", "gone.txt")
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(1 << 40)  # a hole: it takes no room on the disk
    found, problems = files.find([tmp_path])
    assert not problems
    (tmp_path / "gone.txt").unlink()
    documents, problems = pipeline.label(found)
    assert [document.file for document in documents] == ["a.txt"]
    assert [problem.file for problem in problems] == ["gone.txt", "huge.txt"]
    assert "cannot be opened" in problems[0].problem
    assert "larger than" in problems[1].problem


def test_an_empty_folder_has_no_files(tmp_path):
    assert files.find([tmp_path]) == ([], [])
