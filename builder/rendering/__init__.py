"""One module per target; each is a pure function of the course."""
