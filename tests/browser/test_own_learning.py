"""What a learner keeps on the own device: notes, the proof, „Mein Lernen“; nothing before they want it, nothing elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.answering import answer, data_of
from tests.browser.pages import AXE, Site, barriers, opened, too_wide

pytestmark = pytest.mark.browser
OWN = "mein-lernen.html"
REMEMBER = "Fortschritt auf diesem Gerät merken"
STORED = "() => Object.fromEntries(Object.entries(localStorage))"
MODULES = ".own-module"


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    made = learner(chrome)
    yield made
    made.context.close()


def learner(chrome: Browser, width: int = 1280, **options: Any) -> Page:
    """A page of a device of its own, on a known day; a fault of a script fails the test."""
    made = opened(chrome, width, timezone_id="Europe/Berlin", **options)
    made.clock.set_fixed_time("2026-11-26T10:00:00+01:00")
    made.add_init_script("window.faults = []; addEventListener('error', (event) => faults.push(event.message));")
    return made


def stored(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(STORED)
    return found


def kept(page: Page, key: str) -> None:
    """Wait until something is kept under a key; progress is saved a moment later."""
    page.wait_for_function("key => localStorage.getItem(key)", arg=key)


def finish(page: Page) -> None:
    """Answer all that counts, and look at every step."""
    for form in page.locator(".question").all():
        if data_of(form)["scored"]:
            answer(form)
    for step in page.locator(".step").all():
        step.scroll_into_view_if_needed()
        expect(page.locator(f'.step-list li:has(a[href="#{step.get_attribute("id")}"]) .step-state')).not_to_be_empty()


def note(page: Page, step: str, text: str) -> None:
    fold = page.locator(f"#{step} .step-note")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    fold.locator("textarea").fill(text)


def overview(page: Page) -> list[str]:
    """What the page says of each module, line by line."""
    return [re.sub(r"\s*\n+\s*", " | ", text) for text in page.locator(MODULES).all_inner_texts()]


def test_nothing_is_kept_unasked_and_nothing_stays_when_all_is_deleted(page: Page, two_modules: Site) -> None:
    module = two_modules.url("MODULE")
    page.goto(two_modules.url(OWN))
    assert page.locator(".own-status").inner_text().startswith("Noch nichts gemerkt.")
    page.goto(module)
    page.locator("#schritt_eins .step-note summary").click()
    finish(page)
    page.locator(".proof summary").click()
    page.get_by_label("Vorname und Name").fill("Rima")
    page.clock.run_for(3000)
    page.goto(two_modules.url("aenderungen.html#seit?tag=2026-05-01&modul=x1"))
    page.goto(two_modules.url(OWN))
    assert stored(page) == {}
    page.goto(module)
    page.get_by_role("button", name="Schritt für Schritt zeigen").click()
    page.get_by_role("button", name="Alle Schritte auf einer Seite zeigen").click()
    page.get_by_role("button", name=REMEMBER).click()
    note(page, "schritt_eins", "Merken")
    answer(page.locator("#f_eins"))
    page.locator("#f_eins").get_by_role("button", name="Später wiederholen").click()
    page.goto(two_modules.url(OWN))
    assert {key.split(".", 1)[1] for key in stored(page)} == {
        "ansicht", "x1.state", "x1.stand", "x1.notizen", "wiederholen",
    }  # fmt: skip
    page.get_by_role("button", name="Löschen, was zu X1 Wer hilft wem?").click()
    page.keyboard.press("Escape")
    assert page.locator(MODULES).count() == 1, "asked before it is done, and no is an answer"
    page.get_by_role("button", name="Alles löschen").click()
    page.locator("dialog").get_by_role("button", name="Alles löschen").click()
    expect(page.get_by_text("Alles ist gelöscht.")).to_be_focused()
    assert set(stored(page)) == {"integrif.ansicht"}
    assert page.evaluate("faults") == []


def test_the_overview_leads_on_travels_in_a_file_and_loses_one_module_alone(
    chrome: Browser, page: Page, two_modules: Site, tmp_path: Path
) -> None:
    first, second = (two_modules.url(f"module/{name}.html") for name in ("x1-wer-hilft-wem", "x2-ueber-groesse-faelle"))
    page.goto(first)
    page.get_by_role("button", name=REMEMBER).click()
    finish(page)
    kept(page, "integrif.x1.stand")
    page.locator("#f_eins").get_by_role("button", name="Später wiederholen").click()
    page.goto(f"{second}#schritt_zwei")
    page.get_by_role("button", name=REMEMBER).click()
    for question in ("#f_eins", "#f_zwei"):
        answer(page.locator(question), right=False)
    note(page, "schritt_drei", "Frage an die Beratung:\n  wer zahlt?")
    page.locator("#schritt_zwei").scroll_into_view_if_needed()
    page.goto(two_modules.url(OWN))
    told = overview(page)
    assert "Abgeschlossen am 26.11.2026 mit 100\u00a0% der Punkte." in told[0]
    for words in ("3 von 3 Schritten geöffnet", "2 von 2 Fragen beantwortet", "Version 0.1.0", "0 von 1 Fragen fällig"):
        assert words in told[0]
    assert "Weiter bei Schritt" not in told[0]
    assert "Noch nicht abgeschlossen. Bestes Ergebnis: 0\u00a0% der Punkte." in told[1]
    assert page.locator(MODULES).nth(1).get_by_role("link", name="Selbstlernnachweis").count() == 0
    since = page.get_by_role("link", name="Was hat sich seit dem 26.11.2026 geändert?").first
    assert since.get_attribute("href") == "aenderungen.html#seit?tag=2026-11-26&modul=x1"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Alles als Datei sichern").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)

    other = learner(chrome, 360)
    other.goto((two_modules.folder / OWN).as_uri())
    other.locator("input[type=file]").set_input_files(file)
    expect(other.get_by_text("Übernommen.")).to_be_focused()
    assert overview(other) == told
    assert stored(other) == stored(page)
    resume = other.get_by_role("link", name="Weiter bei Schritt")
    step = (resume.get_attribute("href") or "").split("#")[1]
    resume.click()
    expect(other.locator(".step:visible")).to_have_count(1)
    assert other.locator(".step:visible").get_attribute("id") == step
    expect(other.locator("#schritt_drei .step-note textarea")).to_have_value("Frage an die Beratung:\n  wer zahlt?")
    other.goto((two_modules.folder / OWN).as_uri())
    other.get_by_role("button", name="Löschen, was zu X1").click()
    other.locator("dialog").get_by_role("button", name="Löschen").click()
    expect(other.get_by_text("Gelöscht: X1 Wer hilft wem?")).to_be_focused()
    assert {key.split(".")[1] for key in stored(other)} == {"x2"}, "with its questions to review"

    data = json.loads(file.read_text(encoding="utf-8"))
    data["everything"]["integrif.x2.notizen"] = data["everything"]["integrif.x2.notizen"].replace("wer zahlt", "wann")
    file.write_text(json.dumps(data), encoding="utf-8")
    other.locator("input[type=file]").set_input_files(file)
    expect(other.locator("dialog")).to_contain_text("Verschiedenes gespeichert zu: X2 Über Größe: Fälle")
    other.get_by_role("button", name="Nur übernehmen, was hier fehlt").click()
    expect(other.locator(MODULES)).to_have_count(2)
    assert "wer zahlt" in stored(other)["integrif.x2.notizen"]
    file.write_text("kein JSON", encoding="utf-8")
    before = stored(other)
    other.locator("input[type=file]").set_input_files(file)
    expect(other.get_by_text("nicht auf dieser Seite gesichert")).to_be_focused()
    assert stored(other) == before
    assert [one.evaluate("faults") for one in (page, other)] == [[], []]
    other.context.close()


def test_notes_stay_agree_between_windows_and_go_on_paper(page: Page, two_modules: Site, tmp_path: Path) -> None:
    text = "Eins\n\n    eingerückt\n" + "Ein langer Satz, der nicht abgeschnitten werden darf. " * 80 + "Ende"
    page.goto(two_modules.url("MODULE"))
    note(page, "schritt_eins", text)
    assert page.get_by_text("Auf diesem Gerät gespeichert.").is_visible()
    assert set(stored(page)) == {"integrif.x1.notizen"}
    page.reload()
    expect(page.locator("#schritt_eins textarea")).to_have_value(text)

    second = page.context.new_page()
    second.goto(two_modules.url("MODULE"))
    note(second, "schritt_zwei", "aus dem zweiten Fenster")
    expect(page.locator("#schritt_zwei textarea")).to_have_value("aus dem zweiten Fenster")
    note(page, "schritt_eins", "kurz")
    expect(second.locator("#schritt_eins textarea")).to_have_value("kurz")
    # A window that slept has not heard of what the other wrote.
    other = json.loads(stored(page)["integrif.x1.notizen"])
    other["notes"] |= {
        "schritt_eins": {"title": "Eins", "text": "anderswo"},
        "fort": {"title": "Ein Schritt von früher", "text": "bleibt"},
    }
    page.evaluate("text => localStorage.setItem('integrif.x1.notizen', text)", json.dumps(other))
    note(page, "schritt_eins", text)
    expect(page.locator("#schritt_eins textarea")).to_have_value(f"anderswo\n\n{text}")
    assert page.get_by_text("auch in einem anderen Fenster geschrieben").is_visible()
    expect(second.locator("#schritt_eins textarea")).to_have_value(f"anderswo\n\n{text}")
    second.close()

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Meine Notizen als Textdatei sichern").click()
    waiting.value.save_as(tmp_path / "notizen.txt")
    written = (tmp_path / "notizen.txt").read_text(encoding="utf-8")
    assert written.startswith("Meine Notizen zu: X1 Wer hilft wem?\nVersion 0.1.0, ")
    for words in (
        "- TODO: die Lage",
        "1. TODO: Erster Schritt",
        "\n\n    eingerückt\n",
        "2. TODO: Zweiter",
        "Ein Schritt von früher",
    ):
        assert words in written
    assert "3. TODO" not in written

    page.evaluate("window.print = () => {}")
    page.emulate_media(media="print")
    assert page.locator(".note-paper:visible, .step-note:visible").count() == 0, "only when they are asked for"
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Mit meinen Notizen drucken").click()
    page.emulate_media(media="print")
    assert page.locator(".note-paper:visible").count() == 2
    assert page.locator("#schritt_eins .note-text").inner_text() == f"anderswo\n\n{text}"
    assert page.get_by_text("bleibt", exact=True).is_visible()
    assert page.locator(".step-note:visible, .own-notes button:visible").count() == 0
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="Diese Notiz löschen").click()
    for step in ("schritt_eins", "schritt_zwei"):
        note(page, step, "")
    assert page.get_by_text("Die Notiz ist gelöscht.").first.is_visible()
    assert stored(page) == {}
    assert page.locator(".own-notes").is_hidden()
    assert page.evaluate("faults") == []


def test_the_proof_is_one_page_and_the_name_is_nowhere_else(page: Page, two_modules: Site, tmp_path: Path) -> None:
    page.goto(two_modules.url("MODULE"))
    page.get_by_role("button", name=REMEMBER).click()
    assert page.locator(".proof").is_hidden(), "nothing is done yet"
    finish(page)
    kept(page, "integrif.x1.stand")
    page.goto(two_modules.url(OWN))
    page.get_by_role("link", name="Selbstlernnachweis drucken").click()
    field = page.get_by_label("Vorname und Name")
    field.fill("Rima <b>Beispiel</b>")
    page.evaluate("window.print = () => {}")
    field.press("Enter")
    paper = tmp_path / "nachweis.pdf"
    page.pdf(path=paper, format="A4")
    words = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    assert words.count("\f") == 1
    words = " ".join(words.split())
    for said in (
        "Selbstlernnachweis", "(ohne Identitätsprüfung)", "Rima <b>Beispiel</b>", "X1 Wer hilft wem?", "26.11.2026",
        "100 % der Punkte", "20 Minuten", "0.1.0", "TODO: begründen", "kein Zertifikat", "Niemand hat geprüft",
        "Ausgabe 2026.1", "CC-BY-SA-4.0",
    ):  # fmt: skip
        assert said in words, said
    assert "TODO: Erster Schritt" not in words
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".proof-paper").count() == 0
    assert "Rima" not in page.url + json.dumps(stored(page)) + page.evaluate("JSON.stringify(history.state)")
    page.goto(two_modules.url("index.html"))
    page.go_back()
    expect(page.get_by_label("Vorname und Name")).to_have_value("")
    assert page.evaluate("faults") == []


MARKUP = "<img src=x onerror='window.ran = 1'><script>window.ran = 1</script>"


def test_what_others_put_into_storage_stays_text(page: Page, two_modules: Site) -> None:
    about = {"title": MARKUP, "page": "module/x1-wer-hilft-wem.html", "version": MARKUP, "law": MARKUP}
    notes = {
        **about,
        "notes": {"schritt_eins": {"title": MARKUP, "text": MARKUP}, "fort": {"title": MARKUP, "text": MARKUP}},
    }
    put = {
        "integrif.x1.stand": {**about, "step": {"id": "javascript:1", "number": MARKUP}, "done": MARKUP},
        "integrif.x1.notizen": notes,
        "integrif.x2.stand": "{kaputt",
        "integrif.x2.state": MARKUP,
        "integrif.x3.notizen": {**notes, "page": "javascript:window.ran=1"},
        "integrif.__proto__.state": "x",
        "integrif.": MARKUP,
        "integrif.wiederholen": MARKUP,
    }
    page.goto(two_modules.url("index.html"))
    page.evaluate(
        "all => Object.entries(all).forEach(([key, it]) => localStorage.setItem(key, typeof it === 'string' ? it : JSON.stringify(it)))",
        put,
    )
    for name in (OWN, "MODULE", "aenderungen.html#seit?tag=2026-05-01", "wiederholen.html"):
        page.goto(two_modules.url(name))
        page.wait_for_load_state("networkidle")
        assert page.locator("main img[src=x]").count() == 0
        assert (page.evaluate("window.ran"), page.evaluate("faults")) == (None, [])
    page.goto(two_modules.url(OWN))
    links = page.locator(f"{MODULES} a").evaluate_all("all => all.map((it) => it.getAttribute('href'))")
    assert [link for link in links if not re.match(r"(module|aktuell|aenderungen|wiederholen)\b", link)] == []
    assert [title[:3] for title in page.locator(f"{MODULES} h2").all_inner_texts()] == ["<im", "X2", "X3"]
    page.get_by_role("button", name="Alles löschen").click()
    page.locator("dialog").get_by_role("button", name="Alles löschen").click()
    expect(page.get_by_text("Alles ist gelöscht.")).to_be_focused()
    assert stored(page) == {}


def test_storage_that_is_forbidden_and_pages_without_scripts_say_so(chrome: Browser, two_modules: Site) -> None:
    page = learner(chrome)
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('verboten'); }})")
    page.goto(two_modules.url(OWN))
    assert "erlaubt dieser Website nicht" in page.locator(".own-status").inner_text()
    assert page.locator(".review-tools button:visible").count() == 0
    page.goto(two_modules.url("MODULE"))
    note(page, "schritt_eins", "trotzdem")
    assert page.get_by_text("Diese Notiz ließ sich auf diesem Gerät nicht speichern.").is_visible()
    assert page.get_by_role("button", name="Mit meinen Notizen drucken").is_visible()
    assert page.evaluate("faults") == []
    page.context.close()
    plain = opened(chrome, java_script_enabled=False)
    plain.goto(two_modules.url(OWN))
    assert "braucht JavaScript" in plain.locator("main").inner_text()
    assert plain.locator("main button:visible").count() == 0
    plain.goto(two_modules.url("MODULE"))
    assert plain.locator(".step-note, .own-notes:visible, .proof:visible").count() == 0
    plain.context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_no_state_has_a_barrier_or_is_too_wide(chrome: Browser, two_modules: Site, width: int, scheme: Any) -> None:
    page = learner(chrome, width, color_scheme=scheme, reduced_motion="reduce")
    page.goto(two_modules.url("MODULE"))
    if width == 320:
        page.get_by_role("button", name="Alle Schritte auf einer Seite zeigen").click()
    page.get_by_role("button", name=REMEMBER).click()
    note(page, "schritt_eins", "W" * 300)
    finish(page)
    page.locator(".proof summary").click()
    assert barriers(page, ".module") == []
    assert too_wide(page) == []
    kept(page, "integrif.x1.stand")
    page.goto(two_modules.url(OWN))
    page.get_by_text("Meine Notizen (1)").click()
    assert barriers(page, "main") == []
    assert too_wide(page) == []
    page.get_by_role("button", name="Alles löschen").click()
    assert barriers(page, "dialog") == []
    page.context.close()
