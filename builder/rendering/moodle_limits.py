"""How much Moodle's database holds; what is longer aborts an import (scorm.md B1, B9)."""

LONGEST_TITLE = 255
"""Characters of a title or the name of a category."""
LONGEST_ID = 100
"""Characters of the id number of a question."""
LONGEST_SHORT_NAME = 94
"""Bytes without blanks that Moodle makes a course's short name of; cut inside a letter they are no text at all."""
