"""Pairs of sentences between which a listener hears a difference, judged by hand."""

PAIRS = """
le table | la table
un table | une table
il est petit | il est petite
une grand maison | une grande maison
elle est heureux | elle est heureuse
elle est gentil | elle est gentille
une fille sportif | une fille sportive
la robe blanc | la robe blanche
une nouveau voiture | une nouvelle voiture
elle est content | elle est contente
la première jour | le premier jour
ils finit | ils finissent
ils vient | ils viennent
ils prend | ils prennent
ils peut | ils peuvent
ils sait | ils savent
ils est | ils sont
ils a | ils ont
il aiment | ils aiment
elle arrive | elles arrivent
nous mange | nous mangeons
vous mange | vous mangez
je allons | je vais
ils va | ils vont
je suis allé | j'ai allé
j'ai tombé | je suis tombé
il est mangé | il a mangé
je vais à le marché | je vais au marché
le sac de le garçon | le sac du garçon
le amie | l'amie
la école | l'école
je aime | j'aime
que il vient | qu'il vient
le homme | l'homme
ma amie | mon amie
ce homme | cet homme
les haricots | l'haricot
l'héros | le héros
un œuf | des œufs
un bœuf | des bœufs
un os | des os
un cheval | des chevals
des chevals | des chevaux
le journal | les journaux
un œil | des yeux
je mange | je mangeais
je parle | j'ai parlé
il mange | il mangera
je mangerai | je mange
il viendra | il viendrait pas
nous mangeons | nous mangions
vous parlez | vous parliez
il faut que je vais | il faut que j'aille
il faut qu'il est | il faut qu'il soit
il faut que tu fais | il faut que tu fasses
il faut qu'il peut | il faut qu'il puisse
il faut que je prends | il faut que je prenne
il faut que tu viens | il faut que tu viennes
si j'aurais | si j'avais
je me lève | je lève
il lave | il se lave
je le donne | je lui donne
je lui vois | je le vois
je vois le | je le vois
je sais | je connais
je mange de la viande | je mange la viande
beaucoup des amis | beaucoup d'amis
pas du pain | pas de pain
j'ai pas un chien | j'ai pas de chien
je bois eau | je bois de l'eau
en Canada | au Canada
à France | en France
au États-Unis | en États-Unis
dans lundi | lundi
plus bon | meilleur
plus bien | mieux
il est plus grand de moi | il est plus grand que moi
il est un médecin | c'est un médecin
la fille que parle | la fille qui parle
la chose que je parle | la chose dont je parle
pour deux ans | depuis deux ans
je suis faim | j'ai faim
je souvent mange | je mange souvent
une rouge voiture | une voiture rouge
un ami | des amis
mon enfant | mes enfants
un ans | dix ans
dix | six
tu as | t'es
je ne sais | je sais
un an | une an
le vin | le vent
le bon | le banc
cent | sans eux
il a eu | il a vu
deux | de lui
un fils | une fille
elle a peindu | elle a peint
il a prendu | il a pris
il a ouvri | il a ouvert
il a boivé | il a bu
je viens de Espagne | je viens d'Espagne
quel fille | quelle fille grande
un homme vieux | une femme vieille
elle est fou | elle est folle
elle est roux | elle est rousse
elle est jaloux | elle est jalouse
une eau doux | une eau douce
la langue français | la langue française
la cuisine italien | la cuisine italienne
une réponse exact | une réponse faux
elle est menteur | elle est menteuse
ma dernier semaine | ma dernière semaine
une idée personnel fausse | une idée personnel faux
une viande cuit | une viande cuite
la porte est ouvert | la porte est ouverte
la lettre que j'ai écrit | la lettre que j'ai écrite
je l'ai mis | je l'ai mise
elle s'est assis | elle s'est assise
elle est mort | elle est morte
il habite à Lyon | il habite en Lyon
un homework | des devoirs
le week-end | la semaine
ils jouent | ils jouaient
ils louent | ils louaient
nous jouons | nous jouions
je finis | je finisse
il dort | ils dorment
il part | ils partent
il met | ils mettent
il lit | ils lisent
il perd | ils perdent
il attend | ils attendent
elles attend | elles attendent
il entend | il entende
il vend | ils vendent
chez le médecin | au médecin
c'est moi qui suis | c'est moi qui est
on va | on vont
les gens est | les gens sont
vous êtes | vous est
vous faites | vous faisez
vous dites | vous disez
il l'aime | il aime
tu l'as vu | tu as vu
je l'ai | j'ai
nous avons | nous savons
ils ont | ils sont
le dessert | le désert
le poisson | le poison
deux heures | douze heures
six ans | dix ans
il y a trois ans | il y a treize ans
en haut | en eau
le haut | l'eau
le onze mai | l'onze mai
le yaourt | l'yaourt
un hibou | une hibou
la honte | l'honte
le hasard | l'hasard
un beau homme | un bel homme
un nouveau ami | un nouvel ami
un vieux ami | un vieil ami
ce ami | cet ami
un œufs | un œuf
les os | l'os
deux œuf | deux œufs
elle est étudiant | elle est étudiante
elle est avocat | elle est avocate
elle est directeur | elle est directrice
elle est vendeur | elle est vendeuse
elle est actif | elle est active
elle est brun | elle est brune
elle est américain | elle est américaine
elle est japonais | elle est japonaise
elle est étonnant | elle est étonnante
elle est long | elle est longue
elle est sec | elle est sèche
elle est favori | elle est favorite
elle est discret | elle est discrète
elle est breton | elle est bretonne
elle est coréen | elle est coréenne
elle est fin | elle est fine
elle est léger | elle est légère
elle est étranger | elle est étrangère
la clé que j'ai pris | la clé que j'ai prise
elle s'est inscrit | elle s'est inscrite
elle s'est plaint | elle s'est plainte
ils boit | ils boivent
ils dit | ils disent
ils fait | ils font
ils connait | ils connaissent
ils sort | ils sortent
ils sert | ils servent
ils vit | ils vivent
ils suit | ils suivent
ils répond | ils répondent
ils choisit | ils choisissent
ils écrit | ils écrivent
ils conduit | ils conduisent
ils craint | ils craignent
ils veut | ils veulent
ils doit | ils doivent
ils tient | ils tiennent
ils apprend | ils apprennent
ils reçoit | ils reçoivent
je mangeais | je mangerais
il faudra | il faudrait
ils auront | ils auraient
je serai | je saurai
j'ai mangé | je mangeais
je n'ai pas | j'ai pas
il n'est pas | il est pas
ce que | ce qui
dont | donc
des pommes | de pommes
les gens | le gens
du lait | de lait
au enfants | aux enfants
leur amis | leurs amis
quel amis | quels amis
je vais au école | je vais à l'école
t'as vu | tu as vu
y a du monde | il y a du monde
un peu d'eau | un peu de l'eau
ils sont tous là | ils sont tout là
il en a dix | il en a dit
je suis au bureau | je suis à bureau
il est nu | il est neuf
le pain | le pont
c'est blanc | c'est blond
il est dessus | il est dessous
c'est sur la rue | c'est sur la roue
il est vu | il est vous
un jean | un gens
plus de pain | plu de pan
ils ont un thé | ils ont une thé
le théâtre est loin | la théâtre est loin
c'est une tennis | c'est un tennis
elle parle à eux | elle leur parle
il va les rendre | il va le rendre
il pense d'elle | il pense à elle
j'habite à la campagne | j'habite en campagne
je te téléphone | je vous téléphone
prends-le | prends-la
donne-moi le | donne-le-moi
je l'y vois | je lui vois
il lit un livre | ils lisent un livre
ma voisin | ma voisine
le musicien | la musicienne
elle est travailleur | elle est travailleuse
une amie jaloux | une amie jalouse
il prend | il prenne
il sait | il sache
ils disent | ils dit
elle vend | elle vende
un journal | un journaux
tes yeux | ton yeux
vos amis | votre amis
l'été | le été
le hamster | l'hamster
l'homme | le homme
la haine | l'haine
je lis à le | je le lis
trois heures | treize heures
il a mis | il a mit un
mon père | ma père
cinq | cent
je bois du eau | je bois de l'eau
beaucoup de pain | beaucoup du pain
si il vient | s'il vient
je me souviens | je souviens
elle est sorti dehors | elle a sorti dehors
vous avez | vous aviez
tu finis | tu finissais
il craint | il craigne
ils viennent | ils vient
un ami à moi | une amie à moi
il est né en mai | il est né à mai
elles sont heureux | elles sont heureuses
des robes anglais | des robes anglaises
mes sœurs sont jaloux | mes sœurs sont jalouses
"""
