"""Nouns by what they name: place, time, person, language, profession."""

from shared.french.words import wordlist

PLACES = wordlist(
    """pays ville village région quartier rue endroit lieu maison appartement immeuble chambre hôtel
    école collège lycée université fac bureau usine entreprise magasin boutique supermarché marché
    restaurant resto café bar boîte cinéma théâtre musée parc jardin plage montagne forêt île
    camping
    gare aéroport hôpital clinique bibliothèque église stade piscine gymnase salle pièce cuisine
    salon place zone continent monde capitale banlieue campagne station château ferme studio
    résidence foyer auberge centre club librairie boulangerie pharmacie coin parking"""
)
ORIGINS = wordlist("pays ville village région quartier endroit île continent famille coin")
MOMENTS = wordlist(
    """jour année semaine mois soir matin époque période moment soirée seconde minute été hiver
    automne printemps siècle instant week-end nuit an après-midi journée matinée"""
)
PERSONS = wordlist(
    """personne gens homme femme fille garçon enfant bébé ami amie copain copine collègue voisin
    voisine frère sœur père mère parent cousin cousine oncle tante grand-père grand-mère mari
    prof professeur médecin docteur élève étudiant étudiante directeur directrice patron patronne
    chef client cliente vendeur vendeuse serveur serveuse dame monsieur mec type meuf nana gars
    acteur actrice chanteur chanteuse joueur joueuse auteur écrivain touriste étranger étrangère
    jeune adulte adolescent ado fils neveu nièce camarade colocataire coloc infirmier infirmière
    policier avocat avocate boulanger boulangère dentiste guide chauffeur facteur témoin candidat
    mère papa maman famille équipe voisins habitant citoyen président ministre maire invité
    coiffeur coiffeuse secrétaire employé employée ouvrier animateur entraîneur caissière bonhomme
    gamin gamine jumeau jumelle fiancé fiancée ex belle-mère beau-père beau-frère belle-sœur"""
)
LANGUAGES = wordlist("langue langues dialecte idiome langage patois français anglais espagnol mot")
PROFESSIONS = wordlist(
    """médecin professeur prof avocat avocate ingénieur ingénieure infirmier infirmière étudiant
    étudiante dentiste coiffeur coiffeuse boulanger boulangère serveur serveuse vendeur vendeuse
    journaliste architecte secrétaire comptable policier policière pompier facteur factrice
    cuisinier cuisinière caissier caissière mécanicien mécanicienne électricien plombier chauffeur
    agriculteur agricultrice écrivain acteur actrice chanteur chanteuse musicien musicienne danseur
    danseuse photographe informaticien informaticienne programmeur programmeuse développeur
    traducteur traductrice interprète instituteur institutrice enseignant enseignante directeur
    directrice pharmacien pharmacienne vétérinaire psychologue kiné kinésithérapeute pilote
    hôtesse steward retraité retraitée chômeur chômeuse ouvrier ouvrière maçon peintre menuisier
    jardinier jardinière boucher bouchère fleuriste graphiste designer économiste biologiste
    chimiste physicien physicienne chercheur chercheuse sage-femme éducateur éducatrice animateur
    animatrice assistant assistante consultant consultante commercial commerciale banquier
    banquière notaire juge militaire soldat marin gendarme douanier guide lycéen lycéenne
    collégien collégienne stagiaire apprenti apprentie interne chirurgien chirurgienne"""
)
KIN = wordlist(
    """frère sœur père mère mari femme fils fille cousin cousine oncle tante grand-père grand-mère
    parent neveu nièce ami amie copain copine collègue voisin voisine professeur prof patron
    patronne chef beau-frère belle-sœur beau-père belle-mère fiancé fiancée"""
)
THINGS_ASKED = wordlist(
    """numéro nom prénom adresse âge date prix heure problème différence plat film livre couleur
    sport ville pays musique saison jour mot raison but objectif titre matière chanson profession
    métier travail nationalité langue temps taille pointure code solution réponse question
    distance durée température idée avis opinion rêve projet programme sujet thème cause origine
    intérêt avantage inconvénient série jeu groupe style animal fruit légume dessert repas boisson
    équipe marque modèle passe-temps loisir hobby signe monnaie capitale population religion
    horaire mois année moment endroit quartier rue étage arrêt station ligne bus train quai chiffre
    nombre montant salaire loyer tarif niveau note résultat score rôle point vitesse poids mail
    site application meilleur secret recette situation relation plan surnom pseudo diplôme poste"""
)
"""What "quel est…" asks for; with a person it would be "qui est"."""
