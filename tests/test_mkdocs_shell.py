"""The site as MkDocs builds it: same bytes twice, every link leads somewhere, mistakes are told in words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from builder.mkdocs_shell import NAME, IntegrifPlugin, SiteFailed, build_site
from builder.pipeline import load
from tests.links import broken_links, documents
from tests.projects import begin_project, edit, module_file

ROOT = Path(__file__).parents[1]
PAGES = ("index.html", "kurse.html", "lehren.html", "ueber.html", "impressum.html", "datenschutz.html")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(root: Path, destination: Path, language: str = "de") -> dict[str, bytes]:
    """Build the site of a project and give its files."""
    course = load(root).course
    assert course is not None
    build_site(course, destination, root, language)
    return bytes_of(destination)


def with_own_pages(root: Path) -> Path:
    """Give a project its own mkdocs.yml and pages, so that a test may change them."""
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "templates").symlink_to(ROOT / "templates")
    for path, data in bytes_of(ROOT / "site").items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_bytes(data)
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return begin_project(tmp_path / "projekt", "x1", "x2")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the project in this checkout."""
    destination = tmp_path_factory.mktemp("site")
    build(ROOT, destination)
    return destination


def test_the_same_content_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    assert build(ROOT, tmp_path / "wieder") == bytes_of(site)


def test_all_pages_are_there(site: Path) -> None:
    course = load(ROOT).course
    assert course is not None
    modules = [f"module/{module.slug}.html" for module in course.modules]
    assert {*PAGES, *modules, "mitschreiben/schreibweise.html", "404.html"} <= set(bytes_of(site))


def test_the_readme_of_a_folder_is_not_published(project: Path, tmp_path: Path) -> None:
    with_own_pages(project)
    (project / "site" / "README.md").write_text("# site\n\nWas hier liegt.\n", encoding="utf-8")
    assert not [path for path in build(project, tmp_path / "aus") if "readme" in path.lower()]


def test_every_link_and_every_anchor_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_every_page_can_be_reached_without_a_script(site: Path) -> None:
    """From the start page by plain links; the search alone is of no use to somebody without scripts."""
    reached: set[str] = set()
    ahead = ["index.html"]
    while ahead:
        name = ahead.pop()
        if name in reached:
            continue
        reached.add(name)
        page = html.fromstring((site / name).read_bytes())
        targets = (urlsplit(urljoin(f"https://l.example/{name}", href)) for href in page.xpath("//a/@href"))
        ahead += [to.path[1:] for to in targets if to.netloc == "l.example" and to.path.endswith(".html")]
    assert {name for name, _page in documents(site)} - reached == {"404.html", "suche.html"}


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for name, page in documents(site):
        loaded = [element.get("src") for element in page.iter("script", "img", "iframe", "video", "source")]
        loaded += [link.get("href") for link in page.iter("link")]
        assert [address for address in loaded if address and urlsplit(address).netloc] == [], name
    for path in site.rglob("*.css"):
        text = re.sub(r'url\("data:[^"]*"\)|\*/\n', "", path.read_text(encoding="utf-8"))
        assert "//" not in text, path.name


def test_each_page_says_what_it_is(site: Path) -> None:
    titles = [page.findtext(".//title") for _, page in documents(site)]
    assert len(set(titles)) == len(titles)
    for name, page in documents(site):
        assert page.get("lang") == "de"
        assert len(page.findall(".//h1")) == 1, name
        assert name == "404.html" or page.xpath("//meta[@name='description']/@content"), name


def test_the_skip_link_leads_to_the_heading(site: Path) -> None:
    for name, page in documents(site):
        if name != "404.html":
            [target] = page.xpath("//a[contains(@class, 'skip')]/@href")
            assert page.get_element_by_id(target.removeprefix("#")).tag == "h1", name


def main_pages(page: html.HtmlElement) -> list[str]:
    return [link.text for link in page.find_class("main-nav")[0].iter("a")]


def test_the_rule_tables_stand_in_the_navigation_where_there_are_any(site: Path, project: Path, tmp_path: Path) -> None:
    start = html.fromstring((site / "index.html").read_bytes())
    assert main_pages(start)[:3] == ["Start", "Kurse", "Entscheidungshilfe"]
    assert start.xpath("//section[@class='doors']//a/@href") == ["regelwerk/arbeit.html"]
    without = html.fromstring(build(project, tmp_path / "aus")["index.html"])
    assert "Entscheidungshilfe" not in main_pages(without)
    assert not without.find_class("doors")


