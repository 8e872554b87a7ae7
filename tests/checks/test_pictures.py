"""Pictures as bytes: what every output can show is taken, what is broken or tries something is named."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.checks.pictures import _FORMATS


def picture(form: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, form)
    return made.getvalue()


def problems(form: str, data: bytes) -> list[str]:
    return [problem for _, problem in _FORMATS[form](data)]


@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_a_whole_picture_is_fine(form: str) -> None:
    assert problems(form, picture(form)) == []


@pytest.mark.parametrize("form", ["png", "jpeg"])
@pytest.mark.parametrize("damage", ["cut", "empty", "other"])
def test_a_damaged_picture_is_named(form: str, damage: str) -> None:
    data = {"cut": picture(form)[:-20], "empty": b"", "other": picture("gif")}[damage]
    (problem,) = problems(form, data)
    assert "vollständig" in problem


def test_a_changed_byte_breaks_a_png() -> None:
    data = bytearray(picture("png"))
    data[20] ^= 1
    assert len(problems("png", bytes(data))) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("kein xml", "XML"),
        ("<svg/>", "kein SVG"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "DOCTYPE"),
        ('<?xml-stylesheet href="https://x.example/a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>', "stylesheet"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:x()"><text>x</text></a></svg>', "außerhalb"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/svg+xml;base64,AA"/></svg>', "außerhalb"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><path style="fill:URL( \'//x.example/a\' )"/></svg>', "außerhalb"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>', "foreignObject"),
    ],
)
def test_a_drawing_may_only_show_itself(text: str, says: str) -> None:
    (problem,) = problems("svg", text.encode())
    assert says in problem


@given(st.sampled_from(sorted(_FORMATS)), st.binary(max_size=300))
def test_any_bytes_give_findings_and_never_an_error(form: str, data: bytes) -> None:
    assert problems(form, data)
