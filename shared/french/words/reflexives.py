"""Verbs by their use with a reflexive pronoun."""

from shared.french.words import wordlist

INTRINSIC = wordlist(
    """souvenir méfier moquer évanouir enfuir débrouiller absenter abstenir efforcer
    emparer suicider envoler écrier repentir réfugier fier accroupir agenouiller enrhumer
    acharner obstiner désister évader écrouler"""
)
"""They hardly stand without the pronoun."""

DAILY = wordlist(
    """lever coucher réveiller habiller déshabiller doucher raser maquiller coiffer peigner
    reposer détendre promener amuser ennuyer dépêcher baigner balader relaxer enrhumer souvenir
    débrouiller évanouir endormir méfier moquer inquiéter énerver fâcher marier fiancer disputer
    allonger plaindre laver brosser tromper asseoir inscrire"""
)
"""A person's daily round: without object or pronoun something is missing."""

BODY = wordlist(
    """dent main cheveu visage pied figure bras jambe ongle oreille nez tête oeil œil yeux doigt
    barbe moustache dos genou cheville"""
)
BODY_VERBS = wordlist("brosser laver casser couper brûler essuyer raser sécher fouler tordre")

NEVER = wordlist(
    """tomber rester partir mourir naître arriver entrer divorcer déménager grandir vieillir
    maigrir grossir exister commencer réussir hésiter nager voyager apparaître disparaître
    bronzer dormir dîner déjeuner durer retourner revenir ronfler mincir marcher habiter étudier
    skier"""
)
"""Never with the pronoun, or hardly: "je me suis tombé" is Spanish."""

GOVERNED = {
    "souvenir": "de",
    "occuper": "de",
    "moquer": "de",
    "méfier": "de",
    "intéresser": "à",
    "habituer": "à",
    "inscrire": "à",
    "inquiéter": "de",
    "plaindre": "de",
    "rendre": "compte",
    "passionner": "pour",
    "disputer": "avec",
    "marier": "avec",
    "fiancer": "avec",
    "battre": "avec",
    "entendre": "bien avec",
    "diriger": "vers",
    "débarrasser": "de",
    "spécialiser": "en",
    "concentrer": "sur",
}
"""With this preposition after the verb, the pronoun is due."""
