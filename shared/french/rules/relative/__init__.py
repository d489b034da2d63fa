"""Relative pronouns."""
