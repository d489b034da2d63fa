"""de after quantity and negation."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.articles import common_noun
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.bare_nouns import AFTER_THERE_IS, AFTER_VERB
from shared.french.words.closed import DETERMINERS
from shared.french.words.quantity import ADVERBS, FOOD, MASS, MEASURES, SURE_MEASURES

GOVERN_DE = wordlist(
    """parler dépendre profiter rêver souvenir servir occuper moquer changer venir revenir sortir
    rire manquer discuter penser dire apprendre savoir attendre rapprocher éloigner méfier
    plaindre passer jouer partir arriver traiter tenir provenir souffrir bénéficier douter
    se_passer débarrasser"""
)
"""Verbs with a "de" of their own: "il parle beaucoup du travail"."""


def _definite(s: Sentence, noun: Tok) -> bool:
    """Whether what follows makes the noun a particular one: "des élèves de ma classe"."""
    k = noun.i + 1
    while s.at(k).pos == "ADJ":
        k += 1
    following, second = s.at(k), s.at(k + 1)
    if following.norm in ("que", "qui", "dont", "où", "du", "des"):
        return True
    return following.norm == "de" and (second.norm in DETERMINERS or second.pos == "PROPN")


def _verb_before(s: Sentence, t: Tok) -> set[str]:
    for k in range(t.i - 1, max(-1, t.i - 5), -1):
        tok = s.at(k)
        if tok.pos in ("VERB", "AUX") or tok.participle:
            return {m.lemma for m in tok.readings}
    return set()


def _article_end(s: Sentence, t: Tok) -> Tok | None:
    """The last word of a partitive article that begins here, or None."""
    if t.norm in ("des", "du"):
        return t
    one = s.after(t)
    return one if t.norm == "de" and one.norm in ("la", "l'", "le", "les") else None


def quantity_before(s: Sentence, t: Tok) -> Tok | None:
    """The word of quantity that ends just before a word, or None."""
    before, far = s.at(t.i - 1), s.at(t.i - 2)
    if before.norm == "peu" and far.norm == "un":
        return before
    if before.norm in ADVERBS - {"davantage", "infiniment"}:
        return before
    measured = far.norm in ("un", "une", "demi", "petit", "petite") or far.pos == "NUM"
    return before if before.lemma in MEASURES and measured and before.noun else None


@rule(
    id="partitive.after_quantity",
    level=Level.A1,
    reference="Beaucoup, trop, assez, peu, un kilo, un verre… + de, sans article.",
    fr="Après « {word} », on dit « de » sans article : « {say} ».",
    en="After “{word}”, use “de” alone: “{say}”.",
    triggers=ADVERBS | MEASURES,
    wrong=(
        ("Il a beaucoup des problèmes.", "Il a beaucoup de problèmes."),
        ("J'ai mangé trop du chocolat.", "J'ai mangé trop de chocolat."),
        ("Il y a assez de la place.", "Il y a assez de place."),
        ("Je voudrais un kilo des tomates.", "Je voudrais un kilo de tomates."),
        ("Ajoute un peu de l'huile.", "Ajoute un peu d'huile."),
        ("Combien des frères as-tu ?", "Combien de frères as-tu ?"),
        ("On a moins du temps cette année.", "On a moins de temps cette année."),
        ("J'ai bu une tasse du café.", "J'ai bu une tasse de café."),
        ("Il y a plein des gens ici.", "Il y a plein de gens ici."),
        ("Combien le sucre tu mets ?", "Combien de sucre tu mets ?"),
        ("Combien de le lait tu veux ?", "Combien de lait tu veux ?"),
    ),
    right=(
        "Il parle beaucoup des problèmes de son pays.",
        "J'ai bu un peu du vin que tu as apporté.",
        "Beaucoup des élèves de ma classe sont malades.",
        "Elle se plaint trop du bruit.",
        "Ça dépend beaucoup du temps.",
        "La plupart des gens le savent.",
        "Un verre de la même série.",
        "Il y en a beaucoup du même genre.",
        "Ça vient plus du cœur.",
    ),
)
def after_quantity(s: Sentence) -> Iterator[Hit]:
    for t in s:
        quantity = quantity_before(s, t)
        if quantity is None:
            continue
        end = _article_end(s, t)
        if end is None and t.norm in ("le", "la", "l'", "les") and quantity.norm == "combien":
            end = t
        if end is None:
            continue
        noun = s.after(end)
        while noun.pos == "ADJ" and noun.norm not in ("même", "mêmes", "autre"):
            noun = s.after(noun)
        compared = quantity.norm in _COMPARED and s.after(noun).norm == "que"
        definite = _definite(s, noun) and not compared
        if not noun.noun or noun.lemma in ("même", "tout", "autre") or definite:
            continue
        adverb = quantity.norm in ADVERBS or quantity.norm == "peu"
        verbs = _verb_before(s, quantity)
        if adverb and verbs & GOVERN_DE and not verbs & {"avoir"}:
            continue
        if quantity.norm in ("plus", "moins", "tant", "autant") and not verbs & _TRANSITIVE:
            continue
        yield say(s, t, end, "de", word=quantity.text)


_COMPARED = wordlist("plus moins autant")
_TRANSITIVE = wordlist(
    """avoir manger boire prendre vouloir acheter faire mettre falloir gagner avoir donner recevoir
    trouver voir lire perdre dépenser consommer ajouter utiliser demander y produire vendre
    désirer connaître apporter posséder porter garder"""
)


@rule(
    id="partitive.quantity_without_de",
    level=Level.A1,
    reference="Beaucoup de, trop de, plus de, un kilo de… + nom.",
    fr="Après « {word} », il faut « de » devant le nom : « {say} ».",
    en="Before a noun, “{word}” needs “de”: “{say}”.",
    triggers=ADVERBS | SURE_MEASURES,
    wrong=(
        ("J'ai beaucoup amis ici.", "J'ai beaucoup d'amis ici."),
        ("Il faut manger plus fruits.", "Il faut manger plus de fruits."),
        ("On a pas assez argent.", "On a pas assez d'argent."),
        ("Combien personnes viennent ?", "Combien de personnes viennent ?"),
        ("J'achète une bouteille eau.", "J'achète une bouteille d'eau."),
        ("Je bois moins café.", "Je bois moins de café."),
        ("Ajoute un peu sel.", "Ajoute un peu de sel."),
        ("Je veux un kilo pommes.", "Je veux un kilo de pommes."),
        ("Elle a trop travail.", "Elle a trop de travail."),
        ("J'ai moins amis que toi.", "J'ai moins d'amis que toi."),
    ),
    right=(
        "J'ai plus faim.",
        "Elle est trop classe.",
        "Combien coûte ce livre ?",
        "Il est plus prof que chercheur.",
        "Fais plus attention.",
        "Je suis assez fatigué.",
        "Il est peu bavard.",
        "J'ai très peu dormi.",
        "De plus, Paul est malade.",
        "Il a beaucoup plu.",
        "On se voit plus tard.",
        "C'est plus fort que moi.",
        "J'ai plus confiance en lui.",
        "Trop tard.",
        "J'aime beaucoup leur chien.",
        "Plus jamais.",
        "Il a moins mal.",
        "Combien est-ce que ça coûte ?",
        "Ils me manquent beaucoup mais on s'appelle.",
        "Il mange beaucoup car il a faim.",
    ),
)
def quantity_without_de(s: Sentence) -> Iterator[Hit]:
    for t in s:
        quantity = s.at(t.i - 1)
        adverb = quantity.norm in _SURE
        few = quantity.norm == "peu" and s.at(quantity.i - 1).norm == "un"
        measure = quantity.lemma in SURE_MEASURES and quantity.noun and _counted(s, quantity)
        if not (adverb or few or measure) or (quantity.locution == "ADV" and not few):
            continue
        m = t.as_pos("NOUN")
        several = m is not None and m.number == "p" and s.at(quantity.i - 1).lemma == "avoir"
        sure = measure or several or quantity.norm in ("beaucoup", "combien")
        if not _bare(t, sure=sure) or (adverb and _attribute(s, quantity)):
            continue
        if quantity.norm in ("plus", "moins") and not _verb_before(s, quantity) & _TRANSITIVE:
            continue
        yield insert(s, t, "de", word=quantity.text)


_SURE = wordlist("beaucoup trop assez tellement énormément suffisamment autant combien plus moins")
_NOT_NOUNS = AFTER_VERB | wordlist(
    """madame monsieur mademoiselle docteur maman papa
    classe top nature tendance vache chic faim soif mode limite canon sympa cool fun zen vite
    loin tard tôt fort bien mieux mal personne rien tout haut bas juste jeune jour nuit soleil
    question trace place moyen haute bonheur collège lycée tort pire plein roi femme homme
    tête"""
)


def _counted(s: Sentence, measure: Tok) -> bool:
    before = s.at(measure.i - 1)
    return before.norm in ("un", "une", "demi") or before.pos == "NUM"


def _bare(t: Tok, *, sure: bool) -> bool:
    """Whether a word is a common noun; `sure` where no adjective may stand in its place."""
    if t.text[:1].isupper() or t.can("NUM") or t.any_verb("inf") or t.can("ADP"):
        return False
    if t.norm in DETERMINERS or t.norm in ("est", "mais", "car", "or"):
        return False  # "leur" is a noun too, "est" the east, "car" a coach: "beaucoup, car"
    if t.norm in FOOD and t.can("NOUN"):
        return True
    if t.norm in _NOT_NOUNS - _MEASURABLE or t.any_verb("part_past") or t.can("ADV"):
        return False
    return t.can("NOUN") if sure else t.noun is not None and not t.can("ADJ")


_MEASURABLE = wordlist("argent temps travail place bruit monde eau sel nombre question idée chose")


def _attribute(s: Sentence, quantity: Tok) -> bool:
    """Whether être stands before: "il est plus prof que chercheur"."""
    return s.at(quantity.i - 1).lemma in ("être", "devenir", "faire") and quantity.norm != "combien"


@rule(
    id="partitive.after_negation",
    level=Level.A1,
    reference="Après une négation : pas de, plus de, jamais de.",
    fr="Après une négation, « {said} » devient « {say} ».",
    en="After a negation “{said}” becomes “{say}”.",
    triggers=wordlist("pas plus jamais"),
    wrong=(
        ("Je n'ai pas des frères.", "Je n'ai pas de frères."),
        ("Je mange pas de la viande.", "Je mange pas de viande."),
        ("Il n'y a plus du lait.", "Il n'y a plus de lait."),
        ("Elle ne boit jamais de l'alcool.", "Elle ne boit jamais d'alcool."),
        ("On n'a pas un jardin.", "On n'a pas de jardin."),
        ("Je n'ai pas acheté du pain.", "Je n'ai pas acheté de pain."),
        ("Y a pas un bus ce soir.", "Y a pas de bus ce soir."),
        ("On n'a pas eu des problèmes.", "On n'a pas eu de problèmes."),
    ),
    right=(
        "Ce n'est pas du vin.",
        "Je n'ai pas un seul ami.",
        "Je ne veux pas du thé, mais du café.",
        "Je n'aime pas du tout ça.",
        "Elle ne parle pas du travail.",
        "Il n'a pas un sou.",
        "Je ne mange pas des trucs pareils.",
        "J'ai pas une minute.",
        "Il ne vient pas du Mali.",
        "Je n'ai pas du tout faim.",
        "Tu n'as pas un stylo ?",
        "Vous n'auriez pas du feu ?",
        "On n'a pas des goûts très différents.",
        "Je ne veux pas acheter une voiture.",
    ),
)
def after_negation(s: Sentence) -> Iterator[Hit]:
    asked = s.may_ask
    for t in s:
        end = t if t.norm in ("un", "une") else _article_end(s, t)
        if end is None:
            continue
        negation, verb = _negated_verb(s, t)
        if negation is None or verb is None or asked:
            continue
        lemmas = {m.lemma for m in verb.readings if m.pos in ("VERB", "AUX")}
        one = t.norm in ("un", "une")
        if one and verb.infinitive:
            continue  # "je ne veux pas acheter une voiture" is as right
        if not lemmas & (_OWNING if one else _CONSUMING):
            continue
        noun = s.after(end)
        if not noun.noun or noun.norm in _EMPHATIC or s.after(noun).norm in _GOES_ON:
            continue
        if s.after(noun).pos in ("ADJ", "ADV") or any(x.norm == "mais" for x in s.tokens[noun.i :]):
            continue
        if t.norm in ("du", "de") and (noun.norm == "tout" or s.after(noun).norm == "de"):
            continue
        yield say(s, t, end, "de")


_OWNING = wordlist("avoir acheter trouver posséder")
_CONSUMING = wordlist(
    """avoir manger boire prendre acheter vouloir trouver mettre faire falloir posséder vendre
    porter lire écrire recevoir fumer voir connaître utiliser cuisiner regarder écouter louer
    donner"""
)
_EMPHATIC = wordlist(
    """seul seule minute seconde heure sou centime mot idée instant goutte tout rond chat euro truc
    trucs choses chose tas quart rien même poil pli bruit nuage personne âme geste signe
    journée soirée matinée nuit semaine vie année sorte façon"""
)
_GOES_ON = wordlist("que qui dont seul seule du des de pareil pareils comme")


def _negated_verb(s: Sentence, t: Tok) -> tuple[Tok | None, Tok | None]:
    """The negation and the lexical verb just before an article."""
    k = t.i - 1
    last = s.at(k)
    if last.norm in ("pas", "plus", "jamais"):
        verb = s.at(k - 1)
        if last.norm == "plus" and not any(x.norm in ("ne", "y") for x in s.tokens[:k]):
            return None, None
        while verb.hung:
            verb = s.at(verb.i - 1)
        if verb.norm == "ne" and t.norm not in ("un", "une"):
            return None, None
        return last, verb if verb.pos in ("VERB", "AUX") else None
    if (last.participle or last.infinitive) and s.at(k - 1).norm in ("pas", "plus", "jamais"):
        return s.at(k - 1), last
    return None, None


HAVING = wordlist(
    """avoir manger boire acheter vouloir trouver prendre posséder voir fumer faire mettre falloir
    utiliser vendre lire recevoir connaître"""
)


@rule(
    id="partitive.negated_bare",
    level=Level.A1,
    reference="Pas de, plus de, jamais de + nom.",
    fr="Après une négation, il faut « de » devant le nom : « {say} ».",
    en="After a negation a noun needs “de”: “{say}”.",
    triggers=wordlist("pas plus jamais"),
    wrong=(
        ("J'ai pas voiture.", "J'ai pas de voiture."),
        ("Il n'y a pas sucre.", "Il n'y a pas de sucre."),
        ("Je ne mange jamais viande.", "Je ne mange jamais de viande."),
        ("On n'a pas enfants.", "On n'a pas d'enfants."),
    ),
    right=(
        "J'ai pas envie.",
        "Il n'y a pas école.",
        "Je ne fais pas attention.",
        "Ce n'est pas vrai.",
        "J'ai pas cours.",
        "Y a pas photo.",
        "Je mange pas italien.",
        "J'ai pas foot demain.",
    ),
)
def negated_bare(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("pas", "plus", "jamais") or s.at(t.i - 1).pos not in ("VERB", "AUX"):
            continue
        noun = s.after(t)
        lemmas = {m.lemma for m in s.at(t.i - 1).readings if m.pos in ("VERB", "AUX")}
        bare = noun.pos == "NOUN" and noun.norm not in (AFTER_VERB | AFTER_THERE_IS) - _THINGS
        if not bare or not lemmas & HAVING or not common_noun(s, noun):
            continue
        if noun.can("ADJ") or noun.any_verb("part_past") or noun.norm in ("temps", "idée"):
            continue
        if lemmas & {"faire", "prendre", "mettre", "trouver", "lire"} and noun.lemma not in MASS:
            continue
        yield insert(s, noun, "de")


_THINGS = wordlist("problème question voiture maison chat travail eau")
