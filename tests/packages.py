"""The SCORM packages among what was rendered."""

from __future__ import annotations

import zipfile
from io import BytesIO

from builder.output import Output


def package_of(output: Output, edition: str = "scorm12") -> zipfile.ZipFile:
    """The one package of an edition."""
    (data,) = [file.data for file in output.files if file.path.endswith(f"-{edition}.zip")]
    return zipfile.ZipFile(BytesIO(data))
