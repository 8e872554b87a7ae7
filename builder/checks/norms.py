"""N: every citation names a norm that there is, and whose wording somebody has compared (normen.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from builder.checks.check import course_check
from builder.findings import Finding, Rule, Severity
from builder.law.review import open_reviews
from builder.model.citations import Citation, Kind, Mention
from builder.model.course import NORMS, Course
from builder.model.norms import WHOLE, Law, RegisteredNorm, natural

FORMER = "Ist früheres Recht gemeint, schreiben Sie „alte Fassung“ hinter das Gesetz."
"""The cure for a norm that the law of today does not have."""


def permission(code: str) -> str:
    """How an author writes that a finding may be, in a text and in YAML."""
    return f"<!-- erlaubt {code}: Grund -->, in YAML # erlaubt {code}: Grund"


@course_check(
    "N001",
    Severity.MUSS,
    "Gesetz steht nicht im Normenregister",
    "„{citation}“: Das Gesetz „{law}“ steht nicht im Normenregister.",
    "{near} Ist die Abkürzung richtig, nehmen Sie das Gesetz in curriculum/normen.yml auf. Bundesrecht: kurz, titel,\n"
    "slug, das Stück der Adresse bei gesetze-im-internet.de (aus …/vwgo/ wird vwgo); dann integrif norms update.\n"
    "EU- und Landesrecht: quelle: von Hand, siehe integrif explain N009.",
    needs=(NORMS,),
)
def unknown_law(rule: Rule, course: Course) -> Iterator[Finding]:
    """Was nicht im Register steht, prüft und beobachtet niemand.

    Schlecht:
        § 61 AsyslG
    Gut:
        § 61 AsylG
    """
    register = course.shared.register
    for mention in course.mentions if register.laws else ():
        law = mention.citation.law
        if law and register.law(law) is None:
            near = _nearest(law, [known.short for known in register.laws])
            yield rule.at(mention.place, citation=mention.citation, law=law, near=near)


@course_check(
    "N002",
    Severity.MUSS,
    "Paragraph gibt es nicht",
    "„{citation}“: {law} hat {name} nicht.",
    "Prüfen Sie die Nummer{near}. " + FORMER,
    needs=(NORMS,),
)
def unknown_norm(rule: Rule, course: Course) -> Iterator[Finding]:
    """Eine Fundstelle, die ins Leere führt, kostet Vertrauen.

    Schlecht:
        § 661 AsylG
    Gut:
        § 61 AsylG
    """
    for mention, law in _official(course):
        sign = mention.citation.sign
        for number in ends(mention.citation):
            if sign != law.sign or number not in law.all() | law.gone():
                values = {"law": law.short, "name": f"{sign} {number}", "near": _near(sign, number, law)}
                yield rule.at(mention.place, citation=mention.citation, **values)


@course_check(
    "N003",
    Severity.MUSS,
    "Paragraph ist weggefallen",
    "„{citation}“: {name} {law} ist weggefallen.",
    "Suchen Sie die Norm, die heute gilt. " + FORMER,
    needs=(NORMS,),
)
def repealed_norm(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer nachschlägt, findet nur „(weggefallen)“.

    Schlecht:
        § 73a AsylG
    Gut:
        § 73b AsylG
    """
    for mention, law in _official(course):
        for number in ends(mention.citation):
            if number in law.gone() and mention.citation.sign == law.sign:
                yield rule.at(mention.place, citation=mention.citation, name=f"{law.sign} {number}", law=law.short)


