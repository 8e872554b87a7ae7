"""How a learner answers a question of any kind, with what the form offers: controls, keyboard, buttons."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator

from builder.model.answer_key import LETTERS


def data_of(form: Locator) -> dict[str, Any]:
    """The JSON beside a form."""
    found: dict[str, Any] = json.loads(form.locator("script.question-data").text_content() or "")
    return found


def press(form: Locator, action: str) -> None:
    """Push the button of an action."""
    form.locator(f'[data-action="{action}"]').click()


def verdict(form: Locator) -> str:
    """The verdict shown, empty before the question is judged."""
    shown = form.locator(".question-verdict")
    return (shown.get_attribute("data-verdict") or "") if shown.is_visible() else ""


def fill(form: Locator, right: bool) -> None:
    """Enter a right answer, or one that earns nothing; a decision is walked to its last situation."""
    data = data_of(form)
    match data["kind"]:
        case "matching":
            for index, letter in enumerate(data["right"]):
                other = next(one for one in LETTERS[: len(data["choices"])] if one != letter)
                form.locator(".prompt select").nth(index).select_option(letter if right else other)
        case "ordering":
            sort(form, data["right"] if right else [*data["right"][1:], data["right"][0]])
        case "cloze":
            for index, gap in enumerate(data["gaps"]):
                control = form.locator(".gap").nth(index)
                if gap["choices"]:
                    control.select_option("a" if right else "b")
                else:
                    control.fill(gap["accept"][0] if right else "xyz")
        case "number" | "date":
            listed = next((one["low"] for one in data["listed"] if one["right"] == right), None)
            plain = listed or ("31.12.1999" if data["kind"] == "date" else "987654")
            form.locator(".entry input").fill(plain if data["kind"] == "date" else plain.replace(".", ","))
        case "branching":
            walk(form, data, right)
        case "open":
            form.locator("textarea").fill("Ein Text mit ; , und ä")
        case _:
            good, others = data["right"], [one for one in LETTERS[: data["count"]] if one not in data["right"]]
            for letter in good if right else others[:1]:
                form.locator(f'fieldset .options input[value="{letter}"]').check()


def walk(form: Locator, data: dict[str, Any], right: bool) -> None:
    """Decide in each situation until the last one, where the decision is only ticked."""
    index: int | None = 0
    while index is not None:
        scene = data["situations"][index]
        others = [one for one in LETTERS[: scene["count"]] if one != scene["right"]]
        letter = scene["right"] if right else others[0]
        form.locator(".situation:visible").locator(f'input[value="{letter}"]').check()
        index = scene["next"][LETTERS.index(letter)]
        if index is not None:
            press(form, "check")
            press(form, "check")


def sort(form: Locator, order: list[str]) -> None:
    """Bring the items in order with the buttons, as someone without a mouse would."""
    for place, letter in enumerate(order):
        for _ in order:
            letters = form.locator(".item").evaluate_all("items => items.map(item => item.dataset.letter)")
            if letters.index(letter) <= place:
                break
            form.locator(f'.item[data-letter="{letter}"] [data-move="up"]').press("Enter")


def answer(form: Locator, right: bool = True) -> None:
    """Fill in and have it judged."""
    fill(form, right)
    press(form, "check")
