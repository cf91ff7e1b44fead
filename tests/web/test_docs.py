"""`docs/web.md` tells every page, key and endpoint."""

import re
from pathlib import Path

from tests.web.screenshots import FOLDER
from whomet.web.pages.review import KEYS
from whomet.web.rendering import NAVIGATION
from whomet.web.words import table

PAGE = (Path(__file__).parents[2] / "docs" / "web.md").read_text(encoding="utf-8")


def test_every_endpoint_is_told_and_no_other(client):
    spec = client.get("/api/openapi.json").json()
    there = {f"{way.upper()} {path}" for path, ways in spec["paths"].items() for way in ways}
    assert set(re.findall(r"^\| `((?:GET|POST) /api[^`]*)` \|", PAGE, re.MULTILINE)) == there


def test_every_parameter_is_told(client):
    spec = client.get("/api/openapi.json").json()
    for path, ways in spec["paths"].items():
        for way, one in ways.items():
            row = re.search(rf"^\| `{way.upper()} {re.escape(path)}` \|.*$", PAGE, re.MULTILINE)[0]
            for each in one.get("parameters", ()):
                told = each["in"] == "path" or each["name"] in {"offset", "limit", "lang"}
                assert told or f"`{each['name']}`" in row or "filters as of meetings" in row, (path, each["name"])


def test_every_page_is_told():
    for key, _ in NAVIGATION:
        name = table("en")["nav"][key]
        assert f"| {name} |" in PAGE or key in {"meetings", "people"}, name


def test_every_key_is_told():
    for key in [*KEYS.values(), "j", "k", "o", "/", "?"]:
        assert re.search(rf"^\| [^|]*`{re.escape(key)}`", PAGE, re.MULTILINE), key


def test_every_picture_is_there():
    shown = set(re.findall(r"\(screenshots/([a-z-]+)\.png\)", PAGE))
    assert shown
    assert shown <= {path.stem for path in FOLDER.glob("*.png")}
