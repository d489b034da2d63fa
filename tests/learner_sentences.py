"""What learners and speakers say, written for this project; held apart from the rules' examples.

`WRONG`: type, what was said, what to say. `RIGHT`: spoken French that tempts a checker; about
each of these nothing may be said.
"""

WRONG = """
adj_agreement | Mes cousines sont très intelligents. | Mes cousines sont très intelligentes.
adj_agreement | La mer était froid ce matin-là. | La mer était froide ce matin-là.
adj_agreement | J'ai une nouveau voisine. | J'ai une nouvelle voisine.
adj_placement | On habite dans un moderne appartement. | On habite dans un appartement moderne.
adj_placement | elle a acheté une rouge robe pour Noël | elle a acheté une robe rouge pour Noël
adj_placement | J'ai acheté des chaussures nouvelles. | J'ai acheté de nouvelles chaussures.
adverb_order | Mes voisins toujours font du bruit. | Mes voisins font toujours du bruit.
adverb_order | Je aussi veux un café. | Je veux aussi un café.
adverb_order | je presque suis tombé | je suis presque tombé
article_omission | Nous habitons dans petite maison. | Nous habitons dans une petite maison.
article_omission | Chine est très loin. | La Chine est très loin.
article_omission | C'est bonne idée ! | C'est une bonne idée !
auxiliary | Tu t'as trompé de jour. | Tu t'es trompé de jour.
auxiliary | Elle a restée trois mois à l'hôpital. | Elle est restée trois mois à l'hôpital.
auxiliary | Je suis fini mon travail. | J'ai fini mon travail.
avoir_expression | Les petits sont faim. | Les petits ont faim.
avoir_expression | Elle est peur de l'avion. | Elle a peur de l'avion.
avoir_expression | Je suis dix-neuf ans. | J'ai dix-neuf ans.
cest_il_est | Il était un jour très spécial. | C'était un jour très spécial.
cest_il_est | Il est moi qui ai fait le gâteau. | C'est moi qui ai fait le gâteau.
cest_il_est | Mon père, c'est ingénieur. | Mon père, il est ingénieur.
comparative | Il a autant d'argent comme toi. | Il a autant d'argent que toi.
comparative | Je chante plus mieux que ma sœur. | Je chante mieux que ma sœur.
comparative | Il court tant vite que moi. | Il court aussi vite que moi.
contraction | Il a répondu à les questions du juge. | Il a répondu aux questions du juge.
contraction | C'est la voiture de les voisins. | C'est la voiture des voisins.
contraction | Je reviens de le bureau à six heures. | Je reviens du bureau à six heures.
false_friend | On a dépensé deux jours à Prague. | On a passé deux jours à Prague.
false_friend | je prends ma médecine le matin | je prends mon médicament le matin
false_friend | J'ai appliqué pour une bourse. | J'ai postulé pour une bourse.
infinitive | Elle sait conduit un camion. | Elle sait conduire un camion.
infinitive | Merci de viens avec moi. | Merci de venir avec moi.
infinitive | J'adore voyage avec ma famille. | J'adore voyager avec ma famille.
negation | Personne ne veut pas m'aider. | Personne ne veut m'aider.
negation | Elle m'a demandé de ne dire rien. | Elle m'a demandé de ne rien dire.
negation | on a pas rien fait hier | on a rien fait hier
noun_gender | Tu as vu le nouvelle voiture de Marc ? | Tu as vu la nouvelle voiture de Marc ?
noun_gender | Le gare est fermée à cause de la grève. | La gare est fermée à cause de la grève.
noun_gender | Il fait froid à cause du neige. | Il fait froid à cause de la neige.
number_date | Mon anniversaire est en le cinq juin. | Mon anniversaire est le cinq juin.
number_date | On se voit en samedi soir. | On se voit samedi soir.
number_date | Je suis arrivé dans 2018 en Belgique. | Je suis arrivé en 2018 en Belgique.
object_pronoun | Tu dois leur aider. | Tu dois les aider.
object_pronoun | J'ai besoin de il. | J'ai besoin de lui.
object_pronoun | Je l'ai dit la vérité à ma sœur. | Je lui ai dit la vérité à ma sœur.
other_lexical | Tu peux ouvrir la lumière ? | Tu peux allumer la lumière ?
other_lexical | Je manque ma famille beaucoup. | Ma famille me manque beaucoup.
other_lexical | J'ai fait une décision hier. | J'ai pris une décision hier.
other_verb_form | Demain il fairra beau. | Demain il fera beau.
other_verb_form | J'allerai en Grèce cet été. | J'irai en Grèce cet été.
other_verb_form | Tu savoir parler anglais ? | Tu sais parler anglais ?
partitive | Il y a plein des choses à voir. | Il y a plein de choses à voir.
partitive | Je mange souvent de fromage. | Je mange souvent du fromage.
partitive | On a acheté un kilo des pommes. | On a acheté un kilo de pommes.
past_aspect | Ce matin je me levais à six heures. | Ce matin je me suis levé à six heures.
past_aspect | Soudain, la lumière s'éteignait. | Soudain, la lumière s'est éteinte.
past_aspect | En 2015 je finissais mes études. | En 2015 j'ai fini mes études.
possessive | Ma amie Laura vient de Lisbonne. | Mon amie Laura vient de Lisbonne.
possessive | Mon parents sont divorcés. | Mes parents sont divorcés.
possessive | Je me suis coupé mon doigt. | Je me suis coupé le doigt.
prep_place | J'habite dans Madrid avec mes parents. | J'habite à Madrid avec mes parents.
prep_place | Mon oncle habite en Londres. | Mon oncle habite à Londres.
prep_place | Hier on a mangé à mes grands-parents. | Hier on a mangé chez mes grands-parents.
question | Il m'a demandé est-ce que j'avais faim. | Il m'a demandé si j'avais faim.
question | Comment est ton nom ? | Quel est ton nom ?
question | Il veut savoir qu'est-ce qui se passe. | Il veut savoir ce qui se passe.
reflexive | Nous allons se voir demain. | Nous allons nous voir demain.
reflexive | Vous devez se reposer un peu. | Vous devez vous reposer un peu.
reflexive | Je sens mal depuis ce matin. | Je me sens mal depuis ce matin.
relative | L'ami avec que je travaille est espagnol. | L'ami avec qui je travaille est espagnol.
relative | c'est le film qui je préfère | c'est le film que je préfère
relative | Je ne comprends pas que tu dis. | Je ne comprends pas ce que tu dis.
savoir_connaitre | Je ne connais pas nager. | Je ne sais pas nager.
savoir_connaitre | J'ai connu que tu étais malade. | J'ai su que tu étais malade.
savoir_connaitre | Tu connais quand part le train ? | Tu sais quand part le train ?
si_clause | S'il fera beau, nous irons à la plage. | S'il fait beau, nous irons à la plage.
si_clause | Si mes parents voudront, je viendrai. | Si mes parents veulent, je viendrai.
si_clause | Si tu viendras, je serai très contente. | Si tu viens, je serai très contente.
subject_verb | Elle et son mari va partir. | Elle et son mari vont partir.
subject_verb | Mes sœurs dort dans la même chambre. | Mes sœurs dorment dans la même chambre.
subject_verb | Mon père et ma mère vient demain. | Mon père et ma mère viennent demain.
subjunctive | Il vaut mieux que tu dors un peu. | Il vaut mieux que tu dormes un peu.
subjunctive | J'espère que tu sois en bonne santé. | J'espère que tu seras en bonne santé.
subjunctive | Je voudrais que vous venez plus tôt. | Je voudrais que vous veniez plus tôt.
time_depuis | Je joue au tennis pour cinq ans. | Je joue au tennis depuis cinq ans.
time_depuis | On s'est rencontrés depuis cinq ans. | On s'est rencontrés il y a cinq ans.
time_depuis | nous habitons ici de 2018 | nous habitons ici depuis 2018
tu_vous | Vous avez oublié ton sac, madame. | Vous avez oublié votre sac, madame.
tu_vous | Merci monsieur, tu es très gentil. | Merci monsieur, vous êtes très gentil.
tu_vous | Comment vas-vous ? | Comment allez-vous ?
verb_preposition | J'écoute à la musique dans le métro. | J'écoute la musique dans le métro.
verb_preposition | J'ai peur à parler. | J'ai peur de parler.
verb_preposition | Il est intéressé en l'histoire. | Il est intéressé par l'histoire.
tu_vous | monsieur tu as oublié mon exercice | monsieur vous avez oublié mon exercice
tu_vous | je veux vous demander si tu es libre | je veux vous demander si vous êtes libre
comparative | il fait plus chaud ici comme dans mon pays | il fait plus chaud ici que dans mon pays
comparative | mon cousin est le plus sportif que moi | mon cousin est plus sportif que moi
comparative | ma rue est plus calme que celui de Paul | ma rue est plus calme que celle de Paul
time_depuis | je travaille là pour plus de dix ans | je travaille là depuis plus de dix ans
time_depuis | le cours commence en une demi-heure | le cours commence dans une demi-heure
time_depuis | ça fait trois ans depuis j'habite ici | ça fait trois ans que j'habite ici
question | quoi tu fais dans la vie | qu'est-ce que tu fais dans la vie
question | qui est ton sport préféré | quel est ton sport préféré
question | avec que tu joues au foot | avec qui tu joues au foot
object_pronoun | tu peux moi montrer la photo | tu peux me montrer la photo
false_friend | je dois retourner ce livre à mon ami | je dois rendre ce livre à mon ami
false_friend | mon car est dans le garage en panne | ma voiture est dans le garage en panne
other_lexical | le film était très ennuyé | le film était très ennuyeux
"""

