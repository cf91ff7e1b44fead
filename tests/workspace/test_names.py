"""The user's names are kept, and tell who is who in every later run."""

from tests.fakes import fake_models
from tests.workspace.building import article, opened, write
from whomet import files, pipeline
from whomet.linking import knowledge

NAMES = "id,name,type\nq1,Ada Brook,person\nq2,Ben Cole,person\n"
OTHER = "id,name,type\nq3,Ida Noor,person\nq1,Ada Brook,person\n"


def brief(folder, *names):
    found, _ = files.find([folder])
    own, problems = knowledge.Knowledge(), []
    for path in sorted(names):
        read, wrong = knowledge.read(str(path), path.read_bytes())
        own, twice = own.join(read, str(path))
        problems += [*wrong, *twice]
    return pipeline.brief(found, "en", fake_models(), problems, knowledge=own)


def test_names_are_kept_for_later_runs(tmp_path):
    folder = write(tmp_path / "in", {f"{n}.txt": article(n) for n in range(4)})
    write(tmp_path, {"names.csv": NAMES, "other.csv": OTHER})
    with opened(tmp_path / "w.db") as workspace:
        workspace.add(folder, names=[tmp_path / "names.csv"])
        assert workspace.account() == brief(folder, tmp_path / "names.csv")
        assert any(entity.same_as for entity in workspace.account().entities)
        write(folder, {"4.txt": article(4)})
        assert workspace.add(folder).account() == brief(folder, tmp_path / "names.csv")
        workspace.add(names=[tmp_path / "other.csv"])
        account = workspace.account()
        assert account == brief(folder, tmp_path / "names.csv", tmp_path / "other.csv")
        assert any("q1" in problem.problem for problem in account.problems)


def test_the_same_names_again_change_nothing(tmp_path):
    folder = write(tmp_path / "in", {"1.txt": article(1)})
    write(tmp_path, {"names.csv": NAMES})
    with opened(tmp_path / "w.db") as workspace:
        first = workspace.add(folder, names=[tmp_path / "names.csv"]).run
        assert workspace.add(folder, names=[tmp_path / "names.csv"]).run.id == first.id


def test_names_that_cannot_be_read_are_a_problem(tmp_path):
    folder = write(tmp_path / "in", {"1.txt": article(1)})
    with opened(tmp_path / "w.db") as workspace:
        run = workspace.add(folder, names=[tmp_path / "nowhere.csv"]).run
        assert run.added == 1
        assert "nowhere.csv" in run.problems[0].file
