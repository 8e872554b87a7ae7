"""Pictures as bytes: what every output can show is taken, what is broken or tries something is named."""

from __future__ import annotations

import zlib
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.checks import pictures
from builder.checks.pictures import _READERS
from builder.pipeline import load
from tests.checks.project import clean_project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="90" height="30"'


def picture(form: str, mode: str = "RGB") -> bytes:
    made = BytesIO()
    Image.new(mode, (40, 30)).save(made, form)
    return made.getvalue()


def problems(form: str, data: bytes) -> list[str]:
    return [problem for _, problem in pictures.problems(form, data)]


def png(width: int, height: int, colours: int = 2, content: bytes = b"", header: bool = True) -> bytes:
    """A PNG with sound chunks, whatever they say."""
    sizes = width.to_bytes(4) + height.to_bytes(4) + bytes([8, colours, 0, 0, 0])
    parts = [(b"IHDR", sizes)] * header + [(b"IDAT", content or zlib.compress(bytes(100))), (b"IEND", b"")]
    chunks = [len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4) for name, data in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def drawing(inside: str, more: str = "") -> bytes:
    return f"{SVG} {more}>{inside}</svg>".encode()


def tree(depth: int, branches: int, twig: str = "<use href='#a{}'/>") -> bytes:
    """A drawing of a few lines that names itself until there is no end of it."""
    levels = (f"<g id='a{level}'>{twig.format(level - 1) * branches}</g>" for level in range(1, depth))
    return drawing(f"<path id='a0' d='M0 0h1'/>{''.join(levels)}")


def styled(depth: int, rule: str) -> bytes:
    """The same, with style sheets for the thread that leads from part to part."""
    sheet = "".join(rule.format(level) for level in range(depth))
    return tree(depth, 10, "<path d='M0 0h1' class='a{}'/>").replace(
        b"<path", f"<style>{sheet}</style><path".encode(), 1
    )


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


@pytest.mark.parametrize(
    ("form", "data", "says"),
    [
        ("png", png(0, 0), "ist 0"),
        ("png", png(4, 0), "ist 0"),
        ("png", png(1, 1, header=False), "vollständig"),
        ("png", png(1, 1, colours=7), "beschädigt"),
        ("png", png(40, 30), "beschädigt"),
        ("png", png(1, 1, content=b"nicht gepackt"), "beschädigt"),
        ("png", png(20_000, 20_000), "20000 × 20000 Bildpunkte"),
        ("png", png(2**31 - 1, 2**31 - 1), "Millionen"),
        ("jpg", b"\xff\xd8\xff\xff\xd9", "vollständig"),
        ("jpg", b"\xff\xd8\xff\xc0\x00\x02\xff\xda\xff\xd9", "vollständig"),
        ("jpg", b"\xff\xd8\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xda\x00\x02\xff\xd9", "Bildpunkte"),
        ("jpg", b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x09\x00\x09\x01\x01\x11\x00\xff\xda\x00\x02\xff\xd9", "beschädigt"),
        ("jpg", picture("jpeg", "CMYK"), "RGB"),
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>', "ist 0"),
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0,0,9"/>', "ist 0"),
        ("svg", f'<?xml version="1.0" encoding="UTF-16"?>{SVG}/>'.encode("utf-16"), "UTF-8"),
        ("svg", f"<?xml version='1.0' encoding='ISO-8859-1'?>{SVG}><title>ä</title></svg>".encode(), "UTF-8"),
        ("svg", f"{SVG}><title>ä</title></svg>".encode("latin-1"), "UTF-8"),
        ("svg", tree(9, 10), "verschachtelt"),
        ("svg", tree(400, 1), "verschachtelt"),
        ("svg", drawing("<g>" * 200 + "</g>" * 200), "verschachtelt"),
        ("svg", tree(9, 10, "<path d='M0 0h1' fill='url(#a{})'/>"), "verschachtelt"),
        ("svg", styled(9, ".a{0}, b > .c{0}:hover {{ fill: url( '#a{0}' ) }}"), "verschachtelt"),
        ("svg", styled(9, "@media all {{ x {{}} .a{0} {{ mask: url(#a{0}) }} }}"), "verschachtelt"),
    ],
)
def test_what_typst_cannot_draw_is_named_before(form: str, data: bytes, says: str) -> None:
    (problem,) = problems(form, data)
    assert says in problem


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (r"<style>a{background:u\72l(https://x/y)}</style>", "Zeichen"),
        (r"<style>@im\port 'https://x/y'</style>", "Zeichen"),
        (r'<path style="fill:u\72l(https://x/y)"/>', "Zeichen"),
        (r'<path fill="u\72l(https://x/y)"/>', "Zeichen"),
        ("<style>a{}<![CDATA[b{background:url(https://x/y)}]]></style>", "außerhalb"),
        ("<style>a{background:image-set('https://x/y' 1x)}</style>", "außerhalb"),
        ('<img xmlns="http://www.w3.org/1999/xhtml" src="https://x/y"/>', "<img>"),
        ('<image x:href="data:image/png;base64,AAAA" width="3" height="3"/>', "eingebettetes"),
        ('<image href="data:image/png;base64,ä" width="3" height="3"/>', "eingebettetes"),
        (f'<image href="data:image/jpeg;base64,{b64encode(picture("png")).decode()}"/>', "JPEG"),
        (f'<image href="data:image/png;base64,{b64encode(png(1, 1, 7)).decode()}"/>', "beschädigt"),
    ],
)
def test_a_drawing_hides_nothing(text: str, says: str) -> None:
    (problem,) = problems("svg", drawing(text))
    assert says in problem


