"""Pairs of sentences between which a listener hears no difference, judged by hand."""

PAIRS = """
les chat dorment | les chats dorment
il mange | il manges
ils mange ici | ils mangent ici
j'ai parler | j'ai parlé
elle est parti | elle est partie
ils sont parti | ils sont partis
je mangerais | je mangerai
tu mange | tu manges
je veut | je veux
il peux | il peut
je suis allé | je suis allée
on est arrivé | on est arrivés
elles sont allé | elles sont allées
la robe bleu | la robe bleue
une joli maison | une jolie maison
la voiture noir | la voiture noire
une fille seul | une fille seule
ces amis | ses amis
c'est bon | s'est bon
ce chat | se chat
il a peur | il à peur
où tu vas | ou tu vas
il et grand | il est grand
son chien | sont chien
on mange | ont mange
leur maison | leurs maison
leur livre | leurs livres
tout les jours | tous les jours
quelle âge | quel âge
quel heure | quelle heure
je l'ai vu | je l'ai vue
les fleurs que j'ai acheté | les fleurs que j'ai achetées
il faut que je mange | il faut que je manges
quand je serai grand | quand je serais grand
je vais manger | je vais mangé
il a finit | il a fini
j'ai mit la table | j'ai mis la table
il a prit le train | il a pris le train
il dit bonjour | il dis bonjour
je prend le bus | je prends le bus
il vas bien | il va bien
il faut que je vois | il faut que je voie
il faut qu'il croit | il faut qu'il croie
les enfants joue | les enfants jouent
ils loue un vélo | ils louent un vélo
ils avoue tout | ils avouent tout
ils essaie | ils essaient
ils secoue l'arbre | ils secouent l'arbre
ils crie | ils crient
ils continue | ils continuent
ils étudie | ils étudient
ils skie | ils skient
ils remercie | ils remercient
ils parlait | ils parlaient
tu parlait | tu parlais
je parlait | je parlais
vingt euro | vingt euros
deux heure | deux heures
un petit ami | un petite ami
mon ami | mon amie
un élève est là | un élèves est là
il est onze heure | il est onze heures
cent euros | cents euros
quatre-vingt euros | quatre-vingts euros
des cheveux châtain | des cheveux châtains
ma cher amie | ma chère amie
c'est un travail dur | c'est un travail dure
l'école public | l'école publique
la vie actuel | la vie actuelle
une réponse direct | une réponse directe
il s'appèle Paul | il s'appelle Paul
près de lui | prêt de lui
plus tôt | plutôt
quand même | quant même
sa va bien | ça va bien
cette été | cet été
cet été là | cet été-là
ils ont vu | ils ont vus
ceux qui partent | ce qui partent
il est né | il est née
j'ai eu peur | j'ai eue peur
il a du partir | il a dû partir
du vin | dû vin
elle est sûr | elle est sûre
le mur | le mûr
je suis d'accord | je suis d'accords
un chanteur connu | un chanteur connue
bonne appétit | bon appétit
un peu | un peut
il fait | il fais
elle voit | elle vois
la balade | la ballade
vous mangé | vous mangez
parlé plus fort | parlez plus fort
le thé est chaud | le té est chaud
mes parent | mes parents
notre enfants | notre enfant
la plupart des gent | la plupart des gens
un nouvel ami | un nouvelle ami
un bel homme | un belle homme
il ne faut pas | il n'faut pas
chez moi | chez mois
quarante ans | quarante an
elle a dix-huit an | elle a dix-huit ans
je sait pas | je sais pas
il y a | il y à
il vient souvent | il viens souvent
nous allons | nous allon
il faut que j'aille | il faut que j'ailles
qu'il voit | qu'il voient
qu'est ce que | qu'est-ce que
peut être demain | peut-être demain
une heure et demi | une heure et demie
midi et demie | midi et demi
un grand chien | un grands chien
une bon idée | une bonne idée
deux ami | deux amis
les ami | les amis
trois enfant | trois enfants
tout homme | toute homme
un ancien élève | un ancienne élève
mon premier amour | mon première amour
le dernier étage | le dernière étage
un bon hôtel | un bonne hôtel
cet homme | cette homme
cet école | cette école
aux cinéma | au cinéma
aux enfant | aux enfants
ils noue | ils nouent
ils cloue | ils clouent
ils échoue | ils échouent
ils tue | ils tuent
ils salue | ils saluent
ils oublie | ils oublient
ils paie | ils paient
ils envoie | ils envoient
ils croit | ils croient
ils court | ils courent
ils meurt | ils meurent
ils rit | ils rient
ils fuit | ils fuient
ils voit | ils voient
ils bouge | ils bougent
ils appelle | ils appellent
ils crée | ils créent
ils conclut | ils concluent
ils suppose | ils supposent
elles évolue | elles évoluent
ils louent | il louent
le sandwich | le sandwichs
des week-end | des week-ends
les jean | les jeans
des smartphone | des smartphones
des mail | des mails
deux job | deux jobs
j'ai eu | j'ai eus
les peurs qu'il a eu | les peurs qu'il a eues
davantage | d'avantage
quelle que soit | quel que soit
il n'y a pas | il ni a pas
c'est à dire | c'est-à-dire
on n'a pas | on a pas
on n'est pas | on est pas
on n'aime pas | on aime pas
il l'a vu | il la vu
qu'elle vienne | quelle vienne
sans doute | s'en doute
il m'a dit | il ma dit
tu t'es levé | tu tes levé
une salle | une sale
le maire | le mère
elle est fier | elle est fière
elle est cher | elle est chère
elle est net | elle est nette
elle est grec | elle est grecque
elle est professeur | elle est professeure
elle est espagnol | elle est espagnole
elle est turc | elle est turque
elle est poli | elle est polie
elle est fatigué | elle est fatiguée
il mangé | il mangeait
deux cent | deux cents
j'sais pas | je sais pas
un p'tit chat | un petit chat
une p'tite fille | une petite fille
leur voiture | leurs voiture
je peut | je peux
mes deux frère | mes deux frères
la fin | la faim
le cours | le court
un verre | un vert
il boit | il bois
cinq chat | cinq chats
huit jour | huit jours
elle a froid | elle à froid
plus de jours | plus de jour
six chien | six chiens
les œil | les œils
je suis sorti hier | je suis sortie hier
les filles que j'ai vu | les filles que j'ai vues
elle c'est levée | elle s'est levée
ils se son vus | ils se sont vus
tu a raison | tu as raison
il as froid | il a froid
mon frère travail ici | mon frère travaille ici
c'est moi qui décide | c'est moi qui décides
je vous remercit | je vous remercie
quatre fleur | quatre fleurs
des vacance | des vacances
aucun problèmes | aucun problème
plusieurs fille | plusieurs filles
un gentil garçon | un gentils garçon
il nous a appeler | il nous a appelés
on c'est perdus | on s'est perdus
elle lit tous le livre | elle lit tout le livre
vous aller bien | vous allez bien
ils dansait | ils dansaient
elle arrivera demain | elle arriveras demain
ils habite à Nice | ils habitent à Nice
elles regarde la télé | elles regardent la télé
dans un an | dans un ans
cette hôtel | cet hôtel
un belle oiseau | un bel oiseau
ils éternue | ils éternuent
ils se dévoue | ils se dévouent
les burger | les burgers
des ticket de métro | des tickets de métro
deux manager | deux managers
quel que chose | quelque chose
par ce que | parce que
les rose | les roses
"""
