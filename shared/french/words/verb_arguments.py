"""What verbs ask of the person or thing they act on: direct object, à or de."""

from shared.french.words import phrases, wordlist

DATIVE = wordlist(
    """parler dire donner téléphoner répondre demander montrer expliquer envoyer prêter raconter
    offrir écrire permettre promettre conseiller interdire proposer reprocher ordonner annoncer
    rendre vendre louer apporter apprendre enseigner servir souhaiter transmettre confier avouer
    plaire déplaire obéir désobéir ressembler mentir sourire nuire appartenir convenir succéder
    pardonner rappeler emprunter voler refuser préciser suggérer recommander indiquer signaler
    passer laisser accorder adresser remettre acheter lire résister survivre suffire manquer
    confirmer murmurer crier défendre distribuer livrer présenter payer chanter commander"""
)
"""A person after them stands with à, and as a pronoun is me, te, lui, leur."""

DATIVE_ONLY = wordlist(
    """téléphoner répondre plaire déplaire obéir désobéir ressembler mentir sourire nuire appartenir
    succéder résister parler"""
)
"""They have no direct object of a person at all."""

DATIVE_WITH_CONTENT = wordlist(
    """dire demander donner montrer expliquer envoyer prêter raconter offrir écrire permettre
    promettre conseiller interdire proposer reprocher ordonner annoncer rendre apporter souhaiter
    transmettre confier avouer suggérer recommander indiquer signaler préciser répondre défendre
    rappeler enseigner apprendre déconseiller commander jurer"""
)
"""Person with à, thing direct: with a thing or a clause behind them, "le" is no person."""

DIRECT_PERSON = wordlist(
    """voir regarder aider écouter connaître aimer chercher attendre appeler rencontrer inviter
    remercier adorer détester embrasser féliciter suivre comprendre entendre quitter accompagner
    déranger retrouver contacter convaincre consoler emmener saluer soutenir surprendre réveiller
    promener balader caresser élever dépanner
    admirer respecter encourager épouser gronder critiquer ennuyer énerver amuser oublier croiser
    reconnaître rejoindre protéger soigner observer surveiller juger accuser prévenir informer
    rassurer menacer supporter visiter tuer battre gagner frapper toucher blesser sauver déposer
    recevoir accueillir héberger nourrir conduire ramener raccompagner interroger intéresser
    inquiéter choquer décevoir étonner fatiguer gêner motiver impressionner fasciner détester
    apprécier estimer imiter tromper trahir abandonner éviter fréquenter virer renvoyer engager
    licencier embaucher former consulter interviewer filmer photographier kidnapper arrêter
    utiliser lire manger boire porter ouvrir fermer jeter casser garder ranger nettoyer essayer
    finir terminer allumer éteindre coiffer habiller laver coucher bercer calmer énerver vexer
    insulter taquiner chatouiller"""
)
"""A person after them is a direct object: le, la, les."""

TONIC_ONLY = wordlist("penser tenir songer rêver renoncer recourir être habituer intéresser fier")
"""With à they keep the full pronoun: "je pense à lui"."""

THINGS_WITH_DE = wordlist(
    """parler rêver profiter douter dépendre manquer discuter disposer bénéficier souffrir hériter
    s'agir jouir témoigner abuser médire"""
)
"""Verbs with de, not reflexive; the thing is "dont" or "en"."""

REFLEXIVE_WITH_DE = wordlist(
    """souvenir servir occuper moquer plaindre méfier passer débarrasser apercevoir douter ficher
    foutre approcher éloigner charger inspirer venger rendre réjouir nourrir vanter inquiéter"""
)
"""Reflexive verbs with de: "ce dont je me souviens"."""

NOUNS_WITH_DE = wordlist("besoin envie peur honte horreur marre conscience rêve")
"""Nouns after avoir that take de."""

ADJECTIVES_WITH_DE = wordlist(
    """fier content responsable amoureux satisfait jaloux sûr certain capable coupable dépendant
    fou heureux triste déçu conscient fatigué dingue mécontent accro"""
)
"""Adjectives after être that take de."""

VERBS_WITH_A = wordlist(
    """penser participer assister répondre renoncer ressembler appartenir téléphoner songer
    réfléchir contribuer correspondre échapper résister succéder survivre tenir croire obéir"""
)
"""Verbs with à, not reflexive."""

REFLEXIVE_WITH_A = wordlist(
    """intéresser habituer attendre opposer adresser inscrire préparer adapter consacrer attaquer
    fier identifier attacher abonner"""
)
"""Reflexive verbs with à."""

CAUSATIVE = wordlist("faire laisser voir entendre envoyer regarder sentir écouter emmener amener")
"""Before an infinitive, the pronoun stands before them: "je le fais rire"."""

RAISING = wordlist(
    """vouloir pouvoir devoir aller savoir espérer compter préférer souhaiter désirer oser penser
    détester adorer"""
)
"""Before an infinitive, the pronoun stands behind them: "je veux le voir"."""

WITH_DE_INFINITIVE = wordlist("venir essayer décider arrêter oublier finir")
WITH_A_INFINITIVE = wordlist("commencer continuer réussir apprendre arriver hésiter")

PREPOSED_TIME = phrases("hier | aujourd' hui | demain | maintenant | ce soir | ce matin")
