"""Files → model and findings. The only room that reads content; never raises for an author's mistake."""
