"""Questions: their words and their order."""
