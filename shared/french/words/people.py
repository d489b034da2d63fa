"""Nouns for people (and pets): who may be hungry, wake up, or go out."""

from shared.french.words import wordlist

PEOPLE = wordlist(
    """père mère papa maman parent frère sœur soeur fils fille bébé enfant cousin cousine oncle
    tante grand-père grand-mère grand-parent mamie papi neveu nièce mari femme époux épouse
    fiancé fiancée copain copine ami amie pote compagnon compagne jumeau jumelle famille voisin
    voisine homme dame monsieur madame mademoiselle garçon gars mec meuf type gens personne
    adulte adolescent adolescente ado jeune vieux étudiant étudiante élève lycéen lycéenne
    collégien écolier prof professeur professeure enseignant enseignante instituteur institutrice
    maître maîtresse directeur directrice patron patronne chef collègue employé employée ouvrier
    ouvrière client cliente vendeur vendeuse serveur serveuse cuisinier cuisinière boulanger
    boulangère médecin docteur infirmier infirmière dentiste patient patiente avocat avocate
    policier policière pompier facteur journaliste acteur actrice chanteur chanteuse musicien
    musicienne artiste écrivain auteur joueur joueuse touriste visiteur visiteuse invité invitée
    passager passagère voyageur voyageuse conducteur conductrice chauffeur pilote hôtesse guide
    habitant habitante citoyen citoyenne président présidente ministre maire roi reine prince
    princesse soldat gardien gardienne concierge coiffeur coiffeuse secrétaire ingénieur
    ingénieure technicien architecte chercheur chercheuse scientifique comptable agriculteur
    paysan fermier fermière colocataire coloc locataire propriétaire proprio correspondant
    correspondante partenaire camarade groupe équipe chien chienne chat chatte cheval lapin animal
    public foule monde couple belle-mère beau-père belle-sœur beau-frère petit-fils petite-fille
    marraine parrain filleul stagiaire apprenti candidat candidate entraîneur arbitre supporter
    retraité retraitée réfugié réfugiée étranger étrangère Français Française Espagnol Italien
    Allemand Anglais Américain"""
)
