"""Words that look like a word of the learner's language and mean something else.

One line each: the lemma, what is meant, and the words near it that show the wrong sense (`!` before
a word that shows the right one). The sense without any such sign is never touched.
"""

from dataclasses import dataclass

_NOUNS = """
déjeuner > petit_déjeuner : matin réveil réveiller ! midi petit après
librairie > bibliothèque : rendre emprunter étudier réviser silence carte calme université prêter
délai > retard : neige train avion vol bus grève bouchon arriver trafic ! livraison
déception > tromperie : mensonge mentir
location > endroit : restaurant centre film joli
lecture > conférence : université amphithéâtre professeur
monnaie > argent : bonheur acheter prêter ! parking pièce petit rendre machine café euro
monnaie > argent : gagner dépenser économiser ! parking pièce petit rendre machine café euro
monnaie > argent : riche banque ! parking pièce petit rendre machine café euro
monnaie > argent : salaire beaucoup coûter ! parking pièce petit rendre machine café euro
journée > voyage : avion bateau
issue > problème : résoudre ordinateur technique régler téléphone informatique
injure > blessure : genou jambe match foot hôpital bras cheville sport accident guérir dos
hasard > danger : feu éviter santé route
marque > note : maths examen professeur prof bulletin contrôle histoire anglais test
fabrique > usine : travailler ouvrier voiture employé machine
pièce > chambre : lit dormir oreiller ! théâtre monnaie jouer deux trois quatre cinq six
place > endroit : visiter reposer tranquille calme promener ! marché centre libre parking
place > endroit : touristique pique-niquer ! marché centre libre parking
car > voiture : conduire garer panne essence permis rouge noir bleu ! arrêt scolaire prendre rater
relatif > parent : mes nos tes vos ses leurs
fabrique > tissu : robe rideau doux coton soie chemise
magasin > magazine : lire article couverture
physicien > médecin : malade hôpital ordonnance consulter santé fièvre douleur
surnom > nom_de_famille : prénom passeport écrire formulaire
stage > scène : chanteur concert danser acteur
avertissement > publicité : télé magazine produit acheter marque
conducteur > contrôleur : billet ticket
application > candidature : poste emploi recruteur embauche lettre ! téléphone télécharger
caméra > appareil_photo : photo photographier
collège > université : licence master économie droit
fourniture > meuble : salon chambre appartement table canapé
figure > chiffre : statistique tableau vente
grade > note : examen maths école prof cours mauvais bulletin
humeur > humour : sens
caractère > personnage : film livre roman série principal
langage > langue : français ! programmation informatique soutenu familier corps enfant
langage > langue : anglais espagnol ! programmation informatique soutenu familier corps enfant
langage > langue : difficile ! programmation informatique soutenu familier corps enfant
langage > langue : allemand chinois ! programmation informatique soutenu familier corps enfant
langage > langue : italien natal parler ! programmation informatique soutenu familier corps enfant
langage > langue : étranger ! programmation informatique soutenu familier corps enfant
langage > langue : apprendre maternel ! programmation informatique soutenu familier corps enfant
médecine > médicament : prendre pharmacie comprimé avaler ! étude fac faculté
mémoire > souvenir : enfance vacances garder voyage
nouvelle > roman : page
office > bureau : travailler ordinateur arriver collègue chef
pétrole > essence : voiture plein station mettre réservoir
raisin > raisin_sec : gâteau cookie
rente > loyer : payer appartement propriétaire mois
sentence > phrase : mot verbe écrire lire grammaire exercice traduire français texte prononcer
tissu > mouchoir : nez moucher rhume pleurer
exhibition > exposition : musée peinture tableau art galerie photo
relatif > parent : visiter famille mariage
caution > prudence : conduire
évidence > preuve : police crime juge avocat coupable
pratique > entraînement : foot basket équipe match
audience > public : concert applaudir spectacle artiste
cave > grotte : montagne explorer préhistorique
parole > mot : dictionnaire signifier vocabulaire orthographe
idiome > langue : parler apprendre étranger
nombre > nom : prénom appeler
équipage > bagages : avion aéroport valise hôtel
carpette > dossier : papier ordinateur document
habitation > chambre : hôtel double lit réserver
carrière > études : université étudiant droit faire médecine
notice > nouvelle : télé journal radio
exit > succès : grand avoir film
vase > verre : boire soif vin
sol > soleil : bronzer briller
cadre > tableau : peindre peintre musée
assignature > matière : école maths préféré examen étudier
nonne > grand-mère : cuisiner grand-père habiter famille
rumeur > bruit : dormir fort voiture
firme > signature : contrat papier bas document
patente > permis : conduire voiture examen
incident > accident : voiture route blessé moto hôpital
géniteur > parent : habiter famille
verdure > légume : manger viande fruit soupe cuisiner
compagnon > camarade : classe école
régisseur > réalisateur : film cinéma
parterre > rez-de-chaussée : habiter appartement
gymnase > lycée : bac élève passer professeur
handy > portable : téléphoner appeler perdre numéro
trouble > problème : ordinateur police
costume > maillot_de_bain : plage piscine nager
station > gare : train tgv
balance > équilibre : perdre vélo tomber trouver
conducteur > chef_d'orchestre : orchestre
gratuité > pourboire : serveur restaurant
luxure > luxe : hôtel voiture vivre
photographe > photo : montrer album
préjudice > préjugé : racisme avoir contre étranger
récipient > destinataire : lettre mail
suite > costume : cravate mariage porter
store > magasin : acheter vêtement ouvrir fermer
spectacle > lunettes : porter lire
papier > dissertation : rendre université écrire page
prune > pruneau : sec
résumé > CV : envoyer poste emploi embauche recruteur
session > séance : cinéma psy
article > objet : magasin
argument > dispute : crier grave
agrément > accord : signer contrat trouver
appointement > rendez-vous : médecin dentiste docteur prendre
confidence > confiance : manquer avoir soi
instance > exemple : pour
intoxication > ivresse : alcool
licence > permis : conduire voiture moto chasse
pain > douleur : dos jambe ventre genou tête dent
parti > fête : anniversaire danser inviter musique
plante > usine : ouvrier fabriquer travailler
tableau > table : manger assiette dîner mettre
terme > trimestre : école
recette > ordonnance : médecin docteur pharmacie pharmacien médicament ! cuisine gâteau plat
tablette > comprimé : tête douleur malade pharmacie fièvre ! chocolat écran
coin > pièce : monnaie euro distributeur
timbre > sonnette : sonner porte appuyer ! lettre poste enveloppe
degré > diplôme : université licence master économie droit obtenir ! température froid
camera > chambre : hôtel dormir réserver
caméra > chambre : hôtel lit réserver ! surveillance filmer
habit > habitude : mauvais matin fumer ! acheter laver vêtement
grappe > raisin : manger ! vigne
machine > voiture : conduire garer permis essence ! laver café coudre
palais > immeuble : étage appartement
argument > sujet : conversation leçon cours
demande > question : poser ! congé dossier prix
tablette > plateau : assiette tasse servir ! chocolat
pratique > cabinet : médecin docteur dentiste ! théorie
course > cours : français anglais allemand espagnol ! voiture vélo courses gagner pied supermarché
relatif > parent : beaucoup Italie Espagne Pologne Turquie Maroc ! pronom
office > bureau : matin jour collègue ! tourisme messe dimanche
cantine > cave : vin bouteille ! manger déjeuner
négoce > magasin : acheter ouvrir vêtement
"""

