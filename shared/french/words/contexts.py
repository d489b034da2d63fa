"""What opens an obligatory context: quantities, subjunctive triggers, governed prepositions."""

from shared.french.words import phrases, table, wordlist

NOT_ATTRIBUTIVE = wordlist(
    """même mêmes tel telle tels telles quel quelle quels quelles tout toute tous toutes autre
    autres certain certaine certains certaines quelque quelques plusieurs aucun aucune super"""
)
"""Tagged as adjectives at times, and neither placed nor inflected like one."""

BODY_PARTS = wordlist(
    """tête visage œil oreille nez bouche dent langue cou gorge épaule bras coude main doigt dos
    ventre estomac jambe genou pied cheville cheveu poitrine poignet ongle lèvre joue menton front
    cuisse orteil peau hanche pouce barbe moustache"""
)

QUANTITIES = wordlist(
    """beaucoup peu trop assez plus moins tant tellement autant combien plein énormément
    suffisamment davantage"""
)
"""Adverbs of quantity that take a bare "de"."""

MEASURES = wordlist(
    """kilo litre gramme verre tasse bouteille boîte paquet morceau tranche part bol cuillère
    cuillerée assiette douzaine dizaine vingtaine centaine millier million milliard tas sac pot
    carafe brin pincée goutte bout paire mètre kilomètre demi-litre barquette plaque"""
)
"""Nouns that measure: what follows takes a bare "de"."""

DE_GOVERNORS = wordlist(
    """parler venir revenir sortir partir rentrer jouer profiter changer dépendre rêver manquer
    descendre provenir rire souffrir douter hériter témoigner discuter disposer traiter
    arriver déménager débarquer surgir remercier informer prévenir rapprocher souvenir moquer
    plaindre méfier débarrasser bénéficier abuser accuser"""
)
"""Verbs whose object or origin takes de."""

DE_ONLY_REFLEXIVE = wordlist("servir passer occuper charger approcher éloigner mêler lasser")
"""Verbs that govern de only with a reflexive pronoun: "on s'occupe des enfants"."""
DE_ORIGIN = wordlist("venir revenir sortir partir rentrer arriver descendre déménager débarquer")
"""Verbs of motion that name where one comes from."""

SUBJUNCTIVE_VERBS = wordlist(
    """falloir vouloir souhaiter désirer préférer exiger refuser regretter craindre douter
    accepter attendre aimer adorer détester suffire valoir suggérer proposer permettre interdire
    empêcher ordonner recommander étonner"""
)
"""Verbs whose "que" clause is in the subjunctive."""

SUBJUNCTIVE_ADJECTIVES = wordlist(
    """content heureux triste fier surpris désolé ravi déçu fâché étonné important nécessaire
    essentiel indispensable possible impossible normal bizarre étrange étonnant dommage rare bon
    mieux utile inutile obligatoire logique drôle temps naturel peur honte envie besoin hâte
    génial bien préférable urgent injuste fou jaloux gêné énervé"""
)
"""Adjectives and nouns whose "que" clause is in the subjunctive, after être or avoir."""

SUBJUNCTIVE_CONJUNCTIONS = phrases(
    """pour que | afin que | avant que | bien que | quoique | sans que | à condition que
    | jusque à ce que | de peur que | de crainte que | pourvu que | à moins que | en attendant que
    | le temps que"""
)

ALIKE_IN_SUBJUNCTIVE = wordlist(
    "voir croire courir rire sourire mourir conclure fuir prévoir revoir"
)
"""Their singular sounds alike in indicative and subjunctive, though spelt differently."""

ASKING = wordlist(
    """savoir demander comprendre voir expliquer ignorer raconter montrer oublier dire devine
    deviner imaginer vérifier décider regarder"""
)
"""Verbs on which an indirect question depends."""

INTERROGATIVES = wordlist(
    """qui que quoi où quand comment pourquoi combien quel quelle quels quelles lequel laquelle
    lesquels lesquelles"""
)

COMPLEMENT_NOUNS = wordlist(
    """fait idée impression peur envie besoin chance preuve espoir temps dommage honte certitude
    avis occasion nouvelle fois moment sentiment sûr condition habitude hâte bien mal instant"""
)
"""Nouns whose "que" begins a complement or dates the clause; it is no relative pronoun."""

A_PLACES = wordlist(
    """maison école mer campagne montagne ville gare plage restaurant bureau hôpital magasin marché
    cinéma université fac parc étranger église hôtel aéroport musée piscine bibliothèque lycée
    collège banque boulangerie pharmacie supermarché théâtre stade gym cantine café bar pays village
    théâtre poste mairie aéroport port centre lac cuisine salon chambre jardin usine ferme station
    arrêt boucherie épicerie librairie club bord rez-de-chaussée étage nord sud est ouest coin
    concert zoo parking camping appartement sous-sol toilettes fête soirée"""
)
"""Nouns before which à names a place, not a time or a governed object."""

PLACE_PREPOSITIONS = phrases(
    """à côté de | près de | loin de | en face de | au bord de | autour de | au-dessus de
    | au-dessous de | au milieu de | au centre de | au fond de | le long de | à droite de
    | à gauche de | hors de | en dehors de | au sud de | au nord de | au coin de | au bout de"""
)

ABSTRACT_INSIDE = wordlist(
    """cas vie idée temps avenir passé futur but sens ensemble domaine situation fond doute
    silence calme noir rêve film livre histoire texte article réalité façon manière espoir
    journée après-midi soirée matinée semaine mois année minute heure jour siècle été hiver"""
)
"""After "dans" or "sur" these name no place."""

GOVERNED_A = wordlist(
    """jouer penser réfléchir répondre téléphoner parler ressembler plaire obéir renoncer réussir
    participer assister tenir appartenir croire intéresser habituer commencer
    continuer apprendre arriver aider inviter hésiter obliger écrire demander servir manquer
    donner montrer raconter expliquer dire envoyer prêter offrir promettre permettre conseiller
    proposer interdire préparer nuire échapper succéder mettre rendre acheter vendre voler rappeler
    apporter poser passer présenter vouloir inscrire adapter opposer adresser attendre chercher"""
)
"""Verbs that govern à, before a noun or an infinitive."""

GOVERNED_DE = wordlist(
    """essayer décider finir arrêter oublier refuser accepter éviter choisir promettre permettre
    demander dire proposer conseiller interdire rêver parler jouer profiter dépendre manquer
    occuper souvenir moquer servir plaindre méfier changer venir
    remercier empêcher risquer regretter craindre mériter tenter cesser envisager persuader
    convaincre accuser féliciter excuser douter souffrir rire discuter approcher contenter
    débarrasser dépêcher suggérer recommander ordonner"""
)
"""Verbs that govern de, before a noun or an infinitive."""

GOVERNED_OTHER = table(
    """compter=sur insister=sur concentrer=sur voter=pour lutter=contre fâcher=contre
    énerver=contre transformer=en entrer=dans investir=dans croire=en"""
)

DIRECT = wordlist("écouter regarder attendre chercher demander payer quitter rencontrer")
"""Direct objects in French where other languages put a preposition."""

FALSE_FRIEND_PARTNERS = wordlist(
    """bibliothèque enrhumé conservateur postuler déménager gêné enceinte raisonnable tromperie
    congrès enthousiaste soutenir"""
)
"""What should be said instead of a false friend, where the word is not used for all else."""
