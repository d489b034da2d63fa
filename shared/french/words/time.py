"""Time: units of duration, days, months, parts of the day, words that date a sentence."""

from shared.french.words import wordlist

UNITS = wordlist(
    """seconde minute heure demi-heure jour journée semaine mois trimestre semestre an année siècle
    décennie"""
)
"""Lemmas that measure a duration after a number."""
SPANS = wordlist("temps longtemps moment toujours peu nuit été hiver vacances week-end")
DAYS = wordlist("lundi mardi mercredi jeudi vendredi samedi dimanche")
MONTHS = wordlist(
    """janvier février mars avril mai juin juillet août septembre octobre novembre décembre"""
)
DAY_PARTS = wordlist("matin midi après-midi soir soirée minuit nuit matinée")
SEASONS = wordlist("printemps été automne hiver")
PAST = wordlist("hier avant-hier autrefois jadis soudain ensuite")
"""Adverbs that set the sentence in the past."""
FUTURE = wordlist("demain après-demain bientôt prochainement")
CLOCK = DAYS | MONTHS | DAY_PARTS | SEASONS | wordlist("heure heures an ans")
PREPOSITIONS_OF_TIME = wordlist("depuis pendant pour dans durant en après dès il_y_a")
