"""Dates, hours, years and days."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import fit_determiner
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.patterns import NUMBER
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.dates import CARDINAL
from shared.french.words.time import DAYS, MONTHS


def is_number(t: Tok) -> bool:
    """Whether a word is a number, "quelques" and "plusieurs" apart."""
    return NUMBER(t) and t.norm not in ("quelques", "plusieurs")


def cardinal_of(t: Tok) -> str:
    """The cardinal number of an ordinal, in words or figures ("15e" gives "15")."""
    figures = "".join(c for c in t.norm if c.isdigit())
    if figures and t.norm[:1].isdigit() and t.norm[-1:].isalpha():
        return figures
    return CARDINAL.get(t.lemma, "") or CARDINAL.get(t.norm, "")


@rule(
    id="number_date.day_of_month",
    level=Level.A1,
    reference="Le quinze mai : nombre cardinal, sans « de » ; seul le premier est ordinal.",
    fr="Pour la date, on dit « {say} ».",
    en="For a date, say “{say}”.",
    triggers=MONTHS,
    wrong=(
        ("Je suis né le trois de mai.", "Je suis né le trois mai."),
        ("On part le dixième juillet.", "On part le dix juillet."),
        ("La fête est le 8 de mars.", "La fête est le 8 mars."),
        ("On se voit le un avril.", "On se voit le premier avril."),
        ("Le un de janvier, on dort.", "Le premier janvier, on dort."),
        ("Il est né le vingt et un de juin.", "Il est né le vingt et un juin."),
        ("Il arrive sur le 2 juin.", "Il arrive le 2 juin."),
        ("On part à le dix août.", "On part le dix août."),
        ("En 5 de mai, on part.", "Le 5 mai, on part."),
        ("Elle est née en 5 janvier.", "Elle est née le 5 janvier."),
        ("Mon anniversaire est douze août.", "Mon anniversaire est le douze août."),
        ("L'école reprend le 15ème septembre.", "L'école reprend le 15 septembre."),
        ("Aujourd'hui on est premier mai.", "Aujourd'hui on est le premier mai."),
    ),
    right=(
        "Le premier mai est férié.",
        "Le vingt et un mai, je pars.",
        "Du 3 au 5 mai, je suis absent.",
        "Lundi 5 mai, on ferme.",
        "Je compte sur le mois de mai.",
        "La date du 12 juin me va.",
        "C'est le deuxième mai que je passe ici.",
        "Au 31 décembre, tout est payé.",
    ),
)
def day_of_month(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm in MONTHS:
            before = s.at(t.i - 1)
            yield from _day(s, t, before if before.norm == "de" else None)


def _day(s: Sentence, month: Tok, de: Tok | None) -> Iterator[Hit]:
    """Mend what stands before a month."""
    last = s.at(month.i - 1)
    day = s.at(month.i - 2) if de else last
    article = s.at(day.i - 1)
    cardinal = cardinal_of(day)
    numbered = is_number(day) or day.norm == "premier"
    if article.norm == "et" and is_number(s.at(article.i - 1)):
        if de and s.at(article.i - 2).norm in _DATED:  # "le vingt et un de juin"
            yield delete(s, de, de)
    elif cardinal and cardinal != "premier" and article.norm == "le" and not day.norm.isdigit():
        if s.after(month).norm not in ("que", "de"):
            yield say(s, day, last, cardinal)
    elif day.norm in ("un", "1") and article.norm == "le":
        yield say(s, day, last, "premier" if day.norm == "un" else "1er")
    elif numbered and de is None:
        yield from _before_date(s, day, article)
    elif de and is_number(day) and article.norm in ("en", "à", "sur"):
        yield say(s, article, de, f"le {day.text}")
    elif de and numbered and (article.norm in _DATED or article.text == ","):
        yield delete(s, de, de)


_DATED = wordlist("le au du") | DAYS


def _before_date(s: Sentence, day: Tok, article: Tok) -> Iterator[Hit]:
    previous = s.at(article.i - 1)
    if article.norm == "le" and previous.norm in ("sur", "en", "dans", "à"):
        yield delete(s, previous, previous)
    elif article.norm in ("en", "dans", "à", "sur") and day.norm not in ("un", "une"):
        yield say(s, article, article, "le")
    elif article.pos in ("AUX", "VERB") and day.norm not in ("un", "une"):
        yield insert(s, day, "le")


@rule(
    id="number_date.month_year",
    level=Level.A1,
    reference="En mai, en 2010, en été, en hiver, en automne, mais au printemps.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"dans", "à", "au", "en", "sur", "le"}),
    wrong=(
        ("On part dans juillet.", "On part en juillet."),
        ("Il neige à janvier.", "Il neige en janvier."),
        ("Je suis née au mai.", "Je suis née en mai."),
        ("Elle est arrivée dans 2015.", "Elle est arrivée en 2015."),
        ("Il est né le 1998.", "Il est né en 1998."),
        ("Il fait chaud dans l'été.", "Il fait chaud en été."),
        ("On y va en printemps.", "On y va au printemps."),
        ("Dans le hiver, il neige.", "En hiver, il neige."),
        ("En les années quatre-vingt, il chantait.", "Dans les années quatre-vingt, il chantait."),
    ),
    right=(
        "Dans l'été de mes vingt ans, j'ai voyagé.",
        "On compte sur juin pour finir.",
        "À l'automne, on plante.",
        "Dans 2000 mètres, tournez.",
        "Au mois de mai, on part.",
        "De mai à juin, c'est calme.",
        "Le 2000 mètres est dur.",
        "On est passé de 1990 à 2010.",
    ),
)
def month_year(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two = s.after(t), s.after(t, 2)
        if t.norm in ("dans", "à", "au") and one.norm in MONTHS:
            if not {"de", "du"} & {x.norm for x in s.tokens[max(0, t.i - 6) : t.i]}:
                yield say(s, t, t, "en")
        elif t.norm in ("dans", "le") and _year(one) and two.pos not in ("NOUN", "ADJ"):
            if t.norm == "dans" or s.at(t.i - 1).participle or s.at(t.i - 1).norm == "dans":
                yield say(s, t, t, "en")
        elif t.norm == "en" and one.norm == "printemps":
            yield say(s, t, t, "au")
        elif t.norm in ("en", "dans"):
            yield from _season_or_decade(s, t, one, two)


def _season_or_decade(s: Sentence, t: Tok, one: Tok, two: Tok) -> Iterator[Hit]:
    three = s.after(t, 3)
    if one.norm == "le" and two.norm == "mois":
        if t.norm == "dans" and three.norm == "de" and s.after(t, 4).norm in MONTHS:
            yield say(s, t, one, "au")
    elif one.norm in ("l'", "le", "la") and _season(two):
        if three.norm != "de" and three.pos not in ("ADJ", "NUM"):
            yield say(s, t, one, "au" if two.norm == "printemps" else "en")
    elif t.norm == "en" and one.norm == "les" and two.lemma == "année":
        yield say(s, t, t, "dans")


def _year(t: Tok) -> bool:
    return t.norm.isdigit() and len(t.norm) == 4 and t.norm[:2] in ("17", "18", "19", "20")


def _season(t: Tok) -> bool:
    return t.norm in ("été", "hiver", "automne", "printemps") and bool(t.can("NOUN"))


@rule(
    id="number_date.day_part",
    level=Level.A1,
    reference="Le matin, le lundi, le week-end sans préposition ; huit heures du matin.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"matin", "soir", "après-midi", "nuit", "week-end", "weekend", "heure"})
    | DAYS,
    wrong=(
        ("Le bus part à cinq heures dans le matin.", "Le bus part à cinq heures du matin."),
        ("On mange à huit heures à la nuit.", "On mange à huit heures du soir."),
        ("Je travaille dans le matin.", "Je travaille le matin."),
        ("Je bois du thé dans le soir et du lait.", "Je bois du thé le soir et du lait."),
        ("On sort en le soir.", "On sort le soir."),
        ("Je pars en lundi.", "Je pars lundi."),
        ("J'ai un examen sur mardi.", "J'ai un examen mardi."),
        ("À le week-end, je dors.", "Le week-end, je dors."),
        ("On se voit le lundi prochain.", "On se voit lundi prochain."),
        ("Dans le week-end, on fait du vélo.", "Le week-end, on fait du vélo."),
        ("Il rentre à dix heures de soir.", "Il rentre à dix heures du soir."),
    ),
    right=(
        "Dans la nuit, il a plu.",
        "Dans le soir qui tombe, on marche.",
        "On compte sur lundi pour finir.",
        "À lundi !",
        "Le lundi, je travaille.",
        "Il est huit heures du matin.",
        "De lundi à vendredi, je travaille.",
        "Je pars en week-end.",
        "Ma réunion tombe le mardi.",
    ),
)
def day_part(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two = s.after(t), s.after(t, 2)
        if t.norm in ("heure", "heures") and is_number(s.at(t.i - 1)):
            yield from _hour_of(s, one, two)
        elif t.norm in ("dans", "en", "à") and one.norm == "le" and two.norm in _PARTS:
            if s.after(two).norm not in ("de", "que", "qui", "où", "du") and not _clock(s, t):
                yield delete(s, t, t)
        elif t.norm == "au" and one.norm in ("soir", "week-end") and not s.at(t.i - 1).is_word:
            if s.after(one).text == ",":
                yield say(s, t, t, "le")
        elif (t.norm in ("en", "sur", "dans") and one.norm in DAYS and not _relies(s, t)) or (
            t.norm == "le" and one.norm in DAYS and two.norm in _NEXT
        ):
            yield delete(s, t, t)


_NEXT = wordlist("prochain dernier passé")
_PARTS = wordlist("matin soir week-end weekend lundi mardi mercredi jeudi vendredi samedi dimanche")


def _relies(s: Sentence, t: Tok) -> bool:
    return any(x.lemma in ("compter", "tomber", "miser", "tabler") for x in s.tokens[: t.i])


def _clock(s: Sentence, t: Tok) -> bool:
    return s.at(t.i - 1).lemma in ("heure", "demie", "demi", "quart")


def _hour_of(s: Sentence, one: Tok, two: Tok) -> Iterator[Hit]:
    if one.norm == "et" and two.norm in ("demie", "demi", "quart"):
        one, two = s.after(two), s.after(two, 2)
    article = two.norm in ("le", "la", "l'")
    part = s.after(two) if article else two
    last = two if article else one
    wrong = {"dans", "à", "en", "sur"} | (set() if article else {"de"})
    if one.norm == "au" and two.norm in ("matin", "soir"):
        yield say(s, one, one, "du")
    elif one.norm not in wrong or (one.norm == "à" and not article):
        return
    elif part.norm in ("matin", "soir"):
        yield say(s, one, last, "du")
    elif part.norm == "après-midi":
        yield say(s, one, last, "de l'")
    elif part.norm == "nuit" and one.norm == "à":
        yield say(s, one, part, "du soir")


@rule(
    id="number_date.clock",
    level=Level.A1,
    reference="Il est trois heures ; à trois heures et demie ; trois heures moins le quart.",
    fr="Pour l'heure, on dit « {say} ».",
    en="For the time, say “{say}”.",
    triggers=frozenset({"heure", "quart", "demi", "demie"}),
    wrong=(
        ("On se voit à les trois heures.", "On se voit à trois heures."),
        ("Le cours finit à le neuf heures.", "Le cours finit à neuf heures."),
        ("Le film commence aux huit heures.", "Le film commence à huit heures."),
        ("L'école ouvre en huit heures.", "L'école ouvre à huit heures."),
        ("Il est les cinq heures.", "Il est cinq heures."),
        ("Il est cinq heures moins quart.", "Il est cinq heures moins le quart."),
        ("Il est dix heures et un quart.", "Il est dix heures et quart."),
        ("J'ai attendu deux et demie heures.", "J'ai attendu deux heures et demie."),
        ("Ça dure une et demie heure.", "Ça dure une heure et demie."),
    ),
    right=(
        "Les trois heures de cours sont longues.",
        "Il est parti aux aurores, à cinq heures.",
        "On passe aux trois heures suivantes.",
        "J'ai dormi deux heures et demie.",
        "On a fini en dix heures.",
        "Il est trois heures moins le quart.",
    ),
)
def clock(s: Sentence) -> Iterator[Hit]:
    for t in s:
        before, number = s.at(t.i - 2), s.at(t.i - 1)
        if t.norm in ("heure", "heures") and is_number(number):
            yield from _articles(s, t, before)
        elif t.norm == "quart":
            yield from _quarter(s, t)
        elif t.norm in ("demi", "demie") and number.norm == "et" and is_number(before):
            unit = s.after(t)
            if not unit.is_word and s.at(before.i - 1).norm in ("est", "à", "vers"):
                yield say(s, before, before, f"{before.text} heures")
            if unit.lemma in ("heure", "an", "mois", "jour", "kilomètre", "litre", "kilo"):
                half = "demie" if unit.lemma == "heure" else "demi"
                yield say(s, before, unit, f"{before.text} {unit.text} et {half}")


def _articles(s: Sentence, t: Tok, before: Tok) -> Iterator[Hit]:
    ends = not s.after(t).is_word or s.after(t).norm in ("et", "moins", "du", "de")
    if before.norm in ("le", "les", "la") and s.at(before.i - 1).norm == "à":
        yield delete(s, before, before)
    elif before.norm == "aux" and ends:
        yield say(s, before, before, "à")
    elif before.norm == "en" and ends and s.after(before).norm not in _SHORT:
        if any(m.lemma in _STARTING for m in s.at(before.i - 1).readings):
            yield say(s, before, before, "à")
    elif before.norm == "les" and s.at(before.i - 1).lemma == "être" and ends:
        yield delete(s, before, before)


_STARTING = wordlist("commencer ouvrir fermer")
_SHORT = wordlist("une deux trois quatre cinq 1 2 3 4 5")
"""So few hours may be how long it takes."""


def _quarter(s: Sentence, t: Tok) -> Iterator[Hit]:
    link, number = s.at(t.i - 2), s.at(t.i - 1)
    if number.norm == "moins" and s.at(t.i - 2).pos in ("NOUN", "NUM"):
        yield insert(s, t, "le")
    elif number.norm in ("un", "le") and s.at(t.i - 3).lemma == "heure":
        if link.norm == "moins" and number.norm == "un":
            yield say(s, number, number, "le")
        elif link.norm == "et":
            yield delete(s, number, number)


@rule(
    id="number_date.year_day",
    level=Level.A2,
    reference="Année, journée, soirée : la durée ; an, jour, soir : l'unité que l'on compte.",
    fr="On dit ici « {say} ».",
    en="Here, say “{say}”.",
    triggers=frozenset({"an", "année", "jour", "matin", "soir", "fois", "hier", "demain"}),
    wrong=(
        ("Je reste ici quelques ans.", "Je reste ici quelques années."),
        ("Cet an, je passe le bac.", "Cette année, je passe le bac."),
        ("Chaque an, on va à la mer.", "Chaque année, on va à la mer."),
        ("J'ai travaillé toute l'an.", "J'ai travaillé toute l'année."),
        ("Mon fils a six années.", "Mon fils a six ans."),
        ("Passe un bon jour !", "Passe une bonne journée !"),
        ("Je nage deux fois à la semaine.", "Je nage deux fois par semaine."),
        ("Hier nuit, j'ai mal dormi.", "Hier soir, j'ai mal dormi."),
        ("Demain le matin, je pars.", "Demain matin, je pars."),
    ),
    right=(
        "J'ai trente ans.",
        "Chaque jour, je marche.",
        "Il a encore six années d'études.",
        "L'an prochain, on part.",
        "C'est un bon jour pour partir.",
        "C'est la deux centième fois.",
        "Hier, le matin, il pleuvait.",
        "Je l'ai vu deux fois le jour de Noël.",
    ),
)
def year_day(s: Sentence) -> Iterator[Hit]:
    for t in s:
        before, one = s.at(t.i - 1), s.after(t)
        if t.lemma == "an" and t.noun:
            yield from _year_noun(s, t, before)
        elif t.norm == "années" and is_number(before) and not one.is_word:
            if s.at(t.i - 2).lemma == "avoir":
                yield say(s, t, t, "ans")
        elif t.norm in ("jour", "soir") and before.norm == "bon":
            det = s.at(t.i - 2)
            if det.norm == "un" and s.at(det.i - 1).lemma == "passer":
                long = {"jour": "journée", "soir": "soirée"}[t.norm]
                yield say(s, det, t, f"une bonne {long}")
        elif t.norm == "fois" and is_number(before):
            yield from _how_often(s, t)
        elif t.norm in ("hier", "demain"):
            yield from _yesterday(s, one)


def _how_often(s: Sentence, t: Tok) -> Iterator[Hit]:
    one = s.after(t)
    if one.norm in ("à", "dans", "en", "la", "le", "au"):
        unit = s.after(t, 3) if one.norm in ("à", "dans") else s.after(t, 2)
        which = s.after(unit).pos == "ADJ" or s.after(unit).norm in ("de", "du", "où", "que")
        if unit.norm in ("semaine", "jour", "mois", "an") and not which:
            yield say(s, one, unit, f"par {unit.text}")


def _yesterday(s: Sentence, one: Tok) -> Iterator[Hit]:
    if one.norm == "nuit":
        yield say(s, one, one, "soir")
    elif one.norm in ("le", "la", "au") and s.after(one).norm in ("matin", "soir"):
        yield delete(s, one, one)


def _year_noun(s: Sentence, t: Tok, before: Tok) -> Iterator[Hit]:
    table = {"cet": "cette année", "ce": "cette année", "chaque": "chaque année"}
    table |= {"cette": "cette année", "toute": "toute l'année"}
    if before.norm in ("quelques", "plusieurs"):
        yield say(s, t, t, "années")
    elif before.norm in table:
        yield say(s, before, t, table[before.norm])
    elif before.norm == "l'" and s.at(t.i - 2).norm in ("tout", "toute"):
        yield say(s, s.at(t.i - 2), t, "toute l'année")
    elif before.norm in ("premier", "première", "dernière", "deuxième") and t.norm == "an":
        det = s.at(t.i - 2)
        if det.norm in ("le", "la", "mon", "ma", "son", "sa"):
            feminine = {"le": "la", "mon": "ma", "son": "sa"}.get(det.norm, det.norm)
            form = "première" if before.norm == "premier" else before.norm
            yield say(s, det, t, f"{fit_determiner(feminine, form)} {form} année")
