"""Items on nouns and what stands before them: gender, agreement, articles, places, numbers."""

from collections.abc import Iterator

from shared.domain.error_types import ErrorType
from shared.french.elision import contract, fit_determiner, vowel_sound
from shared.french.exercises.forge import Forge, sentence
from shared.french.exercises.items import Item, Task, exercises
from shared.french.words.closed import FEMININE, MASCULINE
from shared.french.words.places import FEMININE_COUNTRIES, MASCULINE_COUNTRIES

_OTHER = FEMININE | MASCULINE
_COMPLETE = Task("Complète la phrase.", "Complete the sentence.")
_BUILD = Task("Fais une phrase avec ces mots.", "Make a sentence with these words.")
_PREPOSED = ("petit", "grand", "beau", "bon", "nouveau", "vieux", "joli", "gros", "mauvais")


@exercises(ErrorType.NOUN_GENDER)
def noun_gender(point: str, forge: Forge) -> Iterator[Item]:
    """Choose "un" or "une", then "ce" or "cette"."""
    this = Task("Remplace « un » ou « une » par « ce, cet, cette ».", "Put “ce, cet, cette”.")
    others = ("problème", "image", "musée", "plage", "système", "page", "programme", "voiture")
    for noun in forge.nouns(point, *others):
        gender = forge.gender(noun)
        other = "m" if gender == "f" else "f"
        one = forge.with_determiner("un", noun)
        yield Item(
            f"Il y a {one}.", wrong=f"Il y a {forge.with_determiner('un', noun, gender=other)}."
        )
        yield Item(
            f"Je pense à {forge.with_determiner('ce', noun)}.",
            task=this,
            stimulus=f"Je pense à {one}.",
        )
        yield Item(
            f"Je pense à {one}.",
            question=f"À quoi penses-tu ? Réponds avec « un » ou « une » et « {noun} ».",
        )


@exercises(ErrorType.ADJ_AGREEMENT)
def adj_agreement(point: str, forge: Forge) -> Iterator[Item]:
    """From "il est" to "elle est", where the difference is heard."""
    task = Task("Mets au féminin.", "Put it in the feminine.")
    for lemma in dict.fromkeys(
        (point, "grand", "heureux", "content", "sportif", "petit", "gentil")
    ):
        masculine, feminine = forge.adjective(lemma, "m"), forge.adjective(lemma, "f")
        if not masculine or not feminine or masculine == feminine:
            continue
        yield Item(
            f"Elle est très {feminine}.",
            wrong=f"Elle est très {masculine}.",
            task=task,
            stimulus=f"Il est très {masculine}.",
        )
        yield Item(
            f"Ma meilleure amie est {feminine}.",
            question=f"Comment est ta meilleure amie ? Utilise « {masculine} » au féminin.",
        )


@exercises(ErrorType.CONTRACTION)
def contraction(point: str, _forge: Forge) -> Iterator[Item]:
    """Fuse à or de with an article."""
    ways = {
        "à": ("je vais", "Où est-ce que tu vas demain ?"),
        "de": ("je viens", "D'où est-ce que tu viens ?"),
    }
    first = "de" if point.startswith("de") else "à"
    places = (("le", "cinéma"), ("le", "marché"), ("les", "toilettes"), ("le", "bureau"))
    for preposition in (first, "de" if first == "à" else "à"):
        start, question = ways[preposition]
        for article, noun in places:
            yield Item(
                sentence(f"{start} {contract(preposition, article)} {noun}"),
                wrong=sentence(f"{start} {preposition} {article} {noun}"),
                task=Task(
                    f"Complète : « {sentence(start)[:-1]} {preposition}… »",
                    f"Complete: “{sentence(start)[:-1]} {preposition}…”",
                ),
                stimulus=f"{article} {noun}",
                question=question,
            )


@exercises(ErrorType.POSSESSIVE)
def possessive(point: str, forge: Forge) -> Iterator[Item]:
    """Choose mon or ma, by the gender of what is owned."""
    task = Task("Remplace « de Paul » par « son » ou « sa ».", "Put “son” or “sa” for “de Paul”.")
    for noun in forge.nouns(point, "voiture", "travail", "chambre", "vélo", "famille", "bureau"):
        if forge.hides_gender(noun):
            continue
        mine, his = forge.with_determiner("mon", noun), forge.with_determiner("son", noun)
        other = _OTHER[mine.partition(" ")[0]]
        yield Item(
            f"C'est {his}.",
            task=task,
            stimulus=f"C'est {forge.with_determiner('le', noun)} de Paul.",
        )
        yield Item(
            f"J'aime bien {mine}.",
            wrong=f"J'aime bien {other} {noun}.",
            question=f"Qu'est-ce que tu aimes bien ? Réponds avec « mon » ou « ma » et « {noun} ».",
        )


@exercises(ErrorType.ARTICLE_OMISSION)
def article_omission(_point: str, _forge: Forge) -> Iterator[Item]:
    """The article that other languages leave out."""
    for thing, article in (
        ("musique", "la"),
        ("cinéma", "le"),
        ("sport", "le"),
        ("vacances", "les"),
    ):
        yield Item(
            f"J'aime {article} {thing}.",
            wrong=f"J'aime {thing}.",
            task=_BUILD,
            stimulus=f"je / aimer / {thing}",
            question="Qu'est-ce que tu aimes ? Parle en général.",
        )
    yield Item(
        "La vie est belle.", wrong="Vie est belle.", task=_BUILD, stimulus="vie / être / belle"
    )


