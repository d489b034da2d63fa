"""Parts of the body, and what people do with their own."""

from shared.french.words import wordlist

PARTS = wordlist(
    """main bras jambe pied tête dos ventre dent cheveu œil yeux nez oreille bouche visage doigt
    genou cheville épaule cou gorge estomac poignet coude hanche peau ongle orteil langue front
    joue menton lèvre cil sourcil poitrine cœur fesse cuisse mollet talon pouce figure barbe
    moustache cuir paupière nuque aisselle rein foie poumon os muscle colonne crâne mâchoire
    gencive tempe index côte tibia clavicule ligament tendon"""
)
CARE = wordlist(
    """laver brosser raser coiffer couper peigner sécher essuyer maquiller épiler limer vernir
    teindre colorer rincer savonner frotter masser gratter démaquiller sécher boucler lisser
    attacher curer mordre ronger"""
)
"""Je me lave les mains: the owner is the reflexive pronoun."""
HURT = wordlist(
    """casser brûler fouler tordre blesser couper cogner coincer luxer déchirer écorcher égratigner
    écraser fracturer pincer piquer mordre"""
)
"""Je me suis cassé le bras."""
MOVES = wordlist(
    """lever baisser tourner hocher secouer hausser croiser plier tendre fermer ouvrir serrer
    bouger pencher relever écarter allonger étirer cligner cambrer froncer incliner"""
)
"""Je lève la main: whose it is needs no saying."""
BELONGINGS = wordlist(
    """sac voiture vélo clé téléphone portable veste manteau ordinateur valise parapluie lunettes
    chien chat stylo cahier écharpe moto maison chaise place bagage casque montre bureau chambre"""
)
"""Things of which one says to whom they belong, and not who made them."""
OWN_THINGS = wordlist(
    """père mère frère sœur fils fille mari femme cousin cousine oncle tante ami amie copain copine
    chat chien maison appartement voiture vélo téléphone portable sac clé chambre nom prénom adresse
    ordinateur livre cahier stylo bureau travail professeur prof patron chef famille ville pays
    école quartier rue lit argent numéro passeport valise veste manteau chapeau écharpe anniversaire
    voisin voisine grand-père grand-mère collègue parent enfant bébé nièce neveu opinion idée vie
    lunettes clef jupe robe chemise pantalon chaussure classe université entreprise boulot âge pote
    coloc colocataire immeuble village jardin cuisine place tour avis équipe moto montre"""
)
PLURAL_ONLY = wordlist(
    """vacances lunettes courses études toilettes gens cheveux yeux affaires fiançailles économies
    condoléances funérailles félicitations ciseaux parents devoirs bagages chaussettes chaussures
    travaux journaux animaux chevaux"""
)
"""Nouns whose plural is heard or that everybody says in the plural."""
LOST_OR_MADE = wordlist(
    """rendre perdre oublier finir terminer faire laver ranger vendre quitter garer prendre apporter
    préparer enlever mettre passer montrer gagner dépenser chercher commencer changer promener
    nettoyer réparer fêter emmener amener acheter conduire réserver laisser retrouver économiser
    faire construire décorer peindre ouvrir fermer arroser jouer apprendre écrire répéter signer
    présenter poser sortir porter éteindre allumer charger vider remplir habiter vivre partir"""
)
"""What one does with one's own things."""
