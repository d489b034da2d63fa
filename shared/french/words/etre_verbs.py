"""Verbs whose simple compound tenses take être, and those that take either."""

from shared.french.words import wordlist

ETRE_ONLY = wordlist(
    """aller venir arriver partir naître mourir rester devenir revenir parvenir intervenir
    survenir repartir décéder advenir provenir"""
)
"""être, whatever follows."""

ETRE_UNLESS_OBJECT = wordlist(
    """monter descendre sortir rentrer retourner tomber entrer ressortir remonter redescendre"""
)
"""être without a direct object ("je suis sorti"), avoir with one ("j'ai sorti le chien")."""

AVOIR_FOR_CERTAIN = wordlist(
    """manger dormir parler travailler étudier habiter regarder jouer danser marcher nager courir
    voyager téléphoner acheter payer chercher trouver attendre entendre écouter boire lire écrire
    voir faire dire prendre mettre apprendre comprendre choisir finir commencer oublier aimer
    adorer détester vouloir pouvoir devoir savoir avoir être recevoir ouvrir offrir essayer
    réussir pleurer rire sourire crier rêver penser croire répondre demander donner montrer
    décider quitter visiter cuisiner préparer gagner perdre vendre rencontrer vivre suivre
    conduire bouger discuter rigoler skier bavarder tousser ronfler grandir grossir maigrir
    vieillir changer disparaître paraître continuer durer plaire neiger pleuvoir"""
)
"""avoir, unless a reflexive pronoun stands before."""

PASSIVE_LIKELY = wordlist("mettre prendre faire vendre perdre finir choisir ouvrir recevoir")
"""Their participle after être is often a passive or an adjective ("c'est fini", "je suis pris")."""
