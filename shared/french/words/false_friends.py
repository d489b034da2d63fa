"""Words that look like a word of English or Spanish and mean something else."""

from shared.french.words import wordlist

FALSE_FRIENDS = wordlist(
    """librairie constipé préservatif prétendre délai actuellement éventuellement assister déception
    sensible location lecture monnaie journée supporter résumer réaliser appliquer introduire
    ignorer issue injure hasard gentil fabrique expérience excité embarrassé magasin physicien
    confus engager graduer opportunité surnom stage conférence avertissement conducteur"""
)
"""Lemmas; the sense in which each is wrong belongs to its rule."""
