"""The article of a subject, of a country's name and of an object."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import fit_determiner
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.articles import amount, common_noun, definite, partitive, plural
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.bare_nouns import AFTER_THERE_IS, AFTER_VERB
from shared.french.words.geography import FEMININE, MASCULINE, MASCULINE_VOWEL, PLURAL
from shared.french.words.objects import DEFINITE, LANGUAGES, LIKING, SUBJECTS, TRANSITIVE, VOCATIVE
from shared.french.words.quantity import ACTIVITIES, FOOD, MASS

_COUNTRIES = FEMININE | MASCULINE | MASCULINE_VOWEL | PLURAL - {"Israël"}


def _clause_start(s: Sentence, t: Tok) -> bool:
    """Whether a clause begins here."""
    before = s.at(t.i - 1)
    return t.i == 0 or before.text == "," or before.norm in _LINKS


_LINKS = wordlist("que et mais car puisque quand si lorsque comme où")


def _then_verb(s: Sentence, noun: Tok) -> bool:
    """Whether a finite verb in the third person follows, over "ne" and object pronouns."""
    k = noun.i + 1
    if s.at(k).norm in ("à", "en", "de", "dans"):
        k += 2 if s.at(k + 1).pos != "DET" else 3
    while s.at(k).norm in ("ne", "se", "me", "te", "lui", "y") or (
        s.at(k).norm == "en" and s.at(k).pos == "PRON"
    ):
        k += 1
    verb = s.at(k)
    if verb.finite is None or s.at(k + 1).hung or verb.can("ADJ"):
        return False
    if verb.can("NOUN") and verb.pos != "AUX" and not s.at(k + 1).is_word:
        return False  # "golf miniature": two nouns
    return "3p" in verb.persons if plural(noun) else "3s" in verb.persons


@rule(
    id="article_omission.subject",
    level=Level.A1,
    reference="Un nom commun sujet a un déterminant : les gens sont gentils.",
    fr="Il manque l'article devant « {noun} » : « {say} ».",
    en="“{noun}” needs an article: “{say}”.",
    wrong=(
        ("Gens sont gentils ici.", "Les gens sont gentils ici."),
        ("Ici, vie est chère.", "Ici, la vie est chère."),
        ("musique est ma passion", "la musique est ma passion"),
        ("Je crois que train est en retard.", "Je crois que le train est en retard."),
    ),
    right=(
        "Papa est là.",
        "Merci est un joli mot.",
        "Lundi est férié.",
        "Maman travaille.",
        "Personne ne vient.",
        "Attention est mère de sûreté.",
        "Tout est prêt.",
        "Marie et Paul sont là.",
        "Résultat, on est en retard.",
        "Quand maman est là, on rit.",
        "Bonne soirée !",
        "Plein de gens sont venus.",
    ),
)
def subject(s: Sentence) -> Iterator[Hit]:
    for p in s.phrases:
        noun, first = p.noun, p.first
        if p.determiner is not None or p.preposition is not None or noun.pos != "NOUN":
            continue
        if not _clause_start(s, first) or not _then_verb(s, noun) or _no_subject(s, p):
            continue
        article = definite(noun, first)
        if article and first.norm != "plein":
            yield insert(s, first, article, noun=noun.text)


def _no_subject(s: Sentence, p: NounPhrase) -> bool:
    """Whether the noun is a name, a greeting, or no noun at all."""
    noun, first = p.noun, p.first
    if noun.norm in VOCATIVE or (noun.text[:1].isupper() and noun.i > 0):
        return True
    if (
        noun.can("PRON")
        or noun.can("ADV")
        or noun.can("NUM")
        or not noun.known
        or noun.can("PROPN")
    ):
        return True
    if s.at(first.i - 1).norm == "et" and s.at(first.i - 2).pos in ("NOUN", "PROPN", "ADJ"):
        return True
    bare = not any(s.at(first.i - k).pos in ("DET", "ADP", "VERB", "AUX") for k in (2, 3, 4))
    earlier = s.at(first.i - 1).text == "," and s.at(first.i - 2).pos in ("NOUN", "ADJ") and bare
    return earlier or bool(noun.any_verb("inf") and noun.i == 0)


@rule(
    id="article_omission.country",
    level=Level.A1,
    reference="Les noms de pays ont un article : la France, le Japon, les États-Unis.",
    fr="Un nom de pays a un article : « {say} ».",
    en="Names of countries take an article: “{say}”.",
    triggers=_COUNTRIES,
    wrong=(
        ("Espagne est un beau pays.", "L'Espagne est un beau pays."),
        ("J'aime beaucoup Japon.", "J'aime beaucoup le Japon."),
        ("On a visité Italie.", "On a visité l'Italie."),
        ("Chine est loin.", "La Chine est loin."),
        ("Je vis dans le nord de Espagne.", "Je vis dans le nord de l'Espagne."),
        (
            "Je trouve que États-Unis sont trop grands.",
            "Je trouve que les États-Unis sont trop grands.",
        ),
    ),
    right=(
        "On part en Italie.",
        "L'équipe de France gagne.",
        "France Gall chante bien.",
        "Cuba est une île.",
        "C'est un vin d'Italie.",
        "Entre France et Italie, c'est serré.",
        "Les vins du sud de Paris.",
        "France et moi, on se connaît.",
    ),
)
def country(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.text not in _COUNTRIES or s.after(t).pos == "PROPN" or s.after(t).text[:1].isupper():
            continue
        before = s.at(t.i - 1)
        part = before.norm == "de" and s.at(t.i - 2).norm in _PARTS
        start = _clause_start(s, t) and before.norm != "et"
        linked = before.norm == "et" and s.at(t.i - 2).text in _COUNTRIES
        if linked and s.at(t.i - 3).norm in ("en", "de", "entre", "à", "d'", "du", "au"):
            continue
        verb = s.at(t.i - 1)
        while verb.pos == "ADV" and verb.i > 0:
            verb = s.at(verb.i - 1)
        known = verb.lemma in _KNOWING and (verb.pos == "VERB" or bool(verb.participle))
        ends = s.after(t).finite is not None or s.after(t).norm in ("ne", "se")
        name = fit_determiner(_article_of(t), t.lower)
        if part:
            feminine = name in ("la", "l'")
            fused = f"de {name}" if feminine else {"le": "du", "les": "des"}[name]
            yield say(s, before, t, f"{fused} {t.text}".replace("' ", "'"), noun=t.text)
        elif (start and ends and "3" in "".join(s.after(t).persons | {"3"})) or known or linked:
            # Said anew, not inserted: at the head of a sentence it must keep its capital.
            yield say(s, t, t, f"{name} {t.text}".replace("' ", "'"), noun=t.text)


_PARTS = wordlist("nord sud est ouest centre capitale reste")


_KNOWING = LIKING | wordlist("visiter connaître quitter découvrir traverser représenter voir")


def _article_of(name: Tok) -> str:
    if name.text in PLURAL:
        return "les"
    return "le" if name.text in MASCULINE | MASCULINE_VOWEL else "la"


@rule(
    id="article_omission.object",
    level=Level.A1,
    reference="Un nom complément a un déterminant : j'ai une voiture, je lis le journal.",
    fr="Il manque l'article devant « {noun} » : « {say} ».",
    en="“{noun}” needs an article: “{say}”.",
    triggers=TRANSITIVE | {"parler", "faire", "y"},
    wrong=(
        ("J'ai voiture depuis un an.", "J'ai une voiture depuis un an."),
        ("Elle cherche appartement.", "Elle cherche un appartement."),
        ("J'aime musique.", "J'aime la musique."),
        ("Il lit journal.", "Il lit le journal."),
        ("On regarde télé le soir.", "On regarde la télé le soir."),
        ("J'apprends français depuis un an.", "J'apprends le français depuis un an."),
        ("Il y a problème avec la clé.", "Il y a un problème avec la clé."),
        ("J'ai acheté chaussures hier.", "J'ai acheté des chaussures hier."),
        ("Je veux manger pain.", "Je veux manger du pain."),
        ("Il y a neige en hiver.", "Il y a de la neige en hiver."),
        ("Je bois café le matin.", "Je bois du café le matin."),
        ("Il faut acheter lait et du pain.", "Il faut acheter du lait et du pain."),
        ("J'aime thé et café.", "J'aime le thé et le café."),
        ("Il n'aime pas chats.", "Il n'aime pas les chats."),
        ("Il faut farine et du lait.", "Il faut de la farine et du lait."),
        ("J'aime chats.", "J'aime les chats."),
        ("Je lis livre intéressant.", "Je lis un livre intéressant."),
        ("J'ai question.", "J'ai une question."),
        ("On a pris taxi.", "On a pris un taxi."),
        ("J'ai passé examen hier.", "J'ai passé un examen hier."),
        ("Elle a yeux bleus.", "Elle a les yeux bleus."),
        ("On m'a donné contrat.", "On m'a donné un contrat."),
    ),
    right=(
        "J'ai cours à dix heures.",
        "Je parle français.",
        "On prend rendez-vous demain.",
        "Il y a école demain.",
        "J'ai faim et soif.",
        "Tu prends note ?",
        "Il a raison.",
        "J'ai vu maman hier.",
        "On a fait connaissance.",
        "Ça porte malheur.",
        "On a gagné deux points.",
        "J'ai foot ce soir.",
        "Il a trouvé refuge ici.",
        "On mange italien ce soir.",
        "Il perd patience.",
        "Il m'a donné raison.",
        "Ça donne envie.",
        "J'ai réunion à dix heures.",
    ),
)
def object_noun(s: Sentence) -> Iterator[Hit]:
    for p in s.phrases:
        noun, first = p.noun, p.first
        if p.determiner is not None or p.preposition is not None or noun.pos != "NOUN":
            continue
        verb = _verb_of(s, first)
        if verb is None or not common_noun(s, noun) or s.at(first.i - 1).norm in ("ne", "que"):
            continue
        article = _article_for(s, verb, noun, first)
        if article:
            yield insert(s, first, article, noun=noun.text)
    yield from _two_liked(s)


_FAVOURED = LIKING | {"apprendre", "étudier"}
_FAVOURITES = FOOD | LANGUAGES | SUBJECTS | ACTIVITIES


def _two_liked(s: Sentence) -> Iterator[Hit]:
    """Mend "j'aime thé et café": two things liked, neither with its article."""
    for one, other in zip(s.phrases, s.phrases[1:], strict=False):
        verb, link = s.at(one.first.i - 1), s.after(one.noun)
        liked = verb.finite is not None and bool({m.lemma for m in verb.readings} & _FAVOURED)
        bare = all(p.first is p.noun and p.noun.norm in _FAVOURITES for p in (one, other))
        if liked and bare and link.norm in ("et", "ou") and s.after(link) is other.noun:
            said = [f"{definite(p.noun, p.noun)} {p.noun.text}" for p in (one, other)]
            text = f" {link.text} ".join(said).replace("' ", "'")
            yield say(s, one.noun, other.noun, text, noun=one.noun.text)


def _verb_of(s: Sentence, first: Tok) -> Tok | None:
    """The verb whose object begins here, over a few adverbs; no negated one."""
    verb = s.at(first.i - 1)
    while verb.norm in ("souvent", "toujours", "aussi", "aujourd'hui", "parfois") or verb.hung:
        verb = s.at(verb.i - 1)
    if verb.norm in ("pas", "plus") and (first.norm == "temps" or plural(first)):
        verb = s.at(verb.i - 1)
        if first.norm != "temps" and not {m.lemma for m in verb.readings} & LIKING:
            return None
    if verb.pos in ("VERB", "AUX") or (verb.participle and not verb.can("NOUN")):
        return verb
    return None


def _article_for(s: Sentence, verb: Tok, noun: Tok, first: Tok) -> str:
    lemmas = {m.lemma for m in verb.readings if m.pos in ("VERB", "AUX")}
    there = "avoir" in lemmas and s.at(verb.i - 1).norm == "y"
    adjectival = noun.can("ADJ") or noun.any_verb("part_past")
    if there:
        if noun.norm in AFTER_THERE_IS or (adjectival and noun.lemma not in MASS):
            return ""
        return amount(noun)
    usual = _usual(lemmas, noun, first)
    if usual:
        return usual
    if not lemmas & TRANSITIVE or noun.norm in AFTER_VERB - _PLAIN_OBJECTS:
        return ""
    if adjectival and noun.lemma not in MASS | _PLAIN_OBJECTS:
        return ""
    if noun.norm in DEFINITE:
        return fit_determiner(DEFINITE[noun.norm], first.lower)
    if lemmas & LIKING:
        return definite(noun, first)
    if lemmas & {"mettre", "passer", "porter", "suivre", "garder", "prendre"}:
        described = first is not noun and bool(lemmas & {"passer", "porter"})
        return amount(noun) if noun.lemma in _EATEN or plural(noun) or described else ""
    return definite(noun, first) if first is not noun and lemmas & {"voir"} else amount(noun)


def _usual(lemmas: set[str], noun: Tok, first: Tok) -> str:
    """The article of a set expression: "faire le ménage", "avoir de la chance"."""
    if lemmas & ({"apprendre", "étudier"} | LIKING) and noun.norm in LANGUAGES | SUBJECTS:
        return definite(noun, first)
    if "faire" in lemmas and noun.norm in _CHORES:
        return fit_determiner(_CHORES[noun.norm], first.lower)
    taken = noun.norm in _TAKEN and bool(lemmas & {"prendre", "passer"})
    if taken or ("avoir" in lemmas and noun.norm in _ASKED):
        return amount(noun)
    if "avoir" in lemmas and first is noun and noun.norm in _HAD:
        return _HAD[noun.norm]
    if "avoir" in lemmas and first is noun and noun.norm in ("chance", "courage", "temps"):
        return "le" if noun.norm == "temps" else partitive(noun)
    return ""


_ASKED = wordlist("question idée photo ordinateur")
"""Had by everybody, never without an article."""
_HAD = table("yeux=les cheveux=les heure=l'")
_TAKEN = wordlist("taxi photo décision médicament bain douche verre examen test concours entretien")
_CHORES = table(
    """ménage=le vaisselle=la lessive=la courses=les cuisine=la repassage=le queue=la lit=le
    ménages=les sieste=la fête=la"""
)
_EATEN = MASS - AFTER_VERB - ACTIVITIES
_PLAIN_OBJECTS = wordlist(
    """problème question voiture maison musique chat pain eau café table carte idée école livre
    télé journal match sport couteau porte pâtes pizza fête bus train temps silence cuisine
    ménage courses vacances voile devoirs"""
) - wordlist("question carte table école match sport pizza fête silence voile idée eau")
