"""The page of a rule table in a real browser: question by question, back, change, result; by address alone, storing nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builder.mkdocs_shell import build_site
from builder.model.rule_table import RuleRow, RuleTable
from builder.pipeline import load
from tests.browser.pages import AXE, ROOT, Site, barriers, opened, too_wide
from tests.checks.project import clean_project

pytestmark = pytest.mark.browser
PAGE = "regelwerk/probe.html"
TODAY = "2026-11-25T12:00:00+01:00"
HEAD = """\
id: probe
titel: Wer darf anfangen?
rechtsstand: 2026-08-19
geprueft_am: 2026-11-20
pruefen_bis: 2027-05-20
verantwortlich: Fachredaktion Recht
hinweis: Diese Tabelle ersetzt keine Beratung (§ 61 AsylG).
merkmale:
  - id: papier
    frage: Welches Papier hat die Person?
    hilfe: Maßgeblich ist das gültige Papier.
    werte: [{id: titel, text: Titel}, {id: duldung, text: Duldung}, {id: neu, text: Neues Papier}, {id: alt, text: Altes Papier}, {id: offen, text: Unklares Papier}]
  - id: wohnpflicht
    frage: Muss die Person in der Einrichtung wohnen?
    werte: [{id: ja, text: "Ja"}, {id: nein, text: "Nein"}]
  - id: dauer
    frage: Wie lange schon?
    hilfe: >-
      Es zählt die Zeit mit diesem Papier.

      Frühere Papiere zählen nicht.

      Urlaub zählt mit.
    werte: [{id: kurz, text: Unter sechs Monaten}, {id: lang, text: Sechs Monate oder länger}]
zeilen:
"""
ROWS = {
    "mit_titel": ("papier: [titel]", "frei", "belegt", ""),
    "frist_laeuft": ("papier: [duldung], wohnpflicht: [ja], dauer: [kurz]", "verboten", "belegt", ""),
    "frist_um": ("papier: [duldung], wohnpflicht: [ja], dauer: [lang]", "anspruch", "vorsichtig", "ausnahme: Nicht bei Verbot (§ 61 Abs. 1 Satz 1 AsylG)."),
    "draussen": ("papier: [duldung], wohnpflicht: [nein]", "regelfall", "belegt", ""),
    "bald": ("papier: [neu]", "ermessen", "belegt", "gueltig_ab: 2027-02-01"),
    "vorbei": ("papier: [alt]", "ermessen", "vorsichtig", "gueltig_bis: 2027-01-31"),
    "unklar": ("papier: [offen], dauer: [kurz]", "anspruch", "offen", ""),
    "selten": ("papier: [offen], dauer: [lang]", "pruefen", "belegt", ""),
}  # fmt: skip
"""Row → conditions, verdict, evidence, one more line."""


def _row(name: str) -> str:
    when, verdict, evidence, more = ROWS[name]
    example = {"papier": "titel", "wohnpflicht": "ja", "dauer": "kurz"}
    example |= dict(pair.split(": ") for pair in when.replace("[", "").replace("]", "").split(", "))
    consent = "noetig" if verdict in ("anspruch", "ermessen") else "keine"
    values = ", ".join(f"{key}: {value}" for key, value in example.items())
    return f"""\
  - id: {name}
    gruppe: Alles
    lage: Die Lage {name}
    zeit: jederzeit
    wenn: {{{when}}}
    ergebnis: {verdict}
    zustimmung: {consent}
    normen: [§ 4a Abs. 1 AufenthG, § 61 AsylG]
    entscheidet: Ausländerbehörde
    schritt: Antrag stellen (§ 4a Abs. 1 AufenthG).
    beispiel: {{text: Ein Fall., werte: {{{values}}}}}
    beleg: {evidence}
    {more}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> Site:
    """The site of a project with one small table that has every kind of row."""
    project = clean_project(tmp_path_factory.mktemp("regelwerk") / "projekt")
    table = HEAD + "".join(_row(name) for name in ROWS)
    (project / "curriculum/regelwerke/probe.yml").write_text(table, encoding="utf-8")
    loaded = load(project)
    assert loaded.course is not None
    assert loaded.findings == ()
    folder = tmp_path_factory.mktemp("seite")
    build_site(loaded.course, folder, project)
    return Site(folder, serve(folder))


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    made = opened(chrome, 800, timezone_id="Europe/Berlin")
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.clock.set_fixed_time(TODAY)
    yield made
    assert made.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert "?" not in made.url.split("#")[0], "a query would be sent to the server"
    made.context.close()
    assert problems == []


