"""The recipe: read → check → render → write."""

from builder.pipeline.build import ALL_TARGETS, Build, Step
from builder.pipeline.loading import SUPPRESSIBLE, Loaded, load
from builder.pipeline.publishing import SITE, SiteBuilder

__all__ = ["ALL_TARGETS", "SITE", "SUPPRESSIBLE", "Build", "Loaded", "SiteBuilder", "Step", "load"]
