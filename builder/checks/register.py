"""N: the register itself: what it lacks, and what is cited and not yet in it (normen.yml)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import course_check
from builder.checks.norms import cited_laws, ends
from builder.findings import Finding, Rule, Severity
from builder.model.course import NORMS, Course

REGISTER = f"curriculum/{NORMS}"


@course_check(
    "N006",
    Severity.TIPP,
    "Fundstelle ist noch nicht geprüft",
    "„{citation}“: {name} {law} ist noch nicht im Normenregister aufgenommen.",
    "Absatz und Satz prüft das Programm, sobald es den Text gelesen hat: integrif norms update",
    needs=(NORMS,),
)
def unread_norm(rule: Rule, course: Course) -> Iterator[Finding]:
    """Aufgenommen wird ein Paragraph beim ersten Lesen nach dem ersten Zitat; so lange ist er nicht beobachtet.

    Schlecht:
        ein neues Zitat, ohne das Register zu erneuern
    Gut:
        danach: integrif norms update
    """
    for mention, law in cited_laws(course):
        if law.is_official and mention.citation.sign == law.sign:
            exists = law.all() if law.is_filled else frozenset(ends(mention.citation))
            for number in dict.fromkeys(law.meant(mention.citation.norm)):
                if number in exists and f"{law.sign} {number}" not in law.norms and number not in law.gone():
                    name = f"{law.sign} {number}"
                    yield rule.at(mention.place, citation=mention.citation, name=name, law=law.short)


@course_check(
    "N007",
    Severity.MUSS,
    "Artikel steht nicht in der Liste",
    "„{citation}“: Von „{law}“ ist {name} nicht aufgenommen.",
    "Vergleichen Sie die Stelle mit dem amtlichen Text und ergänzen Sie {name} unter artikel in curriculum/normen.yml.",
    needs=(NORMS,),
)
def unlisted_article(rule: Rule, course: Course) -> Iterator[Finding]:
    """Was das Programm nicht lesen kann, muss jemand von Hand vergleichen, ehe es zitiert wird.

    Schlecht:
        Art. 43 VO (EU) 2024/1348, und im Register: artikel: [Art. 42]
    Gut:
        artikel: [Art. 42, Art. 43]
    """
    for mention, law in cited_laws(course):
        if not law.is_official:
            for number in ends(mention.citation):
                name = f"{mention.citation.sign} {number}"
                if name not in law.articles:
                    yield rule.at(mention.place, citation=mention.citation, law=law.short, name=name)


@course_check(
    "N009",
    Severity.MUSS,
    "Eintrag im Normenregister ist unvollständig",
    "Dem Eintrag „{law}“ fehlt: {missing}.",
    "Ein amtliches Gesetz braucht slug; eines von Hand braucht textdatum, pruefen_bis und verantwortlich.",
    needs=(NORMS,),
)
def incomplete_law(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ohne slug kann das Programm den Text nicht holen, ohne Datum und Rolle prüft ihn niemand wieder.

    Schlecht:
        - {kurz: GG, titel: Grundgesetz, quelle: von Hand}
    Gut:
        - {kurz: GG, titel: Grundgesetz, quelle: von Hand, textdatum: 2026-11-22, pruefen_bis: …, verantwortlich: …}
    """
    for index, law in enumerate(course.shared.register.laws):
        by_hand = {"textdatum": law.day, "pruefen_bis": law.review_by, "verantwortlich": law.responsible}
        needed = {"slug": law.slug} if law.is_official else by_hand
        missing = [name for name, value in needed.items() if not value]
        if missing:
            yield rule.at(course.place(REGISTER, index, "kurz"), law=law.short, missing=", ".join(missing))


@course_check(
    "N012",
    Severity.MUSS,
    "Gesetz steht zweimal im Register",
    "„{law}“ steht schon weiter oben im Normenregister.",
    "Löschen Sie einen der beiden Einträge; andere Namen gehören unter auch.",
    needs=(NORMS,),
)
def law_twice(rule: Rule, course: Course) -> Iterator[Finding]:
    """Welcher der beiden Einträge gilt, kann niemand sagen.

    Schlecht:
        zwei Einträge mit kurz: AsylG
    Gut:
        - {kurz: AsylG, titel: Asylgesetz, auch: [AsylVfG], slug: asylvfg_1992}
    """
    seen: set[str] = set()
    for index, law in enumerate(course.shared.register.laws):
        if law.short in seen:
            yield rule.at(course.place(REGISTER, index, "kurz"), law=law.short)
        seen.add(law.short)


@course_check(
    "N011",
    Severity.TIPP,
    "Kein Normenregister",
    "Der Kurs zitiert Paragraphen („{citation}“), hat aber kein Normenregister.",
    "Legen Sie curriculum/normen.yml an: je Gesetz kurz, titel und slug. Den Rest schreibt integrif norms update.",
    needs=(NORMS,),
)
def no_register(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ohne Register prüft niemand, ob es eine Fundstelle gibt und ob sie noch so lautet.

    Schlecht:
        § 61 AsylG im Text, und curriculum/normen.yml fehlt
    Gut:
        - {kurz: AsylG, titel: Asylgesetz, slug: asylvfg_1992}
    """
    if course.mentions and not course.shared.register.laws:
        first = course.mentions[0]
        yield rule.at(first.place, citation=first.citation)
