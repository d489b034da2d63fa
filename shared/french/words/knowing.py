"""What one knows with savoir, and skills."""

from shared.french.words import wordlist

FACTS = wordlist(
    """réponse vérité leçon poème nom prénom prix âge date heure adresse numéro raison résultat
    solution chose tout mot nouvelle secret code règle table chanson texte nombre
    différence suite fin sens cause vocabulaire verbe conjugaison rôle alphabet métier prière
    temps truc moitié orthographe langue horaire titre signification nombre taille quantité
    pourcentage reste contraire détail rien grand-chose récitation français anglais lecture
    combien peu plupart un deux trois quelque"""
)
"""Nouns that stand after savoir as well: something learnt or told."""

SKILLS = wordlist(
    """nager conduire cuisiner skier lire écrire danser chanter jouer dessiner compter parler
    tricoter coudre bricoler patiner plonger surfer programmer siffler jardiner peindre
    faire monter taper"""
)
"""What one has learnt to do."""

INDIRECT = wordlist("que qui si où quand comment pourquoi combien quoi")
"""After these a clause follows: savoir, never connaître."""
