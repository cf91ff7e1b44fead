"""All sets that a folder holds are found and scored."""

import json

from click.testing import CliRunner

from whomet.evaluate.bench import bench, cases

_METRIC = "import json, sys\nprint(json.dumps({'rows': sum(1 for _ in open(sys.argv[-1])), 'task': sys.argv[1:-1]}))\n"


def _folder(tmp_path):
    (tmp_path / "times").mkdir()
    case = {"text": "On 4 May 2031 it rained.", "reference": "2031-05-05T00:00:00", "spec": "x", "gold": []}
    (tmp_path / "times" / "en.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    (tmp_path / "score.py").write_text(_METRIC, encoding="utf-8")
    return tmp_path


def test_only_what_is_there(tmp_path):
    assert list(cases(_folder(tmp_path))) == [("times", ["en"])]


def test_each_set_is_scored(tmp_path):
    told = CliRunner().invoke(bench, ["--data", str(_folder(tmp_path))])
    assert told.exit_code == 0
    assert told.output == 'times en: {"rows": 1, "task": ["times", "en"]}\n'


def test_a_folder_without_metrics_is_named(tmp_path):
    told = CliRunner().invoke(bench, ["--data", str(tmp_path)])
    assert told.exit_code == 2
    assert "no score.py here" in told.output