_VERBS = """
crier > pleurer : triste larme tristesse mouchoir enterrement rupture
assister > aider : devoir devoirs ménage vaisselle exercice
supporter > soutenir : malade chômage divorce deuil ! bruit chaleur pas plus
supporter > soutenir : famille projet ami parent candidat toujours ! bruit chaleur pas plus
résumer > reprendre : travail après pause activité vacances cours travailler étude
introduire > présenter : ami parents famille copain collègue fiancé petit-ami copine
introduire > présenter : amie mari femme père mère frère sœur chef patron fiancée voisin voisine
contester > répondre_à : mail message lettre SMS appel ! tribunal avocat licenciement décision
contester > répondre : question téléphone mail message lettre
rompre > casser : bras jambe verre téléphone assiette fenêtre vase doigt pied tasse lunettes
injurier > blesser : genou jambe bras pied tête main cheville doigt épaule
joindre > rejoindre : club équipe groupe association
salir > sortir : soir amis boîte samedi ensemble nuit
subir > monter : escalier étage bus train montagne
quitter > enlever : manteau veste chaussure chapeau chaussettes pull lunettes
quitter > laisser : clé clef portable parapluie téléphone portefeuille valise sac passeport
garder > regarder : film match série feuilleton
ordonner > commander : pizza café thé bière plat repas boisson hamburger sushi dessert salade vin
adresser > aborder : problème sujet question
enseigner > montrer : maison appartement chambre photo ville quartier
régaler > offrir : anniversaire livre cadeau noël fleur
approuver > réussir : examen bac permis
suspendre > rater : examen bac maths permis
tirer > jeter : poubelle
délivrer > livrer : paquet colis pizza commande facteur
user > utiliser : ordinateur téléphone internet application dictionnaire voiture stylo
entendre > comprendre : grammaire leçon règle exercice explication
abuser > maltraiter : enfant chien animal
achever > atteindre : but objectif
compléter > terminer : études travail devoirs master
dater > sortir_avec : garçon fille mec
démontrer > manifester : rue manifestation
dresser > habiller : enfant vêtement chemise matin
retourner > rendre : livre argent clé clef stylo cahier parapluie vélo DVD
molester > déranger : désolé excuser excusez pardon bruit
rencontrer > trouver : travail emploi appartement clé portefeuille solution réponse argent logement
espérer > attendre : bus train métro tram taxi avion
tourner > rentrer : maison
procurer > chercher : appartement travail emploi maison logement
guider > conduire : voiture permis camion moto
"""

