"""Counters of contexts in the clause and its circumstances, sentence by sentence."""

import pytest

from shared.domain.error_types import ErrorType
from shared.french.opportunities import count
from shared.french.opportunities.registry import COUNTERS

CASES: dict[ErrorType, tuple[tuple[str, int], ...]] = {
    ErrorType.SUBJUNCTIVE: (
        ("Il faut que tu viennes.", 1),
        ("Il faut que je mange.", 0),
        ("Je veux que tu sois là.", 1),
        ("Je pense qu'il est malade.", 0),
        ("Bien qu'il fasse froid, on sort.", 1),
        ("Quand je serai grand, je voyagerai.", 1),
        ("Dès qu'il arrivera, on mangera.", 1),
        ("Je suis content que vous soyez venus.", 1),
        ("Pour que les enfants puissent dormir, on se tait.", 1),
        ("Quand j'étais petit, je riais.", 0),
        ("C'est dommage qu'il parte.", 1),
        ("J'ai peur qu'elle soit fâchée.", 1),
        ("Il faut que j'y aille.", 1),
        ("Je sais que tu viens.", 0),
        ("Il faut que tu fais attention.", 1),
        ("Je voudrais que mes parents puissent venir.", 1),
        ("Je crois pas que ce soit vrai.", 1),
    ),
    ErrorType.SI_CLAUSE: (
        ("Si tu veux, on sort.", 1),
        ("Je sais pas si elle vient.", 0),
        ("S'il pleut, on reste.", 1),
        ("Elle est si belle.", 0),
        ("S'il te plaît, aide-moi.", 0),
        ("On viendrait si on avait le temps.", 1),
        ("Même si c'est dur, je continue.", 1),
        ("Si, je viens !", 0),
        ("Il se demande s'il a raison.", 0),
        ("Si j'avais su, je serais parti, et si tu veux, je pars.", 2),
    ),
    ErrorType.NEGATION: (
        ("Je ne sais pas.", 1),
        ("Je sais pas et je veux pas savoir.", 2),
        ("Il n'y a plus rien.", 1),
        ("Personne n'est venu.", 1),
        ("C'est pas mal.", 0),
        ("Il vaut mieux ne pas y aller.", 1),
        ("Je bois jamais de vin.", 1),
        ("J'ai rien vu.", 1),
        ("Je n'ai ni frère ni sœur.", 1),
        ("Tu viens, n'est-ce pas ?", 0),
        ("J'en veux plus que toi.", 0),
        ("Il est plus grand.", 0),
        ("J'ai plus faim.", 1),
        ("Y a plus de pain.", 1),
        ("Si j'avais plus de temps, je viendrais.", 0),
        ("Je n'ai que dix euros.", 0),
        ("Il m'a dit de pas parler.", 1),
        ("Aucun élève n'a compris.", 1),
        ("Il n'a jamais rien dit à personne.", 1),
        ("Je n'ai pas vu Paul et il n'a pas appelé.", 2),
        ("Bouge pas !", 1),
        ("Pas de problème.", 0),
        ("Moi non plus.", 0),
        ("Elle ne veut pas qu'il ne vienne pas.", 2),
    ),
    ErrorType.QUESTION: (
        ("où tu habites maintenant", 1),
        ("tu habites où", 0),
        ("comme tu veux", 0),
        ("Tu viens ?", 1),
        ("Où est-ce que tu dors ?", 1),
        ("Je sais pas où il habite.", 1),
        ("Un souvenir ?", 0),
        ("Il m'a demandé si j'étais libre.", 1),
        ("Je mange.", 0),
        ("Comment vas-tu ?", 1),
        ("Tu sais quand il arrive ?", 2),
        ("Pourquoi ?", 1),
        ("Quand il pleut, on reste.", 0),
    ),
    ErrorType.RELATIVE: (
        ("La fille qui parle est ma sœur.", 1),
        ("Le film que j'ai vu était nul.", 1),
        ("Je pense que tu as raison.", 0),
        ("Le livre dont je parle est ici.", 1),
        ("La ville où j'habite est petite.", 1),
        ("Qui est-ce ?", 0),
        ("C'est ce que je veux.", 1),
        ("Les gens avec qui je travaille sont sympas.", 1),
        ("Il est plus grand que toi.", 0),
        ("C'est moi qui ai gagné.", 1),
        ("Chaque fois que je viens, il dort.", 0),
        ("Ça fait deux ans que j'habite ici.", 0),
        ("Celui que tu veux est cher.", 1),
        ("Où tu vas ?", 0),
        ("La raison pour laquelle je viens est simple.", 1),
        ("Je veux quelque chose qui soit bon.", 1),
        ("Qu'est-ce qui se passe ?", 0),
        ("Le jour où il est né, on a fait une fête.", 1),
        ("Il fait tout ce qu'il veut.", 1),
        ("J'ai peur qu'il parte.", 0),
        ("J'ai un ami qui a une sœur que je connais.", 2),
    ),
    ErrorType.ADVERB_ORDER: (
        ("Je mange souvent au restaurant.", 1),
        ("Il a bien travaillé et il a beaucoup dormi.", 2),
        ("C'est très bien.", 0),
        ("Elle parle vite.", 1),
        ("On a déjà mangé.", 1),
        ("Il est vraiment gentil.", 0),
        ("Je ne comprends pas bien.", 1),
        ("Je toujours mange ici.", 1),
        ("J'aime beaucoup les orages.", 1),
        ("Il y a beaucoup de monde.", 0),
        ("Elle conduit prudemment.", 1),
        ("D'abord, on mange.", 0),
        ("On se voit rarement.", 1),
    ),
    ErrorType.PREP_PLACE: (
        ("J'habite à Lyon, en France.", 2),
        ("Il travaille dans un bureau près de la gare.", 2),
        ("On est chez moi.", 1),
        ("Je suis allé au Japon et aux États-Unis.", 2),
        ("Dans deux jours, je pars.", 0),
        ("À huit heures, je mange.", 0),
        ("Le chat dort sur le lit.", 1),
        ("Elle vient de Madrid.", 1),
        ("Je pense à Marie.", 0),
        ("On va à la plage en voiture.", 1),
        ("Il joue au tennis.", 0),
        ("Mes clés sont dans mon sac.", 1),
        ("La poste est à côté du cinéma.", 1),
        ("Je rentre à la maison.", 1),
        ("Le samedi, je vais au marché.", 1),
        ("En été, il fait chaud.", 0),
        ("Il habite à la campagne.", 1),
    ),
    ErrorType.TIME_DEPUIS: (
        ("J'habite ici depuis cinq ans.", 1),
        ("On a marché pendant deux heures.", 1),
        ("Je pars dans une semaine pour trois jours.", 2),
        ("Il y a dix minutes, il était là.", 1),
        ("Il y a des gens.", 0),
        ("Ça fait longtemps que je t'attends.", 1),
        ("C'est pour toi.", 0),
        ("Il dort dans la chambre.", 0),
        ("Depuis que tu es là, ça va.", 1),
    ),
    ErrorType.NUMBER_DATE: (
        ("Je suis né le premier mai 1998.", 1),
        ("En 2015, j'ai déménagé.", 1),
        ("Le cours commence à huit heures et demie.", 1),
        ("J'ai trois chats.", 0),
        ("Il est midi.", 0),
        ("On part mardi.", 1),
        ("Il y a deux millions d'habitants.", 1),
        ("On a marché pendant deux heures.", 0),
        ("En juillet, il fait chaud.", 1),
    ),
    ErrorType.FALSE_FRIEND: (
        ("Je vais à la bibliothèque.", 1),
        ("Je mange une pomme.", 0),
        ("Il travaille dans une librairie.", 1),
    ),
}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [(kind, text, n) for kind, cases in CASES.items() for text, n in cases],
)
def test_contexts(kind: ErrorType, text: str, expected: int, tagger):
    assert count(tagger.tag(text)).get(kind, 0) == expected


def test_every_type_that_has_contexts_is_counted():
    without = {
        ErrorType.OTHER,
        ErrorType.OTHER_LEXICAL,
        ErrorType.PRONUNCIATION,
        ErrorType.FLUENCY,
    }
    assert set(COUNTERS) == set(ErrorType) - without


@pytest.mark.parametrize("text", ["", "…", "?", "Oui.", "12", "ne", "que que que", "de", "plus"])
def test_scraps_do_no_harm(text: str, tagger):
    assert all(n >= 0 for n in count(tagger.tag(text)).values())
