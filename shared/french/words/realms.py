"""What a superlative ranges over: "le plus grand du monde"."""

from shared.french.words import wordlist

REALMS = wordlist(
    """monde pays ville classe école équipe famille groupe univers région quartier village immeuble
    histoire planète continent lycée entreprise siècle France Europe Espagne Italie Allemagne
    Chine Inde Russie Angleterre Belgique Suisse Japon Canada Brésil Maroc Mexique
    Portugal Afrique Asie Amérique"""
)

COMPARED = wordlist(
    """bus train métro avion voiture vélo moto bateau tram taxi téléphone ordinateur télé tablette
    livre film cinéma musique sport foot football basket tennis natation danse guitare piano
    café thé eau vin bière pain riz viande poisson poulet chocolat légume fruit ville campagne mer
    montagne hiver été printemps automne école lycée université travail maison appartement
    grammaire prononciation vocabulaire orthographe maths physique histoire anglais français
    espagnol allemand italien arabe chinois russe portugais turc japonais chien chat hôtel argent
    santé amour amitié liberté"""
)
"""Things that learners compare, and that are never a quality: not "plus vrai que nature"."""
