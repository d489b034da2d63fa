"""Reflexive verbs: the right pronoun, one left out, one too many."""
