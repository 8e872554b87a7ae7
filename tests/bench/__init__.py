"""Figures for ``make bench``: no test measures time."""
