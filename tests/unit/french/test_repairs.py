"""What a learner took back, and what only looks like it."""

import pytest

from shared.domain.correction import Verdict
from shared.french.repairs import fillers, find_repairs, fluent


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        # the same words again
        ("je vais, je vais au marché", ["je vais"]),
        ("je vais, euh, je vais au marché", ["je vais"]),
        ("je je pars", ["je"]),
        ("je je je pars", ["je", "je"]),
        ("C'est c'est difficile.", ["C'est"]),
        ("il y a, il y a beaucoup de monde", ["il y a"]),
        ("dans le, dans le jardin", ["dans le"]),
        ("Nous, euh, nous partons.", ["Nous"]),
        ("il faut, il faut partir", ["il faut"]),
        # an unfinished phrase begun anew
        ("la, le problème est simple", ["la"]),
        ("J'ai vu le, euh, la voiture.", ["le"]),
        ("Je suis… j'étais là", ["Je suis"]),
        ("il a, il est parti", ["il a"]),
        ("il a, euh, il est parti", ["il a"]),
        ("j'ai, enfin, je suis passé", ["j'ai"]),
        ("je vais à le, euh, au marché", ["à le"]),
        ("on va à le, au cinéma", ["à le"]),
        ("c'est, c'était super", ["c'est"]),
        ("je l'ai, je les ai vus", ["je l'ai"]),
        ("la fille que, qui parle", ["que"]),
        ("en, au Canada il fait froid", ["en"]),
        ("de la, du pain", ["de la"]),
        ("je, il est malade", ["je"]),
        # another form of the same
        ("C'est un table, une table ronde.", ["un table"]),
        ("ils finit, ils finissent tard", ["ils finit"]),
        ("je mange, euh, je mangeais là", ["je mange"]),
        ("ma sœur a une voi- voiture", ["voi"]),
        # an editing term
        ("sur le non la table", ["le"]),
        ("mon frère, pardon, ma sœur arrive", ["mon frère"]),
        ("je suis vingt ans, non, j'ai vingt ans", ["je suis vingt ans"]),
        ("c'était lundi, pardon, mardi soir", ["lundi"]),
        ("je prends le bus, je veux dire, le train", ["le bus"]),
        ("j'ai allé, non pardon, je suis allé", ["j'ai allé"]),
    ],
)
def test_taken_back(text: str, taken_back: list[str]):
    assert [text[r.start : r.end] for r in find_repairs(text)] == taken_back


@pytest.mark.parametrize(
    "text",
    [
        # enumeration
        "J'ai un chat, un chien et une souris.",
        "J'ai un chat, euh, un chien et, euh, une souris.",
        "Il mange, il boit, il dort.",
        "Le matin, le soir, la nuit.",
        "Je, tu, il, elle.",
        "Un, deux, trois.",
        "À Paris, à Lyon, à Nice.",
        "Il y avait mon père, ma mère et ma sœur.",
        "J'aime le thé… le café aussi.",
        # emphasis
        "C'est très, très bien.",
        "C'est très très bien.",
        "Non, non, je viens.",
        "Oui oui, ça va.",
        "C'est bon, c'est bon !",
        "Je sais, je sais.",
        "Il pleut, il pleut !",
        "Si, si, je t'assure.",
        "Vite, vite, on part.",
        # grammar
        "nous nous levons",
        "Vous vous appelez comment ?",
        "Nous, nous partons demain.",
        "Elle, elle travaille beaucoup.",
        "Ça, ça va.",
        "J'en veux un, un grand.",
        "Mon frère, il travaille.",
        "Prends-le, le train arrive.",
        "Je suis désolé, je peux pas.",
        "Il est là, non ?",
        "C'est, euh, le chat.",
        "Je sais pas, non, je crois pas.",
        "On a mangé, enfin on est partis.",
        "Il est comme il est, il changera pas.",
        "Moi, je pars, lui, il reste.",
        "Petit à petit, de plus en plus.",
        "Enfin, on est arrivés.",
        "Pardon, madame, je cherche la gare.",
        "",
        "euh",
        "…",
    ],
)
def test_nothing_taken_back(text: str):
    assert find_repairs(text) == []


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Euh, je, euh, je pars.", 2),
        ("Ben, c'est bien, hein ?", 0),
        ("Heu… hum, oui.", 2),
        ("Euuuh, je sais pas, hmmm.", 2),
        ("Je suis heureux.", 0),
        ("Il a eu peur.", 0),
    ],
)
def test_fillers(text: str, n: int):
    assert fillers(text) == n


@pytest.mark.parametrize(
    "text",
    [
        "Je vais à le, euh, au marché.",
        "C'est un table, pardon, une table.",
        "Je suis faim, non, j'ai faim.",
    ],
)
def test_what_was_taken_back_is_praised_and_not_charged(text: str, engine):
    analysis = engine.analyse(text)
    assert analysis.repairs == 1
    assert [c for c in analysis.corrections if c.counted] == []
    allowed = (Verdict.SELF_REPAIR, Verdict.INAUDIBLE)
    assert all(c.verdict in allowed for c in analysis.corrections)


def test_an_error_outside_the_repair_is_still_charged(engine):
    analysis = engine.analyse("Je suis, euh, je vais à le marché.")
    assert [c.original for c in analysis.corrections if c.counted] == ["à le"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Il a, il est parti.", "il est parti."),
        ("Je je je pars.", "je pars."),
        ("Je vais à le, euh, au marché.", "Je vais au marché."),
        ("Rien à dire.", "Rien à dire."),
    ],
)
def test_what_is_left_without_repairs(text: str, left: str):
    assert fluent(text) == left


def test_what_was_taken_back_is_no_opportunity(engine):
    assert engine.analyse("Il a, il est parti.").opportunities["auxiliary"] == 1
