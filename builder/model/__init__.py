"""The frozen course and all in it. No I/O, no HTML, no opinions about outputs."""
