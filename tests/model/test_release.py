"""What holds over many releases: codes are given once, answers survive exactly where they still mean the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from builder.model.freeze import release_of
from builder.model.meaning import DIGITS, codes, free, meaning_of, room
from builder.model.questions import SingleChoice
from builder.model.release import Release
from tests.released import DAY, choice, course, module, released

WORDS = st.sampled_from(("ja", "nein", "sofort", "nie", "nach drei Monaten", "mit Zustimmung"))


@dataclass(frozen=True)
class Asked:
    """A question as an editor would see it: its id, its text, its answers."""

    name: str
    stem: str
    answers: tuple[str, ...]
    replaces: str | None = None

    @property
    def question(self) -> SingleChoice:
        return choice(self.name, self.stem, self.answers, replaces=self.replaces)


@dataclass(frozen=True)
class Entry:
    """What a learner's state holds of a question, and what the learner meant by it."""

    code: str
    mark: str
    letter: int
    meant: str


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, ...]:
    texts = draw(st.lists(WORDS, min_size=2, max_size=4, unique=True))
    right = draw(st.integers(0, len(texts) - 1))
    return tuple(("+" if index == right else "-") + text for index, text in enumerate(texts))


@st.composite
def edited(draw: st.DrawFn, before: tuple[Asked, ...], number: int) -> tuple[Asked, ...]:
    """The questions of the next edition: kept, reworded, with an answer more or other ones, renamed, gone, new, moved."""
    after: list[Asked] = []
    for asked in before:
        what = draw(st.sampled_from(("keep", "keep", "reword", "more", "other", "rename", "replace", "drop")))
        match what:
            case "keep":
                after.append(asked)
            case "reword":
                after.append(replace(asked, stem=draw(WORDS)))
            case "more":
                after.append(replace(asked, answers=(*asked.answers, f"-{draw(WORDS)} {number}")))
            case "other":
                after.append(replace(asked, answers=draw(answers())))
            case "rename":
                after.append(replace(asked, name=f"{asked.name}_{number}", replaces=asked.name))
            case "replace":
                after.append(Asked(f"{asked.name}_{number}", draw(WORDS), draw(answers()), asked.name))
    after += [Asked(f"f_{number}_{index}", draw(WORDS), draw(answers())) for index in range(draw(st.integers(0, 2)))]
    lines = [replace(asked, replaces=None) if draw(st.booleans()) and asked in before else asked for asked in after]
    return tuple(draw(st.permutations(lines)))


@st.composite
def editions(draw: st.DrawFn) -> list[tuple[Asked, ...]]:
    made: list[tuple[Asked, ...]] = [()]
    for number in range(1, draw(st.integers(2, 6)) + 1):
        made.append(draw(edited(made[-1], number)))
    return made[1:]


def every_release(made: list[tuple[Asked, ...]]) -> tuple[Release, ...]:
    now = None
    for number, asked in enumerate(made, start=1):
        questions = [each.question for each in asked]
        now = released(course(module(*questions), version=f"2026.{number}", before=now))
    assert now is not None
    return now.shared.releases


def entries(asked: tuple[Asked, ...], release: Release) -> list[Entry]:
    """What learners of an edition may have stored: every answer to every question."""
    frozen = release.modules["x1"].questions
    return [
        Entry(frozen[each.name].code, frozen[each.name].mark, letter, text)
        for each in asked
        for letter, text in enumerate(each.answers)
    ]


@given(editions())
def test_a_code_names_one_question_for_ever(made: list[tuple[Asked, ...]]) -> None:
    releases = every_release(made)
    named: dict[str, set[str]] = {}
    for release in releases:
        questions = release.modules["x1"].questions
        assert len({question.code for question in questions.values()}) == len(questions)
        for name, question in questions.items():
            named.setdefault(question.code, set()).add(name)
    assert all(len(names) == 1 for names in named.values())
    assert len(named) == len({name for names in named.values() for name in names})


@given(editions())
def test_an_answer_lives_on_only_as_what_was_meant(made: list[tuple[Asked, ...]]) -> None:
    """From every older release straight to the last one, by code and mark alone, as a player does it."""
    releases = every_release(made)
    last = {question.code: name for name, question in releases[-1].modules["x1"].questions.items()}
    stems = {asked.name: asked for asked in made[-1]}
    for asked, release in zip(made, releases, strict=True):
        for entry in entries(asked, release):
            name = last.get(entry.code)
            if name and releases[-1].modules["x1"].questions[name].mark == entry.mark:
                assert stems[name].answers[entry.letter] == entry.meant


