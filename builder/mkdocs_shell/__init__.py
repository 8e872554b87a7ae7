"""The adapter: all that touches the MkDocs API. Pages come finished from ``rendering``; MkDocs adds the frame.

Python-Markdown parses nothing here: an extension takes the place of its ``convert``.
"""

import os

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # before Material is imported

from builder.mkdocs_shell.driver import SiteFailed, build_site, serve_site
from builder.mkdocs_shell.plugin import NAME, IntegrifPlugin

__all__ = ["NAME", "IntegrifPlugin", "SiteFailed", "build_site", "serve_site"]
