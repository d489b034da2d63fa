"""Closed classes: determiners, pronouns, negation words, common prepositions and conjunctions."""

from shared.french.words import table, wordlist

SUBJECT_PRONOUNS = wordlist("je tu il elle on nous vous ils elles ce ça cela ceci")
CLEAR_SUBJECTS = wordlist("je tu il on ils")
"""These are never anything but subjects."""

OBJECT_CLITICS = wordlist("me te se le la l' les lui leur nous vous y en")
REFLEXIVES = table("je=me tu=te il=se elle=se on=se nous=nous vous=vous ils=se elles=se")

NEGATION_WORDS = wordlist("pas plus jamais rien personne aucun aucune guère que ni nulle")
ARTICLES = wordlist("le la les l' un une des du au aux")
POSSESSIVES = wordlist("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs")
DEMONSTRATIVES = wordlist("ce cet cette ces")
OTHER_DETERMINERS = wordlist(
    """chaque plusieurs quelques quelque aucun aucune quel quelle quels quelles certains certaines
    différents différentes divers diverses tout toute tous toutes"""
)
DETERMINERS = ARTICLES | POSSESSIVES | DEMONSTRATIVES | OTHER_DETERMINERS

PREPOSITIONS = wordlist(
    """à de en dans sur sous avec sans pour par chez vers entre contre depuis pendant durant avant
    après devant derrière dès jusque malgré parmi selon hors sauf"""
)
CONJUNCTIONS = wordlist("et ou mais donc or ni car que quand lorsque si comme puisque")

FEMININE = table(
    """un=une le=la du=de_la au=à_la mon=ma ton=ta son=sa ce=cette cet=cette quel=quelle
    aucun=aucune tout=toute certain=certaine nul=nulle"""
)
"""Masculine singular determiner to feminine, before a consonant."""
MASCULINE = table("une=un la=le ma=mon ta=ton sa=son cette=ce quelle=quel aucune=aucun toute=tout")
"""Feminine singular determiner to masculine, before a consonant."""

FIRST_TO_THIRD = table(
    """je=1s tu=2s il=3s elle=3s on=3s nous=1p vous=2p ils=3p elles=3p ça=3s cela=3s ce=3s
    qui= ceci=3s"""
)
"""Person of each subject pronoun; "qui" takes its antecedent's."""

NUMBERS = wordlist(
    """zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
    seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix
    quatre-vingts quatre-vingt quatre-vingt-dix cent cents mille"""
)

INTERVENING_ADVERBS = wordlist(
    """pas plus jamais rien déjà encore toujours souvent bien mal trop très vraiment même aussi
    beaucoup peu assez tant presque enfin juste seulement surtout peut-être probablement
    certainement parfois rarement vite longtemps tous tout toutes toute tellement complètement
    absolument simplement finalement ne guère point donc alors quand plutôt"""
)
"""Adverbs that stand between an auxiliary and its participle, or a verb and what it governs."""
