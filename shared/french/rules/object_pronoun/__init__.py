"""Object pronouns: which, in which form, and where."""
