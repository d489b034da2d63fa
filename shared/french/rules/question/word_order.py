"""Subject and verb in a question."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE
from shared.french.rules.clauses import between, ends_or_time, rewrite, words
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.patterns import find, word
from shared.french.rules.question.question_word import OBJECTS, subject_verb
from shared.french.sentence import Sentence
from shared.french.words import wordlist

WORDS = wordlist("où quand comment pourquoi combien")


@rule(
    id="question.word_inside",
    level=Level.A2,
    reference="Le mot interrogatif ouvre la question ou la ferme : où tu vas, tu vas où.",
    fr="Le mot interrogatif se place au début ou à la fin : « {say} ».",
    en="The question word goes first or last: “{say}”.",
    triggers=WORDS,
    wrong=(
        ("Tu où vas ?", "Tu vas où ?"),
        ("Tu d'où viens ?", "Tu viens d'où ?"),
        ("Vous comment vous appelez ?", "Comment vous vous appelez ?"),
        ("Tu pourquoi pleures ?", "Pourquoi tu pleures ?"),
        ("Il quand arrive ?", "Il arrive quand ?"),
    ),
    right=(
        "Tu vas où ?",
        "Toi, où tu vas ?",
        "Tu sais où elle va ?",
        "Et vous comment allez-vous ?",
    ),
)
def word_inside(s: Sentence) -> Iterator[Hit]:
    if not s.may_ask:
        return
    for tok in s:
        subject = s.after(tok, -1)
        first = tok
        if subject.norm in ("de", "à", "avec", "pour"):
            first, subject = subject, s.after(subject, -1)
        if tok.norm not in WORDS and not (first is not tok and tok.norm in ("qui", "quoi")):
            continue
        if subject.norm not in ("tu", "vous", "il", "elle", "on", "ils", "elles", "nous", "je"):
            continue
        if subject.hung or s.after(tok).norm in ("tu", "est", "on", "je"):
            continue
        k = tok.i + 1
        while s.at(k).norm in OBJECTS:
            k += 1
        verb = s.at(k)
        if not verb.any_verb(*FINITE) or s.after(verb).hung:
            continue
        body = words(between(s, s.after(tok), verb))
        wh = words(between(s, first, tok))
        if tok.norm in ("où", "quand", "qui", "quoi"):
            yield rewrite(s, subject, verb, [subject.norm, *body, *wh])
        else:
            yield rewrite(s, subject, verb, [*wh, subject.norm, *body])


@rule(
    id="question.subject_twice",
    level=Level.A2,
    reference="Où vas-tu ? ou Où tu vas ? : un seul sujet.",
    fr="Le sujet n'est dit qu'une fois : « {say} ».",
    en="Say the subject only once: “{say}”.",
    triggers=frozenset({"tu", "il", "elle", "on", "vous", "nous"}),
    wrong=(
        ("Où tu vas-tu ?", "Où vas-tu ?"),
        ("Pourquoi vous êtes-vous en retard ?", "Pourquoi êtes-vous en retard ?"),
        ("Qu'est-ce que tu veux-tu ?", "Qu'est-ce que tu veux ?"),
        ("À quelle heure tu te lèves-tu ?", "À quelle heure te lèves-tu ?"),
    ),
    right=(
        "Où vas-tu ?",
        "Pourquoi vous êtes-vous levés ?",
        "Comment vous appelez-vous ?",
        "Et elle, vient-elle ?",
    ),
)
def subject_twice(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        hung = s.after(group.verb)
        before = s.at(group.verb.i - 1)
        reflexive = _REFLEXIVE.get(hung.norm) == before.norm
        if hung.hung and reflexive and s.at(before.i - 1).norm == hung.norm:
            yield say(s, s.at(before.i - 1), before, before.norm)
            continue
        if not hung.hung or before.norm != hung.norm or before.i < 0:
            continue
        plural = hung.norm in ("nous", "vous")
        if plural and (group.participle is not None or group.verb.lemma not in ("être", "avoir")):
            continue  # "vous appelez-vous", "vous êtes-vous levés": the first is reflexive
        if hung.norm not in ("tu", "il", "elle", "on", "nous", "vous"):
            continue
        if s.at(before.i - 1).norm == "que":
            yield say(s, group.verb, hung, group.verb.text)
        else:
            yield say(s, before, group.verb, group.verb.text)


_REFLEXIVE = {"tu": "te", "il": "se", "elle": "se", "on": "se"}


@rule(
    id="question.noun_inversion",
    level=Level.A2,
    reference="Est-ce que ton frère vient ? : un nom sujet ne s'inverse pas seul.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    wrong=(
        ("Vient ton frère ce soir ?", "Est-ce que ton frère vient ce soir ?"),
        ("Est ta mère à la maison ?", "Est-ce que ta mère est à la maison ?"),
        ("Pourquoi pleure ton fils ?", "Pourquoi ton fils pleure ?"),
        ("Parle Marie anglais ?", "Est-ce que Marie parle anglais ?"),
        ("Pourquoi est fermé le magasin ?", "Pourquoi le magasin est fermé ?"),
    ),
    right=(
        "Où travaille ton frère ?",
        "Est-ce que ton frère vient ?",
        "Mange ta soupe, d'accord ?",
        "Pourquoi faire la vaisselle ?",
        "Pourquoi Paul est triste ?",
        "Ton frère vient-il ?",
        "Peux-tu venir ?",
        "Reste la question du prix, non ?",
    ),
)
def noun_inversion(s: Sentence) -> Iterator[Hit]:
    if not s.may_ask or "," in s.text:
        return
    why = s.at(0).norm == "pourquoi"
    verb = s.at(1 if why else 0)
    m = next((m for m in verb.readings if m.tense in FINITE), None)
    if m is None or s.after(verb).hung or verb.can("PRON") or verb.infinitive:
        return
    participle = s.after(verb) if verb.any_verb("ind_pres") and why else None
    if participle is not None and not (participle.pos in ("ADJ", "VERB") and m.lemma == "être"):
        participle = None
    head = participle or verb
    phrase = next((p for p in s.phrases if p.first is s.after(head)), None)
    if phrase is None or phrase.noun.pos not in ("NOUN", "PROPN"):
        return
    last = phrase.noun
    plural = phrase.plural
    if ("3p" if plural else "3s") not in {x for r in verb.readings for x in r.person.split(",")}:
        return
    if phrase.noun.pos == "NOUN" and phrase.determiner is None:
        return
    if (
        not why
        and any(r.tense == "imp" for r in verb.readings)
        and phrase.noun.pos == "NOUN"
        and (phrase.determiner is None or not ends_or_time(s, s.after(last)))
    ):
        return
    noun = [t.text for t in between(s, phrase.first, last)]
    said = [t.text.lower() if t.i == 0 else t.text for t in between(s, verb, head)]
    lead = [] if why else ["est-ce", "que"]
    yield rewrite(s, verb, last, [*lead, *noun, *said])


@rule(
    id="question.do_support",
    level=Level.A2,
    reference="Pas d'auxiliaire pour une question : est-ce que tu aimes… ?",
    fr="Une question n'a pas d'auxiliaire : « {say} ».",
    en="A French question has no helping verb: “{say}”.",
    triggers=frozenset({"faire", "être"}),
    wrong=(
        ("Fais-tu aimes le café ?", "Est-ce que tu aimes le café ?"),
        ("Fais tu aimes danser ?", "Est-ce que tu aimes danser ?"),
        ("Es-tu parles anglais ?", "Est-ce que tu parles anglais ?"),
        ("Est-ce tu viens demain ?", "Est-ce que tu viens demain ?"),
        ("Tu viens, n'est pas ?", "Tu viens, n'est-ce pas ?"),
    ),
    right=("Es-tu content ?", "Fais-tu du sport ?", "Est-ce bien toi ?", "Ça n'est pas lui ?"),
)
def do_support(s: Sentence) -> Iterator[Hit]:
    if not s.may_ask:
        return
    for tok in s:
        pronoun, verb = s.after(tok), s.after(tok, 2)
        helper = tok.i == 0 and tok.norm in ("fais", "faites") and pronoun.norm in ("tu", "vous")
        if (pronoun.hung or helper) and pronoun.norm in ("tu", "vous", "il", "elle"):
            m = verb.finite
            own = tok.any_verb()
            if (
                own
                and own.lemma in ("faire", "être")
                and m
                and m.person
                and not verb.can("ADJ")
                and pronoun.norm in ("tu", "vous")
                and verb.persons & {"2s", "2p"}
            ):
                yield say(s, tok, pronoun, f"est-ce que {pronoun.norm}")
        elif pronoun.hung and pronoun.norm == "ce" and tok.norm == "est":
            if verb.norm in ("tu", "il", "elle", "je", "on", "vous") and subject_verb(s, verb):
                yield say(s, pronoun, pronoun, "-ce que")
        elif (
            tok.norm == "ne"
            and pronoun.norm == "est"
            and verb.norm == "pas"
            and s.after(tok, -1).text == ","
            and s.after(verb).text == "?"
        ):
            yield say(s, pronoun, pronoun, "est-ce")


@rule(
    id="question.euphonic_t",
    level=Level.A2,
    reference="Entre deux voyelles, on ajoute -t- : a-t-il, aime-t-elle.",
    fr="Entre deux voyelles, on ajoute « t » : « {say} ».",
    en="Between two vowels, add “t”: “{say}”.",
    triggers=frozenset({"il", "elle", "on", "je"}),
    wrong=(
        ("A-il un vélo ?", "A-t-il un vélo ?"),
        ("Comment va-elle ?", "Comment va-t-elle ?"),
        ("Peux-je entrer ?", "Puis-je entrer ?"),
    ),
    right=("A-t-il un vélo ?", "Est-il là ?", "Prend-elle le train ?", "Puis-je entrer ?"),
)
def euphonic_t(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb = s.after(tok, -1)
        if not tok.hung or not verb.any_verb():
            continue
        if tok.norm in ("il", "elle", "on") and verb.norm[-1:] in "ae" and "-t-" not in tok.text:
            yield say(s, tok, tok, f"-t-{tok.norm}")
        elif tok.norm == "je" and verb.norm == "peux":
            yield say(s, verb, verb, "puis")


@rule(
    id="question.there_is",
    level=Level.A2,
    reference="Y a-t-il ? ou Est-ce qu'il y a ? : un seul sujet.",
    fr="On dit « il y a », ou « y a-t-il » dans une question.",
    en="Say “il y a”, or “y a-t-il” in a question.",
    triggers=frozenset({"y"}),
    wrong=(
        ("Est-ce qu'il y a-t-il un bus ?", "Est-ce qu'il y a un bus ?"),
        ("Il y a-t-il un bus ?", "Il y a un bus ?"),
    ),
    right=("Y a-t-il un bus ?", "Est-ce qu'il y a un bus ?"),
)
def there_is(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("il"), word("y"), word("a").named("a"), word("il").named("z")):
        if m["z"].hung:
            yield say(s, m["a"], m["z"], m["a"].text)