@exercises(ErrorType.PARTITIVE)
def partitive(_point: str, forge: Forge) -> Iterator[Item]:
    """Give du, de la, and "de" alone after a quantity or a negation."""
    no = Task("Réponds par non.", "Say no.")
    many = Task("Ajoute « beaucoup ».", "Add “beaucoup”.")
    meals = (("café", "du"), ("viande", "de la"), ("pain", "du"), ("eau", "de l'"))
    for thing, article in meals:
        some = f"{article}{thing}" if article.endswith("'") else f"{article} {thing}"
        none = forge.fit("de", thing)
        verb = "bois" if thing in ("café", "eau") else "mange"
        asked = "bois" if verb == "bois" else "manges"
        yield Item(
            f"Non, je ne {verb} pas {none}.",
            wrong=f"Non, je ne {verb} pas {some}.",
            task=no,
            stimulus=f"Tu {asked} {some} ?",
        )
        yield Item(f"Je {verb} {some}.", question="Qu'est-ce que tu prends à midi ?")
    for thing in ("amis", "travail", "questions"):
        article = "du" if thing == "travail" else "des"
        yield Item(
            f"J'ai beaucoup {forge.fit('de', thing)}.",
            wrong=f"J'ai beaucoup {article} {thing}.",
            task=many,
            stimulus=f"J'ai {article} {thing}.",
        )


@exercises(ErrorType.PREP_PLACE)
def prep_place(point: str, _forge: Forge) -> Iterator[Item]:
    """Put en, au or à before a place."""
    named = point[:1].upper() + point[1:]
    asked = "Où est-ce que tu aimerais vivre ?"
    for country in dict.fromkeys((named, "France", "Canada", "Espagne", "Japon", "Italie")):
        if country in FEMININE_COUNTRIES or (
            country in MASCULINE_COUNTRIES and vowel_sound(country)
        ):
            right, wrong = "en", "au"
        elif country in MASCULINE_COUNTRIES:
            right, wrong = "au", "en"
        else:
            continue
        article = fit_determiner("la" if country in FEMININE_COUNTRIES else "le", country)
        shown = f"{article}{country}" if article.endswith("'") else f"{article} {country}"
        yield Item(
            f"J'habite {right} {country}.",
            wrong=f"J'habite {wrong} {country}.",
            task=Task("Complète : « J'habite… »", "Complete: “J'habite…”"),
            stimulus=shown,
        )
        yield Item(f"J'aimerais vivre {right} {country}.", question=asked)
    yield Item(
        "J'habite à Paris.",
        wrong="J'habite en Paris.",
        task=_BUILD,
        stimulus="je / habiter / Paris",
    )


@exercises(ErrorType.ADJ_PLACEMENT)
def adj_placement(point: str, forge: Forge) -> Iterator[Item]:
    """A short common adjective goes before its noun, a colour after it."""
    adjectives = [point] if point in (*_PREPOSED, "rouge", "blanc", "français") else []
    for lemma in dict.fromkeys((*adjectives, "petit", "grand", "joli", "vieux")):
        feminine = forge.adjective(lemma, "f")
        if not feminine:
            continue
        before, after = f"C'est une {feminine} maison.", f"C'est une maison {feminine}."
        first = lemma in _PREPOSED
        yield Item(
            before if first else after,
            wrong=after if first else before,
            task=Task(f"Ajoute « {lemma} » au bon endroit.", f"Add “{lemma}” in the right place."),
            stimulus="C'est une maison.",
        )
        where = f"J'habite dans une {feminine} maison." if first else after
        yield Item(where, question=f"Comment est ta maison ? Utilise « {lemma} ».")


@exercises(ErrorType.COMPARATIVE)
def comparative(_point: str, _forge: Forge) -> Iterator[Item]:
    """Compare with plus … que, and with the irregular ones."""
    compare = Task("Compare en une phrase.", "Compare in one sentence.")
    yield Item(
        "Elle est meilleure que moi en maths.",
        wrong="Elle est plus bonne que moi en maths.",
        task=compare,
        stimulus="Elle est très bonne en maths. Moi, un peu moins.",
    )
    yield Item(
        "Il parle mieux que moi.",
        wrong="Il parle plus bien que moi.",
        task=compare,
        stimulus="Il parle très bien. Moi, un peu moins.",
    )
    yield Item(
        "Paris est plus grand que Lyon.",
        wrong="Paris est plus grand de Lyon.",
        task=compare,
        stimulus="Paris est très grand. Lyon est moins grand.",
    )
    yield Item(
        "Ma ville est plus calme que Paris.",
        question="Compare ta ville et Paris.",
    )


@exercises(ErrorType.NUMBER_DATE)
def number_date(_point: str, _forge: Forge) -> Iterator[Item]:
    """Dates, years and hours."""
    say = Task("Dis-le en toutes lettres, dans une phrase.", "Say it in words, in a sentence.")
    yield Item("C'est le premier mai.", wrong="C'est le un mai.", task=say, stimulus="1/5")
    yield Item(
        "Je suis né en 2005.",
        wrong="Je suis né dans 2005.",
        task=_BUILD,
        stimulus="je / naître / 2005",
    )
    yield Item("Il est trois heures.", wrong="Il est trois.", task=say, stimulus="3 h")
    yield Item(
        "Mon anniversaire est le cinq juin.", question="Quelle est la date de ton anniversaire ?"
    )
