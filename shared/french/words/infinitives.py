"""Verbs and expressions by what joins them to an infinitive: nothing, "à" or "de"."""

from shared.french.words import wordlist

MODALS = wordlist("vouloir pouvoir devoir aller falloir savoir oser")
"""An infinitive at once, and hardly ever a noun without article."""
BARE = wordlist(
    """vouloir pouvoir devoir aller falloir savoir oser aimer adorer détester préférer espérer
    compter sembler paraître souhaiter désirer daigner faillir laisser faire penser croire
    avouer affirmer déclarer prétendre valoir entendre voir regarder écouter sentir venir
    descendre monter rentrer sortir partir courir emmener envoyer"""
)
"""An infinitive with no preposition."""

WITH_DE = wordlist(
    """accepter arrêter décider essayer éviter finir oublier refuser promettre proposer regretter
    risquer rêver mériter cesser choisir craindre négliger terminer tenter jurer menacer feindre
    supporter attendre envisager projeter redouter ordonner déconseiller convenir conseiller
    omettre achever soupçonner accuser empêcher dissuader remercier féliciter supplier"""
)
"""Verb + de + infinitive."""
WITH_A = wordlist(
    """apprendre commencer continuer réussir hésiter chercher arriver parvenir renoncer tendre
    tarder aider inviter obliger forcer encourager pousser autoriser habituer persister consentir
    aspirer tenir servir songer recommencer inciter préparer consacrer réfléchir"""
)
"""Verb + à + infinitive."""
REFLEXIVE_DE = wordlist(
    """souvenir occuper dépêcher contenter plaindre excuser abstenir moquer vanter efforcer arrêter
    garder méfier charger réjouir soucier"""
)
REFLEXIVE_A = wordlist("mettre habituer attendre décider résoudre préparer intéresser amuser")
NOUN_DE = wordlist(
    """envie besoin peur honte hâte habitude temps chance droit intention possibilité
    occasion impression idée moyen courage plaisir permission raison tort rêve projet
    opportunité capacité train point force obligation choix merci"""
)
"""Nouns + de + infinitive: avoir envie de, être en train de."""
ADJECTIVE_DE = wordlist(
    """content heureux ravi capable incapable fier triste sûr certain obligé fatigué forcé
    désolé libre impatient digne heureuse contente ravie fière obligée enchanté désolée"""
)
"""Être + adjective + de + infinitive."""
ADJECTIVE_A = wordlist("prêt prête prêts prêtes habitué habituée habitués occupé occupée décidé")
IMPERSONAL_DE = wordlist(
    """important difficile facile possible impossible nécessaire interdit dangereux utile inutile
    normal agréable désagréable bon mauvais intéressant essentiel indispensable obligatoire
    préférable dommage bizarre dur pénible conseillé recommandé permis défendu drôle sympa
    génial super ennuyeux fatigant amusant merveilleux triste rare fréquent étrange mieux
    suffisant urgent simple compliqué"""
)
"""C'est / il est + adjective + de + infinitive."""

GERUND_LIKE = wordlist("aimer adorer détester préférer arrêter commencer continuer finir éviter")
