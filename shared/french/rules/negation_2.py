"""What goes with a negation: de, rien for quelque chose, non plus, ni, and the forgotten pas."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.negating import NEGATIVE, clause_end, joined
from shared.french.sentence import Sentence
from shared.french.words import wordlist

_OWNING = wordlist(
    """avoir manger boire acheter vouloir prendre mettre vendre gagner porter trouver préparer
    cuisiner commander ajouter recevoir écrire lire poser donner offrir apporter connaître faire
    voir regarder entendre chercher posséder construire proposer envoyer raconter oublier"""
)
_MASS = wordlist(
    "avoir manger boire acheter vouloir prendre mettre vendre gagner faire ajouter trouver"
)


@rule(
    id="negation.de",
    level=Level.A1,
    reference="Pas + de : un, une, du, de la, des deviennent de après la négation (sauf être).",
    fr="Après une négation, l'article devient « de » : « {say} ».",
    en="After a negation, un, une, du, de la and des become “de”: “{say}”.",
    triggers=frozenset({"pas", "plus", "jamais"}),
    wrong=(
        ("Je n'ai pas une voiture.", "Je n'ai pas de voiture."),
        ("On a pas du pain.", "On a pas de pain."),
        ("Il ne boit jamais de l'alcool.", "Il ne boit jamais d'alcool."),
        ("Il n'y a pas des bus le dimanche.", "Il n'y a pas de bus le dimanche."),
        ("Elle n'a pas acheté des fruits.", "Elle n'a pas acheté de fruits."),
        ("Je ne fais pas du sport.", "Je ne fais pas de sport."),
        ("Je ne veux plus de la soupe.", "Je ne veux plus de soupe."),
    ),
    right=(
        "C'est pas un problème.",
        "J'ai pas du tout faim.",
        "Je n'ai pas un seul ami ici.",
        "Je n'ai pas une voiture mais deux.",
        "Il n'a pas dit un mot.",
        "Je ne parle pas du film.",
        "J'ai pas vu le film.",
        "On n'a pas des journées faciles, tu sais.",
        "Je n'ai pas mangé du gâteau que tu as fait.",
        "T'as pas un stylo ?",
        "Il a pas une minute à lui.",
        "On a plus des problèmes de temps.",
    ),
)
def de(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        t = g.negation
        if t is None or t.norm not in ("pas", "plus", "jamais") or g.lemma not in _OWNING:
            continue
        if t.norm == "plus" and g.ne is None:
            continue
        head = g.participle or g.infinitive or t
        art = s.after(head)
        if head is not t and any(x.pos == "SCONJ" for x in s.tokens[t.i : head.i]):
            continue
        last, noun = art, s.after(art)
        if art.norm == "de" and noun.norm in ("la", "l'"):
            last, noun = noun, s.after(noun)
        elif art.norm == "de" or art.norm not in ("un", "une", "du", "des"):
            continue
        if art.norm in ("un", "une") and (t.norm != "pas" or "?" in s.text):
            continue
        if art.norm in ("du", "de") and g.lemma not in _MASS:
            continue
        if noun.pos != "NOUN" or noun.norm in _COUNTED or not _plain_end(s, noun.i):
            continue
        yield say(s, art, last, "de")


_COUNTED = wordlist(
    """mot minute seconde sou centime chat seul seule fois instant jour heure goutte bruit tout
    besoin reste tiers quart moindre air euro bout geste signe monde"""
)
_DEFINING = wordlist("que qui de dont mais si plus aussi comme")


def _plain_end(s: Sentence, i: int) -> bool:
    """Nothing behind the noun defines it or sets it against another one."""
    after = s.at(i + 1)
    if after.norm in _DEFINING or after.pos == "ADJ":
        return False
    return not any(x.norm in ("mais", "plutôt", "en") for x in s.tokens[i + 1 :])


@rule(
    id="negation.bare",
    level=Level.A1,
    reference="Pas de + nom : je n'ai pas d'argent.",
    fr="Entre « pas » et le nom, il faut « de » : « {say} ».",
    en="Between “pas” and the noun, “de” is needed: “{say}”.",
    triggers=frozenset({"pas", "plus"}),
    wrong=(
        ("Je n'ai pas argent.", "Je n'ai pas d'argent."),
        ("Il n'y a pas ascenseur ici.", "Il n'y a pas d'ascenseur ici."),
        ("On n'a plus lait.", "On n'a plus de lait."),
        ("Elle ne mange pas viande.", "Elle ne mange pas de viande."),
    ),
    right=(
        "J'ai pas faim.",
        "Y a pas cours demain.",
        "Il fait pas attention.",
        "J'ai pas peur.",
        "C'est pas justice.",
        "On n'a pas rendez-vous.",
    ),
)
def bare(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        t = g.negation
        if t is None or g.participle or g.lemma not in ("avoir", "manger", "boire", "acheter"):
            continue
        noun = s.after(t)
        wanted = t.norm == "pas" or (t.norm == "plus" and g.ne is not None)
        if wanted and _bare_noun(noun) and noun.norm not in _WITHOUT and noun.norm.isalpha():
            yield say(s, t, t, f"{t.text} de")


def _bare_noun(t: Tok) -> bool:
    return t.pos == "NOUN" and not (t.can("ADJ") or t.can("ADV") or t.can("PRON"))


_WITHOUT = wordlist(
    """faim soif peur sommeil honte hâte envie besoin raison tort chance pitié mal froid chaud
    attention confiance cours classe école match urgence rendez-vous temps droit intérêt lieu
    moyen conscience connaissance idée réunion entraînement accès affaire recours piscine sport
    anglais maths danse vacances grève place concours examen répétition"""
)


@rule(
    id="negation.indefinite",
    level=Level.A2,
    reference="Quelqu'un, quelque chose deviennent personne, rien quand on nie.",
    fr="Dans une phrase négative, on dit « {partner} » : « {say} ».",
    en="In a negative sentence use “{partner}”: “{say}”.",
    triggers=frozenset({"pas"}),
    wrong=(
        ("Je n'ai pas vu quelqu'un.", "Je n'ai vu personne."),
        ("Elle n'a pas mangé quelque chose.", "Elle n'a rien mangé."),
        ("Je ne connais pas quelqu'un ici.", "Je ne connais personne ici."),
        ("Il ne fait pas quelque chose le soir.", "Il ne fait rien le soir."),
        ("Je veux pas manger quelque chose.", "Je veux rien manger."),
        ("On ne va pas quelque part cet été.", "On ne va nulle part cet été."),
    ),
    right=(
        "C'est pas quelque chose de grave.",
        "Tu veux pas manger quelque chose ?",
        "Il n'est pas quelqu'un de méchant.",
        "Je sais pas si quelqu'un vient.",
        "On n'a pas quelque chose comme ça chez nous.",
        "T'as pas vu quelqu'un ?",
    ),
)
def indefinite(s: Sentence) -> Iterator[Hit]:
    if "?" in s.text:
        return
    for g in s.groups:
        t = g.negation
        if t is None or t.norm != "pas" or g.lemma == "être":
            continue
        verb = g.participle or g.infinitive
        some = s.after(verb or t)
        end = s.after(some)
        thing = some.norm == "quelque" and end.norm == "chose"
        place = some.norm == "quelque" and end.norm == "part"
        if some.norm == "quelqu'un":
            end = some
        elif not thing and not place:
            continue
        if s.after(end).norm in ("de", "qui", "que", "comme", "dont", "pour"):
            continue
        between = "" if verb is None else s.slice(s.after(t), verb)
        if thing:
            yield say(s, t, end, joined("rien", between) if between else "rien", partner="rien")
        else:
            partner = "nulle part" if place else "personne"
            yield say(s, t, end, f"{between} {partner}".strip(), partner=partner)


@rule(
    id="negation.non_plus",
    level=Level.A2,
    reference="Aussi devient non plus dans une phrase négative.",
    fr="Dans une phrase négative, « aussi » devient « non plus ».",
    en="In a negative sentence “aussi” becomes “non plus”.",
    triggers=frozenset({"aussi"}),
    wrong=(
        ("Moi aussi, je ne comprends pas.", "Moi non plus, je ne comprends pas."),
        ("Il ne vient pas aussi.", "Il ne vient pas non plus."),
        ("Lui aussi n'a rien dit.", "Lui non plus n'a rien dit."),
        ("Je n'aime pas le thé aussi.", "Je n'aime pas le thé non plus."),
    ),
    right=(
        "Moi aussi, je viens.",
        "Il n'est pas aussi grand.",
        "Moi aussi, je pense que ce n'est pas vrai.",
        "Tu viens pas aussi ?",
        "J'aime ça aussi.",
        "Lui aussi, il n'a que deux jours.",
    ),
)
def non_plus(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm != "aussi":
            continue
        before = s.at(t.i - 1)
        if before.norm in ("moi", "toi", "lui", "elle", "nous", "vous", "eux", "elles"):
            g = next((g for g in s.groups if g.verb.i > t.i), None)
            if g is None or g.first.i - t.i > 3 or s.at(t.i - 2).pos == "ADP":
                continue
            denied = g.negation is not None and g.negation.norm in ("pas", "rien", "jamais")
            if denied and "?" not in s.text:
                yield say(s, t, t, "non plus")
        elif s.after(t).text == "." or s.after(t).i < 0:
            last = s.groups[-1] if s.groups else None
            if last is None or last.ne is None or last.negation is None:
                continue
            if last.negation.norm == "pas" and s.at(t.i - 1).pos not in ("ADJ",):
                yield say(s, t, t, "non plus")


@rule(
    id="negation.ni",
    level=Level.B1,
    reference="Ni… ni… : sans « pas » ni article partitif.",
    fr="Avec « ni… ni… », on dit « {say} ».",
    en="With “ni… ni…”, say “{say}”.",
    triggers=frozenset({"ni"}),
    wrong=(
        ("Je n'aime pas ni le thé ni le café.", "Je n'aime ni le thé ni le café."),
        ("Il ne parle pas ni anglais ni russe.", "Il ne parle ni anglais ni russe."),
        ("Elle n'a ni des frères ni des sœurs.", "Elle n'a ni frères ni sœurs."),
    ),
    right=(
        "Je n'aime pas le thé, ni le café.",
        "Il n'a ni faim ni soif.",
        "Elle n'aime ni les chats ni les chiens.",
    ),
)
def ni(s: Sentence) -> Iterator[Hit]:
    found = [t for t in s if t.norm == "ni"]
    if len(found) < 2:
        return
    before = s.at(found[0].i - 1)
    if before.norm == "pas":
        yield delete(s, before, before)
        return
    owned = any(g.lemma in ("avoir", "manger", "boire") for g in s.groups)
    articles = [s.after(t) for t in found]
    if owned and all(a.norm in ("des", "du") and s.after(a).pos == "NOUN" for a in articles):
        kept = [t for t in s.tokens[found[0].i : articles[-1].i + 2] if t not in articles]
        yield say(s, kept[0], kept[-1], " ".join(t.text for t in kept))


@rule(
    id="negation.not_yet",
    level=Level.A2,
    reference="Pas encore répond à déjà.",
    fr="Pour nier « déjà », on dit « pas encore ».",
    en="The negative of “déjà” is “pas encore”.",
    triggers=frozenset({"déjà"}),
    wrong=(
        ("Je n'ai pas déjà mangé.", "Je n'ai pas encore mangé."),
        ("Ils ne sont pas déjà arrivés.", "Ils ne sont pas encore arrivés."),
    ),
    right=("Tu l'as pas déjà vu ?", "Si tu n'as pas déjà mangé, viens.", "J'ai déjà mangé."),
)
def not_yet(s: Sentence) -> Iterator[Hit]:
    if "?" in s.text or s.norms & {"si", "parce", "que"}:
        return
    for t in s:
        if t.norm == "déjà" and s.at(t.i - 1).norm == "pas" and s.at(t.i - 2).pos == "AUX":
            yield say(s, t, t, "encore")


@rule(
    id="negation.no_longer",
    level=Level.A2,
    reference="Ne… plus : ce qui a cessé ; sans « pas ».",
    fr="Pour ce qui a cessé, on dit « ne… plus », sans « pas ».",
    en="For what has stopped, use “ne… plus” without “pas”.",
    triggers=frozenset({"pas"}),
    wrong=(
        ("Il n'habite pas plus ici.", "Il n'habite plus ici."),
        ("Je ne suis pas plus étudiant.", "Je ne suis plus étudiant."),
    ),
    right=("Il ne travaille pas plus que moi.", "Je ne suis pas plus grand.", "Pas plus ici."),
)
def no_longer(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        t = g.negation
        if t is None or t.norm != "pas" or s.after(t).norm != "plus" or "que" in s.norms:
            continue
        after = s.after(t, 2)
        lives = g.lemma in ("habiter", "vivre", "exister", "fumer", "aimer") and g.ne is not None
        job = g.lemma == "être" and after.norm in _JOBS
        if (lives and after.pos in ("PUNCT", "ADP", "ADV")) or job:
            yield delete(s, t, t)


_JOBS = wordlist("étudiant étudiante lycéen lycéenne élève professeur prof médecin chef marié")


@rule(
    id="negation.opinion",
    level=Level.A2,
    reference="Je crois que non, j'espère que non ; pourquoi pas.",
    fr="Après « que », la réponse négative est « non » : « {say} ».",
    en="After “que”, a negative answer is “non”: “{say}”.",
    triggers=frozenset({"penser", "croire", "espérer", "dire", "supposer", "trouver"}),
    wrong=(("Je crois que pas.", "Je crois que non."),),
    right=("Je crois pas.", "Je crois que pas mal de gens viennent.", "Je crois que non."),
)
def opinion(s: Sentence) -> Iterator[Hit]:
    for t in s:
        ends = s.after(t).pos in ("PUNCT", "CCONJ") or s.after(t).i < 0
        if t.norm == "pas" and s.at(t.i - 1).norm == "que" and ends:
            yield say(s, t, t, "non")


@rule(
    id="negation.missing_pas",
    level=Level.A1,
    reference="Ne seul ne nie pas : il faut pas, plus, jamais, rien…",
    fr="« ne » ne suffit pas : il faut « pas » après le verbe.",
    en="“ne” alone is not enough: add “pas” after the verb.",
    triggers=frozenset({"ne"}),
    confidence=0.85,
    wrong=(
        ("Je ne comprends cette phrase.", "Je ne comprends pas cette phrase."),
        ("Il n'est venu à la fête.", "Il n'est pas venu à la fête."),
        ("Nous ne voulons partir.", "Nous ne voulons pas partir."),
    ),
    right=(
        "Je ne sais.",
        "Il ne cesse de pleuvoir.",
        "Je n'ai qu'un frère.",
        "J'ai peur qu'il ne parte.",
        "Il est plus grand que je ne pensais.",
        "Si je ne me trompe, il est parti.",
        "On n'a vu que lui.",
        "Je ne vois ni l'un ni l'autre.",
        "Je ne connais personne de plus gentil.",
        "Il ne dit mot.",
        "Je ne peux vous répondre.",
        "Il n'a pas mangé.",
        "Il n'y a guère de monde.",
    ),
)
def missing_pas(s: Sentence) -> Iterator[Hit]:
    if s.norms & (NEGATIVE - {"que"} | {"si", "seulement", "avant", "autre", "moins", "peur"}):
        return
    if "que" in s.norms or "?" in s.text:
        return
    for g in s.groups:
        if g.ne is None or g.subject is None or g.subject.norm not in _SUBJECTS:
            continue
        if g.verb.lemma in ("savoir", "pouvoir", "oser", "cesser", "daigner", "importer"):
            continue
        if clause_end(s, g.verb.i) > g.verb.i + 1 and not _hung_next(s, g):
            yield say(s, g.verb, g.verb, f"{g.verb.text} pas")


_SUBJECTS = wordlist("je tu il elle nous vous ils elles")


def _hung_next(s: Sentence, g: VerbGroup) -> bool:
    return s.after(g.verb).hung