def searched(site: Path) -> tuple[list[list[str]], dict[str, list[int]]]:
    """Entries and words of the search."""
    text = (site / "assets" / "suchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("integrifSearchIndex=").removesuffix(";\n"))
    return index["entries"], index["words"]


def test_search_finds_the_rows_of_a_rule_table_and_no_words_of_its_questions(site: Path) -> None:
    entries, words = searched(site)
    where = {entries[number][0] for number in words["fiktionsbescheinigung"][::2]}
    assert any(address.startswith("regelwerk/arbeit.html#zeile_") for address in where)
    assert "beginnen" not in words or all("regelwerk" not in entries[n][0] for n in words["beginnen"][::2])


def test_everything_that_can_be_found_is_there(site: Path) -> None:
    pages = dict(documents(site))
    entries, _ = searched(site)
    for address, title, _above, _text in entries:
        path, _, anchor = address.partition("#")
        assert title
        assert not anchor or pages[path].get_element_by_id(anchor) is not None, address


def test_what_is_not_written_is_not_linked(site: Path) -> None:
    planned = html.fromstring((site / "kurse.html").read_bytes()).xpath("//*[contains(@class, 'card--planned')]")
    assert planned
    assert not [link for card in planned for link in card.iter("a")]


def test_nothing_of_the_theme_is_published(site: Path) -> None:
    assert not [path for path in bytes_of(site) if path.startswith(("assets/javascripts", "assets/stylesheets"))]
    for name, page in documents(site):
        assert not page.xpath("//script[not(@src) and not(contains(@type, 'json'))] | //*[@style]"), name
        assert "md-" not in " ".join(page.xpath("//@class")), name


def test_a_published_address_brings_canonical_links_and_a_sitemap(project: Path, tmp_path: Path) -> None:
    curriculum = project / "curriculum" / "curriculum.yml"
    curriculum.write_text("basis_url: https://lernen.example/x\n" + curriculum.read_text("utf-8"), encoding="utf-8")
    files = build(project, tmp_path / "aus")
    slug = module_file(project, "x1").parent.name
    assert f"<loc>https://lernen.example/x/module/{slug}.html</loc>" in files["sitemap.xml"].decode()
    assert "lastmod" not in files["sitemap.xml"].decode()
    assert 'rel="canonical" href="https://lernen.example/x/kurse.html"' in files["kurse.html"].decode()


def test_the_frame_speaks_the_language_of_the_interface(project: Path, tmp_path: Path) -> None:
    english = html.fromstring(build(project, tmp_path / "en", "en")["kurse.html"])
    assert english.get("lang") == "en"
    assert "Learning material, no advice in an individual case." in "".join(english.itertext())


def test_a_project_of_nothing_but_content_uses_our_pages(project: Path, tmp_path: Path) -> None:
    assert set(PAGES) <= set(build(project, tmp_path / "aus"))


def found_in(project: Path) -> list[str]:
    return [f"{finding.code} {finding.place}" for finding in load(project).findings]


def test_all_that_is_wrong_on_pages_is_found_at_once_with_its_place(project: Path) -> None:
    with_own_pages(project)
    folder = project / "site"
    lines = [
        "[weg](weg.md)", "[weg](kurse.md#weg)", "[weg](modul:zz)", "[weg](kurse.md/x)", "[weg](/kurse.md)", "[weg](../README.md)",
        "::: einbinden unbekannt", "<b>fett</b>", "![](bilder/fehlt.png \"Bild\")", "::: kurz",
    ]  # fmt: skip
    (folder / "ueber.md").write_text("# Über\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    (folder / "lehren.md").write_bytes(b"# Lehren\n\nM\xfcnchen\n")
    (folder / "kurse.md").write_text("---\ntitel: [x\n---\n# Kurse\n\n::: einbinden kurse\n", encoding="utf-8")
    (folder / "neu.md").write_text("", encoding="utf-8")
    (folder / "seite.html").write_text("<script></script>", encoding="utf-8")
    (folder / "impressum.md").unlink()
    (folder / "geheim.png").symlink_to("/etc/hostname")
    found = found_in(project)
    for code, line in (
        ("P001", 3),
        ("P001", 5),
        ("P001", 7),
        ("P001", 9),
        ("P001", 11),
        ("P001", 13),
        ("B018", 15),
        ("P003", 19),
        ("P002", 19),
    ):
        assert any(item.startswith(f"{code} site/ueber.md:{line}:") for item in found), (code, line)
    assert {
        "B008 site/ueber.md:17:1",
        "B001 site/ueber.md:21:1",
        "P005 site/seite.html:1:1",
        "P006 site/neu.md:1:1",
    } <= set(found)
    assert any(item.startswith("L001 site/lehren.md:3:2") for item in found)
    assert any(item.startswith("Y001 site/kurse.md:") for item in found)
    assert any(item.startswith("P004 mkdocs.yml:") for item in found)
    assert "L003 site/geheim.png:1:1" in found


def test_a_link_out_of_the_project_is_never_published(project: Path, tmp_path: Path) -> None:
    with_own_pages(project)
    (project / "site" / "geheim.txt").symlink_to("/etc/passwd")
    (project / "site" / "etc").symlink_to("/etc/ssl")
    made = build(project, tmp_path / "aus")
    assert [name for name in made if name.startswith(("geheim", "etc/"))] == []


@pytest.mark.parametrize("text", ["", "nav: [x", "theme: {name: fehlt}\nplugins: []\n", "- eins\n"])
def test_a_frame_that_cannot_be_built_says_why(project: Path, tmp_path: Path, text: str) -> None:
    with_own_pages(project)
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SiteFailed, match=r"\w"):
        build(project, tmp_path / "aus")


def test_a_page_may_stand_in_the_navigation_without_a_title(project: Path, tmp_path: Path) -> None:
    with_own_pages(project)
    edit(project / "mkdocs.yml", "  - Lehren: lehren.md", "  - lehren.md")
    assert "lehren.html" in build(project, tmp_path / "aus")


def plugin_for(root: Path, command: str) -> IntegrifPlugin:
    """The plugin as MkDocs starts it, without a course from us."""
    plugin = IntegrifPlugin()
    plugin.load_config({"root": str(root)})
    plugin.on_startup(command=command, dirty=False)  # type: ignore[arg-type]  # one of three words
    config = MkDocsConfig()
    settings = {"site_name": "x", "docs_dir": str(ROOT / "site"), "site_dir": str(root / "aus")}
    config.load_dict({**settings, "theme": {"name": "material"}, "plugins": []})
    assert config.validate() == ([], [])
    plugin.on_config(config)
    return plugin


def test_a_finding_of_weight_muss_stops_mkdocs_and_is_shown(project: Path) -> None:
    edit(module_file(project, "x1"), "ziel=l1", "ziel=l9")
    with pytest.raises(PluginError, match=r"modul\.md:\d+:\d+: Muss"):
        plugin_for(project, "build")


def test_someone_who_writes_sees_the_page_all_the_same(project: Path) -> None:
    edit(module_file(project, "x1"), "ziel=l1", "ziel=l9")
    plugin_for(project, "serve")


def test_someone_who_writes_goes_on_seeing_the_last_course_that_could_be_read(project: Path) -> None:
    plugin = plugin_for(project, "serve")
    (project / "curriculum" / "curriculum.yml").write_text("titel: [", encoding="utf-8")
    assert [module.id for module in plugin._load(MkDocsConfig()).modules] == ["x1", "x2"]


def test_mkdocs_alone_leaves_the_last_site_where_it_is_when_it_fails(project: Path, tmp_path: Path) -> None:
    if not entry_points(group="mkdocs.plugins", name=NAME):
        pytest.skip("the package is not installed here; make test installs it")
    with_own_pages(project)
    site = project / "dist" / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    for broken in (False, True):
        if broken:
            (project / "site" / "ueber.md").write_text("# Über\n\n<b>x</b>\n", encoding="utf-8")
        run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert (run.returncode != 0) is broken, run.stderr
        assert (site / "ueber.html").is_file()
    assert "site/ueber.md:3:1" in run.stderr
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_mkdocs_alone_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    if not entry_points(group="mkdocs.plugins", name=NAME):
        pytest.skip("the package is not installed here; make test installs it")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "-f",
        str(ROOT / "mkdocs.yml"),
        "-d",
        str(tmp_path / "aus"),
    ]
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert bytes_of(tmp_path / "aus") == bytes_of(site)


