"""Things that one wears, has at home or uses, and where one puts something."""

from shared.french.words import wordlist

CLOTHES = wordlist(
    """robe chemise pantalon jupe manteau veste pull chapeau lunettes chaussure chaussures botte
    bottes basket baskets cravate costume écharpe bonnet gant gants jean short t-shirt tee-shirt
    casquette chaussette chaussettes sandale sandales uniforme maillot imperméable bague collier
    ceinture montre blouson gilet pyjama chemisier parapluie vêtement vêtements"""
)
FURNITURE = wordlist(
    """lit bureau armoire canapé chaise table lampe fauteuil étagère commode tapis télé frigo
    placard bibliothèque douche baignoire four balcon jardin piscine garage cheminée"""
)
DEVICES = wordlist(
    """ordinateur ordi portable téléphone tablette télévision imprimante voiture moto vélo scooter
    appartement studio aspirateur caméra casque chargeur frigo réfrigérateur appareil stylo cahier
    dictionnaire livre sac valise"""
)
GROCERIES = wordlist(
    """légume fruit pomme banane orange poire fraise cerise raisin citron tomate carotte oignon
    concombre courgette aubergine œuf pâtes gâteau biscuit bonbon croissant baguette yaourt
    haricot lentille patate salade melon pêche olive champignon frites pizza sandwich céréales"""
)
PASTIMES = wordlist(
    """musique cinéma lecture danse théâtre nature sport animaux chat chats chien chiens mer
    montagne film films livre livres voyages plage cuisine peinture football tennis natation
    séries jeux"""
)

_SEATS = wordlist("table chaise canapé lit bureau banc fauteuil étagère")
_BUILDINGS = wordlist(
    """maison école porte gare cinéma magasin supermarché restaurant banque mairie église fenêtre
    immeuble hôpital pharmacie boulangerie bibliothèque télé télévision ordinateur miroir entrée"""
)
PLANTS = wordlist("arbre arbres sapin palmier")
PLACED = {
    "sur": _SEATS | wordlist("tapis toit balcon terrasse trottoir mur canapé étagère plage"),
    "sous": _SEATS | PLANTS | wordlist("pont parapluie couverture tapis douche"),
    "devant": _BUILDINGS,
    "derrière": _BUILDINGS | PLANTS | _SEATS,
    "par": wordlist("fenêtre"),
}
"""By preposition, nouns that never follow it bare but in a few expressions of writing."""

EVENTS = wordlist(
    """travail école université film réunion match repas concert douche examen mariage voyage
    vacances leçon fête accident spectacle promenade entraînement collège lycée"""
)
"""Nouns that name a stretch of time to be before, in or after."""
