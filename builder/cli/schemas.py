"""``--xsd-dir``: the schemas that packages carry, and words for what is not there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.arguments import Translate

if TYPE_CHECKING:
    from builder.output import Output


def schemas_in(folder: Path, _: Translate) -> dict[str, Output]:
    """SCORM edition → its schemas; says for which there are none. Raises UsageError where there are none at all."""
    from builder.reading.schemas import NoSchemaFolder, read_schemas
    from builder.rendering.manifest import EDITIONS

    try:
        found = [(edition, read_schemas(folder, tuple(edition.schemas.values()))) for edition in EDITIONS]
    except NoSchemaFolder as error:
        words = _("%s holds more than schemas of SCORM. Name the folder in which they lie, and nothing else.")
        raise click.UsageError(words % error) from None
    lacking = [f"SCORM {edition.schema_version}: {', '.join(one.missing)}" for edition, one in found if one.missing]
    if len(lacking) == len(found):
        words = _("%(folder)s does not hold the schemas of any edition of SCORM. Not found:\n%(files)s")
        raise click.UsageError(words % {"folder": folder, "files": "\n".join(lacking)})
    for line in lacking:
        click.echo(
            _("Some packages are built without schemas. Not found in %(folder)s for %(files)s")
            % {"folder": folder, "files": line},
            err=True,
        )
    return {edition.name: one.files for edition, one in found if not one.missing}