def part(page: Page, name: str) -> Locator:
    return page.locator(f'[data-part="{name}"]')


def go(page: Page, site: Site, answers: str = "", name: str = PAGE) -> None:
    page.goto(site.url(name) + (f"#antwort:{answers}" if answers else ""))


def choose(page: Page, words: str) -> None:
    """Tick an answer by its words and go on."""
    page.get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Weiter").click()


def asks(page: Page, number: int, question: str) -> None:
    """The page asks this question, and only this one."""
    expect(part(page, "asked")).to_have_text(question)
    expect(part(page, "number")).to_have_text(re.compile(rf"^Frage {number} von höchstens \d:$"))
    expect(part(page, "result")).to_be_hidden()
    counted = (part(page, "number").text_content() or "").rstrip(":")
    expect(page).to_have_title(f"{counted} – Entscheidungshilfe: Wer darf anfangen? – Probelehrplan")


def checks(page: Page, number: int, question: str, answer: str) -> None:
    """The page asks this question once more, with the earlier answer ticked, and says so."""
    asks(page, number, question)
    expect(page.get_by_label(answer, exact=True)).to_be_checked()
    assert part(page, "check").inner_text() == CHECK


def rules(page: Page, row: str) -> None:
    """The page shows the result of this row."""
    expect(part(page, "situation")).to_have_text(f"Die Lage {row}")
    expect(part(page, "question")).to_be_hidden()
    assert page.title().startswith("Ergebnis – ")
    assert part(page, "row").locator("a").get_attribute("href") == f"#zeile_{row}"


def answers_of(page: Page) -> str:
    """The part of the address after #."""
    return page.url.partition("#antwort:")[2]


def focused(page: Page) -> str:
    words: str = page.evaluate("document.activeElement.textContent.trim()")
    return words


CHECK = "Bitte noch einmal prüfen: Ihre frühere Antwort ist schon angekreuzt."
PAPER, HOUSE, LONG = "Welches Papier hat die Person?", "Muss die Person in der Einrichtung wohnen?", "Wie lange schon?"


def test_questions_lead_to_the_row_and_its_reason(page: Page, small: Site) -> None:
    go(page, small)
    asks(page, 1, PAPER)
    assert page.locator(".helper input:checked").count() == 0, "nothing is chosen for the reader"
    assert part(page, "back").is_hidden()
    choose(page, "Duldung")
    asks(page, 2, HOUSE)
    assert focused(page) == f"Frage 2 von höchstens 3: {HOUSE}", "what is read aloud begins with the number"
    choose(page, "Ja")
    choose(page, "Sechs Monate oder länger")
    rules(page, "frist_um")
    assert " ".join(focused(page).split()) == "Ergebnis: Anspruch (ist zu)"
    assert answers_of(page) == "papier=duldung&wohnpflicht=ja&dauer=lang"
    said = part(page, "result").inner_text()
    for words in (
        "Liegen alle Voraussetzungen vor, muss die Behörde es erlauben.",
        "Alles\nDie Lage frist_um\njederzeit",
        "Antrag stellen (§\u00a04a Abs.\u00a01 AufenthG).",
        "Nicht bei Verbot (§\u00a061 Abs.\u00a01 Satz\u00a01 AsylG).",
        "Ausländerbehörde",
        "Die Bundesagentur für Arbeit muss zustimmen.",
        "§\u00a04a Abs.\u00a01 AufenthG, §\u00a061 AsylG",
        "Rechtsstand 19.08.2026, nächste Prüfung 20.05.2027.",
        "Diese Tabelle ersetzt keine Beratung (§\u00a061 AsylG).",
    ):
        assert words in said
    assert part(page, "because").locator("dd span").all_inner_texts() == ["Duldung", "Ja", "Sechs Monate oder länger"]
    assert page.locator(".ruling .verdict-anspruch svg").is_visible()


