"""Law texts from gesetze-im-internet.de: polite, patient for a while, and never more than asked for."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from lxml import etree
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from builder.law.unreadable import Unreadable
from builder.law.wording import LawText
from builder.model.norms import Law
from builder.norms.archive import LARGEST_TEXT
from builder.norms.delivery import Delivery, Problem, belongs, misfit, text_from

ADDRESS = "https://www.gesetze-im-internet.de"
CONTENTS = "gii-toc.xml"
"""The list of all laws the server has."""
_AGENT = "IntegriF-Lernpaket (Normenregister; fragt woechentlich)"
_REDIRECTS, _CHUNK, _LONGEST_WAIT = 5, 65536, 60
_LINK = re.compile(r"https?://[^/\s]+/(?P<slug>[^/\s]+)/xml\.zip\s*$")
_LATER = "Versuchen Sie es später noch einmal. Am Register wurde nichts geändert."


@dataclass(frozen=True, slots=True)
class Answer:
    """A file as it was delivered, with what the server wants to hear when it is asked for it again."""

    data: bytes
    tag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: until there is a connection, between two pieces, for one file, between two files. ``tries``: again."""

    connect: float = 10
    read: float = 30
    file: float = 120
    pause: float = 1
    tries: int = 3


class _Unreachable(Unreadable):
    """The server does not answer at all: asking for the next file would only take as long again."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server gave: texts and problems, and every file, new or known, by its name."""

    delivery: Delivery
    answers: Mapping[str, Answer]


_PATIENT = Patience()


def from_server(
    laws: Sequence[Law], known: Mapping[str, Answer], address: str = ADDRESS, patience: Patience = _PATIENT
) -> Fetched:
    """The texts of these laws; ``known``: answers of an earlier time, asked for only if changed.

    Nothing raises: what fails is a problem of its law. A server that does not answer is asked no more.
    """
    answers: dict[str, Answer] = {}
    texts: list[tuple[str, LawText]] = []
    problems: list[Problem] = []
    with _session(patience) as session:
        visitor = _Visitor(session, address.rstrip("/"), known, patience)
        try:
            contents = visitor.get(CONTENTS)
            slugs = _slugs(contents.data)
            answers[CONTENTS] = contents  # a list that cannot be read is not kept
            for law in laws:
                name = f"{law.slug}/xml.zip"
                time.sleep(patience.pause)
                try:
                    answers[name], text = _law(law, name, slugs, visitor)
                except _Unreachable:
                    raise
                except Unreadable as why:
                    problems.append(Problem(f"{law.short} ({name})", why.problem, why.hint))
                    continue
                if belongs(law, text):
                    texts.append((law.short, text))
                else:
                    problems.append(misfit(law, text, name))
        except Unreadable as why:
            problems.append(Problem(address, why.problem, why.hint))
    return Fetched(Delivery(tuple(texts), tuple(problems)), answers)


def _law(law: Law, name: str, slugs: frozenset[str], visitor: _Visitor) -> tuple[Answer, LawText]:
    if law.slug not in slugs:
        problem = f"„{law.slug or '(leer)'}“ steht nicht in der Liste der Gesetze."
        hint = "Berichtigen Sie slug in curriculum/normen.yml: Es ist der Ordner in der Adresse des Gesetzes."
        raise Unreadable(problem, hint)
    answer = visitor.get(name)
    return answer, text_from(answer.data, name)


def _session(patience: Patience) -> requests.Session:
    """Tries again after a while when the server is busy or broken; follows a few redirects."""
    session = requests.Session()
    session.headers["User-Agent"] = _AGENT
    session.max_redirects = _REDIRECTS
    busy = (429, 500, 502, 503, 504)
    again = Again(patience.tries, read=False, backoff_factor=0.5, status_forcelist=busy, raise_on_status=False)
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=again))
    return session


class Again(Retry):
    """Waits as long as the server asks, but not for hours."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Seconds to wait, at most _LONGEST_WAIT."""
        asked = super().get_retry_after(response)
        return None if asked is None else min(asked, _LONGEST_WAIT)


class _Visitor:
    """Asks one server for its files."""

    def __init__(
        self, session: requests.Session, address: str, known: Mapping[str, Answer], patience: Patience
    ) -> None:
        self._session, self._address, self._known, self._patience = session, address, known, patience

    def get(self, name: str) -> Answer:
        """A file; what is known where the server says that it did not change. Raises Unreadable."""
        known = self._known.get(name)
        try:
            with self._ask(name, known) as response:
                if response.status_code == requests.codes.not_modified and known:
                    return known
                if response.status_code != requests.codes.ok:
                    raise Unreadable(f"Der Server antwortet mit {response.status_code} ({response.reason}).", _LATER)
                data = _whole(response, self._patience.file)
                return Answer(data, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
        except (requests.Timeout, ReadTimeoutError):
            raise _Unreachable("Der Server antwortet nicht.", _LATER) from None
        except requests.ConnectionError:
            raise _Unreachable("Der Server ist nicht zu erreichen.", _LATER) from None
        except requests.TooManyRedirects:
            raise Unreadable("Der Server leitet im Kreis weiter.", _LATER) from None
        except (requests.RequestException, HTTPError, ValueError) as error:
            raise Unreadable(f"Die Übertragung ist gescheitert ({type(error).__name__}).", _LATER) from None

    def _ask(self, name: str, known: Answer | None) -> requests.Response:
        headers = {"If-None-Match": known.tag, "If-Modified-Since": known.modified} if known else {}
        asked = {key: value for key, value in headers.items() if value}
        limits = (self._patience.connect, self._patience.read)
        return self._session.get(f"{self._address}/{name}", headers=asked, timeout=limits, stream=True)


def _whole(response: requests.Response, seconds: float) -> bytes:
    """All of a file; not one that never ends, in bytes or in time, and no page that only says something went wrong."""
    end, data = time.monotonic() + seconds, bytearray()
    if urlsplit(response.url).scheme not in ("http", "https"):
        raise Unreadable("Der Server leitet an eine Adresse weiter, die keine Webadresse ist.", _LATER)
    while chunk := response.raw.read1(_CHUNK, decode_content=True):  # what is there, without waiting for more
        data += chunk
        if len(data) > LARGEST_TEXT or time.monotonic() > end:
            raise Unreadable("Die Datei des Servers hört nicht auf.", _LATER)
    if data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise Unreadable("Der Server liefert eine Webseite statt der Datei.", _LATER)
    return bytes(data)


def _slugs(contents: bytes) -> frozenset[str]:
    """The slugs in the server's list of laws: ``http://…/asylvfg_1992/xml.zip``. Raises Unreadable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(contents, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"Die Liste der Gesetze ist kein vollständiges XML (Zeile {error.lineno}).", _LATER) from None
    links = (_LINK.search("".join(map(str, link.itertext()))) for link in root.iter("link"))
    slugs = frozenset(link["slug"] for link in links if link)
    if not slugs:
        raise Unreadable("In der Liste der Gesetze steht keines.", _LATER)
    return slugs
