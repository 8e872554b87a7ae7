"""What pages of the site weigh, with few modules and with very many: nothing on a page may grow with the course."""

from __future__ import annotations

import gzip
import time
from pathlib import Path
from urllib.parse import urljoin

from lxml import html

from builder.mkdocs_shell import build_site
from builder.pipeline import load

LARGEST = 120
"""Kilobytes a module page may weigh when it is opened, gzip, without media."""
SHOWN = ("index.html", "kurse.html", "suche.html", "downloads.html", "nachschlagen/normen.html", "mein-lernen.html")


def show(root: Path, destination: Path) -> None:
    """Build the site of a project and print a line for a module page and for the pages that hold something of all."""
    course = load(root).course
    assert course is not None
    started = time.perf_counter()
    build_site(course, destination, root, offers=())
    seconds = time.perf_counter() - started
    modules = sorted((destination / "module").glob("*.html"))
    print(f"site of {len(modules)} modules: {seconds:.1f} s, {seconds / len(modules):.3f} s a module")
    for name in (f"module/{modules[0].name}", f"lehren/{modules[0].name}", *SHOWN):
        page = destination / name
        if page.is_file():
            own, loaded = _packed(page), sum(map(_packed, _loaded(page, destination)))
            print(f"  {name:58} {own / 1000:7.1f} kB + {loaded / 1000:5.1f} kB = {(own + loaded) / 1000:7.1f} kB gzip")
    index = destination / "assets" / "suchindex.js"
    print(f"  {'search index, once somebody searches':58} {_packed(index) / 1000:7.1f} kB gzip")
    print(f"  a module page: at most {LARGEST} kB")


def _loaded(page: Path, site: Path) -> list[Path]:
    """Scripts and styles that come with the page."""
    tree = html.fromstring(page.read_bytes())
    addresses = tree.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
    here = page.relative_to(site).as_posix()
    return [site / urljoin(f"/{here}", address).lstrip("/") for address in addresses]


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))
