"""Words that look like a word of English or Spanish and mean something else."""

from shared.french.words import wordlist

FALSE_FRIENDS = wordlist(
    """librairie constipé préservatif prétendre délai actuellement éventuellement assister attendre
    blesser caractère chance coin collège déception demander sensible versatile rester passer
    location lecture monnaie journée user supporter résumer réaliser quitter propre pain bras
    appliquer ancien achèver introduire ignorer habilité figure envie entrée éditeur disposer
    large issue injure hasard grade gentil formidable fabrique expérience excité embarrassé
    adepte grappe cave car bless librairies marier travailler magasin physicien pièce route
    sympathique trépasser vacance confus confidence contrôler costume crayon engager facilité
    graduer opportunité parents pétrole photographe phrase raisin rude sale stage surnom veste
    commodité conducteur conférence avertissement balance candide campagne chair chat comédien
    sauver tentatif intoxiqué décevoir argument sort supplier adresser bachelier déranger"""
)
"""Lemmas; the sense in which each is wrong belongs to its rule."""
