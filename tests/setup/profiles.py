"""How hard Hypothesis tries: the same examples on every run of ``make test``, many new ones with ``make fuzz``.

A pytest plugin, loaded by name in pyproject.toml. No deadline: a slow machine is not a failing test.
"""

from hypothesis import settings

settings.register_profile("test", derandomize=True, deadline=None)
settings.register_profile("fuzz", max_examples=5_000, deadline=None, print_blob=True)
settings.load_profile("test")