@given(editions())
def test_an_answer_lives_on_to_the_next_edition_exactly_when_it_can(made: list[tuple[Asked, ...]]) -> None:
    releases = every_release(made)
    for before, after, old, new in zip(made, made[1:], releases, releases[1:], strict=False):
        now = {asked.replaces or asked.name: asked for asked in after}
        for asked, heir in ((asked, now[asked.name]) for asked in before if asked.name in now):
            marks = (old.modules["x1"].questions[asked.name].mark, new.modules["x1"].questions[heir.name].mark)
            can = meaning_of(heir.question).goes_on(meaning_of(asked.question))
            assert (marks[0] == marks[1]) is can


@given(editions())
def test_what_is_released_would_be_released_the_same_again(made: list[tuple[Asked, ...]]) -> None:
    releases = every_release(made)
    now = course(module(*(asked.question for asked in made[-1])), version=f"2026.{len(made)}")
    again = release_of(replace(now, shared=replace(now.shared, releases=releases)), DAY)
    assert again == releases[-1]


@given(editions())
def test_a_question_that_is_gone_leads_to_the_one_that_stands_there_now(made: list[tuple[Asked, ...]]) -> None:
    """From any release, over whatever came in between; ``ersetzt`` need not stay in the text for it."""
    now = course(module(*(asked.question for asked in made[-1])), version="2027.1")
    past = replace(now.shared, releases=every_release(made)).history("x1")
    stands: dict[str, str] = {}
    for edition in made:
        follows = {asked.replaces: asked.name for asked in edition if asked.replaces}
        stands = {name: follows.get(last, last) for name, last in stands.items()}
        stands |= {asked.name: asked.name for asked in edition}
    present = {asked.name for asked in made[-1]}
    expected = {name: last for name, last in stands.items() if last in present and name != last}
    assert past.heirs(now.modules[0].questions) == expected
    taken = past.taken_over(now.modules[0].questions)
    assert {code: heir for heir, codes in taken.items() for code in codes} == {
        past.codes[name]: heir for name, heir in expected.items()
    }


def test_of_several_that_are_gone_the_youngest_comes_first() -> None:
    first = released(course(module(choice("f_a"))))
    second = released(course(module(choice("f_b", "Und?", replaces="f_a")), version="2026.2", before=first))
    third = course(module(choice("f_c", "Wie?", replaces="f_b")), version="2026.3", before=second)
    past = third.shared.history("x1")
    assert past.taken_over(third.modules[0].questions) == {"f_c": (past.codes["f_b"], past.codes["f_a"])}


def test_a_circle_of_replacements_ends() -> None:
    first = released(course(module(choice("f_a"))))
    second = released(course(module(choice("f_b", replaces="f_a")), version="2026.2", before=first))
    back = course(module(choice("f_a", replaces="f_b")), version="2026.3", before=second)
    assert back.shared.history("x1").heirs(back.modules[0].questions) == {"f_b": "f_a"}
    gone = course(module(choice("f_z")), version="2026.4", before=released(back))
    assert gone.shared.history("x1").heirs(gone.modules[0].questions) == {}


def test_an_answer_that_was_taken_back_is_asked_again() -> None:
    """Who ticked the third answer of the second edition must not come back with a tick at another one."""
    two, three, other = (choice("f_a", answers=("+ja", "-nein", *more)) for more in ((), ("-nie",), ("-sofort",)))
    marks = []
    now = None
    for number, question in enumerate((two, three, two, three, other), start=1):
        now = released(course(module(question), version=f"2026.{number}", before=now))
        marks.append(now.shared.releases[-1].modules["x1"].questions["f_a"].mark)
    first, again, shorter, longer, last = marks
    assert (first, shorter) == (again, longer), "what only grew is still the same"
    assert len({first, shorter, last}) == 3


def test_all_codes_may_be_taken() -> None:
    names = [f"s{number}" for number in range(room(1) + 2)]
    found = codes(names, {}, 1)
    assert len(set(found.values())) == room(1)
    assert free("a", DIGITS) == "a"
    assert free("z", {"z"}) == "0"
