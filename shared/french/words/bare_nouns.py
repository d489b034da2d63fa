"""Nouns that rightly stand without an article after a verb or preposition."""

from shared.french.words import wordlist

AFTER_VERB = wordlist(
    """faim soif peur sommeil honte hâte envie besoin raison tort chance pitié mal froid chaud
    attention confiance plaisir partie semblant face appel demi-tour grève signe référence part
    soin congé feu conscience forme contact rendez-vous note place visite service compte hommage
    justice fin lieu suite naissance parole tête plainte malheur bonheur patience courage
    connaissance pied espoir refuge pardon conseil grâce cours classe accès affaire serment
    silence problème question secours boutique politique commande carrière école usage preuve
    défaut escale halte étape bande carte table tapage équipe fortune gaffe honneur horreur
    impression intérêt mine mouche naufrage obstacle office opposition pause peau peine pitié
    plaisir pression profit rage recours réponse rire route rupture salon sensation silence
    souci surface tache tomber tort triomphe vœu voile volte-face minuit midi bénéfice
    merveille mention campagne ménage concurrence diligence exception abstraction acte allusion
    amende barrage bloc bonne chemin chou chorus corps couple crédit date détour don écho
    effet effort envie erreur état faux figure fureur faveur fête foi fond front frais
    garde gloire gré guerre habitude illusion leçon long loi main match moitié naître nombre
    obligation ordre pâlir pari peu phobie pied piètre pitance plein poids pouvoir prix prise
    provision prétexte procès racine rapport rang récolte réflexion relâche rien risque sens
    séance scandale société sortie soif sujet tenue terme test tilt titre tour trace tradition
    trêve vent vie vigueur volonté vue réunion répétition entraînement piscine sport yoga danse
    maths math anglais français histoire géo physique chimie philo latin économie droit
    conférence garde examen partiel permanence récré pizza pâtes raclette apéro ciné télé resto
    foot rugby lundi mardi mercredi jeudi vendredi samedi dimanche noël pâques maman papa tonton
    tata mamie papi papy connaissances beaucoup rdv bonne matière cause crainte assistance asile
    audience autorité avantage bien caution charge chaque chose combien conflit copie demande
    demeure dommage encore excuse expression faute gain gagnant garant gare idée intention
    loisir mandat manque moyen nécessité nouvelle objet occasion option parti passage pension
    permission perte position possession prière priorité promesse qualité quartier quitus
    renseignement reproche satisfaction scrupule sécurité terrain tort vacances valeur victoire
    maître témoin prisonnier aise comme mieux bien-être propos racines bonjour bonsoir merci
    salut oui non adieu bravo coucou stop juif garçon soldat mer table tantôt"""
)
"""After avoir, faire, prendre, rendre: "faire attention", "prendre part", "avoir cours"."""

AFTER_THERE_IS = wordlist(
    """cours classe école match urgence foule grève danger intérêt lieu moyen erreur accord conflit
    besoin réunion prescription méprise matière contrat débat consensus répétition concert
    entraînement photo controverse piscine foot marché gymnastique vote rupture embouteillage
    égalité doute place vie mort concurrence unanimité désaccord prise plainte récidive messe
    apéro raclette rumeur litige fraude préjudice confusion spectacle soirée violation maldonne
    anguille péril affluence hic vacances relâche arrangement incompatibilité"""
)
"""After il y a: "y a cours", "y a urgence"."""

AFTER_CEST = wordlist(
    """dommage cadeau galère top chouette panique question affaire monnaie chose faute vacances
    pizza noël pâques justice signe folie peine pitié preuve merveille carnaval fête relâche
    mission matière jour nuit férié repos fériés soirée journée champagne partie mode réunion ski
    foot raclette crêpes sieste promis dimanche lundi mardi mercredi jeudi vendredi samedi
    apéro silence grève bonbon bibi bonheur malheur canon classe enfer génial nature tendance
    sport kif limite nickel perso relou ouf vache portes gratos moyen mal tout temps service
    bien plaisir week-end barbecue ménage marché école cours piscine bonnet ping-pong"""
)
"""After c'est: "c'est dommage", "c'est cadeau"."""

TITLES = wordlist(
    """monsieur madame mademoiselle messieurs mesdames maître docteur professeur maman papa tata
    tonton mamie papi mémé pépé"""
)
"""Said without an article before or instead of a name."""

WITH_ADJECTIVE = wordlist(
    """caractère temps goût mine espoir appétit réputation conscience cœur espérance besoin faim
    soif envie peur mal froid chaud allure air figure tempérament esprit presse"""
)
"""Bare after avoir, faire or prendre where bon, mauvais, beau, grand or très stands before."""