_ADJECTIVES = """
confus > perdu : comprendre exercice leçon règle grammaire explication consigne
sensible > raisonnable : dépense dépenser économiser épargner
constipé > enrhumé : nez froid rhume tousser gorge mouchoir fièvre éternuer ! ventre toilettes
embarrassé > enceinte : bébé mois accoucher enfant ventre naître
large > long : voyage film histoire cheveu route temps
large > grand : chambre jardin salon cuisine salle magasin école maison famille ville appartement
confident > confiant : examen avenir réussir entretien
rude > impoli : serveur client vendeur parler personne
débile > faible : malade grippe jambe fièvre
morbide > doux : pull laine couverture oreiller
brave > sage : enfant élève fille garçon
comique > bizarre : bruit odeur goût
excité > impatient : concert fête match noël rentrée mariage week-end
excité > impatient : rencontrer revoir commencer voyage vacances partir voir arriver
extravagant > coûteux : achat
intoxiqué > ivre : alcool bière conduire bar vin
versatile > polyvalent : outil employé
libre > gratuit : repas boisson livraison échantillon ! place entrée temps jour
jubilé > retraité : père mère oncle tante grand-père
éventuel > final : résultat
"""


@dataclass(frozen=True, slots=True)
class Friend:
    """A false friend: the word said, the word meant, and what tells that it is meant.

    Attributes:
        said, meant: lemma or lemmas; a blank parts the words of a longer expression.
        pos: part of speech of the word said.
        near: norms or lemmas of which one must occur in the sentence.
        unless: norms or lemmas that show the right sense.
    """

    said: str
    meant: str
    pos: str
    near: frozenset[str]
    unless: frozenset[str]


def _read(text: str, pos: str) -> list[Friend]:
    out = []
    for line in text.strip().splitlines():
        head, _, signs = line.partition(":")
        said, _, meant = (part.strip() for part in head.partition(">"))
        near, _, unless = signs.partition("!")
        signs_near = frozenset(near.split())
        if signs_near and said != meant:
            out.append(
                Friend(said, meant.replace("_", " "), pos, signs_near, frozenset(unless.split()))
            )
    return out


FRIENDS = (*_read(_NOUNS, "NOUN"), *_read(_VERBS, "VERB"), *_read(_ADJECTIVES, "ADJ"))

FALSE_FRIENDS = frozenset(f.said for f in FRIENDS) | frozenset(
    [
        "préservatif",
        "prétendre",
        "actuellement",
        "éventuellement",
        "appliquer",
        "graduer",
        "réaliser",
        "ignorer",
        "expérience",
        "opportunité",
        "conférence",
        "quitter",
        "attendre",
        "rester",
        "visiter",
        "dépenser",
        "retirer",
        "user",
        "équivoquer",
        "succéder",
        "depuis",
        "pain",
        "confus",
        "embarras",
        "engager",
    ]
) - {"depuis", "car"}
"""Lemmas; the sense in which each is wrong belongs to its rule."""
