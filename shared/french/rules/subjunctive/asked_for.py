"""The subjunctive after what asks for it."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import clause_group, conjugated, lemmas, put
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.moods import (
    FEELING_ADJECTIVES,
    FEELING_NOUNS,
    OPINION_VERBS,
    SUBJUNCTIVE_ADJECTIVES,
    SUBJUNCTIVE_CONJUNCTIONS,
    SUBJUNCTIVE_VERBS,
)

_INDICATIVE = ("ind_pres", "ind_impf", "ind_fut", "cond")
_GAP = wordlist(
    """pas plus jamais vraiment absolument bien toujours surtout aussi trop beaucoup mieux quand
    même tellement vite tous encore donc"""
)
_COMPARED = wordlist("plus moins aussi si tellement tant autant")


def subjunctive(s: Sentence, que: Tok, **slots: str) -> Iterator[Hit]:
    """Put the verb of the clause after "que", and one joined by "et que", into the subjunctive."""
    group = clause_group(s, que)
    if group is None or group.verb.norm in ("y",):
        return
    yield from into_subjunctive(s, group, **slots)
    after = s.at(group.lexical.i + 1)
    for k in range(after.i, min(after.i + 7, len(s))):
        if s.at(k).norm in ("et", "ou") and s.at(k + 1).norm == "que":
            second = clause_group(s, s.at(k + 1))
            if second is not None:
                yield from into_subjunctive(s, second, **slots)


def into_subjunctive(s: Sentence, group: VerbGroup, **slots: str) -> Iterator[Hit]:
    """Say a verb group in the subjunctive, unless its form may be one already."""
    m = group.verb.finite
    if m is None or m.tense not in _INDICATIVE:
        return
    if group.verb.any_verb("sub_pres") is not None:
        # "que nous allions" is an imparfait as well; "je voie" and "je vois" sound alike.
        return
    form = conjugated(s, group, "sub_pres")
    if form and form != group.verb.norm and not group.inverted:
        yield from put(s, group, group.verb, form, **slots)


def before_que(s: Sentence, que: Tok) -> Tok:
    """The word before "que", over adverbs and "pour moi"."""
    k = que.i - 1
    if s.at(k).norm in ("bien", "mieux", "mal") and s.at(k - 1).lemma == "être":
        return s.at(k)
    while s.at(k).norm in _GAP or s.at(k).hung:
        k -= 1
    tonic = s.at(k).norm in ("moi", "toi", "nous", "vous", "lui", "elle", "eux", "elles")
    return s.at(k - 2) if tonic and s.at(k - 1).norm == "pour" else s.at(k)


def ques(s: Sentence) -> Iterator[tuple[Tok, Tok]]:
    """Every "que" with the word before it."""
    for tok in s:
        if tok.norm == "que" and tok.i > 0:
            yield before_que(s, tok), tok


@rule(
    id="subjunctive.verbs",
    level=Level.B1,
    reference="Vouloir, falloir, préférer, douter, regretter… que + subjonctif.",
    fr="Après « {trigger} que », on met le subjonctif : « {say} ».",
    en="After “{trigger} que”, use the subjunctive: “{say}”.",
    triggers=SUBJUNCTIVE_VERBS | frozenset({"pouvoir"}),
    wrong=(
        ("Il faut que je vais à la banque.", "Il faut que j'aille à la banque."),
        ("Je veux pas qu'il vient ce soir.", "Je veux pas qu'il vienne ce soir."),
        ("Elle préfère que nous partons tôt.", "Elle préfère que nous partions tôt."),
        ("Ils voudraient que tu seras là.", "Ils voudraient que tu sois là."),
        ("Faut vraiment que vous faites attention.", "Faut vraiment que vous fassiez attention."),
        ("J'attends que le bus vient.", "J'attends que le bus vienne."),
        ("Je regrette que tu as perdu.", "Je regrette que tu aies perdu."),
        (
            "Il faut que tu sois là et que tu prends ton sac.",
            "Il faut que tu sois là et que tu prennes ton sac.",
        ),
        ("Il se peut que le train est en retard.", "Il se peut que le train soit en retard."),
    ),
    right=(
        "Il faut dire que c'est loin.",
        "Je veux dire que tu as raison.",
        "J'aime ce que tu fais.",
        "Il faut que je parte.",
        "Je veux que tu saches que je suis là.",
        "Le film que j'aime est vieux.",
        "C'est plus loin que je voulais.",
        "On évite les endroits que tu connais.",
        "C'est le pull que je voulais que tu mettes.",
    ),
)
def verbs(s: Sentence) -> Iterator[Hit]:
    for head, que in ques(s):
        found = lemmas(head) | {m.lemma for m in head.readings if m.tense in ("inf", "part_past")}
        trigger = next(iter(sorted(found & SUBJUNCTIVE_VERBS)), "")
        if "pouvoir" in found and s.at(head.i - 1).norm == "se":
            trigger = "il se peut"
        before = s.at(head.i - 1)
        if not trigger or head.pos in ("NOUN", "ADP") or before.pos == "DET":
            continue
        if head.pos == "ADJ" and before.pos not in ("NOUN", "PRON", "PROPN"):
            continue
        if trigger == "valoir" and not _better(s, head, que):
            continue
        yield from subjunctive(s, que, trigger=trigger)


def _better(s: Sentence, head: Tok, que: Tok) -> bool:
    return any(t.norm == "mieux" for t in s.tokens[head.i : que.i])


@rule(
    id="subjunctive.adjectives",
    level=Level.B1,
    reference="Il est important, c'est dommage, je suis content… que + subjonctif.",
    fr="Après « {trigger} que », on met le subjonctif : « {say} ».",
    en="After “{trigger} que”, use the subjunctive: “{say}”.",
    triggers=frozenset({"que"}),
    wrong=(
        ("C'est dommage que vous êtes malade.", "C'est dommage que vous soyez malade."),
        ("Il est possible qu'il pleut demain.", "Il est possible qu'il pleuve demain."),
        ("Je suis contente que tu peux venir.", "Je suis contente que tu puisses venir."),
        ("C'est bien que vous apprenez le français.", "C'est bien que vous appreniez le français."),
        ("Je trouve normal que chacun fait sa part.", "Je trouve normal que chacun fasse sa part."),
        ("J'ai peur qu'il est trop tard.", "J'ai peur qu'il soit trop tard."),
        ("Il est temps qu'on part.", "Il est temps qu'on parte."),
        ("Ça m'énerve que tu sais pas ça.", "Ça m'énerve que tu saches pas ça."),
    ),
    right=(
        "C'est vrai que vous êtes malade.",
        "Je suis sûr que tu peux venir.",
        "Il est plus important que vous pensez.",
        "C'est si bizarre que je comprends rien.",
        "C'est bien ce que je fais.",
        "Il me semble que c'est possible.",
        "C'est un truc important que tu sais déjà.",
        "C'est clair que le bus vient pas.",
    ),
)
def adjectives(s: Sentence) -> Iterator[Hit]:
    for head, que in ques(s):
        if _asks(s, head):
            yield from subjunctive(s, que, trigger=s.slice(head, s.at(que.i - 1)))


def _asks(s: Sentence, head: Tok) -> bool:
    """Whether an adjective or noun before "que" asks for the subjunctive here."""
    k = head.i - 1
    compared = False
    while s.at(k).pos == "ADV" or s.at(k).norm in _GAP | _COMPARED or s.at(k).hung:
        compared = compared or s.at(k).norm in _COMPARED
        k -= 1
    verb = s.at(k)
    if head.norm in FEELING_NOUNS:
        return bool(verb.any_verb()) and any(m.lemma == "avoir" for m in verb.readings)
    if compared:
        return False
    found = lemmas(verb) | {m.lemma for m in verb.readings if m.tense in ("inf", "part_past")}
    if "être" in found:
        if head.lemma in FEELING_ADJECTIVES or head.norm in FEELING_ADJECTIVES:
            return True
        return (head.lemma in SUBJUNCTIVE_ADJECTIVES or head.norm in SUBJUNCTIVE_ADJECTIVES) and (
            _impersonal(s, verb)
        )
    if "trouver" in found:
        return head.lemma in SUBJUNCTIVE_ADJECTIVES | FEELING_ADJECTIVES
    if found & {"faire"} and head.norm in ("plaisir", "peur", "mal", "rire", "plaisir"):
        return True
    # "ça m'énerve que", "ça me fait plaisir que"
    before = s.at(head.i - 1)
    if before.norm in ("me", "te", "le", "la", "les", "nous", "vous", "lui", "l'"):
        subject = s.at(head.i - 2).norm
        return subject in ("ça", "cela") and bool(lemmas(head) & _ANNOY)
    return False


_ANNOY = wordlist(
    """énerver étonner gêner déranger embêter surprendre agacer inquiéter choquer arranger amuser
    attrister ennuyer rassurer soulager plaire toucher fâcher vexer saouler soûler dégoûter rendre
    décevoir révolter frustrer"""
)


def _impersonal(s: Sentence, verb: Tok) -> bool:
    k = verb.i - 1
    while s.at(k).norm in ("ne", "me", "te", "lui", "nous", "vous", "leur"):
        k -= 1
    return s.at(k).norm in ("il", "ce", "ça", "cela") or verb.norm == "être"


@rule(
    id="subjunctive.conjunctions",
    level=Level.B1,
    reference="Pour que, avant que, bien que, sans que, jusqu'à ce que… + subjonctif.",
    fr="Après « {trigger} », on met le subjonctif : « {say} ».",
    en="After “{trigger}”, use the subjunctive: “{say}”.",
    triggers=frozenset({"que", "quoique"}),
    wrong=(
        (
            "Parle plus fort pour qu'on peut entendre.",
            "Parle plus fort pour qu'on puisse entendre.",
        ),
        ("On rentre avant qu'il fait nuit.", "On rentre avant qu'il fasse nuit."),
        ("Bien que c'est cher, j'y vais.", "Bien que ce soit cher, j'y vais."),
        ("Attends ici jusqu'à ce que je reviens.", "Attends ici jusqu'à ce que je revienne."),
        ("Quoique tu dis, il s'en fiche.", "Quoique tu dises, il s'en fiche."),
        ("Il est sorti sans que je le sais.", "Il est sorti sans que je le sache."),
    ),
    right=(
        "Elle est partie parce qu'il fait nuit.",
        "Dès que je reviens, on mange.",
        "On rentre avant qu'il fasse nuit.",
        "Je sais bien que c'est cher.",
        "Le temps que je perds ici, c'est fou.",
    ),
)
def conjunctions(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm == "quoique":
            yield from subjunctive(s, tok, trigger="quoique")
        if tok.norm != "que":
            continue
        phrase = _conjunction(s, tok)
        if phrase:
            yield from subjunctive(s, tok, trigger=phrase)


def _conjunction(s: Sentence, que: Tok) -> str:
    for length in (4, 3, 2, 1):
        words = " ".join(t.norm for t in s.tokens[max(0, que.i - length) : que.i + 1])
        text = words.replace("jusque à", "jusqu'à")
        if text in SUBJUNCTIVE_CONJUNCTIONS - {"bien que", "le temps que"}:
            return text
    if s.at(que.i - 1).norm == "bien":
        # "je sais bien que": the conjunction opens a clause, it does not follow a verb.
        before = s.at(que.i - 2)
        opens = before.i < 0 or before.pos in ("PUNCT", "CCONJ")
        return "bien que" if opens or before.pos in ("NOUN", "ADJ", "PRON") else ""
    return ""


@rule(
    id="subjunctive.negated_opinion",
    level=Level.B2,
    reference="Je ne pense pas que, je ne crois pas que + subjonctif.",
    fr="Après une opinion niée, on met le subjonctif : « {say} ».",
    en="After a negated opinion, use the subjunctive: “{say}”.",
    triggers=OPINION_VERBS | frozenset({"être"}),
    wrong=(
        ("Je ne suis pas sûr qu'il vient.", "Je ne suis pas sûr qu'il vienne."),
        ("Je ne pense pas qu'il est prêt.", "Je ne pense pas qu'il soit prêt."),
        ("Je ne crois pas que tu peux gagner.", "Je ne crois pas que tu puisses gagner."),
    ),
    right=(
        "Je pense qu'il est prêt.",
        "Je ne pense pas qu'il viendra.",
        "Tu ne trouves pas qu'il est beau ?",
        "Je pense pas que c'est grave.",
    ),
    confidence=0.8,
)
def negated_opinion(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if group.negation is None or group.participle:
            continue
        que = s.at(group.negation.i + 1)
        if group.lemma == "être" and que.norm in ("sûr", "sûre", "certain", "certaine"):
            que = s.after(que)
        elif group.lemma not in OPINION_VERBS:
            continue
        if que.norm != "que" or group.negation.norm != "pas" or s.may_ask:
            continue
        below = clause_group(s, que)
        if below is None or below.tense != "ind_pres" or below.participle is not None:
            continue
        # "je pense pas que c'est" is everyday French; "je ne pense pas" sets a careful tone.
        if group.ne is not None or (below.subject is not None and below.subject.norm != "ce"):
            yield from into_subjunctive(s, below)


@rule(
    id="subjunctive.want_someone_to",
    level=Level.B1,
    reference="Vouloir que + sujet + subjonctif, quand les sujets diffèrent.",
    fr="Quand les sujets diffèrent : « vouloir que » + subjonctif : « {say} ».",
    en="With two subjects French uses “vouloir que” + subjunctive: “{say}”.",
    triggers=frozenset({"vouloir", "préférer", "falloir", "attendre"}),
    wrong=(
        ("Je veux toi venir avec moi.", "Je veux que tu viennes avec moi."),
        ("Je veux que tu faire la cuisine.", "Je veux que tu fasses la cuisine."),
        ("Il faut je pars maintenant.", "Il faut que je parte maintenant."),
        ("Il faut que nous partir.", "Il faut que nous partions."),
        ("Elle veut nous de partir.", "Elle veut que nous partions."),
        ("Je veux ma sœur venir aussi.", "Je veux que ma sœur vienne aussi."),
    ),
    right=(
        "Je veux te voir.",
        "Je veux le faire.",
        "Il faut partir.",
        "Je préfère la voir demain.",
        "Il faut nous aider.",
        "On veut vous inviter.",
        "Qu'est-ce qu'il veut lui dire ?",
    ),
)
def want_someone_to(s: Sentence) -> Iterator[Hit]:
    for head in s:
        found = lemmas(head) & {"vouloir", "préférer", "falloir", "attendre"}
        if not found:
            continue
        k = head.i + 1
        while s.at(k).norm in _GAP:
            k += 1
        if "vouloir" in found and s.at(k).pos == "DET" and not s.at(k).hung:
            yield from _noun_wanted(s, s.at(k))
        que = s.at(k).norm == "que"
        who = s.at(k + 1) if que else s.at(k)
        yield from _finish(s, k, who, que=que, falloir="falloir" in found)


_TONIC = {"moi": "je", "toi": "tu", "lui": "il", "eux": "ils", "elle": "elle", "elles": "elles"}
_WHO = {"je": "1s", "tu": "2s", "il": "3s", "elle": "3s", "on": "3s", "nous": "1p", "vous": "2p"}
_WHO |= {"ils": "3p", "elles": "3p", "ça": "3s"}


def _finish(s: Sentence, k: int, who: Tok, *, que: bool, falloir: bool) -> Iterator[Hit]:
    subject = who.norm if que else _TONIC.get(who.norm, who.norm)
    if subject not in _WHO or who.hung:
        return
    at = who.i + 1
    de = s.at(at).norm in ("de", "à")
    verb = s.at(at + 1) if de else s.at(at)
    form = _subjunctive_of(s, verb, subject, finite=falloir and not que)
    clear = que or who.norm in ("moi", "toi", "eux") or (falloir and who.norm in ("je", "tu", "on"))
    if form and (clear or de):
        yield say(s, s.at(k), verb, f"que {subject} {form}".replace("que il", "qu'il"))


def _noun_wanted(s: Sentence, determiner: Tok) -> Iterator[Hit]:
    noun = s.after(determiner)
    verb = s.after(noun)
    m = verb.any_verb("inf")
    phrase = next((p for p in s.phrases if p.noun is noun), None)
    if m is None or phrase is None or noun.pos != "NOUN" or verb.can("NOUN"):
        return
    form = s.lexicon.inflect_verb(m.lemma, "sub_pres", "3p" if phrase.plural else "3s")
    if form:
        yield say(s, determiner, verb, f"que {determiner.text} {noun.text} {form}")


def _subjunctive_of(s: Sentence, verb: Tok, subject: str, *, finite: bool) -> str:
    m = verb.any_verb("inf") or (verb.any_verb("ind_pres") if finite else None)
    if m is None or verb.norm == "y":
        return ""
    return s.lexicon.inflect_verb(m.lemma, "sub_pres", _WHO[subject])
