"""Common nouns of place, by the preposition that fits them."""

from shared.french.words import table, wordlist

GO_TO = wordlist(
    """école cinéma restaurant supermarché marché bureau plage piscine aéroport université
    travail théâtre musée parc hôtel église hôpital maison poste boulangerie banque gare
    campagne café lycée collège stade bibliothèque cantine pharmacie mairie fac faculté
    gym zoo cirque concert opéra bar discothèque boucherie épicerie médiathèque préfecture
    ambassade consulat commissariat mosquée synagogue resto garage aquarium patinoire
    salle librairie crèche maternelle toilettes réception caisse étranger usine club
    kiosque port quai montagne mer centre centre-ville"""
)
"""à la, au: where one goes or is for what is done there."""

NEVER_EN = wordlist(
    """école cinéma supermarché marché bureau plage piscine aéroport université travail théâtre
    musée parc hôtel église hôpital maison boulangerie campagne café lycée collège
    stade cantine mairie gym zoo cirque opéra bar boucherie épicerie mosquée maternelle
    poste gare concert resto restaurant club"""
)
"""Without an article these never follow "en"."""

INSIDE = wordlist(
    """chambre cuisine salon jardin appartement rue quartier ville village pays voiture bus train
    métro avion tram sac poche tiroir frigo placard boîte valise immeuble pièce couloir
    bâtiment région forêt bois lit eau magasin monde ciel armoire garage cave grenier
    ascenseur escalier escaliers entrée cour île jungle désert salle étui portefeuille
    cartable bol assiette verre tasse four"""
)
"""dans: rooms, vehicles, containers, areas."""

ON_TOP = wordlist(
    """table bureau chaise canapé étagère plage balcon terrasse toit trottoir photo île mur sol
    carte tapis banc tabouret scène colline liste site"""
)
"""sur: surfaces."""

NOT_IN = table(
    "table=sur chaise=sur étagère=sur balcon=sur terrasse=sur toit=sur trottoir=sur banc=sur"
    " tabouret=sur plage=sur tapis=sur colline=sur"
)
NOT_ON = table(
    """cuisine=dans chambre=dans salon=dans jardin=dans rue=dans ville=dans bus=dans train=dans
    métro=dans avion=dans voiture=dans sac=dans poche=dans tiroir=dans frigo=dans
    placard=dans ciel=dans pays=dans village=dans quartier=dans forêt=dans monde=dans
    appartement=dans région=dans armoire=dans ascenseur=dans tram=dans valise=dans"""
)

COMPOUND = wordlist("côté près loin face milieu bout bord droite gauche intérieur extérieur centre")
"""Nouns and adverbs of compound prepositions that end in "de"."""
DOCTORS = wordlist(
    """médecin docteur dentiste coiffeur boulanger boucher pharmacien psy psychologue kiné
    vétérinaire ophtalmo garagiste opticien esthéticienne avocat notaire fleuriste
    gynécologue pédiatre coiffeuse docteure épicier"""
)
PEOPLE = wordlist(
    """ami amie copain copine grand-mère grand-père mère père parents oncle tante cousin cousine
    frère sœur voisin voisine mamie papi collègue famille grands-parents beaux-parents
    amis copains copines cousins fils fille belle-mère beau-père"""
)
BEING_OR_GOING = wordlist(
    """aller venir être habiter vivre rester arriver partir voyager travailler étudier retourner
    rentrer déménager naître passer séjourner revenir entrer loger dormir manger dîner
    déjeuner jouer se_trouver trouver installer marcher emmener conduire immigrer émigrer
    grandir enseigner attendre promener amener monter courir mourir visiter"""
)
"""Verbs that go with a place."""
