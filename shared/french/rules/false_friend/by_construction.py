"""False friends whose sense shows in how the sentence is built."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract
from shared.french.morphology import Tok
from shared.french.rules.false_friend.listed import inflected
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.patterns import find, finite, word
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist

_FOODS = wordlist(
    """confiture yaourt jus pain sauce fromage produit gâteau biscuit nourriture aliment bio naturel
    conserve soupe jambon viande légume boisson boîte ingrédient plat manger étiquette"""
)


@rule(
    id="false_friend.preservatif",
    level=Level.B1,
    reference="Un conservateur conserve les aliments ; un préservatif est une protection.",
    fr="Dans les aliments, on dit « {say} ».",
    en="In food it is “{say}”.",
    triggers=frozenset({"préservatif"}),
    wrong=(("Ce jus est sans préservatifs.", "Ce jus est sans conservateurs."),),
    right=("On vend des préservatifs à la pharmacie.", "Il a acheté un préservatif."),
)
def preservatif(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.lemma == "préservatif" and s.norms & _FOODS:
            yield say(s, tok, tok, "conservateur" + ("s" if tok.norm.endswith("s") else ""))


@rule(
    id="false_friend.pretend",
    level=Level.B1,
    reference="Faire semblant de : jouer un rôle ; prétendre : affirmer.",
    fr="Pour un jeu ou une ruse, on dit « {say} ».",
    en="For “pretend”, say “{say}”.",
    triggers=frozenset({"prétendre"}),
    wrong=(
        ("Elle prétend de dormir.", "Elle fait semblant de dormir."),
        ("Il a prétendu d'être malade.", "Il a fait semblant d'être malade."),
        ("Je prétendais de ne pas comprendre.", "Je faisais semblant de ne pas comprendre."),
    ),
    right=("Il prétend qu'il est riche.", "Elle prétend être malade.", "Il prétend au trône."),
)
def pretend(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.lemma != "prétendre" or s.after(tok).norm not in ("de", "dormir"):
            continue
        form = inflected(s, tok, "faire semblant")
        if not form:
            continue
        yield say(s, tok, tok, form if s.after(tok).norm == "de" else f"{form} de")


_APPLIED_FOR = wordlist(
    """travail poste emploi job stage bourse université école formation visa master place
    programme entreprise"""
)


@rule(
    id="false_friend.postuler",
    level=Level.B1,
    reference="Postuler à ou pour un emploi ; appliquer une règle.",
    fr="Pour un emploi, on dit « {say} ».",
    en="For a job or a place, say “{say}”.",
    triggers=frozenset({"appliquer"}),
    wrong=(
        ("J'ai appliqué pour un poste à Lyon.", "J'ai postulé pour un poste à Lyon."),
        ("Elle veut appliquer à une université.", "Elle veut postuler à une université."),
    ),
    right=("J'applique la crème pour mon travail.", "Il faut appliquer la règle."),
)
def postuler(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        following = s.after(tok)
        if tok.lemma != "appliquer" or following.norm not in ("pour", "à", "au"):
            continue
        if s.norms & _APPLIED_FOR and s.after(tok, -1).norm != "se":
            form = inflected(s, tok, "postuler")
            if form:
                yield say(s, tok, tok, form)


@rule(
    id="false_friend.actually",
    level=Level.B1,
    reference="Actuellement : en ce moment ; en fait : en réalité.",
    fr="Pour « en réalité », on dit « en fait ».",
    en="For “actually”, say “en fait”.",
    triggers=frozenset({"actuellement", "éventuellement"}),
    wrong=(
        ("Actuellement, je me suis trompé hier.", "En fait, je me suis trompé hier."),
        ("Éventuellement, on a trouvé la rue.", "Finalement, on a trouvé la rue."),
        ("On a attendu et éventuellement il est venu.", "On a attendu et finalement il est venu."),
    ),
    right=(
        "Actuellement, je travaille à Nice.",
        "Je suis actuellement en stage.",
        "Tu peux éventuellement venir demain.",
        "Éventuellement, on a un lit pour toi.",
    ),
    confidence=0.8,
)
def actually(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm == "actuellement" and tok.i <= 2:
            past = [g for g in s.groups if _past(g.verb) or g.participle]
            first = s.groups[0] if s.groups else None
            opinion = first is not None and first.lemma in _OPINION and tok.i == 0
            if (past and past[0] is first) or opinion:
                yield say(s, tok, tok, "en fait")
        elif tok.norm == "éventuellement":
            group = next((g for g in s.groups if abs(g.verb.i - tok.i) <= 7), None)
            told = group is not None and group.participle is not None
            before = any(g.participle or _past(g.verb) for g in s.groups if g is not group)
            settled = (
                told and tok.i == 0 and group is not None and group.person in ("1s", "1p", "3s")
            )
            settled = settled and group is not None and group.lemma in _SETTLING
            if told and (before or settled or "après" in s.norms):
                yield say(s, tok, tok, "finalement")


_SETTLING = wordlist("décider accepter choisir trouver réussir")
_OPINION = wordlist("préférer aimer adorer détester croire penser")


def _past(tok: Tok) -> bool:
    m = tok.finite
    return m is not None and m.tense == "ind_impf"


@rule(
    id="false_friend.visit",
    level=Level.A2,
    reference="Visiter un lieu ; rendre visite à une personne.",
    fr="Pour une personne, on dit « {say} ».",
    en="For a person, say “{say}”.",
    triggers=frozenset({"visiter"}),
    wrong=(
        ("Je vais visiter ma tante.", "Je vais rendre visite à ma tante."),
        ("On a visité nos amis à Lille.", "On a rendu visite à nos amis à Lille."),
        ("Je visite mes parents le dimanche.", "Je rends visite à mes parents le dimanche."),
    ),
    right=("On visite le musée.", "J'ai visité la maison de ma tante.", "Tu as visité Rome ?"),
)
def visit(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.lemma != "visiter" or tok.pos not in ("VERB", "AUX"):
            continue
        owner, noun = s.after(tok), s.after(tok, 2)
        own = owner.norm not in ("un", "des", "le") or noun.norm in ("ami", "amie")
        if owner.pos == "DET" and noun.lemma in _VISITED and own:
            form = inflected(s, tok, "rendre visite")
            if form:
                yield say(s, tok, tok, f"{form} à")


_VISITED = wordlist(
    """tante oncle ami amie parent mère père frère sœur grand-mère grand-père grands-parents famille
    cousin cousine copain copine fils fille voisin voisine mari femme collègue neveu nièce
    beaux-parents belle-mère beau-père"""
)


@rule(
    id="false_friend.quit",
    level=Level.B1,
    reference="Quitter un lieu ou quelqu'un ; arrêter de faire quelque chose.",
    fr="Devant un infinitif, on dit « {say} ».",
    en="Before an infinitive, say “{say}”.",
    triggers=frozenset({"quitter"}),
    wrong=(
        ("Il a quitté de fumer.", "Il a arrêté de fumer."),
        ("Je veux quitter de travailler ici.", "Je veux arrêter de travailler ici."),
    ),
    right=("Il a quitté Paris.", "Je quitte mon travail pour voyager."),
)
def stop(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.lemma == "quitter" and s.after(tok).norm == "de" and s.after(tok, 2).infinitive:
            form = inflected(s, tok, "arrêter")
            if form:
                yield say(s, tok, tok, form)


@rule(
    id="false_friend.confident",
    level=Level.B1,
    reference="Confiant : sûr de soi ; un confident : à qui l'on se confie.",
    fr="L'adjectif est « confiant ».",
    en="The adjective is “confiant”.",
    triggers=frozenset({"confident", "retirer", "graduer", "équivoquer"}),
    wrong=(
        ("Je suis très confident pour demain.", "Je suis très confiant pour demain."),
        ("Mon père est retiré depuis un an.", "Mon père est retraité depuis un an."),
        ("Je me suis équivoqué.", "Je me suis trompé."),
    ),
    right=("C'est mon confident.", "Il est retiré du marché.", "Il vit retiré du monde."),
)
def confident(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        before = s.after(tok, -1)
        if before.norm in ("très", "plus", "trop", "assez"):
            before = s.after(before, -1)
        if tok.norm in ("confident", "confidente") and before.lemma == "être":
            if s.after(before, -1).norm != "ce":
                yield say(s, tok, tok, "confiant" + ("e" if tok.norm.endswith("e") else ""))
        elif tok.norm in ("retiré", "retirée") and before.lemma == "être":
            subject = s.after(before, -1)
            person = subject.norm in ("il", "elle", "je") or subject.lemma in _VISITED
            if person and s.after(tok).norm not in ("de", "du", "des", "dans", "à"):
                yield say(s, tok, tok, "retraité" + ("e" if tok.norm.endswith("e") else ""))
        elif tok.norm in ("équivoqué", "équivoquée"):
            yield say(s, tok, tok, "trompé" + ("e" if tok.norm.endswith("e") else ""))


_LEFT = wordlist(
    """maison bureau ville pays école travail restaurant fête hôtel appartement village université
    bar classe hôpital aéroport salle France Espagne Italie Allemagne Angleterre Brésil Maroc"""
)


@rule(
    id="false_friend.leave",
    level=Level.A2,
    reference="Quitter un lieu ; laisser quelque chose quelque part.",
    fr="Pour un lieu d'où l'on part : « {say} ».",
    en="For a place that one leaves, say “{say}”.",
    triggers=frozenset({"laisser"}),
    wrong=(
        ("J'ai laissé l'école à midi.", "J'ai quitté l'école à midi."),
        ("On laisse le bureau vers six heures.", "On quitte le bureau vers six heures."),
        ("Elle a laissé son pays en 2010.", "Elle a quitté son pays en 2010."),
    ),
    right=(
        "J'ai laissé la maison propre.",
        "Laisse la salle ouverte.",
        "Il a laissé sa maison à son fils.",
        "J'ai laissé le bureau à ma sœur.",
        "Mes clés, je les ai laissées au bureau.",
    ),
)
def leave(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        place = s.after(tok, 2)
        if m is None or m.lemma != "laisser" or s.after(tok).pos != "DET" or m.tense == "imp":
            continue
        if s.after(tok).norm in ("au", "aux"):
            continue  # what was left stands before: "mes clés, je les ai laissées au bureau"
        if place.lemma not in _LEFT and place.norm not in _LEFT:
            continue
        after, second = s.after(place), s.after(place, 2)
        ends = after.i < 0 or after.pos == "PUNCT" or after.norm in ("hier", "tôt", "tard", "et")
        timed = after.norm in ("vers", "avant", "après", "quand") or (
            after.norm in ("à", "en")
            and (second.pos == "NUM" or second.norm in ("midi", "minuit") or second.norm.isdigit())
        )
        form = inflected(s, tok, "quitter")
        if form and (ends or timed) and s.at(tok.i - 1).norm not in ("me", "te", "lui", "leur"):
            yield say(s, tok, tok, form)


_ATTENDED = wordlist("conférence séminaire cérémonie atelier colloque congrès")
_GIVEN_ONCE = wordlist("mariage concert")
"""One waits for these as well, but not for one that is over."""


@rule(
    id="false_friend.attend",
    level=Level.B1,
    reference="Assister à un événement ; attendre : rester jusqu'à ce qu'il vienne.",
    fr="Pour un événement où l'on est présent : « {say} ».",
    en="For an event at which one is present, say “{say}”.",
    triggers=_ATTENDED | _GIVEN_ONCE,
    wrong=(
        ("J'ai attendu un séminaire hier.", "J'ai assisté à un séminaire hier."),
        ("Elle attend les conférences le lundi.", "Elle assiste aux conférences le lundi."),
        ("J'ai attendu un concert samedi.", "J'ai assisté à un concert samedi."),
    ),
    right=(
        "J'attends le bus.",
        "J'attends la conférence avec impatience.",
        "J'attends un concert.",
    ),
)
def attend(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        article, event = s.after(tok), s.after(tok, 2)
        over = event.lemma in _GIVEN_ONCE and s.at(tok.i - 1).lemma == "avoir"
        if m is None or m.lemma != "attendre" or not (event.lemma in _ATTENDED or over):
            continue
        form = inflected(s, tok, "assister")
        if not form or s.norms & {"impatience", "depuis", "prochain"}:
            continue
        if article.norm in ("un", "une"):
            yield say(s, tok, tok, f"{form} à")
        elif article.norm == "les":
            yield say(s, tok, article, f"{form} {contract('à', 'les')}")


@rule(
    id="false_friend.full",
    level=Level.A2,
    reference="Je n'ai plus faim ; plein se dit d'un verre.",
    fr="À table, on dit « je n'ai plus faim ».",
    en="At table, say “je n'ai plus faim”.",
    triggers=frozenset({"plein"}),
    wrong=(
        ("Non merci, je suis plein.", "Non merci, je n'ai plus faim."),
        ("Je suis pleine, j'ai trop mangé.", "Je n'ai plus faim, j'ai trop mangé."),
    ),
    right=("Je suis plein d'énergie.", "Le verre est plein.", "Il est plein aux as."),
)
def full(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        tok = s.after(group.verb)
        if group.person != "1s" or group.lemma != "être" or tok.norm not in ("plein", "pleine"):
            continue
        after = s.after(tok)
        ends = after.i < 0 or after.pos == "PUNCT" or after.norm in ("maintenant", "merci")
        if ends and s.norms & {"merci", "manger", "repas", "dessert", "dîner", "gâteau"}:
            yield say(s, group.verb, tok, "n'ai plus faim")


@rule(
    id="false_friend.at_ease",
    level=Level.A2,
    reference="Un fauteuil est confortable ; une personne est à l'aise.",
    fr="Une personne est « à l'aise ».",
    en="People are “à l'aise”; only things are “confortable”.",
    triggers=frozenset({"confortable"}),
    wrong=(
        ("Je suis confortable avec lui.", "Je suis à l'aise avec lui."),
        ("Tu te sens confortable ici ?", "Tu te sens à l'aise ici ?"),
    ),
    right=("Il est confortable, ce lit.", "Je suis dans un fauteuil confortable."),
)
def at_ease(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        person = group.subject is not None and group.subject.norm in ("je", "tu", "nous", "vous")
        feels = group.lemma in ("être", "sentir") and group.participle is None
        tok = s.after(group.negation or (group.adverbs[-1] if group.adverbs else group.verb))
        if person and feels and tok.lemma == "confortable":
            yield say(s, tok, tok, "à l'aise")


@rule(
    id="false_friend.retired",
    level=Level.A2,
    reference="Être à la retraite ; toucher une rente.",
    fr="Quand on ne travaille plus, on est « en retraite ».",
    en="Once one has stopped working, one is “en retraite”.",
    triggers=frozenset({"rente"}),
    wrong=(("Mon père est en rente.", "Mon père est en retraite."),),
    right=("Il vit d'une rente.", "Il place son argent en rente viagère."),
)
def retired(s: Sentence) -> Iterator[Hit]:
    for m in find(s, finite("être", "partir"), word("en", "à"), word("rente").named("r")):
        yield say(s, m["r"], m["r"], "retraite")


_NO_FRENCH = table(
    """sympathétique=sympathique sympathétiques=sympathiques désappointé=déçu désappointée=déçue
    disappointé=déçu disappointée=déçue disappointant=décevant exhausté=épuisé exhaustée=épuisée
    pregnante=enceinte pregnant=enceinte dépressé=déprimé dépressée=déprimée
    réliable=fiable preservatif=conservateur preservatifs=conservateurs robé=volé robée=volée
    studier=étudier"""
)


@rule(
    id="false_friend.made_french",
    level=Level.A2,
    reference="Un mot d'une autre langue ne devient pas français par sa terminaison.",
    fr="« {said} » n'est pas français : on dit « {say} ».",
    en="“{said}” is not French: say “{say}”.",
    triggers=frozenset(_NO_FRENCH),
    wrong=(
        ("Il est très sympathétique.", "Il est très sympathique."),
        ("Je suis exhaustée ce soir.", "Je suis épuisée ce soir."),
    ),
    right=("Il est sympathique.", "Le système nerveux sympathique agit."),
)
def made_french(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        meant = _NO_FRENCH.get(tok.norm)
        if meant:
            yield say(s, tok, tok, meant)
