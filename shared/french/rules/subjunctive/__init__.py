"""Subjunctive, indicative, and the future after quand."""
