"""Whole sentences through the engine with the real espeak-ng: mended, or left alone."""

import pytest

from infra.grammar.grammalecte_detector import GrammalecteDetector
from infra.grammar.grammalecte_lexicon import GrammalecteLexicon
from infra.speech.espeak_phonemizer import EspeakPhonemizer
from shared.french.elision import join
from shared.french.engine import FrenchEngine
from tests.learner_sentences import RIGHT, WRONG


@pytest.fixture(scope="module")
def hearing(lexicon: GrammalecteLexicon, grammalecte: GrammalecteDetector) -> FrenchEngine:
    return FrenchEngine(lexicon=lexicon, phonemizer=EspeakPhonemizer(), detectors=[grammalecte])


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_an_error_is_mended_and_named(line: str, hearing: FrenchEngine):
    kind, said, say = line.split(" | ")

    analysis = hearing.analyse(said)

    assert analysis.corrected == say
    assert [c.type for c in analysis.corrections if c.counted] == [kind]


@pytest.mark.parametrize("text", RIGHT.strip().splitlines())
def test_right_speech_is_left_alone(text: str, hearing: FrenchEngine):
    assert [c.pattern for c in hearing.analyse(text).corrections if c.counted] == []


SUBJECTS = {
    "je": "1s",
    "tu": "2s",
    "on": "3s",
    "nous": "1p",
    "vous": "2p",
    "elles": "3p",
    "ma sœur": "3s",
    "mon meilleur ami": "3s",
    "la fille du boulanger": "3s",
    "mes parents": "3p",
    "le dimanche nous": "1p",
    "parce que mon père": "3s",
}
PREDICATES = """
faire un gâteau | dire toujours non | écrire à la prof | construire une maison | conduire vite |
produire du vin | traduire un texte | prendre le bus | mettre la table | aller chez le médecin |
venir du Maroc | partir pour deux semaines | vivre en ville | vivre à l'étranger |
tenir un magasin | aimer beaucoup leur maison | connaître un bon restaurant | savoir nager |
suivre un cours |
vouloir apprendre le russe | devoir trouver un travail | pouvoir dormir ici | voir un film |
lire le journal | attendre le bus | parler trois langues | téléphoner au docteur | dormir bien |
jouer du piano | acheter des fleurs | boire du café | finir tôt | choisir la robe bleue |
ouvrir la porte | sortir avec des amis | perdre les clés | rendre visite à ma tante |
apprendre à nager | comprendre la question | arriver en retard | rester à la maison |
rentrer du travail | monter au deuxième étage | commencer à huit heures | essayer de dormir |
oublier tout | décider de partir | aider les voisins | demander l'addition | avoir l'air content |
regarder un film à la télé | écouter la radio | chercher du travail | trouver que c'est cher |
penser à la guerre | croire que c'est vrai | porter des lunettes | laver la voiture |
avoir dix ans | avoir mal au dos | être en vacances | payer le loyer
"""


@pytest.mark.parametrize("tense", ["ind_pres", "ind_impf"])
@pytest.mark.parametrize(("subject", "person"), SUBJECTS.items())
def test_everyday_sentences_are_left_alone(
    subject: str, person: str, tense: str, hearing: FrenchEngine, lexicon: GrammalecteLexicon
):
    flagged = []
    for predicate in PREDICATES.replace("\n", " ").split("|"):
        verb, _, rest = predicate.strip().partition(" ")
        text = f"{join(subject, lexicon.inflect_verb(verb, tense, person))} {rest}"
        flagged += [(text, c.replacement) for c in hearing.analyse(text).corrections if c.counted]

    assert flagged == []
