"""Who gets in, and what is refused."""

import re

import pytest

from tests.web.building import Kept
from tests.web.conftest import client_of
from whomet.web import create_app
from whomet.web.security import HEADERS, Door, is_loopback

TOKEN = "a-token-of-some-length"
ELSEWHERE = "http://192.0.2.7:8427"


def shared(account):
    client = client_of(Kept(account), host="0.0.0.0", token=TOKEN)
    client.base_url = ELSEWHERE
    return client


def csrf(client, address="/help"):
    return re.search(r'<meta name="csrf" content="(\w+)">', client.get(address).text)[1]


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/style.css", "/api/account", "/login", "/export/json"])
def test_every_answer_has_the_headers(client, address):
    answer = client.get(address)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert not any(name.startswith("access-control") for name in answer.headers)
    assert ("no-store" in answer.headers.get("cache-control", "")) != address.startswith("/static/")


def test_the_policy_lets_nothing_in():
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8427", "127.0.0.1.evil.example", "localhost@evil.example", "[", ""]
)
@pytest.mark.parametrize("address", ["/", "/api/account", "/static/style.css", "/nowhere"])
def test_another_name_of_this_computer_is_refused(client, host, address):
    answer = client.get(address, headers={"host": host})
    assert answer.status_code == 421
    assert "Ada Brook" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "[::1]:8427", "LOCALHOST:8427"])
def test_this_computer_is_let_in_by_its_names(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


def test_the_host_that_was_asked_for_is_let_in(account):
    client = client_of(Kept(account), host="127.0.0.5")
    assert client.get("/", headers={"host": "127.0.0.5:8427"}).status_code == 200


def test_nobody_is_let_in_from_elsewhere_without_a_token(account):
    with pytest.raises(ValueError, match="token"):
        create_app(Kept(account), host="0.0.0.0")


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.0.2.1", False),
        ("news.example", False),
    ],
)
def test_which_hosts_are_this_computer(host, told):
    assert is_loopback(host) is told


# --- forms ---------------------------------------------------------------------------------------------


def writing_routes(app):
    found = []
    for route in app.routes:
        for inner in (
            getattr(route, "routes", None)
            or getattr(getattr(route, "original_router", None), "routes", None)
            or [route]
        ):
            found += [inner.path for method in getattr(inner, "methods", None) or () if method not in {"GET", "HEAD"}]
    return found


def test_whatever_writes_wants_what_only_our_pages_know(client):
    spec = client.get("/api/openapi.json").json()
    writing = {path for path, ways in spec["paths"].items() if set(ways) - {"get"}} | {"/decide", "/me", "/login"}
    assert writing == {"/api/decisions", "/decide", "/me", "/login"}
    for address in writing:
        for data in ({}, {"csrf": "x" * 64, "kind": "accept", "id": "a"}):
            answer = client.post(address, data=data)
            assert answer.status_code == 403, address
        answer = client.post(address, json={"csrf": csrf(client)})
        assert answer.status_code == 403, address


def test_what_was_handed_out_to_another_session_is_refused(account):
    first, second = client_of(Kept(account)), client_of(Kept(account))
    second.app.state.door = first.app.state.door
    assert first.post("/me", data={"csrf": csrf(first), "who": "Nora"}).status_code == 303
    assert first.post("/me", data={"csrf": csrf(second), "who": "Nora"}).status_code == 403
    assert first.post("/me", headers={"x-csrf-token": csrf(first)}, data={"who": "Nora"}).status_code == 303


def test_the_cookie_of_the_session_stays_here(account):
    told = client_of(Kept(account)).get("/").headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=Strict" in told


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_what_comes_from_another_site_is_refused(account, headers):
    client = client_of(Kept(account))
    answer = client.post("/me", data={"csrf": csrf(client)}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


# browsers say "null" of pages that tell nobody where their readers come from
@pytest.mark.parametrize("origin", ["http://127.0.0.1:8427", "null"])
def test_what_comes_from_this_page_is_let_in(account, origin):
    client = client_of(Kept(account))
    headers = {"origin": origin, "sec-fetch-site": "same-origin"}
    assert client.post("/me", data={"who": "Nora"}, headers=headers).status_code == 403
    assert client.post("/me", data={"csrf": csrf(client), "who": "노라 <b>"}, headers=headers).status_code == 303
    assert 'value="노라 &lt;b&gt;"' in client.get("/review").text


# --- the token -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/api/account",
        "/article/pier.txt",
        "/nowhere",
        "/api/nowhere",
        "/?done=decision:1",
        "/loginx",
        "/static/../nowhere",
    ],
)
def test_nothing_is_shown_without_the_token(account, address):
    answer = shared(account).get(address)
    assert answer.status_code == 401
    assert "Ada Brook" not in answer.text


def test_the_token_is_exchanged_once_and_leaves_the_address(account):
    client = shared(account)
    answer = client.get(f"/article/sp%20elt.txt?mark=1-2&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/article/sp%20elt.txt?mark=1-2"
    told = answer.headers["set-cookie"]
    assert TOKEN not in told
    assert "HttpOnly" in told
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("address", ["//evil.example/%2f", "/\\evil.example"])
def test_the_exchange_leads_nowhere_else(account, address):
    answer = shared(account).get(f"http://192.0.2.7:8427{address}?token={TOKEN}")
    assert not re.match(r"(https?:)?[/\\]{2}", answer.headers["location"])


def test_another_token_is_refused(account):
    client = shared(account)
    assert client.get("/?token=wrong").status_code == 403
    assert client.get("/").status_code == 401
    assert client.get("/api/account", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_programs_show_the_token(account):
    client = shared(account)
    assert client.get("/api/account", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.get("/api/account").status_code == 401


def test_the_token_can_be_given_in_a_form(account):
    client = shared(account)
    page = client.get("/login")
    assert page.status_code == 200
    given = re.search(r'name="csrf" value="(\w+)"', page.text)[1]
    assert client.post("/login", data={"csrf": given, "token": "wrong"}).status_code == 403
    assert client.get("/").status_code == 401
    answer = client.post("/login", data={"csrf": given, "token": TOKEN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.get("/").status_code == 200
    assert client.get("/login").status_code == 303


def test_the_page_of_the_token_has_what_it_needs_to_look_like_one(account):
    client = shared(account)
    assert client.get("/static/style.css").status_code == 200


def test_a_cookie_of_another_server_is_worth_nothing(account):
    first, second = shared(account), shared(account)
    first.get(f"/?token={TOKEN}")
    second.cookies = first.cookies
    assert second.get("/").status_code == 401


def test_two_workspaces_on_one_host_keep_their_cookies_apart():
    assert Door.of("a.db").cookie("token") != Door.of("b.db").cookie("token")
