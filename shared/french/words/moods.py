"""What asks for the subjunctive, what for the indicative, and what opens an indirect question."""

from shared.french.words import phrases, wordlist

SUBJUNCTIVE_VERBS = wordlist(
    """vouloir souhaiter désirer préférer exiger ordonner interdire permettre proposer
    suggérer recommander craindre redouter regretter déplorer douter accepter refuser empêcher
    éviter falloir adorer détester aimer apprécier supporter tolérer mériter déconseiller
    attendre approuver autoriser valoir"""
)
"""Verbs followed at once by "que" and the subjunctive."""

OPINION_VERBS = wordlist("penser croire trouver imaginer estimer considérer")
"""With the indicative when affirmed, with the subjunctive when negated."""

INDICATIVE_VERBS = wordlist(
    """espérer penser croire savoir dire trouver supposer constater remarquer oublier affirmer
    annoncer apprendre décider parier promettre raconter répondre sentir estimer imaginer voir
    entendre expliquer jurer prétendre paraître considérer découvrir assurer"""
)

SUBJUNCTIVE_ADJECTIVES = wordlist(
    """important nécessaire possible impossible essentiel indispensable utile inutile normal
    anormal bizarre étrange curieux étonnant surprenant dommage triste bon bien mieux mal rare
    fréquent logique juste injuste naturel incroyable inadmissible inacceptable intéressant
    fondamental primordial urgent préférable souhaitable improbable regrettable super génial
    formidable fantastique magnifique cool chouette sympa nul terrible horrible affreux honteux
    scandaleux drôle marrant amusant agréable désagréable merveilleux parfait temps obligatoire
    interdit pratique capital crucial vital gênant embêtant énervant frustrant décevant choquant
    inquiétant rassurant touchant compréhensible absurde ridicule bête grave pénible
    dangereux contradictoire malheureux heureux suffisant"""
)
"""After "il est" or "c'est", before "que"."""

FEELING_ADJECTIVES = wordlist(
    """content heureux ravi triste désolé fier fâché furieux surpris étonné déçu enchanté
    malheureux mécontent choqué gêné inquiet soulagé satisfait embêté jaloux reconnaissant vexé
    ému énervé navré stupéfait honteux frustré amusé flatté impatient"""
)
"""Feelings of a person, before "que"."""

FEELING_NOUNS = wordlist("peur envie besoin honte hâte horreur crainte")
"""After avoir, before "que"."""

INDICATIVE_ADJECTIVES = wordlist(
    """sûr certain évident vrai clair probable exact convaincu persuadé certaine sûre évidente
    sure convaincue persuadée sûrs certains"""
)

SUBJUNCTIVE_CONJUNCTIONS = phrases(
    """bien que | pour que | avant que | afin que | sans que | à condition que | pourvu que
    | jusqu'à ce que | à moins que | de peur que | de crainte que | en attendant que
    | de manière à ce que | de façon à ce que | à supposer que | en admettant que | le temps que"""
)
INDICATIVE_CONJUNCTIONS = phrases(
    """parce que | pendant que | depuis que | dès que | alors que | tandis que | puisque | lorsque
    | aussitôt que | vu que | étant donné que | maintenant que | peut-être que | heureusement que
    | pendant ce temps"""
)

ASKING = wordlist(
    """demander savoir ignorer voir vérifier dire regarder comprendre rappeler souvenir expliquer
    sûr certain importe curieux décider deviner imaginer répondre chercher essayer tester hésiter
    discuter question doute réfléchir prévoir préciser confirmer"""
)
"""Before "si" these open an indirect question, where any tense may stand."""
