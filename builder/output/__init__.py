"""Files in memory → disk: the only room that writes. Trees are replaced as a whole or not at all."""

from builder.output.claim import Busy
from builder.output.files import (
    LeadsOutside,
    Output,
    OutputFile,
    present,
    rewrite,
    staged,
    stay_below,
    write_files,
    write_new,
)
from builder.output.manifest import (
    MANIFEST,
    Made,
    Unit,
    is_intact,
    keep,
    made_at,
    made_below,
    manifest_file,
    read_manifest,
    twin,
)
from builder.output.tree import NotOurs, claimed, renewed, replacing
from builder.output.zipped import repacked, zip_bytes, zip_tree

__all__ = [
    "MANIFEST",
    "Busy",
    "LeadsOutside",
    "Made",
    "NotOurs",
    "Output",
    "OutputFile",
    "Unit",
    "claimed",
    "is_intact",
    "keep",
    "made_at",
    "made_below",
    "manifest_file",
    "present",
    "read_manifest",
    "renewed",
    "repacked",
    "replacing",
    "rewrite",
    "staged",
    "stay_below",
    "twin",
    "write_files",
    "write_new",
    "zip_bytes",
    "zip_tree",
]
