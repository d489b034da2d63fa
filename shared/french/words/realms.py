"""What a superlative ranges over: "le plus grand du monde"."""

from shared.french.words import wordlist

REALMS = wordlist(
    """monde pays ville classe école équipe famille groupe univers région quartier village immeuble
    histoire planète continent lycée entreprise siècle France Europe Espagne Italie Allemagne
    Chine Inde Russie Angleterre Belgique Suisse Japon Canada Brésil Maroc Mexique
    Portugal Afrique Asie Amérique"""
)
