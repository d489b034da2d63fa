"""Everyday sentences of other languages, thirty each, for the check that a text is French."""

ENGLISH = """
Yesterday I went to the swimming pool with my little brother.
My sister wants to buy a new car next month.
We were really tired after the long walk in the mountains.
Could you tell me where the nearest post office is, please?
I have been learning this language for almost three years now.
They didn't want to eat anything because the soup was cold.
There are too many people on this bus every morning.
When I was young, my grandmother used to bake bread.
He said that he would call me back before noon.
Let's go outside and play some football with the neighbours.
I don't think that this is a very good idea.
The children are sleeping, so please close the door quietly.
What did you do last weekend with your friends?
She works in a small bakery near the train station.
If it rains tomorrow, we will stay at home and read.
My favourite season is autumn because of the colours.
I forgot my keys at the office and had to wait.
Nobody knows why the meeting was moved to Friday.
You should try the chocolate cake, it's really delicious.
We spent two weeks on an island without any internet.
The doctor told him to drink more water and sleep.
I would like to become a nurse when I grow up.
His parents live in a big house outside of the city.
Have you ever been to Scotland during the winter?
The weather was awful but we had a great time.
I usually get up at six and take a cold shower.
It takes about twenty minutes to walk to my school.
Her brother plays the guitar in a band on Saturdays.
Please send me the photos that you took at the party.
I'm looking for a cheap flat with a view of the sea.
"""

SPANISH = """
Ayer fui a la piscina con mi hermano pequeño y nadamos mucho.
Mi madre trabaja en un hospital que está lejos de casa.
Los fines de semana nos gusta salir a caminar por el campo.
No sé dónde he dejado las llaves del coche esta mañana.
Cuando era niño vivíamos en un pueblo cerca de la playa.
¿Quieres venir a cenar con nosotros el viernes por la noche?
El perro de mi vecina ladra todas las noches a las tres.
Este año quiero aprender a tocar el piano con una profesora.
Hace mucho calor y no tenemos aire acondicionado en el salón.
Mis amigos dicen que soy muy tranquilo pero no es verdad.
Estoy buscando un piso barato con dos habitaciones y balcón.
La comida estaba fría, así que nos fuimos sin pagar.
Todavía no he visto la película que me recomendaste.
Llevo tres años estudiando en la universidad de mi ciudad.
Si mañana llueve, nos quedaremos en casa viendo la tele.
El tren sale a las ocho y llega antes de mediodía.
Mi abuela cocina el mejor arroz de todo el barrio.
Tengo que comprar leche, huevos y un poco de queso.
Nunca había visto tanta nieve en los tejados del pueblo.
Me duele la cabeza desde que me levanté esta mañana.
Los niños están jugando en el parque con una pelota roja.
Ella siempre llega tarde porque pierde el autobús.
Para mi cumpleaños vamos a hacer una fiesta en el jardín.
Creo que deberías hablar con tu jefe lo antes posible.
Nos conocimos hace diez años en una clase de baile.
El médico me dijo que durmiera más y comiera menos sal.
En invierno hace frío pero a mí me gusta mucho esquiar.
Mi hermana mayor vive en Londres y trabaja de enfermera.
Por las mañanas tomo un café con leche y dos tostadas.
No entiendo por qué siempre tenemos que esperar tanto tiempo.
"""

GERMAN = """
Gestern bin ich mit meinem kleinen Bruder ins Schwimmbad gegangen.
Meine Mutter arbeitet in einem Krankenhaus am anderen Ende der Stadt.
Am Wochenende gehen wir gern im Wald spazieren.
Ich weiß nicht, wo ich meine Schlüssel hingelegt habe.
Als ich klein war, wohnten wir in einem Dorf am Meer.
Möchtest du am Freitagabend mit uns essen gehen?
Der Hund meiner Nachbarin bellt jede Nacht um drei Uhr.
Dieses Jahr will ich endlich Klavier spielen lernen.
Es ist sehr heiß und wir haben keine Klimaanlage.
Meine Freunde sagen, dass ich viel zu ruhig bin.
Wir suchen eine günstige Wohnung mit zwei Zimmern und Balkon.
Das Essen war kalt, deshalb sind wir wieder gegangen.
Den Film, den du mir empfohlen hast, habe ich noch nicht gesehen.
Ich studiere seit drei Jahren an der Universität in meiner Stadt.
Wenn es morgen regnet, bleiben wir zu Hause und lesen.
Der Zug fährt um acht Uhr ab und kommt mittags an.
Meine Oma kocht den besten Reis im ganzen Viertel.
Ich muss noch Milch, Eier und ein bisschen Käse kaufen.
So viel Schnee habe ich noch nie auf den Dächern gesehen.
Seit heute Morgen habe ich starke Kopfschmerzen.
Die Kinder spielen im Park mit einem roten Ball.
Sie kommt immer zu spät, weil sie den Bus verpasst.
Zu meinem Geburtstag machen wir ein Fest im Garten.
Ich glaube, du solltest bald mit deinem Chef sprechen.
Wir haben uns vor zehn Jahren in einem Tanzkurs kennengelernt.
Der Arzt hat gesagt, ich soll mehr schlafen.
Im Winter ist es kalt, aber ich fahre gern Ski.
Meine ältere Schwester lebt in London und ist Krankenschwester.
Morgens trinke ich einen Kaffee und esse zwei Brötchen.
Ich verstehe nicht, warum wir immer so lange warten müssen.
"""