def test_only_what_mattered_is_a_reason(page: Page, small: Site) -> None:
    go(page, small, "papier=offen&wohnpflicht=ja&dauer=lang")
    rules(page, "selten")
    assert part(page, "because").locator("dt").all_inner_texts() == [PAPER, LONG]
    assert part(page, "besides-all").is_hidden(), "what was never asked is not listed"
    assert answers_of(page) == "papier=offen&wohnpflicht=ja&dauer=lang"


def test_the_keyboard_is_enough(page: Page, small: Site) -> None:
    go(page, small)
    part(page, "asked-title").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    asks(page, 2, HOUSE)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    rules(page, "draussen")


def test_a_question_is_a_legend_with_its_help(page: Page, small: Site) -> None:
    go(page, small)
    field = page.get_by_role("group", name=f"Frage 1 von höchstens 3: {PAPER}", exact=True)
    help_id = field.get_attribute("aria-describedby")
    assert page.locator(f"#{help_id}").inner_text() == "Maßgeblich ist das gültige Papier."
    assert field.get_by_role("radio").count() == 5
    choose(page, "Duldung")
    assert page.get_by_role("group", name=HOUSE).get_attribute("aria-describedby") is None
    assert page.locator(".helper-more").is_hidden()


def test_what_says_how_to_answer_is_in_sight_and_the_rest_on_demand(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=ja")
    field = page.get_by_role("group", name=LONG)
    assert (
        page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
        == "Es zählt die Zeit mit diesem Papier."
    )
    more = page.get_by_text("Frühere Papiere zählen nicht.", exact=True)
    assert more.is_hidden()
    part(page, "asked-title").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Mehr dazu"
    page.keyboard.press("Enter")
    expect(more).to_be_visible()
    assert part(page, "more").locator("p").all_inner_texts() == ["Frühere Papiere zählen nicht.", "Urlaub zählt mit."]
    choose(page, "Unter sechs Monaten")
    part(page, "back").click()
    asks(page, 3, LONG)
    expect(more).to_be_hidden()


def test_on_paper_a_question_has_all_its_help(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=ja")
    more = page.get_by_text("Frühere Papiere zählen nicht.", exact=True)
    assert more.is_hidden()
    page.pdf()
    expect(more).to_be_visible()


def test_questions_are_counted_along_the_way_that_is_left(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung")
    expect(part(page, "number")).to_have_text("Frage 2 von höchstens 3:")
    go(page, small, "papier=offen")
    expect(part(page, "number")).to_have_text("Frage 2 von höchstens 2:")


def test_without_an_answer_it_says_so_and_stays(page: Page, small: Site) -> None:
    go(page, small)
    page.get_by_role("button", name="Weiter").click()
    asks(page, 1, PAPER)
    error = part(page, "error")
    assert error.inner_text() == "Bitte wählen Sie eine Antwort."
    first = page.get_by_role("radio").first
    expect(first).to_be_focused()
    assert first.get_attribute("aria-invalid") == "true"
    assert first.get_attribute("aria-describedby") == error.get_attribute("id")
    choose(page, "Duldung")
    assert error.is_hidden()
    assert page.locator("[aria-invalid]").count() == 0


def test_the_browser_goes_back_and_forth_between_questions(page: Page, small: Site) -> None:
    go(page, small)
    choose(page, "Duldung")
    choose(page, "Ja")
    asks(page, 3, LONG)
    page.go_back()
    asks(page, 2, HOUSE)
    assert page.get_by_label("Ja", exact=True).is_checked(), "what was chosen is still chosen"
    page.go_back()
    asks(page, 1, PAPER)
    assert page.get_by_label("Duldung", exact=True).is_checked()
    page.go_forward()
    page.go_forward()
    asks(page, 3, LONG)
    page.go_back()
    choose(page, "Nein")
    rules(page, "draussen")


def test_back_on_the_page_is_the_browser_s_back(page: Page, small: Site) -> None:
    go(page, small)
    choose(page, "Duldung")
    choose(page, "Ja")
    part(page, "back").click()
    asks(page, 2, HOUSE)
    assert focused(page).endswith(HOUSE)
    part(page, "back").click()
    asks(page, 1, PAPER)
    page.go_forward()
    asks(page, 2, HOUSE)


def test_back_from_an_address_that_was_passed_on(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=nein")
    rules(page, "draussen")
    part(page, "back").click()
    asks(page, 2, HOUSE)
    assert page.get_by_label("Nein", exact=True).is_checked()
    assert focused(page).endswith(HOUSE)
    part(page, "back").click()
    asks(page, 1, PAPER)
    choose(page, "Titel")
    rules(page, "mit_titel")


def test_an_answer_is_changed_and_what_still_matters_is_asked_again(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=ja&dauer=kurz")
    rules(page, "frist_laeuft")
    page.get_by_role("link", name=f"Ändern: {HOUSE}").click()
    asks(page, 2, HOUSE)
    assert page.get_by_label("Ja", exact=True).is_checked()
    part(page, "back").click()
    rules(page, "frist_laeuft")
    page.get_by_role("link", name=f"Ändern: {PAPER}").click()
    asks(page, 1, PAPER)
    assert part(page, "check").is_hidden(), "the reader wants to change it"
    choose(page, "Unklares Papier")
    checks(page, 2, LONG, "Unter sechs Monaten")
    page.get_by_role("button", name="Weiter").click()
    rules(page, "unklar")
    assert answers_of(page) == "papier=offen&dauer=kurz", "what is no longer asked falls away"
    page.get_by_role("link", name=f"Ändern: {PAPER}").click()
    choose(page, "Duldung")
    asks(page, 2, HOUSE)
    assert part(page, "check").is_hidden(), "it has not been answered before"
    choose(page, "Ja")
    checks(page, 3, LONG, "Unter sechs Monaten")
    choose(page, "Sechs Monate oder länger")
    rules(page, "frist_um")


def test_every_later_answer_is_checked_in_its_order(page: Page, small: Site) -> None:
    go(page, small, "papier=offen&wohnpflicht=ja&dauer=lang")
    page.get_by_role("link", name=f"Ändern: {PAPER}").click()
    choose(page, "Duldung")
    checks(page, 2, HOUSE, "Ja")
    field = page.get_by_role("group", name=HOUSE)
    assert CHECK in page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text(), "it is read aloud, too"
    page.reload()
    checks(page, 2, HOUSE, "Ja")
    page.get_by_role("button", name="Weiter").click()
    checks(page, 3, LONG, "Sechs Monate oder länger")
    page.get_by_role("button", name="Weiter").click()
    rules(page, "frist_um")
    assert answers_of(page) == "papier=duldung&wohnpflicht=ja&dauer=lang"


def test_the_same_answer_again_asks_nothing_twice(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=ja&dauer=lang")
    page.get_by_role("link", name=f"Ändern: {PAPER}").click()
    choose(page, "Duldung")
    rules(page, "frist_um")


def test_going_back_after_a_change_does_not_bring_old_answers_back(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=ja&dauer=lang")
    page.get_by_role("link", name=f"Ändern: {PAPER}").click()
    choose(page, "Unklares Papier")
    checks(page, 2, LONG, "Sechs Monate oder länger")
    part(page, "back").click()
    asks(page, 1, PAPER)
    assert page.get_by_label("Unklares Papier", exact=True).is_checked()
    page.get_by_role("button", name="Weiter").click()
    checks(page, 2, LONG, "Sechs Monate oder länger")
    page.go_back()
    page.go_back()
    rules(page, "frist_um")


def test_an_address_passed_on_in_the_middle_of_a_check_goes_on_with_it(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=!nein")
    checks(page, 2, HOUSE, "Nein")
    part(page, "back").click()
    asks(page, 1, PAPER)
    go(page, small, "papier=duldung&wohnpflicht=!gibt_es_nicht")
    asks(page, 2, HOUSE)
    assert part(page, "check").is_hidden()
    assert page.locator(".helper input:checked").count() == 0


def test_two_answers_are_changed_one_after_the_other(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=ja&dauer=lang")
    page.get_by_role("link", name=f"Ändern: {HOUSE}").click()
    page.get_by_role("link", name=f"Ändern: {PAPER}").click()
    choose(page, "Duldung")
    asks(page, 2, HOUSE)
    assert page.get_by_label("Ja", exact=True).is_checked()
    choose(page, "Ja")
    rules(page, "frist_um")


def test_an_answer_is_changed_on_the_way(page: Page, small: Site) -> None:
    go(page, small)
    choose(page, "Duldung")
    choose(page, "Ja")
    before = part(page, "given")
    assert before.locator("dd span").all_inner_texts() == ["Duldung", "Ja"]
    before.get_by_role("link", name=f"Ändern: {PAPER}").click()
    choose(page, "Titel")
    rules(page, "mit_titel")


def test_a_reload_keeps_everything(page: Page, small: Site) -> None:
    go(page, small)
    choose(page, "Duldung")
    choose(page, "Ja")
    page.reload()
    asks(page, 3, LONG)
    part(page, "back").click()
    asks(page, 2, HOUSE)
    page.reload()
    assert page.get_by_label("Ja", exact=True).is_checked()


def test_starting_anew_wipes_all_answers(page: Page, small: Site) -> None:
    go(page, small, "papier=titel")
    page.get_by_role("button", name="Neu beginnen").click()
    asks(page, 1, PAPER)
    assert focused(page).endswith(PAPER)
    assert answers_of(page) == ""
    assert page.locator(".helper input:checked").count() == 0
    assert part(page, "back").is_hidden()
    assert part(page, "restart").is_hidden()


@pytest.mark.parametrize(
    ("address", "number", "question"),
    [
        ("#antwort:quatsch=1&papier=duldung", 2, HOUSE),
        ("#antwort:papier=gibt_es_nicht&wohnpflicht=ja", 1, PAPER),
        ("#antwort:wohnpflicht=ja&dauer=kurz", 1, PAPER),
        ("#antwort:papier=<img src=x onerror=alert(1)>", 1, PAPER),
        ("#antwort:&&==%%%", 1, PAPER),
        ("#gibt_es_nicht", 1, PAPER),
        ("#zeile_mit_titel", 1, PAPER),
    ],
)
def test_an_address_of_others_asks_what_it_does_not_say(
    page: Page, small: Site, address: str, number: int, question: str
) -> None:
    page.goto(small.url(PAGE) + address)
    asks(page, number, question)


def test_a_later_answer_of_an_address_waits_for_the_one_that_is_missing(page: Page, small: Site) -> None:
    go(page, small, "wohnpflicht=ja&dauer=lang&fremd=1")
    choose(page, "Duldung")
    checks(page, 2, HOUSE, "Ja")
    page.get_by_role("button", name="Weiter").click()
    checks(page, 3, LONG, "Sechs Monate oder länger")
    page.get_by_role("button", name="Weiter").click()
    rules(page, "frist_um")
    assert answers_of(page) == "papier=duldung&wohnpflicht=ja&dauer=lang"


LAW = "https://www.gesetze-im-internet.de"


def test_citations_lead_to_the_official_text_as_in_the_table(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=ja&dauer=lang")
    rules(page, "frist_um")
    for name, address in (("nextStep", "aufenthg_2004/__4a"), ("exception", "asylvfg_1992/__61")):
        link = part(page, name).get_by_role("link")
        assert link.get_attribute("href") == f"{LAW}/{address}.html"
    assert part(page, "norms").get_by_role("link").count() == 2
    assert page.locator(".ruling-foot a.norm").get_attribute("href") == f"{LAW}/asylvfg_1992/__61.html"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("papier=titel", ""),
        ("papier=duldung&wohnpflicht=ja&dauer=kurz", ""),
        ("papier=duldung&wohnpflicht=nein", "Dazu sagt diese Zeile nichts; die Behörde klärt es."),
        ("papier=duldung&wohnpflicht=ja&dauer=lang", "Die Bundesagentur für Arbeit muss zustimmen."),
    ],
)
def test_consent_is_named_where_there_is_something_to_agree_to(
    page: Page, small: Site, answers: str, said: str
) -> None:
    go(page, small, answers)
    expect(part(page, "result")).to_be_visible()
    assert part(page, "consent").text_content() == said
    label = part(page, "result").get_by_text("Zustimmung der Bundesagentur für Arbeit", exact=True)
    assert label.is_visible() is bool(said)


def test_the_row_can_be_looked_up_and_the_result_stays(page: Page, small: Site) -> None:
    go(page, small)
    choose(page, "Titel")
    page.get_by_role("link", name="Diese Zeile in der ganzen Tabelle").click()
    assert page.url.endswith("#zeile_mit_titel")
    expect(page.locator("#zeile_mit_titel")).to_be_in_viewport()
    rules(page, "mit_titel")
    page.reload()
    rules(page, "mit_titel")
    part(page, "back").click()
    asks(page, 1, PAPER)
    assert page.get_by_label("Titel", exact=True).is_checked()


def test_looking_at_the_table_does_not_cost_the_choice(page: Page, small: Site) -> None:
    go(page, small)
    page.get_by_label("Duldung", exact=True).check()
    page.get_by_role("link", name="Zur ganzen Tabelle").click()
    assert page.url.endswith("#tabelle")
    assert page.get_by_label("Duldung", exact=True).is_checked()
    page.get_by_role("button", name="Weiter").click()
    asks(page, 2, HOUSE)
    part(page, "back").click()
    asks(page, 1, PAPER)
    assert focused(page).endswith(PAPER)


def test_where_the_law_is_open_it_refers_and_gives_no_verdict(page: Page, small: Site) -> None:
    for answers, row in (("papier=offen&dauer=kurz", "unklar"), ("papier=offen&dauer=lang", "selten")):
        go(page, small, answers)
        rules(page, row)
        assert page.locator(".ruling h2").inner_text() == "Ergebnis:\nDas lässt sich hier nicht sicher sagen"
        assert page.locator(".ruling .verdict").inner_text().strip() == "Einzelfall prüfen lassen"
        assert "Dann ist die Beratung die Antwort" in part(page, "result").inner_text()


def test_a_careful_reading_is_called_one(page: Page, small: Site) -> None:
    go(page, small, "papier=duldung&wohnpflicht=ja&dauer=lang")
    assert "So liest unsere Redaktion das Gesetz;" in part(page, "careful").inner_text()
    go(page, small, "papier=duldung&wohnpflicht=ja&dauer=kurz")
    expect(part(page, "careful")).to_be_hidden()


@pytest.mark.parametrize(
    ("day", "answers", "title"),
    [
        ("2027-01-31", "papier=alt", "Ermessen"),
        ("2027-02-01", "papier=alt", "Diese Regel galt bis 31.01.2027"),
        ("2027-01-31", "papier=neu", "Diese Regel gilt erst ab 01.02.2027"),
        ("2027-02-01", "papier=neu", "Ermessen"),
    ],
)
def test_a_row_out_of_its_time_gives_no_verdict(page: Page, small: Site, day: str, answers: str, title: str) -> None:
    page.clock.set_fixed_time(f"{day}T00:30:00+01:00")
    go(page, small, answers)
    assert page.locator(".ruling h2").inner_text().split("\n", 1)[1].strip() == title
    holds = title == "Ermessen"
    assert page.locator(".ruling .verdict").count() == (1 if holds else 0)
    said = part(page, "result").inner_text()
    assert ("Antrag stellen" in said, "muss zustimmen" in said) == (holds, holds)
    assert ("Fragen Sie eine Beratungsstelle oder die zuständige Behörde." in said) is not holds
    assert "§\u00a061 AsylG" in said
    if not holds:
        assert part(page, "careful").is_hidden()


@pytest.mark.parametrize(("day", "shown"), [("2027-05-20", False), ("2027-05-21", True)])
def test_an_overdue_table_says_so_with_every_question_and_result(
    page: Page, small: Site, day: str, shown: bool
) -> None:
    page.clock.set_fixed_time(f"{day}T00:30:00+02:00")
    for answers in ("", "papier=titel"):
        go(page, small, answers)
        assert part(page, "overdue").is_visible() is shown
    assert "20.05.2027" in (part(page, "overdue").text_content() or "")


def test_nothing_is_asked_of_the_server_on_the_way(page: Page, small: Site) -> None:
    page.goto(small.url(PAGE), wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page, "Duldung")
    choose(page, "Ja")
    part(page, "back").click()
    choose(page, "Nein")
    page.get_by_role("button", name="Neu beginnen").click()
    page.wait_for_timeout(200)
    assert {url for url in asked if not url.endswith("/assets/favicon.svg")} == set(), "Chromium looks for its icon"
    assert page.context.cookies() == []


def test_it_works_from_a_disk(page: Page, small: Site) -> None:
    page.goto((small.folder / PAGE).as_uri())
    choose(page, "Duldung")
    choose(page, "Nein")
    rules(page, "draussen")
    part(page, "back").click()
    asks(page, 2, HOUSE)
    page.get_by_role("button", name="Neu beginnen").click()
    asks(page, 1, PAPER)


def test_without_scripts_the_whole_table_is_there_and_nothing_else(chrome: Browser, small: Site) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(small.url(PAGE))
    assert page.locator("tr[id^=zeile_]:visible").count() == len(ROWS)
    assert page.locator(".helper").is_hidden()
    assert page.locator("main input:visible, main button:visible, main form:visible").count() == 0
    assert "Ohne JavaScript finden Sie die Zeile selbst" in page.locator("main").inner_text()
    page.context.close()


def test_paper_gets_the_result_or_the_table(page: Page, small: Site) -> None:
    go(page, small, "papier=titel")
    rules(page, "mit_titel")
    page.emulate_media(media="print")
    assert page.locator(".whole-table").is_hidden()
    assert page.locator(".helper button:visible, .given a:visible").count() == 0
    for words in ("ohne Erlaubnis", "Titel", "Rechtsstand 19.08.2026", "Diese Tabelle ersetzt keine Beratung"):
        assert words in part(page, "result").inner_text()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Neu beginnen").click()
    expect(part(page, "question")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".whole-table")).to_be_visible()


STATES = {
    "question": "papier=duldung",
    "error": "papier=duldung",
    "check": "papier=duldung&wohnpflicht=ja&dauer=!lang",
    "right": "papier=duldung&wohnpflicht=ja&dauer=lang",
    "open": "papier=offen&dauer=lang",
    "ended": "papier=alt",
}


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_has_a_barrier_or_is_too_wide(chrome: Browser, small: Site, width: int, scheme: Any) -> None:
    page = opened(chrome, width, color_scheme=scheme, reduced_motion="reduce")
    page.clock.set_fixed_time("2027-06-01T12:00:00+02:00")
    for state, answers in STATES.items():
        page.goto("about:blank")
        go(page, small, answers)
        if state == "error":
            page.get_by_role("button", name="Weiter").click()
            expect(part(page, "error")).to_be_visible()
        assert barriers(page, "main") == [], state
        assert too_wide(page) == [], state
        heights = page.locator(".helper :is(a, button, .option):visible").evaluate_all(
            "all => all.filter((it) => !it.matches('.norm')).map((it) => it.getBoundingClientRect().height)"
        )
        assert min(heights) >= 24, state
    page.context.close()


@pytest.mark.parametrize("name", ["Lange Wörter", "Große Schrift"])
def test_at_four_times_the_size_nothing_is_pushed_sideways(page: Page, site: Site, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    go(page, site, "papier=gestattung&taetigkeit=stelle", "regelwerk/arbeit.html")
    if name == "Große Schrift":
        page.add_style_tag(
            content="* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important; }"
        )
    assert too_wide(page) == []


def tables() -> tuple[RuleTable, ...]:
    course = load(ROOT).course
    return course.shared.rule_tables if course else ()


def address_of(row: RuleRow) -> str:
    return "&".join(f"{key}={value}" for key, value in row.example.values.items())


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.id)
def test_the_example_of_every_row_leads_to_it(page: Page, site: Site, table: RuleTable) -> None:
    page.goto(site.url(f"regelwerk/{table.id}.html"))
    for row in table.rows:
        page.evaluate("hash => { location.hash = hash; }", f"#antwort:{address_of(row)}")
        expect(part(page, "row").locator("a")).to_have_attribute("href", f"#zeile_{row.id}")
        expect(part(page, "result")).to_be_visible()


def test_a_volunteer_finds_the_door_on_the_start_page_and_in_the_module(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for start, link in (
        ("index.html", "Wer darf wann arbeiten?"),
        ("MODULE", "Mit wenigen Fragen zur passenden Zeile"),
    ):
        page.goto(site.url(start) + ("#tabelle" if start == "MODULE" else ""))
        page.locator("main").get_by_role("link", name=link, exact=True).first.click()
        page.wait_for_url("**/regelwerk/arbeit.html")
        assert part(page, "question").is_visible()