def described(page: html.HtmlElement) -> list[dict[str, object]]:
    """What a page tells machines, in order."""
    return [json.loads(script.text) for script in page.xpath("//head/script[@type='application/ld+json']")]


def shared_as(page: html.HtmlElement) -> dict[str, str]:
    return {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[starts-with(@property, 'og:')]")}


def test_the_pages_that_carry_amb_are_those_of_its_sitemap(project: Path, tmp_path: Path) -> None:
    base = "https://lernen.example.org/kurs"
    edit(project / "curriculum" / "curriculum.yml", "kurse:", f"basis_url: {base}/\nkurse:")
    built = build(project, tmp_path / "aus")
    pages = dict(documents(tmp_path / "aus"))
    ours = ["https://w3id.org/kim/amb/context.jsonld", {"@language": "de"}]
    carrying = {name for name, page in pages.items() if ours in [block["@context"] for block in described(page)]}
    listed = re.findall(r"<loc>(.*?)</loc>", built["oer-sitemap.xml"].decode())
    assert {f"{base}/{name}" for name in carrying} == set(listed)
    assert len(carrying) == 3
    for name in carrying - {"kurse.html"}:
        [beside] = pages[name].xpath("//link[@rel='describedby'][@type='application/ld+json']/@href")
        assert json.loads(built[f"module/{beside}"]) == described(pages[name])[1]
    assert all(described(page) == [] for name, page in pages.items() if name not in carrying)
    assert shared_as(pages["kurse.html"])["og:url"] == f"{base}/kurse.html"


def test_a_site_that_stands_nowhere_says_no_address(project: Path, tmp_path: Path) -> None:
    built = build(project, tmp_path / "aus")
    assert not [path for path in built if path.endswith(("amb.json", "sitemap.xml"))]
    for name, page in documents(tmp_path / "aus"):
        assert "og:url" not in shared_as(page), name
        assert not page.xpath("//link[@rel='describedby' or @rel='canonical']"), name


def test_each_page_says_what_it_is_where_it_is_shared(site: Path) -> None:
    for name, page in documents(site):
        told = shared_as(page)
        assert (told["og:locale"], told["og:site_name"]) == ("de_DE", "Integriertes Flüchtlingsmanagement")
        assert told["og:type"] == ("article" if name.startswith("module/") else "website"), name
        assert page.findtext(".//title").removesuffix(f" – {told['og:site_name']}") == told["og:title"], name
        assert told["og:description"] == page.xpath("//meta[@name='description']/@content")[0], name


def test_nothing_an_author_wrote_is_markup_in_the_frame(project: Path, tmp_path: Path) -> None:
    hostile = 'Wer "hilft" </title></script><script>alert(1)</script> & <b>wem</b>?'
    text = module_file(project, "x1")
    for key in ("titel", "kurz"):
        written = re.sub(rf"^{key}: .*", f"{key}: '{hostile}'", text.read_text(encoding="utf-8"), flags=re.MULTILINE)
        text.write_text(written, encoding="utf-8")
    edit(text, "\n## ", "\n## \\<i>Los\\</i> ")
    curriculum = project / "curriculum" / "curriculum.yml"
    edit(curriculum, "titel: Probekurs", "titel: '<u>Probe</u> \"kurs\"'")
    build(project, tmp_path / "aus")
    pages = dict(documents(tmp_path / "aus"))
    for name, page in pages.items():
        assert not page.xpath("//script[not(@src)][not(starts-with(@type, 'application/'))] | //b[text()='wem']"), name
        assert not page.xpath("//i[text()='Los'] | //u[text()='Probe']"), name
    module = next(page for name, page in pages.items() if name.startswith("module/x1"))
    assert module.findtext(".//title") == f'{hostile} – <u>Probe</u> "kurs"'
    assert shared_as(module)["og:description"] == hostile
    assert described(module)[0]["name"] == hostile
    assert any("<i>Los</i>" in link.text_content() for link in module.find_class("contents")[0].iter("a"))