ITALIAN = """
Ieri sono andato in piscina con mio fratello piccolo.
Mia madre lavora in un ospedale molto lontano da casa.
Nel fine settimana ci piace camminare in campagna con il cane.
Non so dove ho messo le chiavi della macchina stamattina.
Quando ero bambino abitavamo in un paese vicino al mare.
Vuoi venire a cena con noi venerdì sera?
Il cane della mia vicina abbaia tutte le notti alle tre.
Quest'anno voglio imparare a suonare il pianoforte.
Fa molto caldo e non abbiamo l'aria condizionata in salotto.
I miei amici dicono che sono troppo tranquillo.
Sto cercando un appartamento economico con due camere e un balcone.
Il cibo era freddo, quindi siamo andati via senza pagare.
Non ho ancora visto il film che mi hai consigliato.
Studio da tre anni all'università della mia città.
Se domani piove, restiamo a casa a guardare la televisione.
Il treno parte alle otto e arriva prima di mezzogiorno.
Mia nonna cucina il miglior riso di tutto il quartiere.
Devo comprare il latte, le uova e un po' di formaggio.
Non avevo mai visto tanta neve sui tetti del paese.
Ho mal di testa da quando mi sono svegliato.
I bambini giocano nel parco con una palla rossa.
Lei arriva sempre in ritardo perché perde l'autobus.
Per il mio compleanno facciamo una festa in giardino.
Credo che dovresti parlare presto con il tuo capo.
Ci siamo conosciuti dieci anni fa a un corso di ballo.
Il medico mi ha detto di dormire di più.
D'inverno fa freddo, ma mi piace molto sciare.
Mia sorella maggiore vive a Londra e fa l'infermiera.
La mattina bevo un caffè e mangio due biscotti.
Non capisco perché dobbiamo sempre aspettare così tanto.
"""

PORTUGUESE = """
Ontem fui à piscina com o meu irmão mais novo.
A minha mãe trabalha num hospital muito longe de casa.
Ao fim de semana gostamos de passear no campo com o cão.
Não sei onde deixei as chaves do carro esta manhã.
Quando eu era criança, morávamos numa aldeia perto do mar.
Você quer jantar com a gente na sexta-feira à noite?
O cachorro da minha vizinha late todas as noites.
Este ano quero aprender a tocar piano com uma professora.
Está muito calor e não temos ar condicionado na sala.
Os meus amigos dizem que eu sou calmo demais.
Estou procurando um apartamento barato com dois quartos e varanda.
A comida estava fria, por isso fomos embora sem pagar.
Ainda não vi o filme que você me recomendou.
Estudo há três anos na universidade da minha cidade.
Se amanhã chover, ficamos em casa vendo televisão.
O comboio sai às oito e chega antes do meio-dia.
A minha avó cozinha o melhor arroz do bairro inteiro.
Preciso comprar leite, ovos e um pouco de queijo.
Nunca tinha visto tanta neve nos telhados da aldeia.
Estou com dor de cabeça desde que acordei hoje.
As crianças estão brincando no parque com uma bola vermelha.
Ela chega sempre atrasada porque perde o autocarro.
No meu aniversário vamos fazer uma festa no jardim.
Acho que você deveria falar logo com o seu chefe.
Nós nos conhecemos há dez anos numa aula de dança.
O médico disse que eu devia dormir mais.
No inverno faz frio, mas eu gosto muito de esquiar.
A minha irmã mais velha mora em Londres e é enfermeira.
De manhã tomo um café com leite e como duas torradas.
Não entendo por que temos sempre que esperar tanto.
"""

FRENCH = """
Oui.
Ok.
Non merci.
Bof.
Ça va ?
Lundi.
Paris.
Moi aussi.
Pas mal, et toi ?
Euh, je sais pas.
Le chat.
À demain !
Salut Marco !
Trois.
Je m'appelle Giulia Rossi.
Je want manger avec my friend.
Moi aller école demain.
Je suis going au supermarché avec my mother.
Je ne sais pas comment dire homework en français.
Mi casa, euh, ma maison est grande.
J'habite in Roma con mia famiglia.
Ich, euh, je suis allemand et je lerne français.
Yo, je mange una manzana et du pain.
J'aime Netflix, YouTube, TikTok et Instagram.
J'ai visité Madrid, Barcelona, Sevilla y Granada.
C'est very important pour moi.
Mon best friend est super funny.
Hier je go cinéma avec Anna.
J'ai vu The Lord of the Rings avec mon frère.
Il a écouté Bohemian Rhapsody de Queen.
Mon plat préféré c'est los tacos al pastor.
Elle a dit I love you à son copain.
Moi je travail dans un startup à Berlin.
Tu connais el señor García ?
Chuis trop fatigué là, j'te jure.
Y a personne.
T'as vu ?
Bonjour, je voudrais deux croissants s'il vous plaît.
Le week-end, je fais du shopping, du jogging et du bowling.
Ma sœur est manager dans un coworking.
Paris Berlin Madrid Rome
Un deux trois quatre cinq six
Je am student at university de Lyon.
Beaucoup people dans mon ville.
Demain matin, réunion, puis train pour Nantes.
Manger, dormir, travailler, toujours la même chose.
Vacances, soleil, plage, copains.
Grande maison, petit jardin, deux chiens.
Pas de problème !
Marie, Paul, Jacques et Sophie
"""
"""Nothing here may be refused: scraps, names, learners who mix languages."""
