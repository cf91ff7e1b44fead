"""The pages in docs/ say what the code does."""

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from tests.fakes import fake_models
from whomet import cli, languages, pipeline
from whomet.briefs.data import schema
from whomet.engines import work
from whomet.evaluate import TASKS
from whomet.evaluate import __main__ as evaluate
from whomet.workspace import Workspace

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def _generator():
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GENERATOR.STRETCHES)
def test_what_is_written_by_the_code_is_current(name):
    assert page(name) == GENERATOR.renewed(name), "run `make docs`"


@pytest.mark.parametrize(("group", "name"), [(cli.main, "commands.md"), (evaluate.main, "measuring.md")])
def test_every_command_and_option_is_told(group, name):
    text = page(name)
    for called, command in GENERATOR.each_command(group):
        told = re.search(rf"^### `[^`\n]*(?<![\w-]){called}(?![\w-])(.*?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL)
        assert told, called
        assert command.help, called
        for parameter in command.params:
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                assert f"`{option}`" in told[1], f"{called} {option}"
                assert parameter.help, f"{called} {option} does not say what it does"


def test_every_exit_status_is_told():
    text = page("commands.md")
    for status in (cli.DONE, cli.WITH_PROBLEMS, cli.WRONG_CALL, cli.NOTHING, cli.STOPPED):
        assert f"\n| {status} | " in text


@pytest.mark.parametrize("task", TASKS)
def test_every_task_is_told(task):
    assert f"| `{task}` |" in page("measuring.md")


@pytest.mark.parametrize("code", [*languages.codes(), "und"])
def test_every_pack_is_told(code):
    assert f"\n| `{code}` | " in page("languages.md")


@pytest.mark.parametrize("table", languages.TABLES)
def test_every_table_has_its_paragraph(table):
    assert f"\n**{table}** " in page("languages.md")


def _properties(node):
    """Names of all fields anywhere in a schema."""
    if isinstance(node, dict):
        yield from node.get("properties", {})
        for value in node.values():
            yield from _properties(value)
    elif isinstance(node, list):
        for value in node:
            yield from _properties(value)


def _enumerated(node):
    if isinstance(node, dict):
        yield from node.get("enum", ())
        for value in node.values():
            yield from _enumerated(value)
    elif isinstance(node, list):
        for value in node:
            yield from _enumerated(value)


def test_every_field_and_value_of_the_account_is_told():
    text = page("account.md").split("## A small one")[0]
    headings = set(re.findall(r"\w+", " ".join(re.findall(r"^## (.+)$", text, re.MULTILINE))))
    told = headings | set(re.findall(r"`([^`\n]+)`", text))
    assert set(_properties(schema())) <= told
    assert {value for value in _enumerated(schema()) if value is not None} <= told


def test_the_small_account_follows_the_schema_and_cites_its_text():
    account = json.loads(re.search(r"```json\n(.+?)```", page("account.md"), re.DOTALL)[1])
    jsonschema.validate(account, schema(), cls=jsonschema.Draft202012Validator)
    text = account["documents"][0]["text"]
    for proof in account["meetings"][0]["evidence"]:
        assert text[proof["start"] : proof["end"]] == proof["text"]
    assert account["documents"][0]["blocks"][-1]["end"] == len(text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name} -> {target}"


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")], ids=lambda p: p.name
)
def test_files_and_targets_that_pages_name_exist(path):
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets
    for name in re.findall(r"`((?:src|tests|docs|examples|training)/[\w./-]*)`", text):
        assert "NAME" in name or (ROOT / name).exists(), name


_BLOCK = re.compile(r"(?:<!-- not run: (?P<why>.+?) -->\n+)?```python\n(?P<code>.+?)```", re.DOTALL)
_SPOKEN_OF = """Graz, 4 May 2031 - Ada Brook met Ben Cole in Graz on Sunday to talk about ferries.
"The pier will open in the spring," Ada Brook said.
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder as the examples want it: the repository's own examples, and a workspace over two small articles."""
    monkeypatch.setattr(pipeline, "default_models", fake_models)
    work._models.cache_clear()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "articles").mkdir()
    for number, name in enumerate(("Brook", "Brooke")):
        (tmp_path / "articles" / f"{number}.txt").write_text(_SPOKEN_OF.replace("Brook", name), encoding="utf-8")
    with Workspace.open("whomet.db", models=fake_models()) as workspace:
        workspace.add("articles")
    yield tmp_path
    work._models.cache_clear()


@pytest.mark.parametrize("path", [path for path in PAGES if "```python" in path.read_text(encoding="utf-8")], ids=str)
def test_examples_in_python_run(path, desk):
    """Block after block of a page, in one session; what needs a server or a model is only compiled, and says so."""
    session = {}
    for block in _BLOCK.finditer(path.read_text(encoding="utf-8")):
        code = compile(block["code"], f"{path.name}: {block['code'].splitlines()[0]}", "exec")
        if block["why"] is None:
            exec(code, session)


def test_notice_names_every_dependency():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for needed in project["dependencies"]:
        name = re.match(r"[\w-]+", needed)[0].lower()
        assert name in notice, f"NOTICE does not name {name}"
