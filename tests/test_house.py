"""The rules of the house that a reader of one room cannot see broken."""

import ast
import re
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest

from whomet.languages import TABLES, codes, pack

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "whomet"
STAGES = ("reading", "cleaning", "mentions", "events", "sources", "stories", "linking", "accounts")
PACKS = (*codes(), "und")
HOOKS = ("split_sentences", "tokens", "strip_particles", "short_forms")
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "__pycache__" not in path.parts)
STAGE_MODULES = [path for path in MODULES if path.relative_to(SOURCE).parts[0] in STAGES]


def _name(path):
    return path.relative_to(SOURCE).as_posix()


# --- packs -----------------------------------------------------------------------------------------------


def test_there_are_packs():
    assert {"de", "en", "ko"} <= set(PACKS)


@pytest.mark.parametrize("code", PACKS)
def test_a_pack_has_all_tables_and_nothing_else(code):
    folder = SOURCE / "languages" / code
    tables = {path.stem for path in folder.glob("*.toml")}
    assert tables == set(TABLES)
    assert {path.name for path in folder.glob("*.py")} == {"__init__.py", "hooks.py"}
    for table in TABLES:
        own = tomllib.loads((folder / f"{table}.toml").read_text(encoding="utf-8"))
        whole = own or pack("und").table(table)
        assert set(pack(code).table(table)) == set(whole)
        # The words of a table with declensions are written out when it is read.
        assert "declensions" in own or pack(code).table(table) == whole


@pytest.mark.parametrize("code", PACKS)
@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_what_it_holds(code, table):
    lines = (SOURCE / "languages" / code / f"{table}.toml").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 5 or lines[0].startswith("# "), f"{code}/{table}.toml begins without a comment"


@pytest.mark.parametrize("code", PACKS)
def test_a_pack_has_all_hooks(code):
    hooks = pack(code).hooks
    text = "Ada Brook met Ben Cole in Graz. They talked."
    assert all(callable(getattr(hooks, name, None)) for name in HOOKS)
    for start, end in hooks.split_sentences(text):
        assert text[start:end].strip() == text[start:end] != ""
    tokens = hooks.tokens(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert isinstance(hooks.strip_particles("Brook"), str)
    assert all(isinstance(form, str) for form in hooks.short_forms("Ada Brook"))


def test_regions_and_unknown_languages_find_a_pack():
    assert pack("de-AT").code == "de"
    assert pack("tlh").code == "und"
    assert pack(None).code == "und"


# --- stages ----------------------------------------------------------------------------------------------


def test_no_stage_imports_another():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def _docstrings(tree):
    """String nodes that are documentation: they stand as a statement of their own."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


#: Words that no English text in code has a use for, for languages written in ASCII letters.
_FUNCTION_WORDS = re.compile(r"\b(?:und|der|das|mit|von|vom|uhr|et|avec|chez|las|los|saat|ore)\b", re.IGNORECASE)
#: Sets and ranges of signs speak of a script, not of a language.
_SETS = re.compile(r"\[[^\]]*\]|[^\\]-[^\\]")
_MIDDLE_DOT = "\u318d"
#: Statistics of letters that tell charsets apart.
_LETTERS_ONLY = {"reading/charset.py"}


def _is_word(run):
    """Whether a run of letters is a word: in scripts without capitals already one sign can be."""
    foreign = [char for char in run if ord(char) > 0xFF or (char.isalpha() and not char.isascii() and len(run) > 1)]
    return bool(foreign) and (len(run) > 1 or any(unicodedata.category(char) == "Lo" for char in foreign))


def _ends_of_scripts(tree):
    """Nodes that something is compared to in order: "first sign" <= sign <= "last sign"."""
    compared = (node for node in ast.walk(tree) if isinstance(node, ast.Compare))
    ordered = (node for node in compared if any(isinstance(op, ast.LtE | ast.Lt | ast.GtE | ast.Gt) for op in node.ops))
    return {id(side) for node in ordered for side in (node.left, *node.comparators)}


def _foreign_words(path):
    """String literals that hold a word of a language."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed_over = _docstrings(tree) | _ends_of_scripts(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed_over:
            continue
        text = _SETS.sub(" ", node.value.replace(_MIDDLE_DOT, " "))
        spelt = any(_is_word(run) for run in re.findall(r"[^\W\d_]+", text))
        is_code = len(node.value) <= 3
        if spelt or (not is_code and _FUNCTION_WORDS.search(node.value)):
            yield node.lineno, node.value


@pytest.mark.parametrize("path", [path for path in STAGE_MODULES if _name(path) not in _LETTERS_ONLY], ids=_name)
def test_no_stage_holds_a_word_of_a_language(path):
    """What a word means in some language stands in that language's pack."""
    assert not list(_foreign_words(path))


# --- everything ------------------------------------------------------------------------------------------


def _public(tree):
    """Public functions, classes and methods of a module; the function itself speaks for its overloads."""
    for node in tree.body:
        if any(getattr(mark, "id", "") == "overload" for mark in getattr(node, "decorator_list", ())):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_everything_public_is_documented(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    empty = path.name == "__init__.py" and not tree.body
    assert empty or ast.get_docstring(tree), f"{_name(path)} has no docstring"
    missing = [node.name for node in _public(tree) if not ast.get_docstring(node)]
    assert not missing


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_can_be_read_through(path):
    """Eight hundred lines are more than one question."""
    assert len(path.read_text(encoding="utf-8").splitlines()) < 800


def test_every_room_has_its_tests():
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    folders = (path for path in (ROOT / "tests").iterdir() if any(path.glob("**/test_*.py")))
    tested = {folder.name.removesuffix("_room") for folder in folders}
    assert rooms - {"languages"} <= tested
