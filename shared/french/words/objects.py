"""Verbs that take a plain object, and nouns with the article that goes with them there."""

from shared.french.words import table, wordlist

TRANSITIVE = wordlist(
    """avoir acheter chercher trouver voir vouloir manger boire prendre lire écrire regarder écouter
    apprendre étudier perdre ouvrir fermer visiter connaître louer vendre conduire porter laver
    préparer oublier rencontrer attendre aimer adorer détester préférer utiliser nettoyer ranger
    cuisiner réparer construire casser garer payer recevoir envoyer inviter terminer finir
    commencer quitter choisir mettre apporter promener montrer raconter expliquer garder posséder
    dessiner couper gagner passer organiser fêter traverser vider remplir réserver poster
    commander traduire mériter découvrir installer allumer éteindre ramasser suivre falloir donner
    signer"""
)

LIKING = wordlist("aimer adorer détester préférer haïr apprécier")
"""Their objects are named in general: le, la, les."""

CONSUMING = wordlist(
    "manger boire acheter prendre vouloir mettre ajouter falloir avoir cuisiner servir commander"
)

DEFINITE = table(
    """journal=le télé=la télévision=la radio=la météo=la ménage=le cuisine=la vaisselle=la
    lessive=la courses=les métro=le bus=le train=le avion=le petit-déjeuner=le déjeuner=le
    dîner=le porte=la fenêtre=la fenêtres=les lumière=la bac=le permis=le soleil=le temps=le
    vérité=la dents=les mains=les poubelle=la poubelles=les table=la ciel=le lune=la courrier=le
    bateau=le tram=le goûter=le natation=la droit=le médecine=la"""
)
"""Objects that are the usual ones: "lire le journal", "prendre le bus"."""

LANGUAGES = wordlist(
    """français anglais espagnol allemand italien portugais arabe chinois japonais russe coréen turc
    polonais néerlandais suédois latin grec vietnamien hindi persan hébreu roumain"""
)
SUBJECTS = wordlist(
    """maths mathématiques biologie chimie physique droit médecine histoire économie informatique
    géographie philosophie psychologie sociologie littérature comptabilité architecture marketing
    commerce gestion linguistique musique dessin"""
)
"""Fields of study: "étudier la biologie"."""

WEATHER = wordlist(
    "neige vent soleil brouillard pluie verglas orage orages nuages boue glace fumée poussière"
)

NOT_COUNTED = wordlist(
    """besoin envie cours classe question problème rendez-vous maman papa noël dimanche lundi mardi
    mercredi jeudi vendredi samedi midi minuit janvier février mars avril mai juin juillet août
    septembre octobre novembre décembre monsieur madame personne rien tout chose"""
)

VOCATIVE = wordlist(
    """monsieur madame mademoiselle messieurs mesdames maman papa mamie papi tonton tata docteur
    professeur maître chef patron chérie chéri midi minuit noël pâques lundi mardi mercredi jeudi
    vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre
    novembre décembre personne rien merci bonjour pardon attention résultat dommage bonsoir salut
    bravo courage silence chapeau bref bon courant fin début rebelote bienvenue mi"""
)
"""Nouns that rightly open a sentence without an article."""