RIGHT = """
Ma mère dit toujours la vérité.
Ma sœur fait souvent la cuisine.
J'aime beaucoup leur musique.
mon meilleur ami lave la voiture
tu suis un cours de danse
avant on habitait à la campagne
oui vous allez vous tromper de rue
le film que je regarde à la télé
elle vit à l'étranger
bon ben y a pas de problème
je ne veux pas acheter une voiture
J'adore cette langue et je veux la parler.
je sais pas trop quoi dire
y a plein de monde dans la rue le samedi
faut que j'y aille, mon bus arrive
t'as vu le match hier soir ?
moi, mon frère, il est pompier
ben ouais c'est pas grave du tout
chais pas, enfin je crois que oui
on y va à pied ou en voiture ?
J'assiste mon père au jardin quand il fait beau.
Il est très sensible, il réfléchit avant d'agir.
Ma mère est une femme sensible et généreuse.
Elle assiste le médecin pendant les opérations.
J'ai assisté à un concert magnifique à Vienne.
Je vais à la librairie acheter un cadeau pour ma nièce.
Ma fille est au collège, elle a douze ans.
Actuellement je travaille dans une boulangerie.
Éventuellement on pourrait se voir dimanche, si tu es libre.
J'ai rencontré ma femme pendant un voyage en Grèce.
Je suis plein d'énergie le matin.
Le verre est plein.
Je supporte l'équipe de ma ville depuis que je suis petit.
Je ne supporte pas le bruit.
Je te demande de rester calme.
Les enfants étaient tout excités avant Noël.
J'ai lavé mes chaussures dans la baignoire.
Mes mains sont froides.
Vous pouvez vous asseoir, madame.
Bonjour monsieur, vous allez bien ?
Tu peux dire à ta sœur que je vous attends tous les deux ?
Je vous ai vus hier, toi et ton copain.
Même si c'est difficile, je continue.
Je n'ai rien mangé depuis hier.
Beaucoup des amis que j'avais sont partis.
La plupart des gens mangent trop vite.
Bien des gens pensent comme lui.
J'ai besoin de l'argent que tu me dois.
J'ai besoin d'un dictionnaire.
J'ai besoin du livre de grammaire.
J'attends le bus depuis vingt minutes.
Je connais la ville depuis longtemps.
Il est un peu fatigué aujourd'hui.
J'habite ici depuis trois ans.
Je n'ai pas fumé depuis deux ans.
J'ai beaucoup changé depuis l'année dernière.
Avant, je fumais beaucoup.
Voilà ce dont j'ai besoin.
J'ai mal au dos depuis une semaine.
Ma famille me manque.
Tu me manques beaucoup.
Il me manque deux euros.
La plupart sont partis.
euh alors euh moi je viens de de Damas et et j'habite ici depuis euh deux ans
bon ben voilà c'est tout ce que je voulais dire
j'ai j'ai oublié le mot en français
il était euh comment dire un peu bizarre
je je vais euh partir enfin non je reste
du coup on a pris le bus puis le train et on est arrivés crevés
le prof il est sympa mais il parle trop vite
chez nous on mange avec les mains
genre elle m'a dit qu'elle venait et elle est pas venue
mes parents eux ils habitent toujours au village
ma sœur elle a deux enfants et elle en veut un troisième
mon école est loin mais mon université est à côté
son ancienne voiture marchait mieux
cet été je voudrais bien partir en Irlande
cette histoire m'a fait pleurer
une espèce de gâteau aux amandes
un des meilleurs souvenirs de mon enfance
j'ai fait connaissance avec une fille super
je fais du vélo tous les jours pour aller au boulot
J'ai continué de marcher.
Si jamais tu changes d'avis, appelle.
Elle m'a appris à conduire.
Ce n'est pas une bonne nouvelle.
Les enfants jouent dans la cour.
Je me demandais si tu pourrais m'aider.
Tu te souviens de moi ?
J'aimerais que tu viennes.
Tout le monde est content.
Dès que j'aurai fini, je t'appellerai.
C'est nous qui avons gagné.
Quand on a mangé, il est arrivé.
Ma petite sœur est plus grande que moi.
Tu as retourné le matelas ?
Je sais nager mais pas plonger.
C'est de mieux en mieux.
Avant de partir, ferme les fenêtres.
J'ai sorti la poubelle.
Je connais une chanson arabe très belle.
Leur maison est à vendre.
Personne n'est venu à la réunion.
En rentrant, j'ai vu un accident.
Hier je devais aller chez le coiffeur mais j'ai oublié.
Le café est cher ici, mais le thé est bon.
Hier il pleuvait et il faisait froid.
Personne ne le sait.
J'ai mal aux pieds.
Je ne me sens pas bien.
Il la regarde danser.
Le train est parti à l'heure.
Nous n'avons pas eu le temps de visiter.
Je suis arrivé il y a trois ans.
Je voudrais un café, s'il vous plaît.
Il court aussi vite que son frère.
J'aime ma ville et je la connais bien.
Ce livre parle de la guerre.
L'ami chez qui je dors est cuisinier.
On joue aux cartes le soir.
Elle est professeure de piano.
Ma famille est grande, nous sommes dix.
On a eu froid toute la nuit.
Tant pis, on ira demain.
J'ai demandé l'addition.
Elle est en train de prendre sa douche.
Dis-moi où tu habites.
C'est pareil que chez nous.
Je réponds aux messages le soir.
C'est le pays d'où je viens.
C'est la chose la plus importante pour moi.
J'ai changé mon mot de passe.
Il ne m'a rien dit et je ne lui ai rien demandé.
On n'a plus de pain.
Je ne sais pas si elle viendra demain.
On compte sur toi.
On est allés aux Pays-Bas en train.
Il a bien travaillé à l'école.
Je suis une personne timide.
On est contents d'être là.
Il faut faire attention aux voitures.
J'ai une petite voiture rouge.
le matin quand je me lève je bois un café
je dois étudier pour mes examens
tu n'as pas un stylo
demain vas-tu au cinéma
monsieur est sorti tu peux rappeler
maman vous embrasse
je suis plus fatigué que d'habitude
il habite au 5 rue Victor Hugo
elle travaille à Québec
quoi tu pars déjà
mon fils a neuf ans
les neuf enfants jouent avec un vélo neuf
"""
