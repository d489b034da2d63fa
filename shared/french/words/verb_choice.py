"""Nouns and adjectives that choose their verb: what runs, what is heard, where one is taken."""

from shared.french.words import wordlist

WHERE_TO = wordlist(
    """école crèche collège lycée université hôpital aéroport gare cinéma ciné théâtre restaurant
    resto parc piscine plage zoo musée médecin docteur dentiste maison marché bureau travail fête
    concert match stade bibliothèque cirque montagne mer vétérinaire clinique arrêt station
    maternelle garderie centre magasin"""
)
MACHINES = wordlist(
    """voiture moto vélo ordinateur ordi téléphone portable télé télévision télécommande machine
    ascenseur frigo réfrigérateur four micro-ondes lave-linge lave-vaisselle aspirateur internet
    wifi connexion imprimante application appli site chauffage climatisation clim montre
    horloge douche
    lampe lumière clé carte batterie moteur écran clavier souris micro caméra radio distributeur
    robinet chargeur tablette sonnette réveil radiateur cafetière bouton appareil photocopieuse"""
)
NOISES = wordlist("bruit cri coup explosion tir sirène")
SPORTS = wordlist(
    """natation yoga danse ski gymnastique gym jogging équitation judo karaté escalade randonnée
    boxe surf patinage musculation athlétisme sport snowboard aérobic pilates voile plongée
    cyclisme course aviron zumba skateboard cheval vélo roller"""
)
FEELINGS = wordlist(
    """heureux heureuse heureuses triste tristes content contente contents contentes malade malades
    fou folle fous folles nerveux nerveuse jaloux jalouse furieux furieuse fier fière fiers fières
    stressé stressée malheureux malheureuse anxieux anxieuse optimiste inquiet inquiète"""
)
LOOKS = wordlist(
    """fatigué fatiguée fatigués fatiguées joli jolie bizarre surpris surprise déçu déçue
    intéressant intéressante sympa délicieux délicieuse"""
)
