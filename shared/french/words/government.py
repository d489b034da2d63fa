"""Which preposition a verb asks for before its noun."""

from shared.french.words import wordlist

DIRECT = wordlist(
    """écouter attendre chercher regarder demander payer visiter rencontrer appeler épouser quitter
    contacter commenter influencer écouter remercier inviter accompagner suivre sentir toucher
    aider admirer adorer aimer détester apprécier préférer connaître comprendre essayer étudier
    examiner fréquenter joindre oublier respecter saluer surveiller trouver voir affronter
    approuver aborder combattre concerner consulter critiquer dépasser discuter divorcer
    embrasser entendre éviter garder habiter insulter interroger menacer obtenir partager
    prier présider protéger rejoindre remarquer réveiller soigner soutenir supporter traverser
    utiliser vérifier"""
)
"""Their object follows at once."""

WRONG_BEFORE_DIRECT = {
    "écouter": ("à", "pour"),
    "attendre": ("pour", "à"),
    "chercher": ("pour", "à"),
    "regarder": ("à",),
    "demander": ("pour",),
    "payer": ("pour",),
    "visiter": ("à", "dans"),
    "rencontrer": ("avec", "à"),
    "appeler": ("à", "avec"),
    "épouser": ("avec", "à"),
    "quitter": ("de",),
    "contacter": ("à", "avec"),
    "commenter": ("sur",),
    "influencer": ("sur", "à"),
    "remercier": ("à",),
    "inviter": ("à",),
    "accompagner": ("à", "avec"),
    "suivre": ("à",),
    "aider": ("à",),
    "aimer": ("à",),
    "adorer": ("à",),
    "détester": ("à",),
    "connaître": ("à",),
    "comprendre": ("à",),
    "voir": ("à",),
    "embrasser": ("à",),
    "entendre": ("à",),
    "admirer": ("à",),
    "respecter": ("à",),
    "saluer": ("à",),
    "consulter": ("à", "avec"),
    "affronter": ("à", "avec"),
    "aborder": ("sur", "de"),
    "critiquer": ("à", "sur"),
    "étudier": ("pour",),
    "rejoindre": ("à", "avec"),
    "réveiller": ("à",),
    "soigner": ("à",),
    "joindre": ("avec",),
    "oublier": ("de",),
    "éviter": ("de", "à"),
    "essayer": ("avec",),
    "utiliser": ("de", "avec"),
}
"""What learners put there: "chercher pour", "voir à quelqu'un"."""

PERSON_ONLY = wordlist(
    """appeler remercier inviter accompagner aider aimer adorer détester voir embrasser entendre
    admirer respecter saluer réveiller soigner rencontrer connaître comprendre suivre regarder
    consulter contacter rejoindre chercher attendre écouter"""
)
"""After these "à" is wrong before a person only: "voir à Lyon", "inviter à la fête" are right."""

WITH_A = wordlist(
    """téléphoner répondre ressembler obéir désobéir assister participer plaire déplaire
    renoncer appartenir nuire succéder échapper résister survivre sourire mentir accéder réagir
    adhérer contribuer tenir remédier"""
)
"""Verb + à + noun, never an object at once."""

ATTENDED = wordlist(
    """conférence séminaire cérémonie atelier colloque congrès concert cours match spectacle réunion
    mariage fête séance débat défilé festival opéra messe répétition assemblée inauguration leçon
    classe procès entraînement"""
)
"""What one is present at, assister à; a person one helps is a direct object of assister."""

TO_SOMEONE = wordlist(
    """demander dire parler répondre téléphoner expliquer donner offrir montrer prêter conseiller
    permettre promettre proposer interdire raconter rendre écrire envoyer apprendre enseigner
    plaire obéir ressembler mentir sourire"""
)
"""What goes to a person takes à."""

WITH_DE = wordlist(
    """profiter dépendre douter rêver jouir disposer résulter hériter abuser rire bénéficier
    discuter parler"""
)
"""Verb + de + noun."""

