"""Parts of the body, and what one does to one's own."""

from shared.french.words import wordlist

PARTS = wordlist(
    """main mains dent dents visage tête cheveu cheveux pied pieds jambe jambes bras doigt doigts
    nez œil yeux oreille oreilles bouche genou genoux dos ventre épaule épaules cheville
    poignet cou ongle ongles barbe figure peau langue lèvre lèvres joue joues coude front
    menton gorge moustache orteil orteils pouce cuisse mollet sourcils côte côtes cœur
    estomac corps"""
)

CARE = wordlist(
    """laver brosser couper casser tordre fouler brûler essuyer sécher peigner raser maquiller
    ronger gratter frotter blesser épiler boucher moucher démaquiller coiffer savonner
    masser rincer limer vernir nettoyer fracturer luxer écorcher mordre"""
)
"""With one's own body these are reflexive: se laver les mains."""

MOVING = wordlist("lever baisser hausser secouer hocher plisser froncer")
"""Moving a part of one's own body takes the article alone: lever la main."""

KIN = wordlist(
    """père mère frère sœur fils fille mari femme oncle tante cousin cousine grand-père
    grand-mère parent parents ami amie copain copine voisin voisine collègue patron chef
    prof professeur maison voiture chien chat chambre appartement vélo téléphone portable
    sac travail ville pays nom nationalité adresse école anniversaire ordinateur neveu
    nièce beau-frère belle-sœur famille enfants amis amies copains frères sœurs cousins
    clés livre vie affaires vêtements"""
)
"""Whom or what one calls one's own."""
