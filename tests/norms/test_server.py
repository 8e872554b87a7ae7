"""Fetching law texts from a server that redirects, forgets, breaks, hangs and lies."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from urllib3.response import HTTPResponse

from builder.law.unreadable import Unreadable
from builder.model.norms import Law
from builder.norms import archive
from builder.norms.server import Again, Answer, Fetched, Patience, from_server
from tests.norms.server import Server, contents, drip, file, hang, redirect, serving, status, trickle, zipped

QUICK = Patience(connect=2, read=0.5, file=1, pause=0, tries=1)
XML = (
    '<dokumente builddate="20260819120000" doknr="BJNR1"><norm><metadaten><jurabk>ProbeG</jurabk>'
    "<langue>Probegesetz</langue></metadaten></norm><norm><metadaten><enbez>§ 1</enbez><titel>Zweck</titel></metadaten>"
    "<textdaten><text><Content><P>(1) Es gilt.</P></Content></text></textdaten></norm></dokumente>"
).encode()
LAW = Law.model_validate({"kurz": "ProbeG", "titel": "Probegesetz", "slug": "probeg"})
OTHER = Law.model_validate({"kurz": "AndereG", "titel": "Anderes Gesetz", "slug": "andereg"})


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.answers["gii-toc.xml"] = contents("probeg", "andereg")
        running.answers["probeg/xml.zip"] = file(zipped(XML), tag='"1"')
        yield running


def fetch(server: Server, known: dict[str, Answer] | None = None, *laws: Law) -> Fetched:
    return from_server(laws or (LAW,), known or {}, server.address, QUICK)


def problem(server: Server) -> str:
    fetched = fetch(server)
    assert fetched.delivery.texts == ()
    (only,) = fetched.delivery.problems
    assert only.hint
    return only.problem


def test_a_law_is_fetched(server: Server) -> None:
    fetched = fetch(server)
    assert fetched.delivery.problems == ()
    text = fetched.delivery.text("ProbeG")
    assert text is not None
    assert [norm.name for norm in text.norms] == ["§ 1"]
    assert "IntegriF" in server.headers["probeg/xml.zip"]["User-Agent"]


def test_what_did_not_change_is_not_sent_again(server: Server) -> None:
    first = fetch(server)
    second = fetch(server, dict(first.answers))
    assert server.headers["probeg/xml.zip"]["If-None-Match"] == '"1"'
    assert second.delivery == first.delivery
    assert second.answers["probeg/xml.zip"] == first.answers["probeg/xml.zip"]


def test_a_redirect_is_followed(server: Server) -> None:
    server.answers["probeg/xml.zip"] = redirect(f"{server.address}/neu/xml.zip")
    server.answers["neu/xml.zip"] = file(zipped(XML))
    assert fetch(server).delivery.text("ProbeG") is not None


def test_redirects_without_end_are_given_up(server: Server) -> None:
    server.answers["probeg/xml.zip"] = redirect(f"{server.address}/probeg/xml.zip")
    assert "leitet im Kreis weiter" in problem(server)


def test_a_broken_server_is_asked_again(server: Server) -> None:
    server.answers["probeg/xml.zip"] = status(500, then=file(zipped(XML)))
    assert fetch(server).delivery.text("ProbeG") is not None
    assert server.asked["probeg/xml.zip"] == 2


def test_a_server_that_stays_broken_is_said(server: Server) -> None:
    server.answers["probeg/xml.zip"] = status(500)
    assert "500" in problem(server)
    assert server.asked["probeg/xml.zip"] == 2


def test_the_other_laws_are_still_read(server: Server) -> None:
    server.answers["andereg/xml.zip"] = status(404)
    fetched = fetch(server, None, OTHER, LAW)
    assert [short for short, _ in fetched.delivery.texts] == ["ProbeG"]
    assert [each.source for each in fetched.delivery.problems] == ["AndereG (andereg/xml.zip)"]


def test_a_server_that_hangs_is_not_asked_for_the_next(server: Server) -> None:
    stop = threading.Event()
    server.answers["andereg/xml.zip"] = hang(stop)
    fetched = fetch(server, None, OTHER, LAW)
    stop.set()
    assert [each.problem for each in fetched.delivery.problems] == ["Der Server antwortet nicht."]
    assert server.asked["probeg/xml.zip"] == 0


def test_a_file_that_never_ends_is_given_up(server: Server) -> None:
    stop = threading.Event()
    server.answers["probeg/xml.zip"] = drip(stop)
    assert "hört nicht auf" in problem(server)
    stop.set()


def test_a_page_instead_of_a_file_is_said(server: Server) -> None:
    server.answers["probeg/xml.zip"] = file(b"<!DOCTYPE html><html><body>Wartungsarbeiten</body></html>")
    assert "Webseite" in problem(server)


def test_a_list_that_is_none_is_said(server: Server) -> None:
    server.answers["gii-toc.xml"] = file(b"<items><item>")
    assert "Liste der Gesetze" in problem(server)


def test_nobody_there_is_said() -> None:
    fetched = from_server((LAW,), {}, "http://127.0.0.1:9", QUICK)
    assert "nicht zu erreichen" in fetched.delivery.problems[0].problem


def test_a_slug_that_is_not_in_the_list_is_not_asked_for(server: Server) -> None:
    server.answers["gii-toc.xml"] = contents("andereg")
    assert "„probeg“ steht nicht in der Liste" in problem(server)
    assert server.asked["probeg/xml.zip"] == 0


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped(XML)[:60], "kein vollständiges Zip"),
        (b"", "kein vollständiges Zip"),
        (zipped(XML, "liesmich.txt"), "0 XML-Dateien"),
        (zipped(XML[:-30]), "kein vollständiges XML"),
    ],
    ids=["truncated", "empty", "without XML", "truncated XML"],
)
def test_a_zip_that_is_none_is_said(server: Server, data: bytes, says: str) -> None:
    server.answers["probeg/xml.zip"] = file(data)
    assert says in problem(server)


def test_a_zip_that_unpacks_without_end_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_TEXT", 1000)
    server.answers["probeg/xml.zip"] = file(zipped(b" " * 2000))
    assert "unmöglich groß" in problem(server)


def test_a_text_of_another_law_does_not_fit(server: Server) -> None:
    server.answers["andereg/xml.zip"] = file(zipped(XML))
    fetched = fetch(server, None, OTHER)
    (only,) = fetched.delivery.problems
    assert "„AndereG“ passt nicht zum Text" in only.problem
    assert "ProbeG" in only.problem


def test_a_trickle_is_given_up(server: Server) -> None:
    stop = threading.Event()
    server.answers["probeg/xml.zip"] = trickle(stop)
    assert "hört nicht auf" in problem(server)
    stop.set()


@pytest.mark.parametrize("target", ["http://[bad", "http://.example.com/", f"http://{'a' * 70}.de/"])
def test_a_redirect_to_nowhere_is_said(server: Server, target: str) -> None:
    server.answers["probeg/xml.zip"] = redirect(target)
    assert problem(server)


def test_one_law_that_fails_does_not_stop_the_others(server: Server) -> None:
    server.answers["andereg/xml.zip"] = redirect(f"{server.address}/andereg/xml.zip")
    fetched = fetch(server, None, OTHER, LAW)
    assert [source.source for source in fetched.delivery.problems] == ["AndereG (andereg/xml.zip)"]
    assert fetched.delivery.text("ProbeG") is not None


def test_a_list_that_cannot_be_read_is_not_kept(server: Server) -> None:
    server.answers["gii-toc.xml"] = file(b"<items><item>", tag='"kaputt"')
    assert "Liste der Gesetze" in fetch(server).delivery.problems[0].problem
    assert fetch(server).answers == {}


def test_links_of_the_list_are_read_one_by_one(server: Server) -> None:
    listed = "<items><item><link>http://[bad/xml.zip</link></item><item><link>http://x.de/<!-- neu -->probeg/xml.zip</link></item></items>"
    server.answers["gii-toc.xml"] = file(listed.encode())
    assert fetch(server).delivery.text("ProbeG") is not None


@pytest.mark.parametrize(("asked", "waited"), [("3600", 60), ("2", 2), (None, None)])
def test_a_server_may_ask_for_a_while_but_not_for_hours(asked: str | None, waited: int | None) -> None:
    headers = {"Retry-After": asked} if asked else {}
    assert Again(3).get_retry_after(HTTPResponse(headers=headers)) == waited


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[1:], lambda data: data[:-10], lambda data: b"PK" + data[30:]],
    ids=["Anfang", "Ende", "Kopf"],
)
def test_a_damaged_zip_is_said(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Unreadable, match="kein vollständiges Zip"):
        archive.xml_in_zip(damage(zipped(XML)))