@course_check(
    "N004",
    Severity.MUSS,
    "Absatz gibt es nicht",
    "„{citation}“: {what}.",
    "Vielleicht wurde neu gezählt. " + FORMER,
    needs=(NORMS,),
)
def unknown_paragraph(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein Absatz, den es nicht gibt, ist ein Tippfehler oder altes Recht.

    Schlecht:
        § 61 Abs. 3 AsylG
    Gut:
        § 61 Abs. 2 AsylG
    """
    for mention, law, name, norm in _registered(course):
        for label in _parts(mention.citation.paragraph) if norm.living else ():
            if label not in norm.living:
                what = _repealed(norm, label, f"{name} Abs. {label} {law.short}")
                what = what or f"{name} {law.short} hat {_counted(norm)}, keinen Absatz {label}"
                yield rule.at(mention.place, citation=mention.citation, what=what)


@course_check(
    "N005",
    Severity.MUSS,
    "Satz gibt es nicht",
    "„{citation}“: {where} {law} hat {count}, keinen Satz {sentence}.",
    "Zählen Sie nach: Eine Aufzählung gehört zu dem Satz, in dem sie steht. Oder schreiben Sie nur den Absatz.",
    needs=(NORMS,),
)
def unknown_sentence(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer den Satz sucht, soll ihn finden.

    Schlecht:
        § 61 Abs. 2 Satz 6 AsylG
    Gut:
        § 61 Abs. 2 Satz 5 AsylG
    """
    for mention, law, name, norm in _registered(course):
        citation = mention.citation
        label = citation.paragraph or next(iter(norm.paragraphs), "")
        paragraph = norm.paragraphs.get(label) if citation.paragraph or len(norm.paragraphs) == 1 else None
        beyond = [number for number in _parts(citation.sentence) if number.isdigit()]
        for sentence in beyond if paragraph and paragraph.fingerprint else ():
            if paragraph and int(sentence) > paragraph.sentences:
                where = f"{name} Abs. {label}" if citation.paragraph else name
                count = f"{paragraph.sentences} {'Satz' if paragraph.sentences == 1 else 'Sätze'}"
                yield rule.at(
                    mention.place, citation=citation, where=where, law=law.short, count=count, sentence=sentence
                )


@course_check(
    "N008",
    Severity.TIPP,
    "Zu prüfen: Der Wortlaut hat sich geändert",
    "„{citation}“: {name} lautet anders als im Rechtsstand dieser Stelle (seit dem Text vom {day}).",
    'Vergleichen Sie (integrif norms diff) und bestätigen Sie: integrif norms confirm {document} "{name}" --role …',
    needs=(NORMS,),
)
def changed_wording(rule: Rule, course: Course) -> Iterator[Finding]:
    """Inhalt, der richtig war, kann durch ein neues Gesetz falsch werden, ohne dass jemand ihn anfasst.

    Schlecht:
        rechtsstand: 2026-05-01, und § 61 Abs. 1 AsylG lautet seit dem 12.06.2026 anders
    Gut:
        bestaetigt: [{datum: 2026-11-25, rolle: Fachredaktion Recht, normen: {…}}]
    """
    for review in open_reviews(course):
        where = review.mention.where
        changed = review.touched.paragraph.changed
        values = {"name": review.touched.name, "day": f"{changed:%d.%m.%Y}", "citation": review.mention.citation}
        yield rule.at(review.mention.place, document=f"{where.kind.prefix}{where.document}", **values)


@course_check(
    "N010",
    Severity.TIPP,
    "Paragraph ohne Gesetz",
    "Hinter „{citation}“ steht kein Gesetz.",
    "Schreiben Sie es dazu, zum Beispiel {citation} {law}; sonst kann die Stelle niemand prüfen oder verlinken.",
    needs=(NORMS,),
)
def citation_without_law(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer eine Stelle einzeln liest, weiß nicht, welches Gesetz gemeint ist.

    Schlecht:
        Kein Zusatz nach § 60b.
    Gut:
        Kein Zusatz nach § 60b AufenthG.
    """
    last: dict[tuple[Kind, str], str] = {}
    for mention in course.mentions if course.shared.register.laws else ():
        document = (mention.where.kind, mention.where.document)
        if mention.citation.law is None:
            yield rule.at(mention.place, citation=mention.citation, law=last.get(document, "AufenthG"))
        last[document] = mention.citation.law or last.get(document, "AufenthG")


def _nearest(law: str, known: list[str]) -> str:
    near = get_close_matches(law, known, n=1, cutoff=0.6)
    return f"Meinten Sie „{near[0]}“?" if near else "Prüfen Sie die Schreibweise."


def cited_laws(course: Course) -> Iterator[tuple[Mention, Law]]:
    """The citations of laws that are registered."""
    for mention in course.mentions:
        law = course.shared.register.law(mention.citation.law)
        if law:
            yield mention, law


def _official(course: Course) -> Iterator[tuple[Mention, Law]]:
    """The citations of laws whose text was read."""
    return ((mention, law) for mention, law in cited_laws(course) if law.is_official and law.is_filled)


def _registered(course: Course) -> Iterator[tuple[Mention, Law, str, RegisteredNorm]]:
    """The citations of one norm that is registered with its Absätze."""
    for mention, law in _official(course):
        name = f"{law.sign} {mention.citation.norm}"
        if mention.citation.sign == law.sign and name in law.norms:
            yield mention, law, name, law.norms[name]


def ends(citation: Citation) -> tuple[str, ...]:
    """The norms a citation names itself: both ends of a range."""
    return _parts(citation.norm)


def _parts(value: str) -> tuple[str, ...]:
    """„60a–60d“ → 60a, 60d; „50b ff.“ → 50b."""
    return tuple(part for part in value.split(" ")[0].split("–") if part)


def _near(sign: str, number: str, law: Law) -> str:
    """What may have gone wrong with a number: another sign, or one beyond the end."""
    if sign != law.sign:
        return f" und das Zeichen; das Gesetz zählt nach {law.sign}"
    last = law.numbers()[-1]
    return f"; das Gesetz endet mit {sign} {last}" if natural(number) > natural(last) else ""


def _counted(norm: RegisteredNorm) -> str:
    *labels, last = [label for label in norm.living if label != WHOLE] or [WHOLE]
    if last == WHOLE:
        return "keine gezählten Absätze"
    return f"die Absätze {', '.join(labels)} und {last}" if labels else f"nur Absatz {last}"


def _repealed(norm: RegisteredNorm, label: str, name: str) -> str:
    """That an Absatz is repealed, from when, and where its wording stands now; empty where there never was one."""
    paragraph = norm.paragraphs.get(label)
    if paragraph is None:
        return ""
    since = f" (seit dem Text vom {paragraph.changed:%d.%m.%Y})" if paragraph.changed else ""
    moved = [other for other in norm.living if norm.paragraphs[other].fingerprint == paragraph.before]
    return f"{name} ist weggefallen{since}" + (f"; derselbe Wortlaut steht jetzt in Absatz {moved[0]}" if moved else "")