WRONG_BEFORE_INDIRECT = {
    "dépendre": ("de", ("sur", "à", "en", "par")),
    "parler": ("de", ("sur",)),
    "rêver": ("de", ("sur", "avec", "à")),
    "profiter": ("de", ("à", "avec", "sur")),
    "douter": ("de", ("sur", "à")),
    "discuter": ("de", ("sur",)),
    "rire": ("de", ("à", "sur")),
    "participer": ("à", ("dans", "en", "de", "sur")),
    "assister": ("à", ("dans", "en")),
    "répondre": ("à", ("de", "sur")),
    "téléphoner": ("à", ("avec", "pour")),
    "ressembler": ("à", ("comme", "de", "avec")),
    "obéir": ("à", ("de", "avec")),
    "renoncer": ("à", ("de", "sur")),
    "penser": ("à", ("sur", "pour", "de")),
    "réfléchir": ("à", ("de",)),
    "insister": ("sur", ("à", "en", "dans")),
    "compter": ("sur", ("à", "en", "avec")),
    "contribuer": ("à", ("pour", "dans", "de")),
    "appartenir": ("à", ("de",)),
    "remplir": ("de", ("avec",)),
    "consister": ("à", ("en",)),
    "échapper": ("à", ("de",)),
    "survivre": ("à", ("de",)),
    "plaire": ("à", ("pour",)),
    "divorcer": ("de", ("avec", "à")),
    "hériter": ("de", ("à",)),
}
"""The preposition due, and those that other languages suggest."""

REFLEXIVE = {
    "intéresser": ("à", ("dans", "en", "pour", "de", "sur", "par")),
    "occuper": ("de", ("avec", "à", "pour", "sur")),
    "souvenir": ("de", ("à", "sur")),
    "habituer": ("à", ("avec", "de")),
    "moquer": ("de", ("à", "sur", "avec")),
    "concentrer": ("sur", ("à", "dans", "en")),
    "marier": ("avec", ("de",)),
    "inscrire": ("à", ("dans", "pour")),
    "méfier": ("de", ("à", "avec")),
    "plaindre": ("de", ("sur", "à", "avec")),
    "adapter": ("à", ("avec", "dans")),
    "servir": ("de", ("avec",)),
    "approcher": ("de", ("à",)),
    "débarrasser": ("de", ("à",)),
    "inquiéter": ("pour", ("avec",)),
    "fier": ("à", ("de", "sur")),
    "attendre": ("à", ("de",)),
    "apercevoir": ("de", ("à",)),
    "rapprocher": ("de", ("à",)),
    "spécialiser": ("en", ("de",)),
}
"""The same for reflexive verbs; without any preposition the first is wanting."""

ADJECTIVES = {
    "amoureux": ("de", ("avec", "à", "en", "dans")),
    "intéressé": ("par", ("dans", "en", "à", "sur")),
    "fier": ("de", ("à", "avec", "sur")),
    "responsable": ("de", ("pour", "à")),
    "content": ("de", ("avec", "à")),
    "satisfait": ("de", ("avec", "à")),
    "jaloux": ("de", ("à", "avec")),
    "différent": ("de", ("que", "à")),
    "capable": ("de", ("à",)),
    "couvert": ("de", ("avec", "par")),
    "plein": ("de", ("avec",)),
    "habitué": ("à", ("avec", "de")),
    "allergique": ("à", ("de", "avec", "pour")),
    "dépendant": ("de", ("sur", "à")),
    "accro": ("à", ("de",)),
    "opposé": ("à", ("de", "contre")),
    "fan": ("de", ("à",)),
    "déçu": ("de", ("avec", "à")),
    "entouré": ("de", ("avec",)),
    "rempli": ("de", ("avec",)),
    "marié": ("avec", ("de",)),
    "proche": ("de", ("à",)),
    "identique": ("à", ("que",)),
    "semblable": ("à", ("que", "de")),
    "pareil": ("que", ("comme",)),
    "passionné": ("de", ("sur", "à", "pour")),
    "doué": ("en", ("à", "sur")),
    "conscient": ("de", ("sur", "à")),
    "originaire": ("de", ("à", "en")),
    "nul": ("en", ("à", "dans")),
    "inquiet": ("pour", ("avec",)),
}

GAMES = wordlist(
    """foot football tennis basket basketball volley rugby golf hockey handball badminton ping-pong
    carte échec monopoly poker scrabble dame pétanque boule bowling billard cache-cache jeu
    jeux loto ballon console pokémon fléchette domino baby-foot squash cricket baseball"""
)
"""jouer à."""
INSTRUMENTS = wordlist(
    """piano guitare violon flûte batterie trompette saxophone accordéon violoncelle harpe basse
    clarinette ukulélé tambour synthé harmonica saxo orgue contrebasse percussion banjo"""
)
"""jouer de."""

ENTERED = wordlist(
    """maison chambre magasin salle cuisine bureau école classe église banque restaurant musée
    bâtiment café bar appartement hôtel université pièce gare usine voiture bus train métro ville
    pays université bibliothèque boutique garage cinéma théâtre jardin parc salon"""
)
"""entrer dans."""