@pytest.mark.parametrize(
    "data",
    [
        drawing("<path d='M0 0h9' class='a'/><style>.a{fill:url(#b)}</style><linearGradient id='b'/>"),
        drawing('<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\\Bilder\\a.png"/>'),
        drawing(f'<image href="data:image/png;base64,{b64encode(picture("png")).decode()}" width="9" height="9"/>'),
        drawing("<g id='a'><use href='#a'/><path d='M0 0h9'/></g>"),
        tree(4, 10),
        b"<?xml version='1.0' encoding='utf-8'?>" + drawing("<title>\xc3\xa4</title>"),
    ],
)
def test_what_drawing_programs_write_is_taken(data: bytes) -> None:
    assert problems("svg", data) == []


def test_letters_of_many_languages_may_stand_in_a_drawing() -> None:
    for style in ("", 'font-weight="bold"', 'font-style="italic" font-family="Arial, sans-serif"'):
        for words in ("Größe ≥ 3", "→", "Đồng", "Їжа", "كردی"):
            assert problems("svg", drawing(f'<text y="20" {style}>{words}</text>')) == []


def test_letters_that_no_font_has_in_this_style_are_found_by_drawing_them() -> None:
    (problem,) = problems("svg", drawing('<text y="20" font-weight="bold" font-style="italic">Ǎ</text>'))
    assert "Zeichen" in problem


def test_a_picture_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture("png") + b"einmal"
    first = problems("png", data)
    monkeypatch.setattr(pictures, "can_draw", None)
    assert problems("png", data) == first == []


def test_the_finding_says_where_the_picture_is_shown(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    folder = project / "modules/x1-probe"
    (folder / "media" / "leer.png").write_bytes(png(0, 0))
    text = (folder / "modul.md").read_text(encoding="utf-8")
    text += '\n![Zeitstrahl](media/leer.png "Fristen")\n\n::: bildtext\nText.\n:::\n'
    (folder / "modul.md").write_text(text, encoding="utf-8")
    (finding,) = [finding for finding in load(project).findings if finding.code == "V010"]
    line = text.split("\n").index('![Zeitstrahl](media/leer.png "Fristen")') + 1
    assert str(finding.place) == "modules/x1-probe/media/leer.png:1:1"
    assert f"(modul.md, Zeile {line})" in finding.message


@given(st.sampled_from(sorted(_READERS)), st.binary(max_size=300))
def test_any_bytes_give_findings_and_never_an_error(form: str, data: bytes) -> None:
    assert problems(form, data)
