"""Expressions with avoir where other languages say "be"."""

from shared.french.words import table, wordlist

NEVER_ETRE = wordlist("faim soif peur sommeil honte hâte envie besoin raison tort chance pitié mal")
"""Bare nouns of state: avoir, never être, before them."""

WITH_ETRE_OTHERWISE = wordlist("chaud froid")
"""With être they speak of things, or mean something else of people."""

PERSONS = wordlist("je tu il elle on nous vous ils elles")

ENGLISH = table(
    """faim=hungry soif=thirsty peur=afraid sommeil=sleepy honte=ashamed hâte=eager envie=want
    besoin=need raison=right tort=wrong chance=lucky chaud=hot froid=cold pitié=sorry mal=hurt"""
)
