"""The classifier's table: one type and one key for one mistake, whoever proposed the edit."""

import pytest

from shared.french.alignment import align
from shared.french.classification import classify
from shared.french.sentence import Tagger

TABLE = [
    (
        "J'ai lu une livre hier avec mon fils.",
        "J'ai lu un livre hier avec mon fils.",
        "noun_gender:livre",
    ),
    ("Elle a venu.", "Elle est venue.", "auxiliary:venir"),
    ("On a tombé.", "On est tombé.", "auxiliary:tomber"),
    ("Je m'ai trompé.", "Je me suis trompé.", "auxiliary:tromper"),
    ("Je suis soif.", "J'ai soif.", "avoir_expression:soif"),
    ("Il est dix ans.", "Il a dix ans.", "avoir_expression:âge"),
    ("Je vais à le bar.", "Je vais au bar.", "contraction:à+article"),
    ("Il sort du hôtel.", "Il sort de l'hôtel.", "contraction:vowel"),
    ("J'ai dormi pour deux heures.", "J'ai dormi pendant deux heures.", "time_depuis:pendant"),
    ("J'ai vécu ici depuis mai.", "Je vis ici depuis mai.", "time_depuis:present"),
    ("Je sais Paul.", "Je connais Paul.", "savoir_connaitre:connaître"),
    ("Sa maison est petit.", "Sa maison est petite.", "adj_agreement:petit"),
    ("Il a un vieux voiture.", "Il a une vieille voiture.", "noun_gender:voiture"),
    ("C'est une beau jour.", "C'est un beau jour.", "noun_gender:jour"),
    ("Je ne mange rien pas.", "Je ne mange rien.", "negation:pas"),
    ("Il veut que je viens.", "Il veut que je vienne.", "subjunctive:vouloir_que"),
    ("Si je serais riche, je partirais.", "Si j'étais riche, je partirais.", "si_clause:ind_impf"),
    ("Je veux mange.", "Je veux manger.", "infinitive:manger"),
    ("Nous allez bien.", "Nous allons bien.", "subject_verb:aller"),
    ("J'ai acheté une verte robe.", "J'ai acheté une robe verte.", "adj_placement:vert"),
    ("Il joue toujours bien pas.", "Il joue pas toujours bien.", "negation:pas_order"),
    ("J'aime toi.", "Je t'aime.", "object_pronoun:te_order"),
    ("La fille que chante est là.", "La fille qui chante est là.", "relative:qui"),
    ("Il est plus grand comme moi.", "Il est plus grand que moi.", "comparative:que"),
    ("Il est un médecin connu.", "C'est un médecin connu.", "cest_il_est:c'est"),
    ("Je couche tôt.", "Je me couche tôt.", "reflexive:coucher"),
    ("Je bois eau.", "Je bois de l'eau.", "partitive:eau"),
    ("Il vit en Canada.", "Il vit au Canada.", "prep_place:Canada"),
    ("Je cherche pour un stylo.", "Je cherche un stylo.", "verb_preposition:chercher_∅"),
    ("Je hier ai vu Léa.", "Hier, j'ai vu Léa.", "adverb_order:hier"),
    ("Il a compris tout.", "Il a tout compris.", "adverb_order:tout"),
    ("Qui tu parles ?", "À qui tu parles ?", "question:à_qui"),
    ("Pourquoi pleure Luc ?", "Pourquoi Luc pleure ?", "question:inversion"),
    ("J'ai dit à lui non.", "Je lui ai dit non.", "object_pronoun:lui"),
    ("Il part sans je.", "Il part sans moi.", "object_pronoun:moi"),
    ("Le qui perd paye.", "Celui qui perd paye.", "relative:celui"),
    ("Le sac que je l'ai perdu.", "Le sac que j'ai perdu.", "relative:que_resumed"),
    ("Ces sont mes amis.", "Ce sont mes amis.", "cest_il_est:c'est"),
    ("Depuis je cours, je dors.", "Depuis que je cours, je dors.", "time_depuis:depuis_que"),
    ("On part en lundi.", "On part lundi.", "number_date:day"),
    ("Je sors avant manger.", "Je sors avant de manger.", "infinitive:avant_de"),
    ("Elle joue la guitare.", "Elle joue de la guitare.", "verb_preposition:jouer_de"),
    ("Vous disez oui.", "Vous dites oui.", "other_verb_form:dire"),
    ("Ma famille sont venus.", "Ma famille est venue.", "subject_verb:venir"),
    ("J'ai beaucoup faim.", "J'ai très faim.", "avoir_expression:faim"),
    ("Je sais pas.", "Je ne sais pas.", "negation:ne"),
    ("T'as raison.", "Tu as raison.", "other:tu"),
    ("Faut partir.", "Il faut partir.", "other:il"),
    ("Ça marche.", "Cela marche.", "other_lexical:ça"),
    ("Si j'ai le temps, je lirais.", "Si j'avais le temps, je lirais.", "si_clause:ind_impf"),
]


@pytest.mark.parametrize(("said", "say", "pattern"), TABLE, ids=[row[2] for row in TABLE])
def test_an_edit_has_its_type_and_key(said: str, say: str, pattern: str, tagger: Tagger):
    (edit,) = align(said, say)
    kind, found = classify(edit, tagger.tag(said), tagger.tag(say))
    assert found == pattern
    assert kind == pattern.partition(":")[0]
