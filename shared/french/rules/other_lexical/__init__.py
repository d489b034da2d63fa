"""Words that do not go together in French."""
